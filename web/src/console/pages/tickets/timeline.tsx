import { Timeline } from "antd";
import type { TicketCaseQuery } from "../../gql/tickets.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import type { Names } from "./names.ts";
import { useTicketTexts } from "./texts.ts";

type Event = NonNullable<TicketCaseQuery["ticket"]>["events"]["nodes"][number];

/** What happened to a ticket in words, the latest first. */
export function History({ events, names }: { events: readonly Event[]; names: Names | undefined }) {
  const { t, lang } = useTicketTexts();
  const term = useTerm();
  const own: Record<string, string> = { open: t("did.open"), note: t("note"), transfer: t("transfer"), transferToSite: t("did.transferToSite"), merge: t("did.merge"), attach: t("did.attach"), import: t("did.import") };
  return (
    <Timeline
      items={events.map((e) => ({
        key: e.id,
        color: e.verb === "note" ? "gray" : e.verb === "reopen" || e.verb === "sendBack" ? "red" : "blue",
        content: (
          <>
            <strong>{own[e.verb] ?? names?.verb(e.verb, lang) ?? e.verb}</strong>
            {e.toState !== e.fromState && <> → {term("TicketState", e.toState)}</>}
            <div className="muted number">{dateTime(e.at, lang)} · {e.staff ? <span title={e.actor}>{e.staff.name}</span> : e.actor}</div>
            {e.text && <div style={{ whiteSpace: "pre-line" }}>{e.text}</div>}
          </>
        ),
      }))}
    />
  );
}
