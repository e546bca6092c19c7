import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { Badge, Button, Checkbox, Input, Popover, Segmented, Select } from "antd";
import { useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import { usePhone } from "../../app/theme.ts";
import { useScope, useSession } from "../../app/use.ts";
import { TicketClass, TicketKind, TicketPhase, TicketSeverity, TicketState, TicketTopic } from "../../gql/schema.ts";
import { TicketNamesDocument, TicketStaffFindDocument, TicketUnitsDocument } from "../../gql/tickets.ts";
import { useTerm } from "../../lib/i18n.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { isRoom } from "./filters.ts";
import { useTicketTexts } from "./texts.ts";

/** What the list is narrowed to: text, kind and phase at hand, the rest behind a button. */
export function FilterBar() {
  const { t } = useTicketTexts();
  const [search, setUrl] = useUrl();
  const phone = usePhone();
  const hidden = [...(phone ? ["kind", "phase"] : []), "state", "class", "topic", "severity", "assignee", "owner", "escalated", "collective", "repeat", "opened"].filter((k) => search[k]).length;
  return (
    <>
      <TextFilter />
      {!phone && <Many name="kind" type="TicketKind" among={TicketKind} />}
      {!phone && <Many name="phase" type="TicketPhase" among={TicketPhase} />}
      <Popover trigger="click" placement="bottomLeft" content={<More phone={phone} />} destroyOnHidden>
        <Badge count={hidden} size="small"><Button icon={<FilterOutlined />}>{t("moreFilters")}</Button></Badge>
      </Popover>
      <Picked />
      <Segmented
        aria-label={t("layout")}
        value={search["layout"] === "board" ? "board" : "list"}
        options={[{ value: "list", label: t("list") }, { value: "board", label: t("board") }]}
        onChange={(layout) => setUrl({ layout: layout === "board" ? layout : undefined })}
      />
    </>
  );
}

/** One text for all: the number of a ticket, a room, a phone, who reported it. */
function TextFilter() {
  const { t } = useTicketTexts();
  const { can } = useSession();
  const client = useClient();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const [text, setText] = useState(search["q"] ?? "");
  const [none, setNone] = useState(false);
  useEffect(() => setText(search["q"] ?? ""), [search["q"]]);
  const find = async (typed: string) => {
    const wanted = typed.trim();
    setNone(false);
    if (!isRoom(wanted)) return setUrl({ q: wanted || undefined });
    const { data } = await client.query(TicketUnitsDocument, { ...(scope ? { communityId: scope } : {}), no: wanted, owners: false }).toPromise();
    const units = data?.units.nodes ?? [];
    if (units.length === 0) return setNone(true);
    setText("");
    setUrl({ unit: units.map((u) => u.id).join(","), q: undefined });
  };
  const hint = t(can("CONTACTS", "READ") ? "find" : "findBare");
  return (
    <Input.Search
      allowClear
      className="text-filter"
      placeholder={hint}
      aria-label={hint}
      value={text}
      {...(none ? { status: "error" as const, title: t("noRoom") } : {})}
      onChange={(e) => setText(e.target.value)}
      onSearch={(typed) => void find(typed)}
    />
  );
}

function Many({ name, type, among, wide }: { name: string; type: string; among: readonly string[]; wide?: boolean }) {
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

function More({ phone }: { phone: boolean }) {
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

/** The unit and the person a list is narrowed to, with a way out. */
function Picked() {
  const { t } = useTicketTexts();
  const [search, setUrl] = useUrl();
  const unit = search["unit"]?.split(",") ?? [];
  const staff = search["assignee"] && !["me", "none"].includes(search["assignee"]) ? search["assignee"] : "";
  const [{ data }] = useQuery({
    query: TicketNamesDocument,
    variables: { staff, withStaff: Boolean(staff), unit: unit[0] ?? "", withUnit: unit.length === 1 },
    pause: !staff && unit.length !== 1,
  });
  const chips: [string, string][] = [
    ...(unit.length ? [["unit", unit.length === 1 ? `${t("unit")} ${data?.unit?.propertyNo ?? "…"}` : t("units", { count: unit.length })] as [string, string]] : []),
    ...(staff ? [["assignee", `${t("field.assigneeId")} ${data?.staff?.name ?? "…"}`] as [string, string]] : []),
    ...(search["owner"] ? [["owner", t("ofOwner")] as [string, string]] : []),
  ];
  return chips.map(([name, label]) => (
    <Button key={name} size="small" icon={<CloseOutlined />} iconPlacement="end" aria-label={t("without", { what: label })} onClick={() => setUrl({ [name]: undefined })}>{label}</Button>
  ));
}
