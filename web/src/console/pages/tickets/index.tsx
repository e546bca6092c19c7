import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { Loading } from "../../app/states.tsx";
import { usePhone } from "../../app/theme.ts";
import { useOnce, usePeriods, useScope, useSession } from "../../app/use.ts";
import { TicketChangedDocument, TicketListDocument, type TicketRowFragment } from "../../gql/tickets.ts";
import { useConnection } from "../../lib/connection.ts";
import { useKeys } from "../../lib/keys.ts";
import { useLive } from "../../lib/live.ts";
import { today } from "../../lib/period.ts";
import { useUrl } from "../../lib/url.ts";
import { DataList } from "../../parts/data-list.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { orderOf, whereOf } from "./filters.ts";
import { TicketCard, useColumns } from "./list.tsx";
import "./style.css";
import { useTicketTexts } from "./texts.ts";
import { verbKeys } from "./verbs.ts";
import { ViewBar } from "./view-bar.tsx";

const Board = lazy(() => import("./board.tsx"));
const BulkBar = lazy(() => import("./bulk.tsx"));
const Case = lazy(() => import("./case.tsx"));
const Create = lazy(() => import("./create.tsx"));

const flashFor = 4000;

/** The tickets in scope as a list or a board; what is asked for and the open case are in the URL. */
export default function Tickets() {
  const { t } = useTicketTexts();
  const [search, setUrl] = useUrl();
  const { can, viewer } = useSession();
  const phone = usePhone();
  const { period } = usePeriods();
  const scope = useScope();
  const [now] = useState(() => new Date().toISOString());
  const board = search["layout"] === "board";
  const where = whereOf(search, { period, communityId: scope, now, today: today(), staffId: viewer.user?.staffId, contacts: can("CONTACTS", "READ") });
  const variables = { first: 50, where, orderBy: orderOf(search) };
  const rows = useConnection(TicketListDocument, variables, (data) => data.tickets, { pause: board });
  const { fresh, changed, news, seen } = useChanges(scope, search["ticket"]);
  const [selected, setSelected] = useState<string[]>([]);
  const [at, setAt] = useState<TicketRowFragment>();
  const columns = useColumns();
  const caseWanted = useOnce(Boolean(search["ticket"]));
  const newWanted = useOnce(search["new"] === "1");
  const writes = can("TICKETS", "WRITE");
  const refresh = () => {
    seen();
    rows.refresh();
  };
  const create = () => setUrl({ new: "1" }, "push");
  const toggle = () => at && setSelected((ids) => (ids.includes(at.id) ? ids.filter((id) => id !== at.id) : [...ids, at.id]));
  const sheet = useMemo(() => ({
    c: t("create"), x: t("keys.select"), "v b": t("board"), "v l": t("list"),
    d: t("keys.dispatch"), a: t("keys.accept"), r: t("keys.resolve"), w: t("keys.wait"), o: t("keys.notify"), b: t("keys.visit"), n: t("note"), t: t("transfer"),
  }), [t]);
  const start = (what: string) => () => at && setUrl({ ticket: at.id, do: what }, "push");
  useKeys({
    "v b": () => setUrl({ layout: "board" }),
    "v l": () => setUrl({ layout: undefined }),
    ...(writes ? { c: create, x: () => void toggle(), n: start("note"), t: start("transfer") } : {}),
    ...(writes ? Object.fromEntries(Object.entries(verbKeys).filter(([key]) => key !== "v").map(([key, verb]) => [key, start(verb)])) : {}),
  }, { sheet });
  const rowClass = (row: { id: string }) => (fresh.has(row.id) ? "flash" : "");
  const told = news > 0 && <Button size="small" type="primary" onClick={refresh}>{t("news", { count: news })}</Button>;
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
        <span className="grow" />
        <span role="status" className="skip">{changed ? t("changed", { number: changed }) : ""}</span>
        {writes && <Button type="primary" icon={<PlusOutlined />} aria-keyshortcuts="c" className={phone ? "create-here" : ""} onClick={create}>{t("create")}</Button>}
      </div>
      <ViewBar />
      {board ? (
        <section className="list fill" aria-label={t("board")}>
          <div className="list-bar"><FilterBar /><span className="grow" />{told}</div>
          <Suspense fallback={<Loading />}><Board key={news === 0 ? "seen" : "news"} where={where} rowClass={rowClass} /></Suspense>
        </section>
      ) : (
        <DataList<TicketRowFragment>
          label={t("title")}
          rows={{ ...rows, refresh }}
          columns={columns}
          card={(row) => <TicketCard row={row} />}
          open={(row) => setUrl({ ticket: row.id }, "push")}
          asked={{ document: TicketListDocument, variables }}
          bar={<FilterBar />}
          note={told}
          onAt={setAt}
          rowClass={rowClass}
          {...(writes ? { selected, onSelect: setSelected } : {})}
        />
      )}
      {/* Each waits for itself: what is open must not vanish while another comes. */}
      {selected.length > 0 && <Suspense><BulkBar rows={rows.rows.filter((row) => selected.includes(row.id))} clear={() => setSelected([])} /></Suspense>}
      {caseWanted && <Suspense><Case id={search["ticket"]} news={search["ticket"] ? (fresh.get(search["ticket"]) ?? 0) : 0} close={() => setUrl({ ticket: undefined, do: undefined })} /></Suspense>}
      {newWanted && <Suspense><Create open={search["new"] === "1"} close={() => setUrl({ new: undefined })} opened={rows.refresh} /></Suspense>}
    </>
  );
}

/**
 * What is told live: which rows just changed (and when, so that the open case
 * is read again), the number of the last for who does not see, and how many
 * are new.
 */
function useChanges(scope: string[] | undefined, open: string | undefined) {
  const [fresh, setFresh] = useState<ReadonlyMap<string, number>>(new Map());
  const [changed, setChanged] = useState<string>();
  const [news, setNews] = useState(0);
  const known = useRef(open);
  known.current = open;
  useLive(TicketChangedDocument, scope ? { communityId: scope } : {}, ({ ticketChanged: { operation, ticketId, ticket } }) => {
    const at = Date.now();
    setFresh((all) => new Map([...[...all].filter(([id, then]) => at - then < flashFor || id === known.current), [ticketId, at]]));
    setTimeout(() => setFresh((all) => new Map([...all].filter(([id, then]) => then !== at || id !== ticketId || id === known.current))), flashFor);
    setChanged(ticket?.number);
    if (operation !== "UPDATE") setNews((n) => n + 1);
  });
  return { fresh, changed, news, seen: () => setNews(0) };
}
