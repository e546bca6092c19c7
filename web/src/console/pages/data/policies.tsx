import { Checkbox, Input, Select, Tag } from "antd";
import { useMemo } from "react";
import { useQuery } from "urql";
import { useScope, useSession } from "../../app/use.ts";
import { PoliciesInForceDocument, type PoliciesInForceQuery } from "../../gql/data.ts";
import type { Rows } from "../../lib/connection.ts";
import { useTerm } from "../../lib/i18n.ts";
import { leavesOf } from "../../lib/scope.ts";
import { useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { PolicyDrawer, unitName } from "./policy.tsx";
import { useDataTexts } from "./texts.ts";

type InForce = PoliciesInForceQuery["effectivePolicies"][number];
type Row = InForce & { id: string };

/** What is in force in a community, where it comes from, and what is set to come. policy= opens the versions of one. */
export default function Policies() {
  const { t, lang } = useDataTexts();
  const { tree } = useSession();
  const term = useTerm();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const sites = useMemo(() => leavesOf(tree), [tree]);
  const site = sites.find((s) => s.id === search["site"]) ?? sites.find((s) => scope?.includes(s.id)) ?? sites[0];
  const [{ data, error, fetching }, again] = useQuery({
    query: PoliciesInForceDocument,
    variables: { communityId: site?.id ?? "" },
    pause: !site,
    requestPolicy: "cache-and-network",
  });
  const title = (r: InForce) => (lang === "en" ? r.policy.titleEn : r.policy.titleZh);
  const wanted = (search["q"] ?? "").toLowerCase();
  const own = search["own"] === "1";
  const shown = useMemo(
    () =>
      (data?.effectivePolicies ?? [])
        .filter((r) => (!own || r.level !== "DEFAULT") && (!wanted || `${r.key} ${r.policy.titleZh} ${r.policy.titleEn} ${r.policy.rule}`.toLowerCase().includes(wanted)))
        .map((r): Row => ({ ...r, id: r.key })),
    [data, wanted, own],
  );
  const refresh = () => again({ requestPolicy: "network-only" });
  const rows: Rows<Row> = { rows: shown, total: shown.length, loading: fetching, error, hasMore: false, loadMore: () => {}, refresh, all: async () => shown };
  const amount = (r: InForce) => (r.value === null ? t("policy.unlimited") : `${r.value} ${unitName(r.unit, t)}`);
  const columns: DataColumn<Row>[] = [
    { key: "title", title: t("policy.name"), width: 260, render: (r) => title(r), value: title },
    { key: "value", title: t("policy.value"), width: 140, render: (r) => <strong className="number">{amount(r)}</strong>, value: amount },
    { key: "level", title: t("policy.level"), width: 100, render: (r) => (r.level === "DEFAULT" ? <span className="muted">{term("PolicyLevel", r.level)}</span> : <Tag>{term("PolicyLevel", r.level)}</Tag>), value: (r) => term("PolicyLevel", r.level) },
    { key: "since", title: t("policy.since"), width: 110, render: (r) => <span className="number">{r.version?.effectiveFrom ?? "–"}</span>, value: (r) => r.version?.effectiveFrom },
    { key: "next", title: t("policy.next"), width: 170, render: (r) => r.next && <span className="number">{r.next.day} → {r.next.value ?? t("policy.unlimited")}</span>, value: (r) => r.next && `${r.next.day} ${r.next.value ?? ""}` },
    { key: "rule", title: t("policy.rule"), width: 110, render: (r) => <span className="muted">{r.policy.rule}</span>, value: (r) => r.policy.rule },
    { key: "key", title: t("policy.key"), width: 250, render: (r) => <code className="small">{r.key}</code>, value: (r) => r.key },
  ];
  return (
    <>
      <DataList
        label={t("tab.policies")}
        rows={rows}
        columns={columns}
        cardHeight={80}
        card={(r) => (
          <>
            <span className="row" style={{ flexWrap: "nowrap" }}><span className="cut">{title(r)}</span><span className="grow" /><strong className="number nowrap">{amount(r)}</strong></span>
            <span className="muted small cut">{term("PolicyLevel", r.level)} · {r.policy.rule}{r.next && ` · ${r.next.day} → ${r.next.value ?? t("policy.unlimited")}`}</span>
          </>
        )}
        open={(r) => setUrl({ policy: r.key }, "push")}
        asked={{ document: PoliciesInForceDocument, variables: { communityId: site?.id ?? "" } }}
        bar={
          <>
            <Select aria-label={t("site")} style={{ minWidth: 140 }} showSearch={{ optionFilterProp: "label" }} value={site?.id} options={sites.map((s) => ({ value: s.id, label: s.name }))} onChange={(id) => setUrl({ site: id })} />
            <Input allowClear style={{ width: 190 }} placeholder={t("policy.find")} aria-label={t("policy.find")} defaultValue={search["q"]} onChange={(e) => setUrl({ q: e.target.value || undefined })} />
            <Checkbox checked={own} onChange={(e) => setUrl({ own: e.target.checked ? "1" : undefined })}>{t("policy.own")}</Checkbox>
          </>
        }
      />
      {search["policy"] && <PolicyDrawer key={search["policy"]} policyKey={search["policy"]} close={() => setUrl({ policy: undefined })} changed={refresh} />}
    </>
  );
}
