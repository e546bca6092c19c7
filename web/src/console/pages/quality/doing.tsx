import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Input, InputNumber, Select, Segmented } from "antd";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useQuery } from "urql";
import { useSession } from "../../app/use.ts";
import { DutyCardDocument, type DutyCardQuery } from "../../gql/quality.ts";
import { DutyLineResult, FindingKind, FindingSeverity, FindingTopic } from "../../gql/schema.ts";
import { useTerm } from "../../lib/i18n.ts";
import { FilesInput } from "../../parts/verb-form.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSending } from "./draft-bar.tsx";
import { type Draft, draftOf, dropDraft, keepDraft, type NotedFinding } from "./drafts.ts";
import { useQualityTexts } from "./texts.ts";
import { useNames, useOptions } from "./use.ts";

type Duty = NonNullable<DutyCardQuery["duty"]>;

/** The sheet on which a duty is done. What is noted is kept on the device at once. */
export function Doing({ id, close, done }: { id: string | undefined; close(): void; done(): void }) {
  const { t } = useQualityTexts();
  const { lang } = useQualityTexts();
  const { viewer } = useSession();
  const login = viewer.user?.login ?? "";
  const [{ data, error, fetching }, again] = useQuery({ query: DutyCardDocument, variables: { id: id ?? "" }, pause: !id });
  const [draft, setDraft] = useState<Draft>();
  const duty = data?.duty?.id === id ? data?.duty : undefined;
  const [missing, setMissing] = useState<string>();
  const touched = useRef(false);
  useEffect(() => {
    touched.current = false;
    setDraft(undefined);
    setMissing(undefined);
    if (!id) return;
    let gone = false;
    void draftOf(login, id).catch(() => undefined).then((kept) => {
      if (gone) return;
      if (kept) setDraft(kept);
      else if (duty) setDraft(emptyDraft(duty, login, lang === "en"));
    });
    return () => void (gone = true);
  }, [id, login, Boolean(duty)]);
  useEffect(() => {
    if (!draft || !touched.current) return;
    const timer = setTimeout(() => touched.current && void keepDraft(draft), 250);
    return () => clearTimeout(timer);
  }, [draft]);
  const change = (patch: Partial<Draft>) => {
    touched.current = true;
    setMissing(undefined);
    setDraft((d) => d && { ...d, ...patch, doneAt: undefined, problem: undefined });
  };
  const sending = useSending();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!draft) return;
    const problem = missingOf(draft);
    setMissing(problem && t(problem));
    if (problem) return;
    setBusy(true);
    touched.current = false;
    const ready = { ...draft, doneAt: new Date().toISOString() };
    await keepDraft(ready);
    const how = await sending(ready);
    setBusy(false);
    done();
    if (how !== "refused") return close();
    // What the hub did not take stays before him, with its reason.
    setDraft((await draftOf(login, ready.id).catch(() => undefined)) ?? ready);
  };
  const discard = async () => {
    touched.current = false;
    if (draft) await dropDraft(draft);
    close();
  };
  return (
    <SideDrawer
      open={Boolean(id)}
      close={close}
      title={draft?.title ?? t("duties.perform")}
      extra={draft && touched.current && <span className="muted">{t("draft.label")}</span>}
      footer={draft && (
        <>
          {(missing ?? draft.problem) && <Alert type="error" role="alert" title={missing ?? draft.problem} style={{ marginBottom: 8, whiteSpace: "pre-line" }} />}
          <div className="row" style={{ justifyContent: "space-between" }}>
            <Button onClick={() => void discard()} icon={<DeleteOutlined />}>{t("draft.discard")}</Button>
            <Button type="primary" size="large" loading={busy} onClick={() => void send()}>{t("draft.send")}</Button>
          </div>
        </>
      )}
    >
      {draft ? (
        <>
          <p className="muted" style={{ marginTop: 0 }}>{draft.siteName}{duty?.template.form && ` · ${duty.template.form}`}</p>
          <Sheet draft={draft} change={change} />
        </>
      ) : error ? <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} /> : fetching || duty ? <Loading /> : <NothingHere title={t("gone")} hint="" />}
    </SideDrawer>
  );
}

function emptyDraft(duty: Duty, login: string, english: boolean): Draft {
  const { template } = duty;
  return {
    id: duty.id,
    login,
    site: duty.communityId,
    siteName: duty.community.name,
    title: `${template.code} ${(english && template.titleEn) || template.title}`,
    dueAt: duty.dueAt,
    evidence: template.evidence,
    filed: duty.attachments.nodes.length > 0,
    sampled: template.sampleShare !== null,
    items: template.items.nodes.map(({ position, text, points }) => ({ position, text, points })),
    values: { lines: [] },
    findings: [],
    photos: [],
  };
}

