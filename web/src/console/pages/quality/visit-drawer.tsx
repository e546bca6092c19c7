import { useQuery } from "urql";
import { useSession } from "../../app/use.ts";
import {
  AnswerVisitDocument, AppointVisitDocument, AssignVisitsDocument, MissVisitDocument, RecordVisitDocument, VisitCardDocument, type VisitFactsFragment, WaiveVisitDocument,
} from "../../gql/quality.ts";
import { ReturnVisitMethod, ReturnVisitSatisfaction } from "../../gql/schema.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { localTime, Verb } from "../../parts/verb.tsx";
import { Facts, Go, Opened, Part, State } from "./common.tsx";
import { useQualityTexts } from "./texts.ts";
import { useNames, useOptions, useRights } from "./use.ts";
import { Due } from "./visits.tsx";

const topics = ["security", "cleaning", "greening", "repair", "staffQuality"] as const;

/** The return visit that the URL names. */
export function VisitDrawer({ id, close, changed }: { id: string | undefined; close(): void; changed(): void }) {
  const { t } = useQualityTexts();
  const name = useNames();
  const [{ data, error, fetching }, again] = useQuery({ query: VisitCardDocument, variables: { id: id ?? "" }, pause: !id, requestPolicy: "cache-and-network" });
  const visit = data?.returnVisit?.id === id ? data?.returnVisit : undefined;
  return (
    <Opened
      id={id} close={close} found={Boolean(visit)} error={error} fetching={fetching} retry={() => again({ requestPolicy: "network-only" })}
      title={visit ? `${name("VisitType", visit.type)}${visit.unit ? ` ${visit.unit.propertyNo}` : ""}` : t("tab.visits")}
      extra={visit && <State code={visit.state}>{name("VisitState", visit.state)}</State>}
      footer={visit && <Verbs visit={visit} changed={changed} />}
    >
      {visit && <Details visit={visit} />}
    </Opened>
  );
}

