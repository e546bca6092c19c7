import { Checkbox, Select } from "antd";
import { useState } from "react";
import { useQuery } from "urql";
import { useSession } from "../../app/use.ts";
import { TicketClass, TicketKind, TicketPhase, TicketSeverity, TicketState, TicketTopic } from "../../gql/schema.ts";
import { TicketStaffFindDocument } from "../../gql/tickets.ts";
import { useTerm } from "../../lib/i18n.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { useTicketTexts } from "./texts.ts";

/** Narrows the list to some values of a code. */
export function Many({ name, type, among, wide }: { name: string; type: string; among: readonly string[]; wide?: boolean }) {
  const { t } = useTicketTexts();
  const term = useTerm();
  const [search, setUrl] = useUrl();
  const label = t(`filter.${name}` as "filter.kind");
  return (
    <Select
      mode="multiple"
      maxTagCount="responsive"
      style={wide ? { width: "100%" } : { minWidth: 116, maxWidth: 200 }}
      placeholder={label}
      aria-label={label}
      value={listOf(search[name], among)}
      options={among.map((value) => ({ value, label: term(type, value) }))}
      onChange={(values) => setUrl({ [name]: values.join(",") })}
    />
  );
}

/** All that a list of tickets can be narrowed by and does not stand in the bar. */
export default function More({ phone }: { phone: boolean }) {
  const { t } = useTicketTexts();
  const [search, setUrl] = useUrl();
  const check = (name: string, value = "1") => (
    <Checkbox checked={search[name] === value} onChange={(e) => setUrl({ [name]: e.target.checked ? value : undefined })}>{t(`filter.${name}` as "filter.kind")}</Checkbox>
  );
  return (
    <div className="filters">
      {phone && <Many wide name="kind" type="TicketKind" among={TicketKind} />}
      {phone && <Many wide name="phase" type="TicketPhase" among={TicketPhase} />}
      <Many wide name="state" type="TicketState" among={TicketState} />
      <Many wide name="class" type="TicketClass" among={TicketClass} />
      <Many wide name="topic" type="TicketTopic" among={TicketTopic} />
      <Many wide name="severity" type="TicketSeverity" among={TicketSeverity} />
      <AssigneeFilter />
      <Select
        aria-label={t("order")}
        value={search["order"] === "due" ? "due" : "latest"}
        options={[{ value: "latest", label: t("latest") }, { value: "due", label: t("dueFirst") }]}
        onChange={(order) => setUrl({ order: order === "due" ? order : undefined })}
      />
      {check("open")}
      {check("overdue")}
      {check("escalated")}
      {check("collective")}
      {check("repeat")}
      {check("opened", "period")}
    </div>
  );
}

/** Me, nobody, or anybody found by name. */
function AssigneeFilter() {
  const { t } = useTicketTexts();
  const { viewer } = useSession();
  const [search, setUrl] = useUrl();
  const [name, setName] = useState("");
  const [{ data, fetching }] = useQuery({ query: TicketStaffFindDocument, variables: { name }, pause: name.length === 0 });
  const found = name ? (data?.staffMembers.nodes ?? []) : [];
  return (
    <Select
      allowClear
      placeholder={t("field.assigneeId")}
      aria-label={t("field.assigneeId")}
      value={search["assignee"]}
      loading={fetching}
      showSearch={{ filterOption: false, onSearch: (typed) => setName(typed.trim()) }}
      options={[
        ...(viewer.user?.staffId ? [{ value: "me", label: t("me") }] : []),
        { value: "none", label: t("nobody") },
        ...found.map((s) => ({ value: s.id, label: `${s.name} ${s.staffNo}` })),
      ]}
      onChange={(assignee: string | undefined) => setUrl({ assignee })}
    />
  );
}
