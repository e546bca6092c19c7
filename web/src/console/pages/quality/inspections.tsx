import { Segmented } from "antd";
import { useQuery } from "urql";
import { useScope } from "../../app/use.ts";
import { DutyListDocument, type DutyListQueryVariables, OnDemandDocument, OpenInspectionDocument } from "../../gql/quality.ts";
import { useConnection } from "../../lib/connection.ts";
import { instantsOf } from "../../lib/period.ts";
import { usePeriods } from "../../app/use.ts";
import { useUrl } from "../../lib/url.ts";
import { DataList } from "../../parts/data-list.tsx";
import { Verb } from "../../parts/verb.tsx";
import { Doing } from "./doing.tsx";
import { DutyCard, useDutyColumns } from "./duties.tsx";
import { DutyDrawer } from "./duty-drawer.tsx";
import { useQualityTexts } from "./texts.ts";
import { useFirstSite, useRights } from "./use.ts";

/** Quality inspections: those open, to be done on the spot, and those of the period. */
export default function Inspections() {
  const { t, lang } = useQualityTexts();
  const { period } = usePeriods();
  const scope = useScope();
  const firstSite = useFirstSite();
  const { duties } = useRights();
  const [search, setUrl] = useUrl();
  const done = search["view"] === "done";
  const due = instantsOf(period);
  const where: DutyListQueryVariables["where"] & object = {
    kind: ["INSPECTION"],
    ...(scope ? { communityId: scope } : {}),
    ...(done ? { open: false, dueAtFrom: due.from, dueAtBefore: due.before } : { open: true }),
  };
  const variables: Omit<DutyListQueryVariables, "after"> = { first: 50, where, orderBy: { field: "DUE_AT", direction: done ? "DESC" : "ASC" } };
  const rows = useConnection(DutyListDocument, variables, (data) => data.duties);
  const [{ data }] = useQuery({ query: OnDemandDocument, pause: !duties });
  const columns = useDutyColumns();
  const templates = (data?.dutyTemplates.nodes ?? []).map((m) => ({ value: m.id, label: `${m.code} ${(lang === "en" && m.titleEn) || m.title}`, first: m.kind === "INSPECTION" }));
  const standard = templates.find((m) => m.first);
  return (
    <>
      <DataList
        label={t("tab.inspections")}
        rows={rows}
        columns={columns}
        card={(row) => <DutyCard row={row} />}
        open={(row) => setUrl(row.open && duties ? { doing: row.id } : { duty: row.id }, "push")}
        asked={{ document: DutyListDocument, variables }}
        bar={
          <>
            <Segmented aria-label={t("view")} value={done ? "done" : "open"} options={[{ value: "open", label: t("duties.open") }, { value: "done", label: t("inspections.done") }]} onChange={(view) => setUrl({ view: view === "done" ? view : undefined })} />
            {duties && (
              <Verb
                type="primary"
                label={t("inspections.open")}
                document={OpenInspectionDocument}
                fields={[
                  { name: "communityId", label: t("community"), kind: "site", required: true, ...firstSite },
                  { name: "templateId", label: t("inspections.template"), required: true, options: templates, ...(standard ? { initial: standard.value } : {}) },
                  { name: "assigneeId", label: t("duties.assignee"), kind: "staff" },
                ]}
                done={(data) => {
                  rows.refresh();
                  setUrl({ doing: data.openInspection.duty?.id });
                }}
              />
            )}
          </>
        }
      />
      <DutyDrawer id={search["duty"]} close={() => setUrl({ duty: undefined })} changed={rows.refresh} />
      <Doing id={search["doing"]} close={() => setUrl({ doing: undefined })} done={rows.refresh} />
    </>
  );
}
