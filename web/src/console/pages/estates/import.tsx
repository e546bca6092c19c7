import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Checkbox, Form, Segmented, Select, Tooltip } from "antd";
import { useMemo, useRef, useState } from "react";
import { useMutation, useQuery } from "urql";
import type { CombinedError } from "@urql/core";
import { Failed } from "../../app/states.tsx";
import { useScope, useSession } from "../../app/use.ts";
import {
  type BatchFragment, ImportBatchesDocument, ImportFileDocument, type ImportFileMutation, ImportStartDocument, UndoImportDocument,
} from "../../gql/estates.ts";
import { useConnection } from "../../lib/connection.ts";
import { dateTime } from "../../lib/format.ts";
import { leavesOf } from "../../lib/scope.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { readCsv, textOf } from "./csv.ts";
import { type Checked, checkedRows } from "./import-rows.ts";
import { mayImport, type Noun } from "./may-import.ts";
import { useEstatesTexts } from "./texts.ts";

type Report = NonNullable<ImportFileMutation["importFile"]["report"]>;

/** Rows of a file that are shown in place; a report tells of more. */
const shownRows = 2000;

/** Brings a file in: choose, try, look at what is wrong in place, apply; below it what was brought in before, to be undone. */
export default function Import() {
  const { t, lang } = useEstatesTexts();
  const { can, tree, single } = useSession();
  const scope = useScope();
  const { message } = App.useApp();
  const nouns = mayImport(can);
  const sites = leavesOf(tree);
  const [noun, setNoun] = useState<Noun>(nouns.includes("UNIT") ? "UNIT" : nouns[0]!);
  const [site, setSite] = useState<string | undefined>(single || scope?.length === 1 ? (scope?.[0] ?? sites[0]?.id) : undefined);
  const [mapping, setMapping] = useState<string>();
  const [goodOnly, setGoodOnly] = useState(false);
  const [file, setFile] = useState<File>();
  const [text, setText] = useState<string>();
  const [report, setReport] = useState<Report>();
  const [problem, setProblem] = useState<string>();
  const [error, setError] = useState<CombinedError>();
  const [busy, setBusy] = useState<"try" | "apply">();
  const input = useRef<HTMLInputElement>(null);
  const [{ data: start }] = useQuery({ query: ImportStartDocument });
  const [, run] = useMutation(ImportFileDocument);
  const batches = useConnection(ImportBatchesDocument, { first: 200 }, (data) => data.importBatches);

  const forget = () => {
    setReport(undefined);
    setProblem(undefined);
    setError(undefined);
  };
  const choose = async (chosen: File | undefined) => {
    forget();
    setFile(chosen);
    setText(chosen && /\.(csv|txt|tsv)$/i.test(chosen.name) ? await textOf(chosen) : undefined);
  };
  const send = async (dryRun: boolean) => {
    if (!file) return;
    forget();
    setBusy(dryRun ? "try" : "apply");
    const { data, error } = await run({
      input: { noun, file, dryRun, goodRowsOnly: goodOnly, ...(site ? { communityId: site } : {}), ...(mapping ? { mapping } : {}) },
    });
    setBusy(undefined);
    if (error) return setError(error);
    const { report, batch, userErrors } = data!.importFile;
    if (userErrors.length > 0) return setProblem(userErrors.map((e) => e.message).join(" "));
    setReport(report ?? undefined);
    if (!batch) return;
    void message.success(t("applied", { created: batch.rowsCreated, updated: batch.rowsUpdated }));
    batches.refresh();
  };
  const template = `/templates/${noun.toLowerCase().replaceAll("_", "")}`;
  const good = report !== undefined && report.rowsCreated + report.rowsUpdated > 0 && (report.rowsRefused === 0 || goodOnly);

  return (
    <>
      <section className="panel" aria-label={t("import")}>
        <Form layout="vertical" className="import-form">
          <Form.Item label={t("importWhat")} htmlFor="import-noun">
            <Select id="import-noun" value={noun} options={nouns.map((value) => ({ value, label: t(`ImportNoun.${value}`) }))} onChange={(v) => { forget(); setNoun(v); }} />
          </Form.Item>
          {!single && (
            <Form.Item label={t("importWhere")} htmlFor="import-site">
              <Select
                id="import-site"
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                placeholder={t("importByRow")}
                value={site}
                options={sites.map((s) => ({ value: s.id, label: s.name }))}
                onChange={(v: string | undefined) => { forget(); setSite(v); }}
              />
            </Form.Item>
          )}
          <Form.Item label={t("importHow")} htmlFor="import-mapping">
            <Select
              id="import-mapping"
              value={mapping ?? ""}
              options={[{ value: "", label: t("importTemplate") }, ...(start?.importMappings ?? []).map((value) => ({ value, label: value }))]}
              onChange={(v) => { forget(); setMapping(v || undefined); }}
            />
          </Form.Item>
          {!mapping && (
            <Form.Item label={t("template")}>
              <span className="row">
                {["xlsx", "csv"].map((kind) => <a key={kind} href={`${template}.${kind}?lang=${lang}`} download><DownloadOutlined aria-hidden="true" /> {kind.toUpperCase()}</a>)}
              </span>
            </Form.Item>
          )}
          <Form.Item label={t("file")} htmlFor="import-file">
            <input
              id="import-file"
              ref={input}
              type="file"
              className="sr"
              tabIndex={-1}
              accept=".csv,.tsv,.txt,.xlsx,.gz"
              // The same name chosen again is a file that was mended.
              onClick={(e) => { e.currentTarget.value = ""; }}
              onChange={(e) => void choose(e.currentTarget.files?.[0])}
            />
            <span className="row">
              <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>{t("chooseFile")}</Button>
              <span className="cut">{file?.name}</span>
            </span>
          </Form.Item>
        </Form>
        <div className="row">
          <Button type={report ? "default" : "primary"} disabled={!file || busy !== undefined} loading={busy === "try"} onClick={() => void send(true)}>{t("dryRun")}</Button>
          <Checkbox checked={goodOnly} onChange={(e) => setGoodOnly(e.target.checked)}>{t("goodRowsOnly")}</Checkbox>
          {report && !report.applied && <Button type="primary" disabled={!good || busy !== undefined} loading={busy === "apply"} onClick={() => void send(false)}>{t("apply")}</Button>}
        </div>
        {busy && <p role="status" className="muted">{t("working")}</p>}
        {problem && <Alert type="error" role="alert" title={problem} />}
        {error && <Failed error={error} />}
      </section>
      {report && <Outcome report={report} text={text} label={file?.name ?? ""} asked={{ noun, communityId: site, mapping }} />}
      {!report && <Batches batches={batches} />}
    </>
  );
}

