import { Timeline } from "antd";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { type TicketCardQuery, TicketCardDocument } from "../../gql/tickets.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Due, State } from "./index.tsx";
import { useTicketTexts } from "./texts.ts";

type Ticket = NonNullable<TicketCardQuery["ticket"]>;

/** The ticket that the URL names, beside the list. */
export function TicketDrawer({ id, close }: { id: string | undefined; close(): void }) {
  const { t } = useTicketTexts();
  const term = useTerm();
  const [{ data, error, fetching }, again] = useQuery({
    query: TicketCardDocument,
    variables: { id: id ?? "" },
    pause: !id,
    requestPolicy: "cache-and-network",
  });
  const ticket = data?.ticket?.id === id ? data?.ticket : undefined;
  return (
    <SideDrawer
      open={Boolean(id)}
      close={close}
      title={ticket ? `${term("TicketKind", ticket.kind)} ${ticket.number}` : t("title")}
      extra={ticket && <State row={ticket} />}
    >
      {ticket ? (
        <Details ticket={ticket} />
      ) : error ? (
        <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />
      ) : fetching ? (
        <Loading />
      ) : (
        <NothingHere title={t("gone")} hint="" />
      )}
    </SideDrawer>
  );
}

function Details({ ticket }: { ticket: Ticket }) {
  const { t, lang } = useTicketTexts();
  const { can } = useSession();
  const term = useTerm();
  return (
    <>
      <dl className="facts-list">
        <dt>{t("content")}</dt>
        <dd>{ticket.content}</dd>
        {ticket.demand && <><dt>{t("demand")}</dt><dd>{ticket.demand}</dd></>}
        {ticket.result && <><dt>{t("result")}</dt><dd>{ticket.result}</dd></>}
        <dt>{t("community")}</dt>
        <dd>{ticket.community.name}{ticket.unit && ` · ${ticket.unit.propertyNo}`}</dd>
        <dt>{t("severity")}</dt>
        <dd>{term("TicketSeverity", ticket.severity)}</dd>
        {ticket.owner && can("OWNERS", "MASKED") && (
          <>
            <dt>{t("owner")}</dt>
            <dd>{ticket.owner.name} <PersonPhone phone={ticket.owner.phone} ownerId={ticket.owner.id} /></dd>
          </>
        )}
        {can("CONTACTS", "MASKED") && (
          <>
            <dt>{t("contact")}</dt>
            <dd>{ticket.contactName ?? "–"} <PersonPhone phone={ticket.contactPhone} /></dd>
          </>
        )}
        <dt>{t("assignee")}</dt>
        <dd>{ticket.assignee?.name ?? "–"}</dd>
        <dt>{t("opened")}</dt>
        <dd className="number">{dateTime(ticket.openedAt, lang)}</dd>
        <dt>{t("due")}</dt>
        <dd><Due row={ticket} /></dd>
      </dl>
      <h2 style={{ fontSize: 15, marginTop: 20 }}>{t("events")}</h2>
      <Timeline
        items={ticket.events.nodes.map((event) => ({
          key: event.id,
          content: (
            <>
              <span className="number muted">{dateTime(event.at, lang)}</span> {term("TicketState", event.toState)}
              {event.text && <div>{event.text}</div>}
            </>
          ),
        }))}
      />
    </>
  );
}
