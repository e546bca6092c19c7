import { EditOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { SiteDocument, type SiteQuery, UpdateSiteDocument } from "../../gql/estates.ts";
import { CommunityStatus } from "../../gql/schema.ts";
import { saveExcel } from "../../lib/excel.ts";
import { along, useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { Facts } from "./facts.tsx";
import { occupancies, Share } from "./occupancy.tsx";
import { useEstatesTexts } from "./texts.ts";

type Community = NonNullable<SiteQuery["community"]>;
type Building = Community["estates"]["nodes"][number]["buildings"]["nodes"][number];
type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A site: what is known of it, its estates and their buildings. */
export default function Site({ id }: { id: string }) {
  const { t } = useEstatesTexts();
  const { can, single } = useSession();
  const [search, setUrl] = useUrl();
  const [editing, setEditing] = useState(false);
  const variables = { id, tickets: can("TICKETS") };
  const [{ data, error, fetching }, again] = useQuery({ query: SiteDocument, variables, requestPolicy: "cache-and-network" });
  const counts = useMemo(() => countsOf(data?.unitCounts.rows ?? []), [data]);
  const site = data?.community?.id === id ? data?.community : undefined;
  if (!site) {
    if (error) return <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />;
    return fetching ? <Loading /> : <NothingHere title={t("noSite")} hint="" />;
  }
  const buildings = site.estates.nodes.flatMap((e) => e.buildings.nodes);
  const all = new Map<string, number>();
  for (const of of counts.values()) for (const [state, n] of of) all.set(state, (all.get(state) ?? 0) + n);
  const inSite = { ...along(search), scope: single ? undefined : id };
  return (
    <>
      <div className="page-head">
        {!single && <Button onClick={() => setUrl({ site: undefined, building: undefined })}>{t("backToLeague")}</Button>}
        <h2>{site.name}</h2>
        <span className="muted">{t(`CommunityStatus.${site.status}`)}</span>
        <span className="grow" />
        {data?.open && <Link to="/tickets" search={{ ...inSite, phase: "NEW,WORKING,WAITING" } as never}>{t("openTickets", { count: data.open.total })}</Link>}
        {can("PEOPLE") && <Link to="/people" search={{ ...inSite, view: "plan" } as never}>{t("people")}</Link>}
        {can("PORTFOLIO", "WRITE") && <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>{t("edit")}</Button>}
        <MoreActions
          label={site.name}
          asked={{ document: SiteDocument, variables }}
          exportExcel={() =>
            void saveExcel(`${site.name}.xlsx`, [
              { title: t("building"), value: (b: Building) => b.name },
              { title: t("kind"), value: (b) => t(`BuildingKind.${b.kind}`) },
              { title: t("floors"), value: (b) => b.floors },
              ...occupancies.map((state) => ({ title: t(`UnitOccupancy.${state}`), value: (b: Building) => counts.get(b.id)?.get(state) ?? 0 })),
            ], buildings)}
        />
      </div>
      <section className="panel" aria-label={t("facts")}>
        <Facts
          wide
          of={[
            [t("office"), site.managementOffice.name],
            [t("director"), site.managementOffice.director],
            [t("hotline"), site.managementOffice.hotline && <a href={`tel:${site.managementOffice.hotline}`} className="number">{site.managementOffice.hotline}</a>],
            [t("company"), site.managementOffice.company.name],
            [t("developer"), site.developer],
            [t("phase"), site.phase],
            [t("address"), site.address],
            [t("movedIn"), `${site.householdsMovedIn} / ${site.householdsPlanned}`],
            [t("residents"), site.residents],
            [t("grossArea"), site.grossArea && `${site.grossArea} ㎡`],
            [t("starLevel"), site.starLevel || undefined],
            [t("moveInDate"), site.moveInDate],
            [t("contract"), site.contractFrom && `${site.contractFrom} – ${site.contractTo ?? ""}`],
            [t("customerMix"), site.customerMix],
            [t("surroundings"), site.surroundings],
            [t("propertyFacts"), site.propertyFacts],
          ]}
        />
        <Share counts={all} legend />
      </section>
      {site.estates.nodes.map((estate) => (
        <section key={estate.id} className="panel" aria-label={estate.name}>
          <h3>{estate.name} <span className="muted">{estate.code}{estate.phase && estate.phase !== estate.name ? ` · ${estate.phase}` : ""}</span></h3>
          {estate.buildings.nodes.length === 0 && <span className="muted">{t("noBuildings")}</span>}
          <ul className="buildings">
            {[...estate.buildings.nodes].sort((a, b) => byNumber(a.name, b.name)).map((b) => (
              <li key={b.id}>
                <button type="button" onClick={() => setUrl({ building: b.id }, "push")}>
                  <span className="row" style={{ flexWrap: "nowrap" }}><strong className="cut grow">{b.name}</strong><span className="muted number">{sum(counts.get(b.id))} {t("units")}</span></span>
                  <span className="muted cut">{t(`BuildingKind.${b.kind}`)} · {t("floorsLifts", { floors: b.floors, lifts: b.lifts })}{b.yearCompleted ? ` · ${b.yearCompleted}` : ""}</span>
                  <Share counts={counts.get(b.id)} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {editing && (
        <FormDrawer
          open
          close={() => setEditing(false)}
          title={`${t("edit")} ${site.name}`}
          document={UpdateSiteDocument}
          fixed={{ id }}
          initial={{ status: site.status, phase: site.phase, developer: site.developer, address: site.address, householdsMovedIn: site.householdsMovedIn, residents: site.residents }}
        >
          <Form.Item name="status" label={t("status")}><Select options={CommunityStatus.map((value) => ({ value, label: t(`CommunityStatus.${value}`) }))} /></Form.Item>
          <Form.Item name="phase" label={t("phase")}><Input maxLength={60} /></Form.Item>
          <Form.Item name="developer" label={t("developer")}><Input maxLength={120} /></Form.Item>
          <Form.Item name="address" label={t("address")}><Input maxLength={200} /></Form.Item>
          <Form.Item name="householdsMovedIn" label={t("movedInOnly")}><InputNumber min={0} precision={0} /></Form.Item>
          <Form.Item name="residents" label={t("residents")}><InputNumber min={0} precision={0} /></Form.Item>
        </FormDrawer>
      )}
    </>
  );
}

const byNumber = new Intl.Collator("zh-CN", { numeric: true }).compare;
const sum = (counts: ReadonlyMap<string, number> | undefined) => [...(counts?.values() ?? [])].reduce((a, b) => a + b, 0);

function countsOf(rows: readonly { buildingId?: string | null; occupancy?: string | null; count: number }[]): Counts {
  const counts = new Map<string, Map<string, number>>();
  for (const { buildingId, occupancy, count } of rows) {
    if (!buildingId || !occupancy) continue;
    const of = counts.get(buildingId) ?? new Map<string, number>();
    of.set(occupancy, count);
    counts.set(buildingId, of);
  }
  return counts;
}
