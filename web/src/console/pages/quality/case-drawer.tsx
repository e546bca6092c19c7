import { Alert, Card } from "antd";
import { useQuery } from "urql";
import {
  type ActionFactsFragment, AddMeasureDocument, AnalyseCaseDocument, AttachToCaseDocument, CaseCardDocument, type CaseCardQuery, type CaseFactsFragment, CloseCaseDocument,
  CompleteMeasureDocument, ImplementCaseDocument, ReopenCaseDocument, ReviewCaseDocument, SendBackCaseDocument, SetMeasuresDocument, SubmitCaseDocument, VerifyCaseDocument,
  VerifyMeasureDocument, WithdrawMeasureDocument,
} from "../../gql/quality.ts";
import { CorrectiveActionKind, NonconformityTopic } from "../../gql/schema.ts";
import { dateTime, shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { addDays, today } from "../../lib/period.ts";
import { type Field, Verb } from "../../parts/verb.tsx";
import { Facts, Files, Go, Opened, Part, State } from "./common.tsx";
import { FileVerb } from "./file-verb.tsx";
import { useQualityTexts } from "./texts.ts";
import { useNames, useOptions, useRights } from "./use.ts";
import { Due } from "./visits.tsx";

/** The nonconformity that the URL names. */
export function CaseDrawer({ id, close, changed }: { id: string | undefined; close(): void; changed(): void }) {
  const { t } = useQualityTexts();
  const name = useNames();
  const [{ data, error, fetching }, again] = useQuery({ query: CaseCardDocument, variables: { id: id ?? "" }, pause: !id, requestPolicy: "cache-and-network" });
  const found = data?.nonconformity?.id === id ? data?.nonconformity : undefined;
  return (
    <Opened
      id={id} close={close} found={Boolean(found)} error={error} fetching={fetching} retry={() => again({ requestPolicy: "network-only" })}
      title={found ? `${t("cases.one")} ${found.number}` : t("tab.cases")}
      extra={found && <State code={found.state}>{name("CaseState", found.state)}</State>}
      footer={found && <Verbs of={found} changed={changed} />}
    >
      {found && <Details of={found} />}
    </Opened>
  );
}

function Details({ of }: { of: NonNullable<CaseCardQuery["nonconformity"]> }) {
  const { t, lang } = useQualityTexts();
  const { tickets } = useRights();
  const name = useNames();
  const term = useTerm();
  const origin = of.returnVisitId ? <Go search={{ tab: "visits", view: "done", visit: of.returnVisitId }}>{t("cases.toVisit")}</Go>
    : of.survey ? <Go search={{ tab: "surveys", survey: of.survey.id }}>{of.survey.title}</Go>
    : of.findingId ? <Go search={{ tab: "findings", finding: of.findingId }}>{t("cases.toFinding")}</Go> : null;
  return (
    <>
      <Facts of={[
        [t("cases.description"), of.description],
        [t("cases.source"), <>{name("Source", of.source)} {origin}</>],
        tickets && of.ticket && [t("ticket"), <Go to="/tickets" search={{ ticket: of.ticket.id }}>{of.ticket.number}</Go>],
        [t("cases.topic"), of.topic && term("TicketTopic", of.topic)],
        [t("community"), of.community.name],
        [t("cases.owner"), of.owner?.name ?? "–"],
        [t("cases.raisedAt"), <span className="number">{dateTime(of.raisedAt, lang)}</span>],
        [t("due"), <Due at={of.dueAt} open={of.open} />],
        [t("cases.cause"), of.cause],
        [t("reason"), of.reason],
        [t("cases.verification"), of.verification && `${of.verification}${of.verifiedBy ? ` (${of.verifiedBy})` : ""}`],
        [t("cases.effectDueOn"), of.effectDueOn],
        [t("cases.effect"), of.effective !== null && `${t(of.effective ? "cases.works" : "cases.worksNot")} ${of.effect ?? ""}`],
        [t("cases.reopened"), of.reopened > 0 && of.reopened],
      ]} />
      <Files of={of.attachments.nodes} />
      <Part>{t("cases.measures")}</Part>
      {of.actions.nodes.length === 0 ? <p className="muted">{t("cases.noMeasures")}</p> : of.actions.nodes.map((a) => <Measure key={a.id} of={a} />)}
      <Part>{t("cases.elsewhere")}</Part>
      {of.elsewhere.count === 0 ? <p className="muted">{t(of.topic ? "cases.nowhere" : "cases.noTopic")}</p> : (
        <>
          <Alert type="warning" title={t("cases.elsewhereCount", { count: of.elsewhere.count, sites: of.elsewhere.communities })} style={{ marginBottom: 8 }} />
          <ul style={{ paddingInlineStart: 18, margin: 0 }}>
            {of.elsewhere.nodes.map((n) => (
              <li key={n.id}>
                <Go search={{ tab: "cases", case: n.id }}>{n.number}</Go> {n.community.name} · <span className="number">{shortTime(n.raisedAt, lang)}</span> · {name("CaseState", n.state)}
                {n.cause && <div className="muted">{n.cause}</div>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Measure({ of }: { of: ActionFactsFragment }) {
  const { t, lang } = useQualityTexts();
  const { quality, head } = useRights();
  const name = useNames();
  const fixed = { id: of.id };
  const verification: Field = { name: "verification", label: t("cases.verification"), kind: "area", required: true };
  const late = (of.state === "PLANNED" || of.state === "REJECTED") && of.dueOn < today();
  const toDo = of.state === "PLANNED" || of.state === "REJECTED";
  return (
    <Card size="small" style={{ marginBottom: 8 }} title={name("ActionKind", of.kind)} extra={<State code={of.state}>{name("ActionState", of.state)}</State>}>
      <div>{of.measure}</div>
      <div className="muted">
        {of.owner?.name ?? "–"} · <span className={late ? "bad number" : "number"}>{t("cases.dueOn", { day: of.dueOn })}</span>
      </div>
      {of.result && <div>{t("cases.result")}: {of.result} <span className="muted number">{of.doneBy} {of.doneAt && shortTime(of.doneAt, lang)}</span></div>}
      {of.verification && <div>{t(of.state === "WITHDRAWN" ? "reason" : "cases.verification")}: {of.verification} <span className="muted">{of.verifiedBy}</span></div>}
      {quality && (toDo || of.state === "DONE") && (
        <div className="row" style={{ marginTop: 8 }}>
          {toDo && <Verb label={t("cases.complete")} document={CompleteMeasureDocument} fixed={fixed} fields={[{ name: "result", label: t("cases.result"), kind: "area", required: true }]} />}
          {toDo && head && <Verb label={t("cases.withdraw")} document={WithdrawMeasureDocument} fixed={fixed} fields={[{ name: "reason", label: t("reason"), kind: "area", required: true }]} />}
          {of.state === "DONE" && head && (
            <Verb label={t("cases.verifyMeasure")} document={VerifyMeasureDocument} fixed={fixed}
              fields={[{ name: "verified", label: t("cases.well"), required: true, options: [{ value: true, label: t("yes") }, { value: false, label: t("no") }] }, verification]} />
          )}
        </div>
      )}
    </Card>
  );
}

function Verbs({ of, changed }: { of: CaseFactsFragment; changed(): void }) {
  const { t } = useQualityTexts();
  const { quality, head } = useRights();
  const options = useOptions();
  const term = useTerm();
  if (!quality) return null;
  const { state } = of;
  const is = (...states: string[]) => states.includes(state);
  const both = { fixed: { id: of.id }, done: changed, site: of.communityId };
  const first = { ...both, type: "primary" as const };
  const reason: Field[] = [{ name: "reason", label: t("reason"), kind: "area", required: true }];
  return (
    <div className="row">
      {is("RAISED", "REOPENED", "ANALYSED") && (
        <Verb {...both} {...(is("ANALYSED") ? {} : { type: "primary" as const })} label={t("cases.analyse")} document={AnalyseCaseDocument}
          fields={[
            { name: "cause", label: t("cases.cause"), kind: "area", required: true, ...(of.cause ? { initial: of.cause } : {}) },
            { name: "topic", label: t("cases.topic"), ...(of.topic ? { initial: of.topic } : {}), options: NonconformityTopic.map((value) => ({ value, label: term("TicketTopic", value) })) },
            { name: "ownerId", label: t("cases.owner"), kind: "staff", ...(of.ownerId ? { initial: of.ownerId } : {}) },
          ]} />
      )}
      {is("ANALYSED", "MEASURE_SET") && (
        <Verb label={t("cases.addMeasure")} {...(of.actions.nodes.length === 0 ? { type: "primary" as const } : {})} document={AddMeasureDocument} fixed={{ nonconformityId: of.id }} site={of.communityId} done={changed}
          fields={[
            { name: "kind", label: t("cases.kind"), required: true, initial: "CORRECTIVE", options: options("ActionKind", CorrectiveActionKind) },
            { name: "measure", label: t("cases.measure"), kind: "area", required: true },
            { name: "ownerId", label: t("cases.owner"), kind: "staff", required: true, ...(of.ownerId ? { initial: of.ownerId } : {}) },
            { name: "dueOn", label: t("due"), kind: "day", required: true, initial: addDays(today(), 7) },
          ]} />
      )}
      {is("ANALYSED") && of.actions.nodes.length > 0 && <Verb {...first} label={t("cases.setMeasures")} document={SetMeasuresDocument} hint={t("cases.setHint")} fields={[{ name: "dueOn", label: t("cases.otherDue"), kind: "day" }]} />}
      {is("MEASURE_SET") && <Verb {...first} label={t("cases.review")} document={ReviewCaseDocument} />}
      {is("REVIEWED") && <Verb {...first} label={t("cases.submit")} document={SubmitCaseDocument} />}
      {is("SUBMITTED") && <Verb {...first} label={t("cases.implement")} document={ImplementCaseDocument} hint={t("cases.implementHint")} />}
      {head && is("IMPLEMENTED") && <Verb {...first} label={t("cases.verify")} document={VerifyCaseDocument} hint={t("cases.verifyHint")} fields={[{ name: "verification", label: t("cases.verification"), kind: "area", required: true }]} />}
      {head && is("VERIFIED") && (
        <Verb {...first} label={t("cases.close")} document={CloseCaseDocument} hint={t("cases.closeHint", { day: of.effectDueOn ?? "–" })}
          fields={[
            { name: "effective", label: t("cases.effective"), required: true, options: [{ value: true, label: t("cases.works") }, { value: false, label: t("cases.worksNot") }] },
            { name: "effect", label: t("cases.effect"), kind: "area" },
          ]} />
      )}
      {head && is("MEASURE_SET", "REVIEWED", "SUBMITTED", "IMPLEMENTED") && <Verb {...both} label={t("cases.sendBack")} document={SendBackCaseDocument} fields={reason} />}
      {head && is("CLOSED") && <Verb {...both} label={t("cases.reopen")} document={ReopenCaseDocument} fields={reason} />}
      <FileVerb document={AttachToCaseDocument} fixed={{ nonconformityId: of.id }} />
    </div>
  );
}