/** What a reading found: how many rows would be what, and the rows with what is wrong marked in its cell. */
function Outcome({ report, text, label, asked }: { report: Report; text: string | undefined; label: string; asked: object }) {
  const { t } = useEstatesTexts();
  const [wanted, setWanted] = useState<"bad" | "all">("bad");
  const { header, rows } = useMemo(() => checkedRows(text === undefined ? undefined : readCsv(text, shownRows), report.problems, report.remarks), [text, report]);
  const bad = rows.filter((r) => r.why.length > 0);
  const shown = wanted === "bad" ? bad : rows;
  const columns = useMemo<DataColumn<Checked>[]>(
    () => [
      { key: "line", title: t("line"), width: 64, align: "right", render: (r) => <span className="number">{r.line || "–"}</span>, value: (r) => r.line },
      {
        key: "why", title: t("reason"), width: 340,
        render: (r) => <span className={r.refused ? "bad" : "muted"} title={r.why.join("; ")}>{r.why.join("; ") || "✓"}</span>,
        value: (r) => r.why.join("; "),
      },
      ...header.map((title, i): DataColumn<Checked> => ({
        key: `c${i}`, title, width: 120,
        render: (r) => {
          const wrong = r.wrong.get(title);
          return wrong ? <Tooltip title={wrong}><mark tabIndex={0}>{r.cells[i] || t("emptyCell")}<span className="sr">: {wrong}</span></mark></Tooltip> : r.cells[i];
        },
        value: (r) => r.cells[i],
      })),
    ],
    [header, t],
  );
  return (
    <>
      <Alert
        type={report.applied ? "success" : report.problems.length > 0 ? "warning" : "info"}
        showIcon
        role="status"
        title={t(report.applied ? "done" : "would")}
        description={<span className="number">{t("outcome", { read: report.rowsRead, created: report.rowsCreated, updated: report.rowsUpdated, known: report.rowsKnown, refused: report.rowsRefused })}</span>}
      />
      {report.problemReasons.length > 1 && (
        <ul className="rows">
          {report.problemReasons.slice(0, 5).map((r, i) => <li key={i}><strong className="number">{r.count}×</strong><span>{r.example.column.replace("*", "")}</span><span className="muted">{r.example.message}</span></li>)}
        </ul>
      )}
      <DataList
        label={label}
        rows={{ rows: shown, loading: false, error: undefined, hasMore: false, loadMore: () => {}, refresh: () => {}, all: async () => shown }}
        columns={columns}
        card={(r) => (
          <>
            <span className="row" style={{ flexWrap: "nowrap" }}><span className="muted number">{t("lineNo", { line: r.line })}</span><strong className="cut grow">{r.cells.slice(0, 3).filter(Boolean).join(" · ")}</strong></span>
            <span className={r.refused ? "bad cut2" : "muted cut2"}>{r.why.join("; ") || "✓"}</span>
          </>
        )}
        asked={{ document: ImportFileDocument, variables: { input: { ...asked, file: null, dryRun: true } } }}
        bar={
          <Segmented
            aria-label={t("rowsShown")}
            value={wanted}
            options={[{ value: "bad", label: t("onlyBad", { count: bad.length }) }, { value: "all", label: t("allRows", { count: rows.length }) }]}
            onChange={(v) => setWanted(v as "bad" | "all")}
          />
        }
      />
    </>
  );
}