/** What the template asks for and is not there yet. */
function missingOf(draft: Draft) {
  if (draft.items.length > 0 && draft.evidence === "CHECKLIST" && draft.values.lines.length < draft.items.length) return "doing.allLines" as const;
  if (draft.evidence === "TEXT" && !draft.values.text?.trim()) return "doing.needText" as const;
  if (draft.evidence === "SIGNATURE" && !draft.values.signer?.trim()) return "doing.needSigner" as const;
  if (draft.evidence === "FILE" && !draft.filed && draft.photos.length === 0) return "doing.needPhoto" as const;
  if (draft.findings.some((f) => !f.place?.trim())) return "doing.needPlace" as const;
  return undefined;
}

function Sheet({ draft, change }: { draft: Draft; change(patch: Partial<Draft>): void }) {
  const { t } = useQualityTexts();
  const options = useOptions();
  const { values } = draft;
  const by = new Map(values.lines.map((l) => [l.position, l]));
  const set = (patch: Partial<Draft["values"]>) => change({ values: { ...values, ...patch } });
  const line = (position: number, patch: object) => {
    const now = by.get(position) ?? { position, result: "IN_ORDER" as const };
    set({ lines: [...values.lines.filter((l) => l.position !== position), { ...now, ...patch }].sort((a, b) => a.position - b.position) });
  };
  const total = draft.items.reduce((sum, item) => {
    const l = by.get(item.position);
    return l && l.result !== "NOT_APPLICABLE" ? [sum[0]! + (l.score ?? (l.result === "IN_ORDER" ? item.points : 0)), sum[1]! + item.points] : sum;
  }, [0, 0]);
  const finding = (i: number, patch: Partial<NotedFinding>) => change({ findings: draft.findings.with(i, { ...draft.findings[i]!, ...patch }) });
  const late = Date.parse(draft.dueAt) < Date.now();
  return (
    <div className="sheet">
      {draft.items.map((item) => {
        const l = by.get(item.position);
        return (
          <Card key={item.position} size="small" title={<span style={{ whiteSpace: "normal" }}>{item.position}. {item.text}</span>} extra={item.points > 0 && <span className="muted number">{t("doing.points", { count: item.points })}</span>}>
            <div className="row">
              <Segmented
                aria-label={item.text}
                value={l?.result ?? ""}
                options={options("LineResult", DutyLineResult)}
                onChange={(result) => line(item.position, { result, score: result === "IN_ORDER" ? item.points : 0 })}
              />
              {item.points > 0 && l && l.result !== "NOT_APPLICABLE" && (
                <InputNumber aria-label={`${t("doing.score")}: ${item.text}`} min={0} max={item.points} value={l.score ?? 0} onChange={(score) => line(item.position, { score: score ?? 0 })} style={{ width: 72 }} />
              )}
            </div>
            {l && <Input style={{ marginTop: 8 }} aria-label={`${t("doing.remark")}: ${item.text}`} placeholder={t("doing.remark")} value={l.remark ?? ""} onChange={(e) => line(item.position, { remark: e.target.value })} />}
          </Card>
        );
      })}
      {total[1]! > 0 && <p role="status" className="number" style={{ margin: 0 }}><strong>{t("doing.total", { score: total[0]!, full: total[1]! })}</strong> <span className="muted">{values.lines.length} / {draft.items.length}</span></p>}
      {draft.sampled && (
        <div className="row">
          <Labelled label={t("doing.population")}>{(id) => <InputNumber id={id} min={0} value={values.population ?? null} onChange={(n) => set({ ...(n === null ? {} : { population: n }) })} />}</Labelled>
          <Labelled label={t("doing.sampled")}>{(id) => <InputNumber id={id} min={0} value={values.sampled ?? null} onChange={(n) => set({ ...(n === null ? {} : { sampled: n }) })} />}</Labelled>
        </div>
      )}
      <Labelled label={t("doing.text")} required={draft.evidence === "TEXT"}>{(id) => <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 10 }} value={values.text ?? ""} onChange={(e) => set({ text: e.target.value })} />}</Labelled>
      {draft.evidence === "SIGNATURE" && <Labelled label={t("doing.signer")} required>{(id) => <Input id={id} value={values.signer ?? ""} onChange={(e) => set({ signer: e.target.value })} />}</Labelled>}
      {late && <Labelled label={t("doing.lateReason")}>{(id) => <Input id={id} value={values.reason ?? ""} onChange={(e) => set({ reason: e.target.value })} />}</Labelled>}
      <Labelled label={t("doing.photos")} required={draft.evidence === "FILE" && !draft.filed}>{(id) => <FilesInput id={id} onChange={(files) => change({ photos: [...draft.photos, ...(files as Blob[])].slice(0, 8) })} />}</Labelled>
      <Photos of={draft.photos} remove={(i) => change({ photos: draft.photos.filter((_, n) => n !== i) })} />
      {draft.findings.map((f, i) => <FindingCard key={i} of={f} set={(patch) => finding(i, patch)} remove={() => change({ findings: draft.findings.filter((_, n) => n !== i) })} />)}
      <Button icon={<PlusOutlined />} onClick={() => change({ findings: [...draft.findings, { kind: "DAMAGE", severity: "MEDIUM", place: "" }] })}>{t("doing.addFinding")}</Button>
    </div>
  );
}

