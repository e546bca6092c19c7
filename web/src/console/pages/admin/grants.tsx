import { Select } from "antd";
import { useMemo } from "react";
import { useQuery } from "urql";
import { useSession } from "../../app/use.ts";
import { GrantListDocument, type GrantListQuery, TopDocument } from "../../gql/admin.ts";
import { GrantRole } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { communitiesOf, type OrgNode } from "../../lib/scope.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { useAdminTexts } from "./texts.ts";
import { nameOf, UserDrawer } from "./user-drawer.tsx";
import { Status } from "./users.tsx";

type Row = GrantListQuery["grants"]["nodes"][number];

/** Who has which role where: in the header's scope, those who reach any of it. */
export function Grants() {
  const { t, lang } = useAdminTexts();
  const { tree } = useSession();
  const term = useTerm();
  const [search, setUrl] = useUrl();
  const role = listOf(search["role"], GrantRole);
  const chosen = communitiesOf(search["scope"], tree);
  const [{ data: top }] = useQuery({ query: TopDocument });
  const root = top?.organizations.nodes[0]?.id;
  const nodeId = chosen && [...reaching(tree, new Set(chosen)), ...(root ? [root] : [])];
  const variables = { first: 50, where: { ...(role.length ? { role } : {}), ...(nodeId ? { nodeId } : {}) } };
  const rows = useConnection(GrantListDocument, variables, (data) => data.grants);
  const columns = useMemo<DataColumn<Row>[]>(() => [
    { key: "role", title: t("role"), width: 170, render: (r) => term("GrantRole", r.role), value: (r) => term("GrantRole", r.role) },
    { key: "where", title: t("where"), width: 240, render: (r) => nameOf(r.node) ?? t("outOfReach"), value: (r) => nameOf(r.node) },
    { key: "name", title: t("name"), width: 160, render: (r) => r.user?.name ?? "–", value: (r) => r.user?.name },
    { key: "login", title: t("login"), width: 160, render: (r) => r.user?.login ?? "–", value: (r) => r.user?.login },
    { key: "status", title: t("status"), width: 100, render: (r) => r.user && <Status of={r.user.status} />, value: (r) => r.user && t(r.user.status) },
    { key: "granted", title: t("granted"), width: 130, render: (r) => <span className="number">{shortTime(r.createdAt, lang)}</span>, value: (r) => new Date(r.createdAt) },
  ], [t, lang, term]);
  return (
    <>
      <DataList
        label={t("grants")}
        rows={rows}
        columns={columns}
        card={(r) => (
          <>
            <strong className="cut">{r.user?.name ?? "–"} <span className="muted">{r.user?.login}</span></strong>
            <span className="cut">{term("GrantRole", r.role)}</span>
            <span className="muted cut">{nameOf(r.node) ?? t("outOfReach")}</span>
          </>
        )}
        open={(row) => setUrl({ user: row.userId }, "push")}
        asked={{ document: GrantListDocument, variables }}
        bar={
          <Select
            mode="multiple" maxTagCount="responsive" style={{ minWidth: 150, maxWidth: 320 }} placeholder={t("role")} aria-label={t("role")}
            value={role} options={GrantRole.map((value) => ({ value, label: term("GrantRole", value) }))} onChange={(values) => setUrl({ role: values.join(",") })}
          />
        }
      />
      <UserDrawer id={search["user"]} close={() => setUrl({ user: undefined })} changed={rows.refresh} />
    </>
  );
}

/** The chosen communities and what lies above them: a grant there reaches them. */
function reaching(nodes: readonly OrgNode[], chosen: ReadonlySet<string>): string[] {
  return nodes.flatMap((node) => {
    const below = reaching(node.children, chosen);
    return chosen.has(node.id) || below.length > 0 ? [node.id, ...below] : [];
  });
}