/** What was brought in, latest first; what a batch created can be taken away again. */
function Batches({ batches }: { batches: ReturnType<typeof useConnection<never, never, BatchFragment>> }) {
  const { t, lang } = useEstatesTexts();
  const { modal, message } = App.useApp();
  const [, run] = useMutation(UndoImportDocument);
  const undo = (batch: BatchFragment) =>
    modal.confirm({
      title: t("undoAsk", { file: batch.file }),
      content: t("undoHint", { count: batch.rowsCreated }),
      okText: t("undo"),
      onOk: async () => {
        const { data, error } = await run({ input: { id: batch.id } });
        const wrong = error ? error.message : data?.undoImport.userErrors.map((e) => e.message).join(" ");
        if (wrong) void message.error(wrong, 8);
        else void message.success(t("undone", { count: data!.undoImport.rowsRemoved }));
      },
    });
  const action = (b: BatchFragment) => (b.state === "APPLIED" ? <Button size="small" onClick={(e) => { e.stopPropagation(); undo(b); }}>{t("undo")}</Button> : <span className="muted">{t("ImportBatchState.UNDONE")}</span>);
  const figures: [string, (b: BatchFragment) => number][] = [
    [t("read"), (b) => b.rowsRead], [t("created"), (b) => b.rowsCreated], [t("updated"), (b) => b.rowsUpdated], [t("known"), (b) => b.rowsKnown], [t("refused"), (b) => b.rowsRefused],
  ];
  const columns: DataColumn<BatchFragment>[] = [
    { key: "at", title: t("at"), width: 150, render: (b) => <span className="number">{dateTime(b.createdAt, lang)}</span>, value: (b) => new Date(b.createdAt) },
    { key: "file", title: t("file"), width: 240, render: (b) => b.file, value: (b) => b.file },
    { key: "mapping", title: t("importHow"), width: 120, render: (b) => b.mapping, value: (b) => b.mapping },
    ...figures.map(([title, of]): DataColumn<BatchFragment> => ({ key: title, title, width: 80, align: "right", render: (b) => <span className="number">{of(b)}</span>, value: of })),
    { key: "undo", title: t("state"), width: 100, render: action, value: (b) => t(`ImportBatchState.${b.state}`) },
  ];
  return (
    <>
      <h2 className="sub">{t("batches")}</h2>
      <DataList
        label={t("batches")}
        // The hub has no order of batches by time.
        rows={{ ...batches, rows: [...batches.rows].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)) }}
        columns={columns}
        card={(b) => (
          <>
            <strong className="cut">{b.file}</strong>
            <span className="muted number cut">{dateTime(b.createdAt, lang)} · {figures.map(([title, of]) => `${title} ${of(b)}`).join(" · ")}</span>
            <span className="muted">{t(`ImportBatchState.${b.state}`)}</span>
          </>
        )}
        open={(b) => b.state === "APPLIED" && undo(b)}
        asked={{ document: ImportBatchesDocument, variables: { first: 200 } }}
      />
    </>
  );
}
