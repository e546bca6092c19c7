import { Link } from "@tanstack/react-router";
import type { UnitTicketFragment } from "../../gql/estates.ts";
import { shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { along, useUrl } from "../../lib/url.ts";
import { Part } from "./part.tsx";
import { useEstatesTexts } from "./texts.ts";

/** Tickets, latest first; each opens on its page. */
export function Tickets({ of }: { of: readonly UnitTicketFragment[] }) {
  const { t, lang } = useEstatesTexts();
  const term = useTerm();
  const [search] = useUrl();
  return (
    <Part title={t("tickets")} empty={of.length === 0}>
      <ul className="rows">
        {of.map((ticket) => (
          <li key={ticket.id}>
            <Link to="/tickets" search={{ ...along(search), ticket: ticket.id } as never} className="number">{ticket.number}</Link>
            <span>{term("TicketKind", ticket.kind)}</span>
            <span className={ticket.open ? "" : "muted"}>{term("TicketState", ticket.state)}</span>
            <span className="muted number">{shortTime(ticket.openedAt, lang)}</span>
            <span className="cut whole">{ticket.content}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
