import { ReloadOutlined } from "@ant-design/icons";
import { Button, type TableColumnsType } from "antd";
import { type ReactNode, Suspense, type UIEvent, useEffect, useRef, useState } from "react";
import { Failed, Loading, NothingHere } from "../app/states.tsx";
import { narrow, usePhone } from "../app/theme.ts";
import { useAppTexts } from "../app/use.ts";
import type { Rows } from "../lib/connection.ts";
import type { Column as SheetColumn } from "../lib/excel.ts";
import { useKeys } from "../lib/keys.ts";
import { later } from "../lib/later.ts";
import { type Asked, MoreActions } from "./actions.tsx";
import type { DataTable } from "./data-table.tsx";
import { useExport } from "./use-export.ts";

// On a phone there are cards, and what draws tables is half of all Ant Design.
const loadTable = () => import("./data-table.tsx");
const Table = later(loadTable) as unknown as DataTable;
if (!narrow.matches) loadTable().catch(() => {}); // together with the rows


/** A column: how it looks, and what Excel gets of it. */
export interface DataColumn<Row> {
  key: string;
  title: string;
  width: number;
  render(row: Row): ReactNode;
  /** What Excel gets; without it the column is not exported. */
  value?: SheetColumn<Row>["value"];
  align?: "right";
}

/**
 * A long list: a table, or cards on a phone, of which only what is to be seen
 * is in the document; further pages come as one scrolls. j, k and Enter go
 * through it.
 */
