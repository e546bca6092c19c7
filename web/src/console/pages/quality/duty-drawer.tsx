import { Button } from "antd";
import { useQuery } from "urql";
import { AssignDutyDocument, DutyCardDocument, type DutyFactsFragment, RejectDutyDocument, SkipDutyDocument, VerifyDutyDocument } from "../../gql/quality.ts";
import { dateTime } from "../../lib/format.ts";
import { useUrl } from "../../lib/url.ts";
import { Verb } from "../../parts/verb.tsx";
import { Facts, Files, Go, Opened, Part, State } from "./common.tsx";
import { useQualityTexts } from "./texts.ts";
import { useNames, useRights } from "./use.ts";
import { Due } from "./visits.tsx";

/** The duty that the URL names. */
export function DutyDrawer({ id, close, changed }: { id: string | undefined; close(): void; changed(): void }) {
  const { t, lang } = useQualityTexts();
  const name = useNames();
  const [{ data, error, fetching }, again] = useQuery({ query: DutyCardDocument, variables: { id: id ?? "" }, pause: !id, requestPolicy: "cache-and-network" });
  const duty = data?.duty?.id === id ? data?.duty : undefined;
  return (
    <Opened
      id={id} close={close} found={Boolean(duty)} error={error} fetching={fetching} retry={() => again({ requestPolicy: "network-only" })}
      title={duty ? `${duty.template.code} ${(lang === "en" && duty.template.titleEn) || duty.template.title}` : t("tab.duties")}
      extra={duty && <State code={duty.state}>{name("DutyState", duty.state)}</State>}
      footer={duty && <Verbs duty={duty} changed={changed} />}
    >
      {duty && <Details duty={duty} form={duty.template.form} />}
    </Opened>
  );
}

function Details({ duty, form }: { duty: DutyFactsFragment; form: string | null }) {
  const { t, lang } = useQualityTexts();
  const { tickets } = useRights();
  const name = useNames();
  const time = (at: string | null) => at && <span className="number">{dateTime(at, lang)}</span>;
  return (
    <>
      <Facts of={[
        [t("community"), `${duty.community.name}${duty.unit ? ` · ${duty.unit.propertyNo}` : ""}`],
        [t("duties.kind"), name("DutyKind", duty.kind)],
        [t("duties.period"), <span className="number">{duty.period}{duty.slot > 1 ? ` (${duty.slot})` : ""}</span>],
        [t("due"), <Due at={duty.dueAt} open={duty.open} />],
        [t("duties.evidence"), `${name("Evidence", duty.template.evidence)}${form ? ` · ${form}` : ""}`],
        [t("duties.assignee"), duty.assignee?.name ?? "–"],
        [t("duties.doneAt"), duty.doneAt && <>{time(duty.doneAt)} {duty.doneBy?.name} {duty.onTime === false && <span className="bad">{t("late")}</span>}</>],
        [t("duties.score"), duty.fullScore !== null && <span className="number">{duty.score} / {duty.fullScore}</span>],
        [t("duties.sample"), duty.population !== null && <span className="number">{duty.sampled} / {duty.population}</span>],
        [t("doing.signer"), duty.signer],
        [t("doing.text"), duty.text && <span style={{ whiteSpace: "pre-line" }}>{duty.text}</span>],
        [t("duties.verified"), duty.verifiedAt && <>{time(duty.verifiedAt)} {duty.verifiedBy}</>],
        [t("reason"), duty.reason],
        [t("duties.penalty"), duty.penaltyKey],
      ]} />
      <Files of={duty.attachments.nodes} />
      {duty.lines.nodes.length > 0 && (
        <>
          <Part>{t("duties.checklist")}</Part>
          <table className="plain-table">
            <thead><tr><th>{t("duties.line")}</th><th>{t("duties.lineResult")}</th><th className="right">{t("duties.score")}</th></tr></thead>
            <tbody>
              {duty.lines.nodes.map((l) => (
                <tr key={l.id}>
                  <td>{l.position}. {l.text}{l.remark && <div className="muted">{l.remark}</div>}</td>
                  <td className={l.result === "NOT_IN_ORDER" ? "bad" : ""}>{name("LineResult", l.result)}</td>
                  <td className="right number">{l.points > 0 ? `${l.score} / ${l.points}` : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {duty.findings.nodes.length > 0 && (
        <>
          <Part>{t("tab.findings")}</Part>
          <ul style={{ paddingInlineStart: 18 }}>
            {duty.findings.nodes.map((f) => (
              <li key={f.id}>
                <Go search={{ tab: "findings", finding: f.id }}>{f.place}</Go> · {name("FaultKind", f.kind)} · {name("Severity", f.severity)} · {name("FindingState", f.state)}
                {tickets && f.ticketId && <> · <Go to="/tickets" search={{ ticket: f.ticketId }}>{t("ticket")}</Go></>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Verbs({ duty, changed }: { duty: DutyFactsFragment; changed(): void }) {
  const { t } = useQualityTexts();
  const { duties, head } = useRights();
  const [, setUrl] = useUrl();
  if (!duties) return null;
  const both = { fixed: { id: duty.id }, done: changed };
  const late = Date.parse(duty.dueAt) < Date.now();
  const done = duty.state === "DONE" || duty.state === "MADE_UP";
  const byLog = duty.template.code === "W-01" || duty.template.code === "W-02";
  return (
    <div className="row">
      {duty.open && (byLog ? (
        <Go search={{ tab: "log", site: duty.communityId, ...(duty.template.code === "W-01" ? { day: duty.period } : { month: duty.period }) }}>{t("duties.byLog")}</Go>
      ) : (
        <Button type="primary" onClick={() => setUrl({ duty: undefined, doing: duty.id })}>{t(late ? "duties.makeUp" : "duties.perform")}</Button>
      ))}
      {duty.open && <Verb label={t("duties.assign")} document={AssignDutyDocument} site={duty.communityId} {...both} fields={[{ name: "assigneeId", label: t("duties.assignee"), kind: "staff", required: true, ...(duty.assigneeId ? { initial: duty.assigneeId } : {}) }]} />}
      {duty.open && head && <Verb label={t("duties.skip")} document={SkipDutyDocument} {...both} fields={[{ name: "reason", label: t("reason"), kind: "area", required: true }]} />}
      {done && head && (
        <>
          <Verb type="primary" label={t("duties.verify")} document={VerifyDutyDocument} hint={t("duties.verifyHint")} {...both} />
          <Verb label={t("duties.reject")} document={RejectDutyDocument} {...both} fields={[{ name: "reason", label: t("reason"), kind: "area", required: true }]} />
        </>
      )}
    </div>
  );
}
