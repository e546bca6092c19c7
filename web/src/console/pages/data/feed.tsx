import { Button, Checkbox, Progress, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import type { CombinedError } from "@urql/core";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useScope, useSession } from "../../app/use.ts";
import { ChangePieceDocument, type ChangePieceQuery, ChangeSkipDocument, type ChangeSkipQuery, FeedLiveDocument } from "../../gql/data.ts";
import { dateTime, shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useLive } from "../../lib/live.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { useExport } from "../../parts/use-export.ts";
import { feedNouns } from "./nouns.ts";
import { useDataTexts } from "./texts.ts";

type Piece = ChangePieceQuery["changes"];
type Change = Piece["rows"][number];
type Answer<Data> = { data?: Data | undefined; error?: CombinedError | undefined };

const most = 500;

/** The change feed, as a BI tool reads it: piece by piece from a cursor (after=), up to now. */
export default function Feed() {
  const { t, lang } = useDataTexts();
  const { can, names } = useSession();
  const term = useTerm();
  const client = useClient();
  const exporting = useExport();
  const communityId = useScope();
  const [search, setUrl] = useUrl();
  const nouns = Object.keys(feedNouns).filter((noun) => can(feedNouns[noun]!));
  const wanted = listOf(search["nouns"], nouns);
  const deleted = search["deleted"] !== "0";
  const [rows, setRows] = useState<Change[]>([]);
  const [piece, setPiece] = useState<Omit<Piece, "rows">>();
  const [error, setError] = useState<CombinedError>();
  const [busy, setBusy] = useState(false);
  const [skipped, setSkipped] = useState<{ rows: number; at: string | undefined }>();
  const [read, setRead] = useState(Date.now());
  const skipping = useRef<AbortController>(undefined);
  const cursor = useRef(search["after"]);
  const variables = { nouns: wanted.length ? wanted : null, communityId: communityId ?? null, includeDeleted: deleted };
  const key = JSON.stringify(variables);

  const follow = async (after: string | undefined, fresh = false) => {
    setBusy(true);
    const result: Answer<ChangePieceQuery> = await client.query(ChangePieceDocument, { ...variables, first: 100, after: after ?? null }, { requestPolicy: "network-only" }).toPromise();
    setBusy(false);
    setError(result.error);
    if (!result.data) return;
    const { rows: more, ...rest } = result.data.changes;
    setPiece(rest);
    setRead(Date.now());
    setRows((known) => [...(fresh || rest.restarted ? [] : known), ...more].slice(-most));
    cursor.current = rest.nextCursor;
    if (after !== rest.nextCursor) setUrl({ after: rest.nextCursor });
  };

  useEffect(() => {
    void follow(cursor.current, true);
    return () => skipping.current?.abort();
  }, [key]);

  useLive(FeedLiveDocument, communityId ? { communityId } : {}, () => {
    if (piece && !piece.hasMore && !busy) void follow(cursor.current);
  }, { pause: !can("TICKETS") });

  // What lies between is passed over in large pieces; how much there is nobody knows beforehand.
  const toNow = async () => {
    const stop = new AbortController();
    skipping.current = stop;
    let count = 0;
    let after = cursor.current;
    let more = true;
    setSkipped({ rows: 0, at: undefined });
    while (more && !stop.signal.aborted) {
      const result: Answer<ChangeSkipQuery> = await client.query(ChangeSkipDocument, { ...variables, after: after ?? null }, { requestPolicy: "network-only" }).toPromise();
      if (!result.data) {
        setError(result.error);
        break;
      }
      const { rows: passed, nextCursor, hasMore } = result.data.changes;
      count += passed.length;
      after = nextCursor;
      more = hasMore;
      const last = passed.at(-1)?.at;
      setSkipped((known) => ({ rows: count, at: last ?? known?.at }));
    }
    setSkipped(undefined);
    cursor.current = after;
    await follow(after, true);
  };

  const newest = [...rows].reverse();
  const siteOf = (row: Change) => (row.communityId ? names.get(row.communityId) ?? row.communityId : "–");
  const toExcel = () =>
    exporting(t("tab.feed"), [
      { title: t("at"), width: 18, value: (r: Change) => new Date(r.at) },
      { title: t("feed.what"), width: 8, value: (r: Change) => term("ChangeOperation", r.operation) },
      { title: t("feed.noun"), width: 16, value: (r: Change) => r.noun },
      { title: t("feed.row"), width: 16, value: labelOf },
      { title: t("feed.id"), width: 16, value: (r: Change) => r.entityId },
      { title: t("site"), width: 16, value: siteOf },
      { title: t("feed.fields"), width: 40, value: (r: Change) => r.fields.join(", ") },
      { title: t("by"), width: 14, value: (r: Change) => r.actor },
    ], async () => newest);
  const lag = piece && Math.max(0, Math.round((read - Date.parse(piece.asOf)) / 1000));
  return (
    <>
      <div className="row">
        <Select
          mode="multiple" allowClear maxTagCount="responsive" style={{ minWidth: 200, maxWidth: 360 }}
          placeholder={t("feed.anyNoun")} aria-label={t("feed.nouns")} value={wanted}
          options={nouns.map((value) => ({ value, label: value }))}
          onChange={(values: string[]) => { cursor.current = undefined; setUrl({ nouns: values.join(","), after: undefined }); }}
        />
        <Checkbox checked={deleted} onChange={(e) => { cursor.current = undefined; setUrl({ deleted: e.target.checked ? undefined : "0", after: undefined }); }}>{t("feed.deleted")}</Checkbox>
        <span className="grow" />
        <Button disabled={busy || Boolean(skipped)} onClick={() => { cursor.current = undefined; void follow(undefined, true); }}>{t("feed.begin")}</Button>
        {piece?.hasMore && <Button disabled={busy || Boolean(skipped)} onClick={() => void toNow()}>{t("feed.toNow")}</Button>}
        <Button type="primary" loading={busy} disabled={Boolean(skipped)} onClick={() => void follow(cursor.current)}>{t("feed.follow")}</Button>
        <MoreActions label={t("tab.feed")} asked={{ document: ChangePieceDocument, variables: { ...variables, first: 100, after: search["after"] ?? null } }} exportExcel={rows.length > 0 ? () => void toExcel() : undefined} />
      </div>
      {skipped && (
        <div className="panel" role="status">
          <div className="row number">
            {t("feed.skipping", { count: skipped.rows.toLocaleString(), at: dateTime(skipped.at, lang) })}
            <span className="grow" />
            <Button size="small" onClick={() => skipping.current?.abort()}>{t("cancel")}</Button>
          </div>
          <Progress percent={100} status="active" showInfo={false} aria-label={t("feed.toNow")} />
        </div>
      )}
      {error && rows.length === 0 ? (
        <Failed error={error} retry={() => void follow(cursor.current)} />
      ) : !piece ? (
        <Loading />
      ) : (
        <section className="panel fill" aria-label={t("tab.feed")}>
          <div className="row number" role="status">
            <strong className={piece.hasMore ? "" : "good"}>{piece.hasMore ? t("feed.behind") : t("feed.upTo", { count: lag ?? 0 })}</strong>
            <span className="muted">{t("feed.asOf", { time: dateTime(piece.asOf, lang) })}</span>
            {piece.restarted && <span className="bad">{t("feed.restarted")}</span>}
            <span className="muted">{t("feed.shown", { count: rows.length })}</span>
          </div>
          <div className="scroll fill" tabIndex={0} role="region" aria-label={t("feed.rows")}>
            {rows.length === 0 ? (
              <NothingHere title={t("feed.none")} hint={t("feed.noneHint")} />
            ) : (
              <table className="data-table number">
                <thead><tr><th>{t("at")}</th><th>{t("feed.what")}</th><th>{t("feed.row")}</th><th className="wide">{t("site")}</th><th className="wide">{t("feed.fields")}</th><th className="wide">{t("by")}</th></tr></thead>
                <tbody>
                  {newest.map((row, i) => (
                    <tr key={`${row.entityId} ${row.at} ${i}`}>
                      <td className="nowrap">{shortTime(row.at, lang)}</td>
                      <td>{term("ChangeOperation", row.operation)}</td>
                      <td>
                        {row.noun} {labelOf(row)}{" "}
                        <button type="button" className="plain small" aria-label={t("feed.audit", { id: row.entityId })} onClick={() => setUrl({ tab: "audit", entity: row.entityId, after: undefined }, "push")}>{row.entityId}</button>
                      </td>
                      <td className="wide">{siteOf(row)}</td>
                      <td className="wide muted">{row.fields.join(", ")}</td>
                      <td className="wide">{row.actor ?? "–"}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
          <label className="row small muted" style={{ flexWrap: "nowrap" }}><span className="nowrap">{t("feed.cursor")}</span> <code className="cut">{piece.nextCursor}</code></label>
        </section>
      )}
    </>
  );
}

function labelOf({ node }: Change): string {
  if (!node) return "";
  if ("number" in node) return node.number;
  if ("propertyNo" in node) return node.propertyNo;
  return "code" in node ? node.code : "";
}