/** A fault found on the way; it becomes a ticket. */
function FindingCard({ of, set, remove }: { of: NotedFinding; set(patch: Partial<NotedFinding>): void; remove(): void }) {
  const { t } = useQualityTexts();
  const options = useOptions();
  const name = useNames();
  const term = useTerm();
  return (
    <Card size="small" title={t("findings.one")} extra={<Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("doing.dropFinding")} onClick={remove} />}>
      <div className="sheet">
        <Labelled label={t("findings.place")} required>{(id) => <Input id={id} value={of.place ?? ""} onChange={(e) => set({ place: e.target.value })} />}</Labelled>
        <Labelled label={t("findings.kind")}>{(id) => <Select id={id} aria-label={t("findings.kind")} value={of.kind} options={options("FaultKind", FindingKind)} onChange={(kind) => set({ kind: kind as typeof of.kind })} />}</Labelled>
        <Labelled label={t("findings.severity")}>{(id) => <Select id={id} aria-label={t("findings.severity")} value={of.severity} options={options("Severity", FindingSeverity)} onChange={(severity) => set({ severity: severity as typeof of.severity })} />}</Labelled>
        <p className="muted" style={{ margin: 0 }}>{t("findings.becomes")}: {name("Becomes", of.severity)}</p>
        <Labelled label={t("cases.topic")}>{(id) => <Select id={id} aria-label={t("cases.topic")} allowClear value={of.topic ?? null} options={FindingTopic.map((value) => ({ value, label: term("TicketTopic", value) }))} onChange={(topic) => set({ topic })} />}</Labelled>
        <Labelled label={t("findings.text")}>{(id) => <Input.TextArea id={id} autoSize={{ minRows: 2 }} value={of.text ?? ""} onChange={(e) => set({ text: e.target.value })} />}</Labelled>
        <Labelled label={t("photo")}>{(id) => <FilesInput id={id} multiple={false} onChange={(photo) => set({ photo: photo as Blob | undefined })} />}</Labelled>
        <Photos of={of.photo ? [of.photo] : []} remove={() => set({ photo: undefined })} />
      </div>
    </Card>
  );
}

function Labelled({ label, required = false, children }: { label: string; required?: boolean; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}{required && <span className="bad" aria-hidden="true"> *</span>}</label>
      {children(id)}
    </div>
  );
}

/** Photos as they were taken, each to be taken away again. */
function Photos({ of, remove }: { of: readonly Blob[]; remove(i: number): void }) {
  const { t } = useQualityTexts();
  const [urls, setUrls] = useState<string[]>([]);
  const key = of.map((b) => b.size).join();
  useEffect(() => {
    const made = of.map((b) => URL.createObjectURL(b));
    setUrls(made);
    return () => made.forEach((u) => URL.revokeObjectURL(u));
  }, [key]);
  return of.length === 0 ? null : (
    <div className="row">
      {urls.map((url, i) => (
        <div key={url} style={{ position: "relative" }}>
          {of[i]?.type.startsWith("image/") ? <img src={url} alt={t("doing.photo", { count: i + 1 })} width={72} height={72} style={{ objectFit: "cover", borderRadius: 4 }} /> : <span>{t("doing.photo", { count: i + 1 })}</span>}
          <Button size="small" icon={<DeleteOutlined />} aria-label={t("doing.dropPhoto", { count: i + 1 })} onClick={() => remove(i)} style={{ position: "absolute", right: 0, top: 0 }} />
        </div>
      ))}
    </div>
  );
}
