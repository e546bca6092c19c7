import { useMemo } from "react";
import { StaffListDocument, type StaffListQuery } from "../../gql/people.ts";
import { useConnection } from "../../lib/connection.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { usePeopleTexts } from "./texts.ts";

type Row = StaffListQuery["staffList"]["nodes"][number];

/** The staff the viewer reaches. */
export default function People() {
  const { t } = usePeopleTexts();
  const variables = { first: 50 };
  const rows = useConnection(StaffListDocument, variables, (data) => data.staffList);
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { key: "staffNo", title: t("staffNo"), width: 120, render: (r) => r.staffNo, value: (r) => r.staffNo },
      { key: "name", title: t("name"), width: 140, render: (r) => r.name, value: (r) => r.name },
      { key: "company", title: t("company"), width: 240, render: (r) => r.company?.name ?? "–", value: (r) => r.company?.name },
      { key: "hireDate", title: t("hireDate"), width: 120, render: (r) => r.hireDate ?? "–", value: (r) => r.hireDate },
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
        card={(r) => <><strong>{r.name}</strong><span className="muted cut">{r.staffNo} {r.company?.name}</span></>}
        asked={{ document: StaffListDocument, variables }}
      />
    </>
  );
}
