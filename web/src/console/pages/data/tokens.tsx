import { App, Button, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { useSession } from "../../app/use.ts";
import { CreateTokenDocument, type CreateTokenMutation, type CreateTokenMutationVariables, DataHouseDocument, RevokeTokenDocument, TokenListDocument, type TokenRowFragment } from "../../gql/data.ts";
import { useConnection } from "../../lib/connection.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import type { OrgNode } from "../../lib/scope.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { useDataTexts } from "./texts.ts";

type NewToken = CreateTokenMutationVariables["input"];

/** The nodes of the organisation the viewer reaches, for a choice; the head of the group first where he reaches it. */
export function useNodes(): { value: string; label: string }[] {
  const { tree } = useSession();
  const [{ data }] = useQuery({ query: DataHouseDocument });
  const flat = (nodes: readonly OrgNode[], depth: number): { value: string; label: string }[] =>
    nodes.flatMap((n) => [{ value: n.id, label: `${"\u3000".repeat(depth)}${n.name}` }, ...flat(n.children, depth + 1)]);
  return [...(data?.organizations.nodes.map((n) => ({ value: n.id, label: n.name })) ?? []), ...flat(tree, 0)];
}

const day = 86_400_000;

/** Tokens for BI tools: made here, shown once, taken back. */
export default function Tokens() {
  const { t, lang } = useDataTexts();
  const { viewer, can } = useSession();
  const term = useTerm();
  const { modal, message } = App.useApp();
  const nodes = useNodes();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const [, revoke] = useMutation(RevokeTokenDocument);
  const variables = { first: 100 };
  const rows = useConnection(TokenListDocument, variables, (data) => data.serviceTokens);
  const nodeName = (id: string) => nodes.find((n) => n.value === id)?.label.trim() ?? id;
  const live = (r: TokenRowFragment) => !r.revokedAt && Date.parse(r.expiresAt) > Date.now();
  const state = (r: TokenRowFragment) => t(r.revokedAt ? "token.revoked" : live(r) ? "token.live" : "token.expired");
  const take = (r: TokenRowFragment) =>
    modal.confirm({
      title: t("token.revokeWhich", { name: r.name }),
      content: t("token.revokeHint"),
      okText: t("token.revoke"),
      onOk: async () => {
        const { data, error } = await revoke({ input: { id: r.id } });
        const wrong = error?.message ?? data?.revokeServiceToken.userErrors[0]?.message;
        if (wrong) void message.error(wrong);
        else void message.success(t("token.revokedNow"));
      },
    });
  const columns: DataColumn<TokenRowFragment>[] = [
    { key: "name", title: t("token.name"), width: 180, render: (r) => r.name, value: (r) => r.name },
    { key: "role", title: t("token.role"), width: 120, render: (r) => term("GrantRole", r.role), value: (r) => term("GrantRole", r.role) },
    { key: "node", title: t("token.node"), width: 200, render: (r) => nodeName(r.nodeId), value: (r) => nodeName(r.nodeId) },
    { key: "by", title: t("by"), width: 110, render: (r) => r.user?.login ?? "–", value: (r) => r.user?.login },
    { key: "made", title: t("token.made"), width: 150, render: (r) => <span className="number">{dateTime(r.createdAt, lang)}</span>, value: (r) => new Date(r.createdAt) },
    { key: "expires", title: t("token.expires"), width: 150, render: (r) => <span className="number">{dateTime(r.expiresAt, lang)}</span>, value: (r) => new Date(r.expiresAt) },
    { key: "state", title: t("token.state"), width: 90, render: (r) => <Tag>{state(r)}</Tag>, value: state },
    { key: "do", title: "", width: 80, render: (r) => live(r) && <Button size="small" onClick={(e) => { e.stopPropagation(); take(r); }} aria-label={`${t("token.revoke")}: ${r.name}`}>{t("token.revoke")}</Button> },
  ];
  const roles = [...new Set([...viewer.roles, ...(can("ADMIN", "WRITE") ? (["BI"] as const) : [])])];
  return (
    <>
      {made && <Once token={made} close={() => setMade(undefined)} />}
      <DataList
        label={t("tab.tokens")}
        rows={rows}
        columns={columns}
        cardHeight={88}
        open={(r) => { if (live(r)) take(r); }}
        card={(r) => (
          <>
            <span className="row"><strong className="cut">{r.name}</strong><span className="grow" /><Tag>{state(r)}</Tag></span>
            <span className="muted small cut">{term("GrantRole", r.role)} · {nodeName(r.nodeId)}</span>
            <span className="muted small number">{t("token.expires")} {dateTime(r.expiresAt, lang)}</span>
          </>
        )}
        asked={{ document: TokenListDocument, variables }}
        bar={<Button type="primary" onClick={() => setMaking(true)}>{t("token.new")}</Button>}
      />
      <FormDrawer<CreateTokenMutation, NewToken>
        open={making}
        close={() => setMaking(false)}
        title={t("token.new")}
        document={CreateTokenDocument}
        initial={{ role: roles[0] as NewToken["role"], ...(nodes[0] ? { nodeId: nodes[0].value } : {}), expiresAt: "90" }}
        shape={(values) => ({ ...values, expiresAt: new Date(Date.now() + Number(values.expiresAt) * day).toISOString() })}
        done={(data) => {
          setMade(data.createServiceToken.token ?? undefined);
          rows.refresh();
        }}
      >
        <Form.Item name="name" label={t("token.name")} rules={[{ required: true, message: t("required") }]}><Input maxLength={100} placeholder={t("token.nameHint")} /></Form.Item>
        <Form.Item name="role" label={t("token.role")} rules={[{ required: true }]}><Select options={roles.map((value) => ({ value, label: term("GrantRole", value) }))} /></Form.Item>
        <Form.Item name="nodeId" label={t("token.node")} rules={[{ required: true, message: t("required") }]}><Select showSearch={{ optionFilterProp: "label" }} options={nodes} /></Form.Item>
        <Form.Item name="expiresAt" label={t("token.expires")}><Select options={["30", "90", "180", "365"].map((value) => ({ value, label: t("token.days", { count: value }) }))} /></Form.Item>
        <p className="muted small">{t("token.hint")}</p>
      </FormDrawer>
    </>
  );
}

/** The token itself, which the hub does not keep. */
function Once({ token, close }: { token: string; close(): void }) {
  const { t } = useDataTexts();
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard.writeText(token).then(
      () => void message.success(t("token.copied")),
      () => void message.error(t("token.copyFailed")),
    );
  return (
    <section className="panel" role="alert" aria-label={t("token.once")}>
      <h2>{t("token.once")}</h2>
      <div className="token-once">
        <code data-testid="token">{token}</code>
        <Button type="primary" onClick={() => void copy()}>{t("token.copy")}</Button>
        <Button onClick={close}>{t("token.stored")}</Button>
      </div>
    </section>
  );
}
