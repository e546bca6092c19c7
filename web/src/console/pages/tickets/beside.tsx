import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSession } from "../../app/use.ts";
import { ActOnEscalationDocument, type TicketCaseQuery, type TicketLinkFragment } from "../../gql/tickets.ts";
import { dateTime, shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { along, useUrl } from "../../lib/url.ts";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { Verb } from "../../parts/verb.tsx";
import { Mark, State } from "./marks.tsx";
import type { Names } from "./names.ts";
import { useTicketTexts } from "./texts.ts";

type Ticket = NonNullable<TicketCaseQuery["ticket"]>;

/** What stands beside a case: the unit and its owner, what it repeats, who was told, visits and nonconformities. */
export function Beside({ ticket, names, changed }: { ticket: Ticket; names: Names | undefined; changed(): void }) {
  const { t, lang } = useTicketTexts();
  const { can } = useSession();
  const term = useTerm();
  const [search] = useUrl();
  const links = [
    ...(ticket.repeatOf ? [{ why: t("repeatOf"), of: [ticket.repeatOf] }] : []),
    { why: t("repeats"), of: ticket.repeats.nodes },
    ...(ticket.mergedInto ? [{ why: t("mergedInto"), of: [ticket.mergedInto] }] : []),
    { why: t("merged"), of: ticket.merged.nodes },
    { why: t("sameUnit"), of: (ticket.unit?.tickets.nodes ?? []).filter((n) => n.id !== ticket.id) },
  ].filter((l) => l.of.length > 0);
  return (
    <aside className="beside">
      {ticket.unit && (
        <Block title={t("unit")}>
          <Link to={"/estates" as string} search={{ ...along(search), unit: ticket.unit.id } as never}>{ticket.unit.propertyNo}</Link>
          <div className="muted">
            {[ticket.unit.building.name, t("floor", { count: ticket.unit.floor }), ticket.unit.area ? `${ticket.unit.area} m²` : "", term("UnitOccupancy", ticket.unit.occupancy)].filter(Boolean).join(" · ")}
          </div>
        </Block>
      )}
      {ticket.owner && (
        <Block title={t("owner")}>
          <Link to={"/estates" as string} search={{ ...along(search), owner: ticket.owner.id } as never}>{ticket.owner.name ?? "–"}</Link>{" "}
          {can("OWNERS", "MASKED") && <PersonPhone key={ticket.id} phone={ticket.owner.phone} ownerId={ticket.owner.id} />}
        </Block>
      )}
      {can("CONTACTS", "MASKED") && (ticket.contactName || ticket.contactPhone) && (
        <Block title={t("contact")}>{ticket.contactName} <PersonPhone phone={ticket.contactPhone} /></Block>
      )}
      {ticket.escalations.nodes.length > 0 && (
        <Block title={t("escalations")}>
          <ul className="plain-list">
            {ticket.escalations.nodes.map((e) => (
              <li key={e.id}>
                <span>{e.kind === "WARNING" ? <Mark color="gold">{t("warned")}</Mark> : <Mark color={e.state === "ACTED" ? "green" : "red"}>{t(`level.${e.level}` as "level.1")}</Mark>}{e.post.title}{e.staff && ` ${e.staff.name}`}</span>
                <div className="muted">{shortTime(e.at, lang)} · {names?.rule(e.clock.rule, lang) ?? e.clock.rule}</div>
                {e.passed && <div className="muted">{t("passed", { posts: e.passed })}</div>}
                {e.note && <div>{e.note} <span className="muted">{e.actedBy} {shortTime(e.actedAt, lang)}</span></div>}
                {e.kind === "BREACH" && e.state === "TOLD" && can("TICKETS", "WRITE") && (
                  <Verb
                    type="link"
                    label={t("act")}
                    document={ActOnEscalationDocument}
                    fixed={{ id: e.id }}
                    fields={[{ name: "note", label: t("act.note"), kind: "area", required: true }]}
                    done={changed}
                  />
                )}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {links.map(({ why, of }) => <Block key={why} title={why}><Links of={of} /></Block>)}
      {(ticket.returnVisits?.nodes.length ?? 0) > 0 && (
        <Block title={t("visits")}>
          <ul className="plain-list">
            {ticket.returnVisits?.nodes.map((v) => (
              <li key={v.id}>
                {term("ReturnVisitState", v.state)}
                {v.satisfaction && ` · ${term("Mark", v.satisfaction)}`}
                <div className="muted number">{v.visitedAt ? dateTime(v.visitedAt, lang) : `${t("visitWindow")} ${shortTime(v.appointedAt ?? v.opensAt, lang)} – ${shortTime(v.dueAt, lang)}`}</div>
                {[v.shortcomings, v.opinions].filter(Boolean).map((s) => <div key={s}>{s}</div>)}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {(ticket.nonconformities?.nodes.length ?? 0) > 0 && (
        <Block title={t("nonconformities")}>
          <ul className="plain-list">
            {ticket.nonconformities?.nodes.map((n) => (
              <li key={n.id}>
                <Link to={"/quality" as string} search={{ ...along(search), tab: "cases", case: n.id } as never}>{n.number}</Link> {term("NonconformityState", n.state)}
                <div className="muted cut2">{n.description}</div>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </aside>
  );
}

/** A part of a case under its name. */
export function Block({ title, children }: { title: ReactNode; children: ReactNode }) {
  return <section className="block"><h3>{title}</h3>{children}</section>;
}

function Links({ of }: { of: readonly TicketLinkFragment[] }) {
  const { lang } = useTicketTexts();
  const term = useTerm();
  const [, setUrl] = useUrl();
  return (
    <ul className="plain-list">
      {of.map((n) => (
        <li key={n.id}>
          <button type="button" className="plain number" onClick={() => setUrl({ ticket: n.id }, "push")}>{n.number}</button> {term("TicketKind", n.kind)} <State row={n} />
          <div className="muted cut">{shortTime(n.openedAt, lang)} · {n.content}</div>
        </li>
      ))}
    </ul>
  );
}
