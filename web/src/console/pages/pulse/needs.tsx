import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { NothingHere } from "../../app/states.tsx";
import type { NeedEscalationFragment, PulseBoardQuery } from "../../gql/pulse.ts";
import { away } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { addDays, today } from "../../lib/period.ts";
import { along, oneOf, type Search, useUrl } from "../../lib/url.ts";
import { rowLink } from "./drill.ts";
import { usePulseTexts } from "./texts.ts";

const kinds = ["mine", "escalations", "tickets", "duties", "visits", "late"] as const;
type Kind = (typeof kinds)[number];

interface Item {
  id: string;
  /** What it is, shortly; what more is to be said. */
  head: ReactNode;
  text: string;
  site: string;
  at: string;
  link: { to: string; search: Search } | undefined;
}

const year = () => `${addDays(today(), -365)}..${today()}`;
/** Where all rows of a kind are; escalations are of deadlines that ran out. */
const wholes: Partial<Record<Kind, { to: string; search: Search }>> = {
  escalations: { to: "/", search: { rows: "DEADLINES_IN_TIME", part: "breached", span: `${addDays(today(), -30)}..${today()}` } },
  tickets: { to: "/tickets", search: { overdue: "1", order: "due" } },
  duties: { to: "/", search: { rows: "DUTIES_MADE_UP", part: "open", span: year() } },
  visits: { to: "/", search: { rows: "VISITS_IN_TIME", part: "open", span: year() } },
  late: { to: "/", search: { rows: "NONCONFORMITIES_OVERDUE", part: "lateMeasures", span: year() } },
};

/** What waits for the viewer, the latest ten of each kind; what he may not read is not among it. */
export function Needs({ data }: { data: PulseBoardQuery }) {
  const { t, lang } = usePulseTexts();
  const [search, setUrl] = useUrl();
  const items = useItems(data);
  const open = kinds.filter((k) => (data[k]?.totalCount ?? 0) > 0);
  const kind = oneOf(search["need"], open) ?? open[0];
  const whole = kind && wholes[kind];
  return (
    <section className="panel needs" aria-label={t("needs")}>
      <div className="row"><h2>{t("needs")}</h2></div>
      {!kind ? (
        <NothingHere title={t("needs.none")} hint="" />
      ) : (
        <>
          <div className="row" style={{ gap: 6 }}>
            {open.map((k) => (
              <button key={k} type="button" className="chip number" aria-pressed={k === kind} onClick={() => setUrl({ need: k === open[0] ? undefined : k })}>
                {t(`needs.${k}`)} <strong>{data[k]?.totalCount}</strong>
              </button>
            ))}
          </div>
          <ul className="plain-list need-list">
            {items(kind).map((item) => {
              const late = Date.parse(item.at) < Date.now();
              const body = (
                <>
                  <span className="row" style={{ flexWrap: "nowrap" }}>
                    <strong className="cut">{item.head}</strong>
                    <span className="grow" />
                    <span className={late && kind !== "mine" && kind !== "escalations" ? "bad small nowrap" : "muted small nowrap"}>{away(item.at, lang)}</span>
                  </span>
                  <span className="muted small cut">{item.site}{item.text && ` · ${item.text}`}</span>
                </>
              );
              return (
                <li key={item.id}>
                  {item.link ? <Link to={item.link.to} search={{ ...along(search), ...item.link.search } as never}>{body}</Link> : <div>{body}</div>}
                </li>
              );
            })}
          </ul>
          {whole && (data[kind]?.totalCount ?? 0) > 10 && (
            <Link to={whole.to} search={{ ...along(search), ...whole.search } as never}>{kind === "escalations" ? t("needs.deadlines") : t("needs.all", { count: data[kind]?.totalCount ?? 0 })}</Link>
          )}
        </>
      )}
    </section>
  );
}

function useItems(data: PulseBoardQuery): (kind: Kind) => Item[] {
  const { t, lang } = usePulseTexts();
  const term = useTerm();
  const english = lang === "en";
  const rule = (code: string) => {
    const known = data.clockRules?.find((r) => r.rule === code);
    return `${code} ${(english ? known?.titleEn : known?.titleZh) ?? ""}`;
  };
  const told = (e: NeedEscalationFragment): Item => ({
    id: e.id,
    head: <>{e.ticket && `${term("TicketKind", e.ticket.kind)} ${e.ticket.number} · `}{rule(e.clock.rule)}</>,
    text: `${t(e.kind === "WARNING" ? "needs.warned" : "needs.told", { post: e.post.title, level: e.level })}${e.staff ? ` ${e.staff.name}` : ""}`,
    site: e.community.name,
    at: e.at,
    link: rowLink("Clock", { id: e.clock.id, ticketId: e.ticketId, returnVisitId: e.clock.returnVisitId, dutyId: e.clock.dutyId }),
  });
  return (kind) => {
    switch (kind) {
      case "mine":
      case "escalations":
        return data[kind]?.nodes.map(told) ?? [];
      case "tickets":
        return data.tickets?.nodes.map((r) => ({
          id: r.id, head: `${term("TicketKind", r.kind)} ${r.number}`, text: `${r.unit ? `${r.unit.propertyNo} · ` : ""}${r.content}`, site: r.community.name, at: r.dueAt, link: rowLink("Ticket", r),
        })) ?? [];
      case "duties":
        return data.duties?.nodes.map((r) => ({
          id: r.id, head: `${r.template.code} ${(english && r.template.titleEn) || r.template.title}`, text: r.period, site: r.community.name, at: r.dueAt, link: rowLink("Duty", r),
        })) ?? [];
      case "visits":
        return data.visits?.nodes.map((r) => ({
          id: r.id, head: `${term("ReturnVisitType", r.type)} ${r.ticket?.number ?? ""}`, text: r.unit?.propertyNo ?? "", site: r.community.name, at: r.dueAt, link: rowLink("ReturnVisit", { id: r.id }),
        })) ?? [];
      case "late":
        return data.late?.nodes.map((r) => ({ id: r.id, head: r.number, text: r.description, site: r.community.name, at: r.dueAt, link: rowLink("Nonconformity", r) })) ?? [];
    }
  };
}
