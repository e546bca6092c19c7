import { BarsOutlined, SortAscendingOutlined, SortDescendingOutlined } from "@ant-design/icons";
import { Alert, Button, Select, Tag, Tooltip } from "antd";
import { useMemo } from "react";
import { Failed, Loading } from "../../app/states.tsx";
import { useScope, useSession } from "../../app/use.ts";
import { change, metricValue } from "../../lib/format.ts";
import { leavesOf } from "../../lib/scope.ts";
import { useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { Sparkline } from "../../parts/sparkline.tsx";
import { atMostOf, type Figure, groupOf, ranked, type Sheet, type SiteFacts, useDictionary, useFigures } from "./figures.ts";
import { useEstatesTexts } from "./texts.ts";

interface Row {
  id: string;
  name: string;
  facts: SiteFacts | undefined;
  rank: number | undefined;
}

const most = 4;

/** Sites by a metric of the dictionary, with up to three others beside it. */
export function League() {
  const { t, lang } = useEstatesTexts();
  const { tree } = useSession();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const { entries, keys, ready, error: noDictionary } = useDictionary(search["metric"], most, 1);
  const { sheets, communities, loading, fetching, error, asked, retry } = useFigures(keys, entries, { facts: true, pause: !ready });
  const picked = (search["compare"] ?? "").split(",").filter(Boolean).slice(0, 4);
  const worst = search["order"] === "worst";
  const first = sheets[0];

  const rows = useMemo<Row[]>(() => {
    const facts = new Map(communities?.map((c) => [c.id, c]));
    const sites = leavesOf(tree).filter((s) => !scope || scope.includes(s.id)).map((s) => ({ id: s.id, name: s.name, facts: facts.get(s.id) }));
    return first ? ranked(sites, first, worst).map(({ site, rank }) => ({ ...site, rank })) : sites.map((s) => ({ ...s, rank: undefined }));
  }, [communities, tree, scope, first, worst]);
  const columns = useColumns(sheets);

  if (noDictionary || (error && !communities)) return <Failed error={(noDictionary ?? error)!} retry={retry} />;
  if (!ready || loading) return <Loading />;
  const open = (row: Row) => setUrl({ site: row.id, compare: undefined }, "push");
  return (
    <>
      {first && !first.now.comparable && (
        <Alert type="warning" showIcon title={t("incomparable")} description={first.now.incomparable.map((d) => t("differs", { policy: d.policyKey, usual: d.usual || "–" })).join(" ")} />
      )}
      {first && (
        <p className="formula">
          <button type="button" className="plain" onClick={() => setUrl({ formula: first.key })}>{lang === "en" ? first.now.metric.titleEn : first.now.metric.title}</button>{" "}
          <span className="muted">{lang === "en" ? first.now.metric.formulaEn : first.now.metric.formula}</span>
        </p>
      )}
      <DataList
        label={t("league")}
        rows={{ rows, loading: fetching, error: undefined, hasMore: false, loadMore: () => {}, refresh: retry, all: async () => rows }}
        columns={columns}
        card={(row) => <SiteCard row={row} sheets={sheets} />}
        cardHeight={sheets.length > 1 ? 116 : 96}
        open={open}
        asked={asked}
        selected={picked}
        onSelect={(ids) => setUrl({ compare: ids.slice(0, 4).join(",") })}
        bar={
          <>
            {entries.length > 0 && (
              <Select
                mode="multiple"
                maxCount={most}
                style={{ minWidth: 220, maxWidth: 560 }}
                aria-label={t("metric")}
                value={keys}
                showSearch={{ optionFilterProp: "label" }}
                options={(["TICKETS", "QUALITY", "DUTIES"] as const).flatMap((group) => {
                  const of = entries.filter((m) => groupOf(m.noun) === group);
                  return of.length > 0 ? [{ label: t(`group.${group}`), options: of.map((m) => ({ value: m.key, label: lang === "en" ? m.titleEn : m.title })) }] : [];
                })}
                onChange={(values) => setUrl({ metric: values.join(",") })}
              />
            )}
            {first && (
              <Button
                icon={worst ? <SortDescendingOutlined /> : <SortAscendingOutlined />}
                aria-pressed={worst}
                onClick={() => setUrl({ order: worst ? undefined : "worst" })}
              >
                {t(worst ? "worstFirst" : "bestFirst")}
              </Button>
            )}
            {sheets.length > 0 && (
              <>
                <Select
                  mode="multiple"
                  maxCount={4}
                  maxTagCount="responsive"
                  style={{ minWidth: 150, maxWidth: 320 }}
                  placeholder={t("pick")}
                  aria-label={t("pick")}
                  value={picked}
                  showSearch={{ optionFilterProp: "label" }}
                  options={rows.map((r) => ({ value: r.id, label: r.name }))}
                  onChange={(ids) => setUrl({ compare: ids.join(",") })}
                />
                <Button type="primary" icon={<BarsOutlined />} disabled={picked.length < 2} onClick={() => setUrl({ view: "compare" }, "push")}>{t("compare")}</Button>
              </>
            )}
          </>
        }
        note={first && <span className="number">{t("total")} <strong>{metricValue(first.now.total.value, first.now.metric.unit, lang)}</strong></span>}
      />
    </>
  );
}

/** What is to be said of a figure beside its value. */
export function Flags({ figure, sheet, site }: { figure: Figure | undefined; sheet: Sheet; site: string }) {
  const { t } = useEstatesTexts();
  const differing = sheet.now.incomparable.flatMap((d) =>
    d.communities.filter((c) => c.communityId === site).map((c) => `${d.policyKey}: ${c.value || "–"} (${t("usual")} ${d.usual || "–"})`),
  );
  return (
    <>
      {figure?.small && <Tooltip title={t("sample", { count: figure.sample })}><Tag tabIndex={0}>{t("small")}</Tag></Tooltip>}
      {differing.length > 0 && <Tooltip title={differing.join("; ")}><Tag className="bad" tabIndex={0}>{t("different")}</Tag></Tooltip>}
    </>
  );
}

/** The value, green where it is as its target wants it, red where it is not. */
export function Value({ figure, unit }: { figure: Figure | undefined; unit: string }) {
  const { t, lang } = useEstatesTexts();
  const met = figure?.met ?? undefined;
  return (
    <span className={`number${met === undefined ? "" : met ? " good" : " bad"}`}>
      {metricValue(figure?.value, unit, lang)}
      {met !== undefined && <span aria-label={t(met ? "met" : "unmet")}>{met ? " ✓" : " ✗"}</span>}
    </span>
  );
}

function Moved({ sheet, site }: { sheet: Sheet; site: string }) {
  const { lang } = useEstatesTexts();
  const moved = change(sheet.at.get(site)?.value, sheet.before.get(site), sheet.now.metric.unit, lang);
  const atMost = atMostOf(sheet);
  if (!moved) return <span className="muted">–</span>;
  const better = atMost === undefined || moved.sign === 0 ? undefined : moved.sign > 0 !== atMost;
  return <span className={`number ${better === undefined ? "muted" : better ? "good" : "bad"}`}>{moved.text}</span>;
}

function useColumns(sheets: readonly Sheet[]): DataColumn<Row>[] {
  const { t, lang } = useEstatesTexts();
  return useMemo(() => {
    const [first, ...others] = sheets;
    const title = (s: Sheet) => (lang === "en" ? s.now.metric.titleEn : s.now.metric.title);
    const columns: (DataColumn<Row> | false)[] = [
      first !== undefined && { key: "rank", title: t("rank"), width: 56, align: "right", render: (r) => <span className="number">{r.rank ?? "–"}</span>, value: (r) => r.rank },
      { key: "name", title: t("site"), width: 160, render: (r) => <strong>{r.name}</strong>, value: (r) => r.name },
      ...(first
        ? ([
            { key: "value", title: title(first), width: 130, align: "right", render: (r) => <Value figure={first.at.get(r.id)} unit={first.now.metric.unit} />, value: (r) => first.at.get(r.id)?.value },
            {
              key: "target", title: t("target"), width: 72, align: "right",
              render: (r) => <span className="number muted">{metricValue(first.at.get(r.id)?.target, first.now.metric.unit, lang)}</span>,
              value: (r) => first.at.get(r.id)?.target,
            },
            { key: "moved", title: t("moved"), width: 88, align: "right", render: (r) => <Moved sheet={first} site={r.id} />, value: (r) => first.before.get(r.id) },
            {
              key: "trend", title: t("months"), width: 112,
              render: (r) => <Sparkline values={first.trend(r.id)} label={`${t("trend")}: ${first.trend(r.id).map((v) => metricValue(v, first.now.metric.unit, lang)).join(", ")}`} height={22} />,
            },
            { key: "flags", title: t("note"), width: 80, render: (r) => <Flags figure={first.at.get(r.id)} sheet={first} site={r.id} />, value: (r) => (first.at.get(r.id)?.small ? t("small") : "") },
          ] satisfies DataColumn<Row>[])
        : []),
      ...others.map((s): DataColumn<Row> => ({ key: s.key, title: title(s), width: 150, align: "right", render: (r) => <Value figure={s.at.get(r.id)} unit={s.now.metric.unit} />, value: (r) => s.at.get(r.id)?.value })),
      { key: "moved-in", title: t("households"), width: 110, align: "right", render: (r) => <span className="number">{r.facts ? `${r.facts.householdsMovedIn} / ${r.facts.householdsPlanned}` : "–"}</span>, value: (r) => r.facts?.householdsMovedIn },
      { key: "company", title: t("company"), width: 190, render: (r) => r.facts?.managementOffice.company.name ?? "–", value: (r) => r.facts?.managementOffice.company.name },
      { key: "developer", title: t("developer"), width: 170, render: (r) => r.facts?.developer ?? "–", value: (r) => r.facts?.developer },
    ];
    return columns.filter((c) => c !== false);
  }, [sheets, t, lang]);
}

function SiteCard({ row, sheets }: { row: Row; sheets: readonly Sheet[] }) {
  const { t, lang } = useEstatesTexts();
  const [first, ...others] = sheets;
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        {row.rank !== undefined && <span className="muted number" style={{ minWidth: 20 }}>{row.rank}</span>}
        <strong className="cut grow">{row.name}</strong>
        {first && <strong><Value figure={first.at.get(row.id)} unit={first.now.metric.unit} /></strong>}
      </span>
      {first && (
        <span className="row" style={{ flexWrap: "nowrap", justifyContent: "space-between" }}>
          <Sparkline values={first.trend(row.id)} label={t("trend")} height={20} />
          <Flags figure={first.at.get(row.id)} sheet={first} site={row.id} />
          <Moved sheet={first} site={row.id} />
        </span>
      )}
      {others.length > 0 && (
        <span className="cut number">{others.map((s) => `${lang === "en" ? s.now.metric.titleEn : s.now.metric.title} ${metricValue(s.at.get(row.id)?.value, s.now.metric.unit, lang)}`).join(" · ")}</span>
      )}
      <span className="muted cut">{row.facts?.managementOffice.name}</span>
    </>
  );
}
