import { useMemo } from "react";
import { useScope } from "../../app/use.ts";
import { EstateListDocument, type EstateListQuery } from "../../gql/estates.ts";
import { useConnection } from "../../lib/connection.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { useEstatesTexts } from "./texts.ts";

type Row = EstateListQuery["communities"]["nodes"][number];

/** The communities in scope. */
export default function Estates() {
  const { t } = useEstatesTexts();
  const scope = useScope();
  const variables = { first: 50, ...(scope ? { where: { id: scope } } : {}) };
  const rows = useConnection(EstateListDocument, variables, (data) => data.communities);
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { key: "name", title: t("name"), width: 180, render: (r) => r.name, value: (r) => r.name },
      { key: "code", title: t("code"), width: 110, render: (r) => r.code, value: (r) => r.code },
      { key: "households", title: t("households"), width: 130, render: (r) => r.householdsPlanned, value: (r) => r.householdsPlanned, align: "right" },
      { key: "movedIn", title: t("movedIn"), width: 130, render: (r) => r.householdsMovedIn, value: (r) => r.householdsMovedIn, align: "right" },
      { key: "address", title: t("address"), width: 300, render: (r) => r.address ?? "–", value: (r) => r.address },
    ],
    [t],
  );
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
      </div>
      <DataList
        label={t("title")}
        rows={rows}
        columns={columns}
        card={(r) => <><strong>{r.name}</strong><span className="muted cut">{r.address}</span></>}
        asked={{ document: EstateListDocument, variables }}
      />
    </>
  );
}
