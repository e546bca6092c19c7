import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import {
  EndPolicyDocument, type EndPolicyMutation, type EndPolicyMutationVariables, PolicyVersionsDocument, type PolicyVersionsQuery,
  SetPolicyDocument, type SetPolicyMutation, type SetPolicyMutationVariables, WithdrawPolicyDocument, type WithdrawPolicyMutation, type WithdrawPolicyMutationVariables,
} from "../../gql/data.ts";
import { today } from "../../lib/period.ts";
import { oneOf } from "../../lib/url.ts";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { MoreActions } from "../../parts/actions.tsx";
import { useDataTexts } from "./texts.ts";

type Policy = PolicyVersionsQuery["policies"][number];
type Version = PolicyVersionsQuery["policyValues"]["nodes"][number];
type SetInput = SetPolicyMutationVariables["input"];
type EndInput = EndPolicyMutationVariables["input"];
type WithdrawInput = WithdrawPolicyMutationVariables["input"];

/** One policy: what it means, its versions everywhere in reach, and for who keeps policies the ways to change it. */
export function PolicyDrawer({ policyKey, close, changed }: { policyKey: string; close(): void; changed(): void }) {
  const { t, lang } = useDataTexts();
  const { can, names } = useSession();
  const variables = { key: [policyKey] };
  const [{ data, error }, again] = useQuery({ query: PolicyVersionsDocument, variables, requestPolicy: "cache-and-network" });
  const [form, setForm] = useState<"set" | { end: Version } | { withdraw: Version }>();
  const policy = data?.policies.find((p) => p.key === policyKey);
  const write = can("POLICIES", "WRITE");
  const group = data?.organizations.nodes[0];
  const nodeName = (id: string) => names.get(id) ?? (group?.id === id ? group.name : id);
  const done = () => {
    again({ requestPolicy: "network-only" });
    changed();
  };
  const versions = data?.policyValues.nodes ?? [];
  const now = today();
  return (
    <SideDrawer
      open
      close={close}
      width={620}
      title={policy ? (lang === "en" ? policy.titleEn : policy.titleZh) : policyKey}
      extra={<MoreActions label={policyKey} asked={{ document: PolicyVersionsDocument, variables }} />}
      footer={write && policy && <Button type="primary" onClick={() => setForm("set")}>{t("policy.set")}</Button>}
    >
      {error && !data ? <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} /> : !data ? <Loading /> : !policy ? <NothingHere /> : (
        <>
          <dl className="facts-list">
            <dt>{t("policy.key")}</dt><dd><code>{policy.key}</code></dd>
            <dt>{t("policy.rule")}</dt><dd>{policy.rule}</dd>
            <dt>{t("policy.default")}</dt><dd>{policy.default ?? t("policy.unlimited")} {unitName(policy.unit, t)}</dd>
            {policy.min !== null && <><dt>{t("policy.range")}</dt><dd className="number">{policy.min} – {policy.max}</dd></>}
          </dl>
          <h2 style={{ fontSize: 15, margin: "16px 0 8px" }}>{t("policy.versions", { count: versions.length })}</h2>
          {versions.length === 0 && <p className="muted">{t("policy.noVersions")}</p>}
          <ol className="plain-list" style={{ display: "grid", gap: 8 }}>
            {versions.map((v) => (
              <li key={v.id} className="panel" style={{ gap: 4 }}>
                <div className="row">
                  <strong className="number">{v.value === "" ? t("policy.unlimited") : `${v.value} ${unitName(policy.unit, t)}`}</strong>
                  <span>{nodeName(v.nodeId)}</span>
                  <span className="muted small">v{v.version}</span>
                  <span className="grow" />
                  {v.effectiveFrom <= now && (!v.effectiveUntil || v.effectiveUntil >= now) && <span className="good small">{t("policy.inForce")}</span>}
                  {v.effectiveFrom > now && <span className="small">{t("policy.toCome")}</span>}
                </div>
                <div className="number small">{v.effectiveFrom} – {v.effectiveUntil ?? t("policy.open")}</div>
                <div className="muted small">{t("policy.approved", { by: v.approvedBy, entered: v.enteredBy })}</div>
                <div className="small">{v.reason}</div>
                {write && (
                  <div className="row">
                    {v.effectiveFrom > now && <Button size="small" onClick={() => setForm({ withdraw: v })}>{t("policy.withdraw")}</Button>}
                    {v.effectiveFrom <= now && !v.effectiveUntil && <Button size="small" onClick={() => setForm({ end: v })}>{t("policy.end")}</Button>}
                  </div>
                )}
              </li>
            ))}
          </ol>
          {write && form === "set" && <SetForm policy={policy} group={group} close={() => setForm(undefined)} done={done} />}
          {write && typeof form === "object" && "end" in form && (
            <FormDrawer<EndPolicyMutation, EndInput>
              open close={() => setForm(undefined)} done={done} title={t("policy.end")} document={EndPolicyDocument}
              fixed={{ id: form.end.id }} initial={{ effectiveUntil: now }} submitText={t("policy.end")}
            >
              <p className="muted">{t("policy.endHint", { node: nodeName(form.end.nodeId) })}</p>
              <Form.Item name="effectiveUntil" label={t("policy.until")} rules={[{ required: true, message: t("required") }]}><Input type="date" min={now} /></Form.Item>
            </FormDrawer>
          )}
          {write && typeof form === "object" && "withdraw" in form && (
            <FormDrawer<WithdrawPolicyMutation, WithdrawInput>
              open close={() => setForm(undefined)} done={done} title={t("policy.withdraw")} document={WithdrawPolicyDocument}
              fixed={{ id: form.withdraw.id }} submitText={t("policy.withdraw")}
            >
              <p>{t("policy.withdrawHint", { value: form.withdraw.value || t("policy.unlimited"), day: form.withdraw.effectiveFrom, node: nodeName(form.withdraw.nodeId) })}</p>
            </FormDrawer>
          )}
        </>
      )}
    </SideDrawer>
  );
}

