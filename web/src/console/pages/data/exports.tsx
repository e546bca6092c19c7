import { Alert, Button, Checkbox, Progress, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { saveCsv } from "../../lib/csv.ts";
import { type Column, saveExcel } from "../../lib/excel.ts";
import { useTerm } from "../../lib/i18n.ts";
import { readLong, type Progress as At } from "../../lib/long-read.ts";
import { oneOf, useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { type ExportName, type ExportNoun, exportNouns } from "./export-nouns.ts";
import { useDataTexts } from "./texts.ts";

/** How many rows the hub streams at once, how many a sheet of Excel holds, and how many the browser makes a sheet of in good time. */
const longest = 1_000_000;
const sheetMost = 200_000;

type Row = Record<string, unknown>;
type Job = { state: "running" | "writing" | "done" | "cancelled" | "failed"; at: At; why?: string };

/** Rows of a noun as a file: all of them by one streamed read, with progress, and stopped when one likes. */
export default function Exports() {
  const { t } = useDataTexts();
  const { can } = useSession();
  const term = useTerm();
  const scope = useScope();
  const { period } = usePeriods();
  const [search, setUrl] = useUrl();
  const [job, setJob] = useState<Job>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const names = (Object.keys(exportNouns) as ExportName[]).filter((name) => can(exportNouns[name].group));
  const name = oneOf(search["noun"], names) ?? names[0];
  if (!name) return <Alert type="info" title={t("export.none")} />;
  const noun: ExportNoun = exportNouns[name];
  const contacts = can("CONTACTS", "MASKED");
  const all = [...noun.columns, ...(contacts ? (noun.contacts ?? []) : [])];
  const left = new Set((search["without"] ?? "").split(",").filter(Boolean));
  const chosen = all.filter((c) => !left.has(key(c)));
  const within = search["whole"] !== "1" && Boolean(noun.within);
  const format = search["format"] === "csv" ? "csv" : "xlsx";
  const variables = {
    first: longest,
    where: { ...(scope ? { communityId: scope } : {}), ...(within ? noun.within!(period) : {}) },
    ...(name === "tickets" ? { contacts } : {}),
  };
  const title = t(`export.${name}`);

  const cell = (column: string) => (row: Row) => {
    const [path = "", type] = column.split(":");
    const value = path.split(".").reduce<unknown>((at, part) => (at as Row | null)?.[part] ?? null, row);
    if (value === null || value === undefined) return null;
    if (type) return term(type, String(value));
    if (typeof value === "string" && /At$/.test(path)) return new Date(value);
    return value as string | number | boolean;
  };
  const run = async () => {
    const abort = new AbortController();
    stop.current = abort;
    let at: At = { rows: 0, total: undefined };
    setJob({ state: "running", at });
    try {
      const rows = await readLong<Row>(noun.document, variables, abort.signal, (now) => {
        at = now;
        setJob({ state: "running", at: now });
      });
      const columns: Column<Row>[] = chosen.map((c) => ({ title: t(`col.${key(c)}` as "col.number"), value: cell(c) }));
      setJob({ state: "writing", at });
      await new Promise((resolve) => setTimeout(resolve, 30));
      if (format === "csv" || rows.length > sheetMost) saveCsv(`${title}.csv`, columns, rows);
      else await saveExcel(`${title}.xlsx`, columns, rows);
      setJob({ state: "done", at });
    } catch (error) {
      if (abort.signal.aborted) setJob({ state: "cancelled", at });
      else setJob({ state: "failed", at, why: error instanceof Error ? error.message : String(error) });
    }
  };
  const busy = job?.state === "running" || job?.state === "writing";
  return (
    <section className="panel" aria-label={t("tab.exports")}>
      <div className="row">
        <Select aria-label={t("export.what")} value={name} style={{ minWidth: 150 }} disabled={busy} options={names.map((value) => ({ value, label: t(`export.${value}`) }))} onChange={(value) => { setJob(undefined); setUrl({ noun: value, without: undefined }); }} />
        {noun.within && <Checkbox checked={within} disabled={busy} onChange={(e) => setUrl({ whole: e.target.checked ? undefined : "1" })}>{t("export.period", { from: period.from, to: period.to })}</Checkbox>}
        <Select aria-label={t("export.format")} value={format} disabled={busy} options={[{ value: "xlsx", label: "Excel (.xlsx)" }, { value: "csv", label: "CSV" }]} onChange={(value) => setUrl({ format: value === "csv" ? value : undefined })} />
        <Button type="primary" disabled={busy || chosen.length === 0} onClick={() => void run()}>{t("export.run")}</Button>
        <MoreActions label={title} asked={{ document: noun.document, variables }} />
      </div>
      {job && (
        <div role="status" className="number">
          <Progress
            percent={job.state === "done" ? 100 : job.at.total ? Math.min(100, Math.floor((job.at.rows / job.at.total) * 100)) : 0}
            status={job.state === "failed" ? "exception" : job.state === "done" ? "success" : job.state === "cancelled" ? "normal" : "active"}
            aria-label={t("tab.exports")}
          />
          <div className="row">
            <span className={job.state === "failed" ? "bad" : ""}>
              {t(`export.${job.state}`, { rows: job.at.rows.toLocaleString(), total: job.at.total?.toLocaleString() ?? "…", why: job.why ?? "" })}
            </span>
            {job.state === "running" && <Button size="small" onClick={() => stop.current?.abort()}>{t("cancel")}</Button>}
            {job.state === "failed" && <Button size="small" onClick={() => void run()}>{t("retry")}</Button>}
          </div>
        </div>
      )}
      <fieldset style={{ border: 0, padding: 0, margin: 0 }} disabled={busy}>
        <legend className="muted">{t("export.columns", { count: chosen.length })}</legend>
        <div className="columns">
          {all.map((c) => (
            <Checkbox key={c} checked={!left.has(key(c))} onChange={(e) => setUrl({ without: [...left].filter((k) => k !== key(c)).concat(e.target.checked ? [] : [key(c)]).join(",") })}>
              {t(`col.${key(c)}` as "col.number")}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <p className="muted small">{t("export.hint", { count: sheetMost.toLocaleString() })}</p>
    </section>
  );
}

/** A column's name in texts and in the URL: its path without the codes' type. */
function key(column: string): string {
  return column.split(":")[0]!;
}
