import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { Badge, Button, Input, Segmented } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import { usePhone } from "../../app/theme.ts";
import { useScope, useSession } from "../../app/use.ts";
import { TicketKind, TicketPhase } from "../../gql/schema.ts";
import { TicketNamesDocument, TicketUnitsDocument } from "../../gql/tickets.ts";
import { useUrl } from "../../lib/url.ts";
import { LatePopover } from "../../parts/late.tsx";
import { isRoom } from "./filters.ts";
import { useTicketTexts } from "./texts.ts";

const More = lazy(() => import("./filters-more.tsx"));
const Many = lazy(async () => ({ default: (await import("./filters-more.tsx")).Many }));

/** What the list is narrowed to: text, kind and phase at hand, the rest behind a button. */
export function FilterBar() {
  const { t } = useTicketTexts();
  const [search, setUrl] = useUrl();
  const phone = usePhone();
  const hidden = [...(phone ? ["kind", "phase"] : []), "state", "class", "topic", "severity", "assignee", "owner", "escalated", "collective", "repeat", "opened"].filter((k) => search[k]).length;
  return (
    <>
      <TextFilter />
      {!phone && (
        <Suspense>
          <Many name="kind" type="TicketKind" among={TicketKind} />
          <Many name="phase" type="TicketPhase" among={TicketPhase} />
        </Suspense>
      )}
      <LatePopover trigger="click" placement="bottomLeft" content={<Suspense><More phone={phone} /></Suspense>} destroyOnHidden>
        <Badge count={hidden} size="small"><Button icon={<FilterOutlined />}>{t("moreFilters")}</Button></Badge>
      </LatePopover>
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
