import { Input, Segmented } from "antd";
import { type ComponentProps, Suspense, useMemo } from "react";
import { useQuery } from "urql";
import { useOnce, useSession } from "../../app/use.ts";
import { CreateUserDocument, TopDocument, UserListDocument, type UserListQuery } from "../../gql/admin.ts";
import { GrantRole, UserLocale } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { useTerm } from "../../lib/i18n.ts";
import { later } from "../../lib/later.ts";
import { useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { Verb } from "../../parts/verb.tsx";
import { useAdminTexts } from "./texts.ts";

const UserDrawer = later(async () => ({ default: (await import("./user-drawer.tsx")).UserDrawer }));
const LateNodes = later(async () => ({ default: (await import("../../parts/pickers.tsx")).NodeSelect }));
/** Waits by itself: the form around it stays. */
const NodeSelect = (field: ComponentProps<typeof LateNodes>) => <Suspense><LateNodes {...field} /></Suspense>;

type Row = UserListQuery["users"]["nodes"][number];

/** Who may sign in. */
export function Users() {
  const { t } = useAdminTexts();
  const { can } = useSession();
  const term = useTerm();
  const [search, setUrl] = useUrl();
  const disabled = search["status"] === "DISABLED";
  const userWanted = useOnce(Boolean(search["user"]));
  const variables = { first: 50, where: { status: [disabled ? ("DISABLED" as const) : ("ACTIVE" as const)], ...(search["login"] ? { loginContains: search["login"] } : {}) } };
  const rows = useConnection(UserListDocument, variables, (data) => data.users);
  const write = can("ADMIN", "WRITE");
  const [{ data: top }] = useQuery({ query: TopDocument, pause: !write });
  const columns = useMemo<DataColumn<Row>[]>(() => {
    const roles = (r: Row) => [...new Set(r.grants.nodes.map((g) => term("GrantRole", g.role)))];
    return [
      { key: "login", title: t("login"), width: 160, render: (r) => r.login, value: (r) => r.login },
      { key: "name", title: t("name"), width: 180, render: (r) => r.name, value: (r) => r.name },
      { key: "roles", title: t("roles"), width: 320, render: (r) => roles(r).join("、") || "–", value: (r) => roles(r).join("、") },
      { key: "locale", title: t("locale"), width: 110, render: (r) => term("UserLocale", r.locale), value: (r) => term("UserLocale", r.locale) },
      { key: "staff", title: t("staff"), width: 90, render: (r) => (r.staffId ? "✓" : "–"), value: (r) => Boolean(r.staffId) },
      { key: "status", title: t("status"), width: 100, render: (r) => <Status of={r.status} />, value: (r) => t(r.status) },
    ];
  }, [t, term]);
  return (
    <>
      <DataList
        label={t("users")}
        rows={rows}
        columns={columns}
        card={(r) => (
          <>
            <span className="row" style={{ flexWrap: "nowrap" }}><strong className="grow cut">{r.name}</strong><Status of={r.status} /></span>
            <span className="muted cut">{r.login}</span>
            <span className="cut">{[...new Set(r.grants.nodes.map((g) => term("GrantRole", g.role)))].join("、") || "–"}</span>
          </>
        )}
        open={(row) => setUrl({ user: row.id }, "push")}
        asked={{ document: UserListDocument, variables }}
        bar={
          <>
            <Segmented aria-label={t("status")} value={disabled ? "DISABLED" : "ACTIVE"} options={[{ value: "ACTIVE", label: t("ACTIVE") }, { value: "DISABLED", label: t("DISABLED") }]} onChange={(status) => setUrl({ status: status === "ACTIVE" ? undefined : status })} />
            <Input.Search allowClear style={{ width: 200 }} placeholder={t("find")} aria-label={t("find")} defaultValue={search["login"]} onSearch={(login) => setUrl({ login: login.trim() })} />
            {write && (
              <Verb
                type="primary"
                label={t("create")}
                document={CreateUserDocument}
                done={({ createUser: { user } }) => { rows.refresh(); if (user) setUrl({ user: user.id }, "push"); }}
                hint={t("createHint")}
                fields={[
                  { name: "login", label: t("login"), required: true },
                  { name: "name", label: t("name"), required: true },
                  { name: "password", label: t("firstPassword"), kind: "password", hint: t("passwordHint") },
                  { name: "locale", label: t("locale"), initial: "ZH_CN", options: UserLocale.map((value) => ({ value, label: term("UserLocale", value) })) },
                  { name: "role", label: t("role"), required: true, options: GrantRole.map((value) => ({ value, label: term("GrantRole", value) })) },
                  { name: "nodeId", label: t("where"), required: true, render: <NodeSelect aria-label={t("where")} above={top?.organizations.nodes ?? []} /> },
                ]}
              />
            )}
          </>
        }
      />
      {userWanted && <Suspense><UserDrawer id={search["user"]} close={() => setUrl({ user: undefined })} changed={rows.refresh} /></Suspense>}
    </>
  );
}

/** Whether somebody may sign in. */
export function Status({ of }: { of: "ACTIVE" | "DISABLED" }) {
  const { t } = useAdminTexts();
  return <span className={`mark ${of === "ACTIVE" ? "green" : ""}`}>{t(of)}</span>;
}