/** Units that say something beside a value; a word, a time of day or a yes says it itself. */
const units = ["MINUTES", "HOURS", "DAYS", "WORKDAYS", "MONTHS", "YEARS", "SHARE", "COUNT", "FACTOR", "DAY_OF_MONTH"] as const;

/** A policy's unit in words; nothing where the value says it itself. */
export function unitName(unit: string, t: ReturnType<typeof useDataTexts>["t"]): string {
  const known = oneOf(unit, units);
  return known ? t(`unit.${known}`) : "";
}

function SetForm({ policy, group, close, done }: { policy: Policy; group: { id: string; name: string } | undefined; close(): void; done(): void }) {
  const { t } = useDataTexts();
  const { tree, viewer } = useSession();
  const now = today();
  // Policies hold for the group, a company or a community; offices have none.
  const nodes = [
    ...(group ? [{ value: group.id, label: group.name }] : []),
    ...tree.flatMap((company) => [
      { value: company.id, label: company.name },
      ...company.children.flatMap((office) => (office.children.length ? office.children : [office])).map((c) => ({ value: c.id, label: `\u3000${c.name}` })),
    ]),
  ];
  const words = policy.type === "YES_NO" ? ["true", "false"] : policy.choices;
  return (
    <FormDrawer<SetPolicyMutation, SetInput>
      open close={close} done={done} title={t("policy.set")} document={SetPolicyDocument}
      fixed={{ key: policy.key }}
      initial={{ ...(nodes[0] ? { nodeId: nodes[0].value } : {}), effectiveFrom: now, approvedBy: viewer.user?.name ?? "", ...(policy.default === null ? {} : { value: policy.default }) }}
      shape={({ effectiveUntil, value, ...rest }) => ({ ...rest, ...(value ? { value } : {}), ...(effectiveUntil ? { effectiveUntil } : {}) })}
    >
      <Form.Item name="nodeId" label={t("policy.where")} rules={[{ required: true, message: t("required") }]}><Select showSearch={{ optionFilterProp: "label" }} options={nodes} /></Form.Item>
      <Form.Item name="value" label={`${t("policy.value")} ${unitName(policy.unit, t)}`} {...(policy.unlimited ? { extra: t("policy.unlimitedHint") } : {})}>
        {words.length > 0 ? <Select allowClear={policy.unlimited} options={words.map((value) => ({ value, label: value }))} /> : <Input inputMode={policy.type === "TIME_OF_DAY" ? "text" : "decimal"} />}
      </Form.Item>
      <Form.Item name="effectiveFrom" label={t("policy.from")} rules={[{ required: true, message: t("required") }]}><Input type="date" min={now} /></Form.Item>
      <Form.Item name="effectiveUntil" label={t("policy.until")}><Input type="date" min={now} /></Form.Item>
      <Form.Item name="approvedBy" label={t("policy.approvedBy")} rules={[{ required: true, message: t("required") }]}><Input /></Form.Item>
      <Form.Item name="reason" label={t("policy.reason")} rules={[{ required: true, message: t("required") }]}><Input.TextArea rows={2} /></Form.Item>
      <p className="muted small">{t("policy.setHint")}</p>
    </FormDrawer>
  );
}
