import { useMemo } from "react";
import { UserListDocument, type UserListQuery } from "../../gql/admin.ts";
import { useConnection } from "../../lib/connection.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { useAdminTexts } from "./texts.ts";

type Row = UserListQuery["users"]["nodes"][number];

/** The users of the viewer's part of the tree. */
export default function Admin() {
  const { t } = useAdminTexts();
  const variables = { first: 50 };
  const rows = useConnection(UserListDocument, variables, (data) => data.users);
  const columns = useMemo<DataColumn<Row>[]>(
    () => [
      { key: "login", title: t("login"), width: 180, render: (r) => r.login, value: (r) => r.login },
      { key: "name", title: t("name"), width: 180, render: (r) => r.name, value: (r) => r.name },
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
        card={(r) => <><strong>{r.name}</strong><span className="muted cut">{r.login}</span></>}
        asked={{ document: UserListDocument, variables }}
      />
    </>
  );
}