export function DataList<Row extends { id: string }>({
  label, rows: source, columns, card, cardHeight = 92, open, asked, bar, selected, onSelect, note, onAt, rowClass,
}: {
  label: string;
  rows: Rows<Row>;
  columns: readonly DataColumn<Row>[];
  /** A row on a phone. */
  card(row: Row): ReactNode;
  cardHeight?: number;
  open?(row: Row): void;
  asked: Asked;
  /** Filters and buttons above the list. */
  bar?: ReactNode;
  selected?: readonly string[];
  onSelect?(ids: string[]): void;
  note?: ReactNode;
  /** Told of the row that j and k have come to. */
  onAt?(row: Row): void;
  rowClass?(row: Row): string;
}) {
  const { t } = useAppTexts();
  const exporting = useExport();
  const phone = usePhone();
  const [at, setAt] = useState(-1);
  const [picking, setPicking] = useState(false);
  const [height, box] = useHeight();
  const { rows, loading, error, hasMore, loadMore, refresh } = source;
  const more = useRef(0);
  const cards = useRef<HTMLDivElement>(null);

  const nearEnd = (left: number) => {
    if (!hasMore || left > 600 || more.current === rows.length) return;
    more.current = rows.length;
    loadMore();
  };
  useEffect(() => {
    if (rows.length < more.current) more.current = 0;
  }, [rows.length]);

  const go = (step: number) => {
    if (rows.length === 0) return;
    const next = Math.max(0, Math.min(rows.length - 1, at + step));
    setAt(next);
    if (rows[next]) onAt?.(rows[next]);
    if (phone) cards.current?.scrollTo({ top: Math.max(0, next * cardHeight - cardHeight) });
    else box.current?.querySelector(`[data-row-key="${rows[next]?.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    ...(open && at >= 0 ? { Enter: () => rows[at] && open(rows[at]) } : {}),
  });

  const exportExcel = () =>
    exporting(label, columns.flatMap((c) => (c.value ? [{ title: c.title, width: Math.round(c.width / 7), value: c.value }] : [])), source.all);

  // A finger either opens a card or selects it.
  const picks = phone && picking && onSelect;
  const pick = (row: Row) => onSelect?.(selected?.includes(row.id) ? selected.filter((id) => id !== row.id) : [...(selected ?? []), row.id]);

  const body = () => {
    if (error && rows.length === 0) return <Failed error={error} retry={refresh} />;
    if (rows.length === 0) return loading ? <Loading /> : <NothingHere />;
    if (phone) {
      return (
        <Cards label={label} rows={rows} height={cardHeight} at={at} card={card} open={picks ? pick : open} rowClass={rowClass} {...(picks ? { selected } : {})} nearEnd={nearEnd} box={cards} room={height} />
      );
    }
    const width = columns.reduce((sum, c) => sum + c.width, 0);
    const tableColumns: TableColumnsType<Row> = columns.map((c) => ({
      key: c.key,
      title: c.title,
      width: c.width,
      ellipsis: true,
      ...(c.align ? { align: c.align } : {}),
      render: (_: unknown, row: Row) => c.render(row),
    }));
    return (
      <Suspense fallback={<Loading />}><Table<Row>
        virtual
        size="small"
        rowKey="id"
        columns={tableColumns}
        dataSource={rows as Row[]}
        pagination={false}
        scroll={{ x: Math.max(width, 320), y: Math.max(120, height - 40) }}
        aria-label={label}
        rowClassName={(row, i) => `${i === at ? "row-at" : ""} ${rowClass?.(row) ?? ""}`}
        onRow={(row, i) => ({ onClick: () => { setAt(i ?? -1); onAt?.(row); open?.(row); } })}
        onScroll={(e: UIEvent<HTMLDivElement>) => {
          const el = e.currentTarget;
          nearEnd(el.scrollHeight - el.scrollTop - el.clientHeight);
        }}
        {...(onSelect
          ? { rowSelection: { selectedRowKeys: [...(selected ?? [])], onChange: (keys: React.Key[]) => onSelect(keys.map(String)), columnWidth: 40 } }
          : {})}
      /></Suspense>
    );
  };

  return (
    <section className="list fill" aria-label={label} aria-busy={loading}>
      <div className="list-bar">
        {bar}
        <span className="grow" />
        {note}
        {phone && onSelect && <Button size="small" type={picking ? "primary" : "default"} aria-pressed={picking} onClick={() => { setPicking(!picking); onSelect([]); }}>{t("list.pick")}</Button>}
        <span className="muted number" role="status">{t(hasMore && source.total === undefined ? "list.rowsMore" : "list.rows", { count: source.total ?? rows.length })}</span>
        <Button type="text" size="small" icon={<ReloadOutlined spin={loading} />} aria-label={t("do.refresh")} onClick={refresh} />
        <MoreActions label={label} asked={asked} exportExcel={() => void exportExcel()} />
      </div>
      <div ref={box} className="fill" style={{ overflow: "hidden" }}>{body()}</div>
    </section>
  );
}

/** The cards in view, in a box as high as all of them. */
function Cards<Row extends { id: string }>({ label, rows, height, at, card, open, rowClass, selected, nearEnd, box, room }: {
  label: string;
  rows: readonly Row[];
  height: number;
  at: number;
  card(row: Row): ReactNode;
  open: ((row: Row) => void) | undefined;
  rowClass: ((row: Row) => string) | undefined;
  /** The rows selected, where cards are selected rather than opened. */
  selected?: readonly string[] | undefined;
  nearEnd(left: number): void;
  box: React.RefObject<HTMLDivElement | null>;
  room: number;
}) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / height) - 4);
  const shown = rows.slice(first, first + Math.ceil((room || 800) / height) + 8);
  return (
    <div
      ref={box}
      className="cards"
      style={{ height: "100%" }}
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={(e) => {
        const el = e.currentTarget;
        setTop(el.scrollTop);
        nearEnd(el.scrollHeight - el.scrollTop - el.clientHeight);
      }}
    >
      <div role="list" style={{ height: rows.length * height, position: "relative" }}>
        {shown.map((row, i) => (
          <div key={row.id} role="listitem" aria-setsize={rows.length} aria-posinset={first + i + 1} className={`card ${first + i === at ? "row-at" : ""} ${selected?.includes(row.id) ? "picked" : ""} ${rowClass?.(row) ?? ""}`} style={{ top: (first + i) * height, height }}>
            <button type="button" {...(selected ? { "aria-pressed": selected.includes(row.id) } : {})} onClick={() => open?.(row)}>{card(row)}</button>
          </div>
        ))}
      </div>
    </div>
  );
}

function useHeight(): [number, React.RefObject<HTMLDivElement | null>] {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(480);
  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const observer = new ResizeObserver(([entry]) => entry && setHeight(Math.floor(entry.contentRect.height)));
    observer.observe(el);
    return () => observer.disconnect();
  }, []);
  return [height, box];
}
