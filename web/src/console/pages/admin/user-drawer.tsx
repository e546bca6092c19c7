import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { ChangeUserDocument, GrantRoleDocument, ResetPasswordDocument, RevokeGrantDocument, UserCardDocument } from "../../gql/admin.ts";
import { GrantRole, UserLocale } from "../../gql/schema.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { NodeSelect } from "../../parts/pickers.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Verb } from "../../parts/verb.tsx";
import { useAdminTexts } from "./texts.ts";
import { Status } from "./users.tsx";

/** The user that the URL names, and what he may where. */
export function UserDrawer({ id, close, changed }: { id: string | undefined; close(): void; changed(): void }) {
  const { t, lang } = useAdminTexts();
  const { can, viewer } = useSession();
  const term = useTerm();
  const [{ data, error, fetching }, again] = useQuery({ query: UserCardDocument, variables: { id: id ?? "" }, pause: !id, requestPolicy: "cache-and-network" });
  const user = data?.user?.id === id ? data?.user : undefined;
  const write = can("ADMIN", "WRITE");
  const done = () => {
    again({ requestPolicy: "network-only" });
    changed();
  };
  const self = user?.id === viewer.user?.id;
  return (
    <SideDrawer
      open={Boolean(id)}
      close={close}
      title={user ? `${user.name} (${user.login})` : t("users")}
      extra={user && <Status of={user.status} />}
      footer={user && write && (
        <div className="row">
          <Verb
            type="primary" label={t("grant")} document={GrantRoleDocument} fixed={{ userId: user.id }} done={done}
            fields={[
              { name: "role", label: t("role"), required: true, options: GrantRole.map((value) => ({ value, label: term("GrantRole", value) })) },
              { name: "nodeId", label: t("where"), required: true, hint: t("whereHint"), render: <NodeSelect aria-label={t("where")} above={data?.organizations.nodes ?? []} /> },
            ]}
          />
          <Verb label={t("change")} document={ChangeUserDocument} fixed={{ id: user.id }} done={done}
            fields={[
              { name: "name", label: t("name"), required: true, initial: user.name },
              { name: "locale", label: t("locale"), initial: user.locale, options: UserLocale.map((value) => ({ value, label: term("UserLocale", value) })) },
            ]} />
          {!self && <Verb label={t("password")} document={ResetPasswordDocument} fixed={{ userId: user.id }} hint={t("resetHint")} fields={[{ name: "newPassword", label: t("newPassword"), kind: "password", required: true, hint: t("passwordHint") }]} />}
          {!self && (user.status === "ACTIVE"
            ? <Verb danger label={t("disable")} document={ChangeUserDocument} fixed={{ id: user.id, status: "DISABLED" }} hint={t("disableHint")} done={done} />
            : <Verb label={t("enable")} document={ChangeUserDocument} fixed={{ id: user.id, status: "ACTIVE" }} done={done} />)}
        </div>
      )}
    >
      {user ? (
        <>
          <dl className="facts-list">
            <dt>{t("locale")}</dt>
            <dd>{term("UserLocale", user.locale)}</dd>
            <dt>{t("since")}</dt>
            <dd className="number">{dateTime(user.createdAt, lang)}</dd>
          </dl>
          <h2 style={{ fontSize: 15, margin: "20px 0 8px" }}>{t("grants")}</h2>
          {user.grants.nodes.length === 0 ? <p className="muted">{t("noGrants")}</p> : (
            <table className="plain-table">
              <thead><tr><th>{t("role")}</th><th>{t("where")}</th><th>{t("granted")}</th>{write && <th><span className="sr">{t("revoke")}</span></th>}</tr></thead>
              <tbody>
                {user.grants.nodes.map((g) => (
                  <tr key={g.id}>
                    <td>{term("GrantRole", g.role)}</td>
                    <td>{nameOf(g.node) ?? t("outOfReach")}</td>
                    <td className="number">{dateTime(g.createdAt, lang)}</td>
                    {write && <td className="right"><Verb danger type="text" label={t("revoke")} document={RevokeGrantDocument} fixed={{ id: g.id }} hint={t("revokeHint", { role: term("GrantRole", g.role), name: user.name })} done={done} /></td>}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      ) : error ? <Failed error={error} retry={done} /> : fetching ? <Loading /> : <NothingHere title={t("gone")} hint="" />}
    </SideDrawer>
  );
}

/** The name of the node of a grant; none where it is out of reach. */
export function nameOf(node: object | null): string | undefined {
  return (node as { name?: string } | null)?.name;
}