function Details({ visit }: { visit: VisitFactsFragment }) {
  const { t, lang } = useQualityTexts();
  const { contacts, tickets } = useRights();
  const { names } = useSession();
  const name = useNames();
  const term = useTerm();
  const time = (at: string | null) => at && <span className="number">{dateTime(at, lang)}</span>;
  return (
    <>
      <Facts of={[
        [t("community"), names.get(visit.communityId) ?? visit.community.name],
        contacts && [t("visits.customer"), <>{visit.customer ?? "–"} <PersonPhone phone={visit.phone} ownerId={visit.ownerId} /></>],
        tickets && visit.ticket && [t("ticket"), <><Go to="/tickets" search={{ ticket: visit.ticket.id }}>{visit.ticket.number}</Go> {term("TicketKind", visit.ticket.kind)} · {visit.ticket.content}</>],
        [t("rule"), `${visit.rule}${visit.added ? ` · ${t("visits.added")}` : ""}${visit.round > 1 ? ` · ${t("visits.round", { count: visit.round })}` : ""}`],
        [t("visitor"), visit.visitor?.name ?? "–"],
        [t("visits.opensAt"), time(visit.opensAt)],
        [t("due"), <Due at={visit.dueAt} open={visit.open} />],
        [t("visits.appointedAt"), time(visit.appointedAt)],
        [t("visits.attempts"), visit.attempts > 0 && visit.attempts],
        [t("reason"), visit.reason],
      ]} />
      {visit.visitedAt && (
        <>
          <Part>{t("visits.result")}</Part>
          <Facts of={[
            [t("visits.visitedAt"), <>{time(visit.visitedAt)} {visit.onTime === false && <span className="bad">{t("late")}</span>}</>],
            [t("visits.method"), name("Method", visit.method)],
            [t("satisfaction"), name("Mark", visit.satisfaction)],
            ...topics.map((topic) => visit[topic] && ([t(`visits.${topic}`), name("Mark", visit[topic])] as const)),
            [t("visits.shortcomings"), visit.shortcomings],
            [t("visits.opinions"), visit.opinions],
            [t("visits.signed"), visit.signed && "✓"],
            [t("visits.promisedAt"), time(visit.promisedAt)],
            [t("visits.answer"), visit.answer],
            tickets && visit.followUp && [t("visits.followUp"), <Go to="/tickets" search={{ ticket: visit.followUp.id }}>{visit.followUp.number}</Go>],
          ]} />
          {visit.nonconformities.nodes.length > 0 && (
            <>
              <Part>{t("visits.raised")}</Part>
              <ul style={{ paddingInlineStart: 18 }}>
                {visit.nonconformities.nodes.map((n) => (
                  <li key={n.id}><Go search={{ tab: "cases", case: n.id }}>{n.number}</Go> {name("CaseState", n.state)}</li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </>
  );
}

function Verbs({ visit, changed }: { visit: VisitFactsFragment; changed(): void }) {
  const { t } = useQualityTexts();
  const rights = useRights();
  const options = useOptions();
  if (!rights.quality) return null;
  const fixed = { id: visit.id };
  const site = visit.communityId;
  const bad = (v: Record<string, unknown>) => v["qualified"] === false;
  const marks = options("Mark", ReturnVisitSatisfaction);
  return (
    <div className="row">
      {visit.open && (
        <>
          <Verb
            type="primary" label={t("visits.record")} document={RecordVisitDocument} fixed={fixed} site={site} done={changed}
            fields={[
              { name: "method", label: t("visits.method"), options: options("Method", ReturnVisitMethod), required: true, initial: "PHONE" },
              { name: "qualified", label: t("visits.isQualified"), required: true, options: [{ value: true, label: t("visits.qualified") }, { value: false, label: t("visits.notQualified") }] },
              { name: "satisfaction", label: t("satisfaction"), options: marks, required: visit.type !== "OUTREACH" },
              { name: "shortcomings", label: t("visits.shortcomings"), kind: "area", required: true, when: bad, hint: t("visits.unqualifiedHint") },
              ...topics.map((topic) => ({ name: topic, label: t(`visits.${topic}`), options: marks })),
              { name: "opinions", label: t("visits.opinions"), kind: "area" },
              { name: "promisedAt", label: t("visits.promisedAt"), kind: "time", hint: t("visits.promisedHint") },
              { name: "visitorId", label: t("visitor"), kind: "staff", ...(visit.visitorId ? { initial: visit.visitorId } : {}) },
              { name: "signed", label: t("visits.signed"), kind: "check" },
            ]}
          />
          <Verb label={t("visits.appoint")} document={AppointVisitDocument} fixed={fixed} site={site} done={changed}
            fields={[
              { name: "appointedAt", label: t("visits.appointedAt"), kind: "time", required: true, initial: localTime(2) },
              { name: "visitorId", label: t("visitor"), kind: "staff", ...(visit.visitorId ? { initial: visit.visitorId } : {}) },
            ]} />
          <Verb label={t("visits.assignOne")} document={AssignVisitsDocument} fixed={{ ids: [visit.id] }} site={site} done={changed}
            fields={[{ name: "visitorId", label: t("visitor"), kind: "staff", required: true, ...(visit.visitorId ? { initial: visit.visitorId } : {}) }]} />
          <Verb label={t("visits.miss")} document={MissVisitDocument} fixed={fixed} hint={t("visits.missHint")} done={changed} />
          <Verb label={t("visits.waive")} document={WaiveVisitDocument} fixed={fixed} done={changed}
            fields={[{ name: "reason", label: t("reason"), kind: "area", required: true }]} />
        </>
      )}
      {visit.promisedAt && !visit.answeredAt && (
        <Verb type="primary" label={t("visits.toAnswer")} document={AnswerVisitDocument} fixed={fixed} done={changed}
          fields={[{ name: "answer", label: t("visits.answer"), kind: "area", required: true }]} />
      )}
    </div>
  );
}
