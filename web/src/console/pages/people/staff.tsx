import { Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useScope, useSession } from "../../app/use.ts";
import { StaffStatus } from "../../gql/schema.ts";
import { today } from "../../lib/period.ts";
import { useMatches } from "../../lib/pinyin.ts";
import { useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import type { Assignment, Staff, useAll } from "./all.ts";
import { runs } from "./plan.ts";
import { usePeopleTexts } from "./texts.ts";

interface Row extends Staff {
  posts: string;
  sites: string;
  postIds: string[];
}

/** Where a member of staff stands; what is out of the ordinary stands out. */
export function Status({ of }: { of: { status: (typeof StaffStatus)[number] } }) {
  const { t } = usePeopleTexts();
  return <span className={of.status === "SUSPENDED" ? "bad" : of.status === "LEFT" ? "muted" : of.status === "ACTIVE" ? "good" : ""}>{t(`StaffStatus.${of.status}`)}</span>;
}

/** The staff of the scope: found by name, pinyin or number, by status and by post. */
export function StaffList({ all }: { all: Omit<ReturnType<typeof useAll>, "staff" | "assignments"> & { staff: Staff[]; assignments: Assignment[] } }) {
  const { t } = usePeopleTexts();
  const { can, names } = useSession();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const [typed, setTyped] = useState(search["find"] ?? "");
  const find = typed.trim().toLowerCase();
  const matches = useMatches(/[a-z]/i.test(find));
  const { staff, assignments } = all;

  const everybody = useMemo<Row[]>(() => {
    const day = today();
    const by = new Map<string, Assignment[]>();
    for (const a of assignments) by.set(a.staffId, [...(by.get(a.staffId) ?? []), a]);
    return staff
      .filter((s) => !scope || by.has(s.id))
      .map((s) => {
        const held = by.get(s.id) ?? [];
        const now = held.filter((a) => runs(a, day));
        return {
          ...s,
          posts: [...new Set(now.map((a) => a.post.title))].join(t("comma")),
          sites: [...new Set(now.map((a) => names.get(a.communityId) ?? ""))].filter(Boolean).join(t("comma")),
          postIds: now.map((a) => a.postId),
        };
      })
      .sort((a, b) => (a.staffNo < b.staffNo ? -1 : 1));
  }, [staff, assignments, scope, names, t]);
  const posts = useMemo(() => [...new Map(assignments.map((a) => [a.postId, a.post.title]))].map(([value, label]) => ({ value, label })), [assignments]);

  const status = search["status"] ?? "here";
  const rows = useMemo(
    () =>
      everybody.filter(
        (r) =>
          (status === "all" || (status === "here" ? r.status !== "LEFT" : r.status === status)) &&
          (!search["post"] || r.postIds.includes(search["post"])) &&
          (!find || r.staffNo.toLowerCase().includes(find) || matches(r.name, find)),
      ),
    [everybody, status, search, find, matches],
  );
  const columns = useMemo(() => {
    const columns: (DataColumn<Row> | false)[] = [
      { key: "staffNo", title: t("staffNo"), width: 100, render: (r) => <span className="number">{r.staffNo}</span>, value: (r) => r.staffNo },
      { key: "name", title: t("name"), width: 110, render: (r) => <strong>{r.name}</strong>, value: (r) => r.name },
      { key: "posts", title: t("post"), width: 180, render: (r) => r.posts || "–", value: (r) => r.posts },
      { key: "sites", title: t("site"), width: 180, render: (r) => r.sites || "–", value: (r) => r.sites },
      { key: "status", title: t("status"), width: 100, render: (r) => <Status of={r} />, value: (r) => t(`StaffStatus.${r.status}`) },
      can("PEOPLE", "MASKED") && { key: "phone", title: t("phone"), width: 140, render: (r) => <PersonPhone phone={r.phone} />, value: (r) => r.phone },
      can("PEOPLE", "MASKED") && { key: "hireDate", title: t("hireDate"), width: 120, render: (r) => <span className="number">{r.hireDate ?? "–"}</span>, value: (r) => r.hireDate },
      { key: "company", title: t("company"), width: 230, render: (r) => r.company?.name ?? "–", value: (r) => r.company?.name },
    ];
    return columns.filter((c) => c !== false);
  }, [t, can]);
  return (
    <DataList
      label={t("staff")}
      rows={{ rows, loading: all.fetching, error: undefined, hasMore: false, loadMore: () => {}, refresh: all.retry, all: async () => rows }}
      columns={columns}
      card={(r) => (
        <>
          <span className="row" style={{ flexWrap: "nowrap" }}><strong>{r.name}</strong><span className="muted number grow">{r.staffNo}</span><Status of={r} /></span>
          <span className="cut">{r.posts || "–"}</span>
          <span className="muted cut">{[r.sites, r.company?.name].filter(Boolean).join(" · ")}</span>
        </>
      )}
      open={(r) => setUrl({ staff: r.id }, "push")}
      asked={all.asked}
      bar={
        <>
          <Input.Search
            allowClear
            style={{ width: 220 }}
            placeholder={t("find")}
            aria-label={t("find")}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
            onBlur={() => setUrl({ find: typed.trim() })}
            onSearch={(v) => setUrl({ find: v.trim() })}
          />
          <Select
            aria-label={t("status")}
            style={{ minWidth: 110 }}
            value={status}
            options={[{ value: "here", label: t("here") }, ...StaffStatus.map((value) => ({ value, label: t(`StaffStatus.${value}`) })), { value: "all", label: t("anyStatus") }]}
            onChange={(v: string) => setUrl({ status: v === "here" ? undefined : v })}
          />
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("post")}
            placeholder={t("anyPost")}
            style={{ minWidth: 150 }}
            value={search["post"]}
            options={posts}
            onChange={(v: string | undefined) => setUrl({ post: v })}
          />
        </>
      }
    />
  );
}
