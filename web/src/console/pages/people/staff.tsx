import { Input, Select } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { useScope, useSession } from "../../app/use.ts";
import { StaffCountsDocument } from "../../gql/people.ts";
import { StaffStatus } from "../../gql/schema.ts";
import { useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { here, type StaffRow, useStaffRows } from "./staff-rows.ts";
import { usePeopleTexts } from "./texts.ts";

type Row = StaffRow;

/** Where a member of staff stands; what is out of the ordinary stands out. */
export function Status({ of }: { of: { status: (typeof StaffStatus)[number] } }) {
  const { t } = usePeopleTexts();
  return <span className={of.status === "SUSPENDED" ? "bad" : of.status === "LEFT" ? "muted" : of.status === "ACTIVE" ? "good" : ""}>{t(`StaffStatus.${of.status}`)}</span>;
}

/** The staff of the scope: found by name, pinyin or number, by status and by post. */
export function StaffList() {
  const { t } = usePeopleTexts();
  const { can } = useSession();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const [typed, setTyped] = useState(search["find"] ?? "");
  const find = useSettled(typed.trim().toLowerCase());
  const status = search["status"] ?? "here";
  const { rows, asked } = useStaffRows({ find, status, post: search["post"] });
  const [{ data: counts }] = useQuery({ query: StaffCountsDocument, requestPolicy: "cache-and-network" });
  // They are everybody's the viewer reaches: the hub does not count staff by community.
  const counted = (label: string, of: readonly (typeof StaffStatus)[number][]) =>
    counts && !scope ? `${label} ${of.reduce((sum, s) => sum + counts[s].totalCount, 0)}` : label;
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
      rows={rows}
      columns={columns}
      card={(r) => (
        <>
          <span className="row" style={{ flexWrap: "nowrap" }}><strong>{r.name}</strong><span className="muted number grow">{r.staffNo}</span><Status of={r} /></span>
          <span className="cut">{r.posts || "–"}</span>
          <span className="muted cut">{[r.sites, r.company?.name].filter(Boolean).join(" · ")}</span>
        </>
      )}
      open={(r) => setUrl({ staff: r.id }, "push")}
      asked={asked}
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
            options={[
              { value: "here", label: counted(t("here"), here) },
              ...StaffStatus.map((value) => ({ value, label: counted(t(`StaffStatus.${value}`), [value]) })),
              { value: "all", label: counted(t("anyStatus"), StaffStatus) },
            ]}
            onChange={(v: string) => setUrl({ status: v === "here" ? undefined : v })}
          />
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("post")}
            placeholder={t("anyPost")}
            style={{ minWidth: 150 }}
            value={search["post"]}
            options={(counts?.posts.nodes ?? []).map((p) => ({ value: p.id, label: p.title }))}
            onChange={(v: string | undefined) => setUrl({ post: v })}
          />
        </>
      }
    />
  );
}

/** What is typed, once nobody types for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
