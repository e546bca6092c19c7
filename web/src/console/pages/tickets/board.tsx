import { MoreOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useQuery } from "urql";
import { Failed, Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { TicketPhase } from "../../gql/schema.ts";
import { TicketBoardDocument, type TicketBoardQuery } from "../../gql/tickets.ts";
import { useTerm } from "../../lib/i18n.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import type { Where } from "./filters.ts";
import { orderOf } from "./filters.ts";
import { TicketCard } from "./list.tsx";
import { LateDropdown } from "../../parts/late.tsx";
import { useTicketTexts } from "./texts.ts";
import { inOrder, titleOf } from "./verbs.ts";

const columns = ["NEW", "WORKING", "WAITING", "DONE"] as const;
const atOnce = 40;

type Row = TicketBoardQuery["NEW"]["nodes"][number];

/** The tickets by phase. A card is moved by what may be done with it, never by dragging it where it does not belong. */
export default function Board({ where, rowClass }: { where: Where; rowClass(row: { id: string }): string }) {
  const { t } = useTicketTexts();
  const term = useTerm();
  const [search, setUrl] = useUrl();
  const asked = listOf(search["phase"], TicketPhase);
  const of = (phase: (typeof columns)[number]) => ({ ...where, phase: [phase] });
  const [{ data, error }, again] = useQuery({
    query: TicketBoardDocument,
    variables: { first: atOnce, new: of("NEW"), working: of("WORKING"), waiting: of("WAITING"), done: of("DONE"), orderBy: orderOf(search) },
    requestPolicy: "cache-and-network",
  });
  if (error && !data) return <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <Loading />;
  return (
    <div className="board" role="group" aria-label={t("board")} tabIndex={0}>
      {columns.filter((phase) => asked.length === 0 || asked.includes(phase)).map((phase) => {
        // A card that moved on is shown where it is now, until the board is asked anew.
        const moved = columns.flatMap((other) => data[other].nodes).filter((row) => row.phase === phase);
        const rows = [...new Map(moved.map((row) => [row.id, row])).values()];
        const left = data[phase].totalCount - rows.length;
        return (
          <section key={phase} aria-label={term("TicketPhase", phase)}>
            <h2>{term("TicketPhase", phase)} <span className="muted number">{Math.max(data[phase].totalCount, rows.length)}</span></h2>
            <ul className="board-column">
              {rows.map((row) => <li key={row.id} className={rowClass(row)}><Card row={row} /></li>)}
              {rows.length === 0 && <li className="muted">{t("board.none")}</li>}
              {left > 0 && <li><Button type="link" onClick={() => setUrl({ layout: undefined, phase }, "push")}>{t("board.more", { count: left })}</Button></li>}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Card({ row }: { row: Row }) {
  const { t, lang } = useTicketTexts();
  const { can } = useSession();
  const [, setUrl] = useUrl();
  const verbs = can("TICKETS", "WRITE") ? inOrder(row.allowedVerbs, row.phase) : [];
  const start = (verb?: string) => setUrl({ ticket: row.id, do: verb }, "push");
  const [first, ...rest] = verbs;
  return (
    <>
      <button type="button" className="card-open" onClick={() => start()}><TicketCard row={row} /></button>
      {first && (
        <span className="row">
          <Button size="small" onClick={() => start(first.verb)}>{titleOf(first, lang)}</Button>
          {rest.length > 0 && (
            <LateDropdown trigger={["click"]} menu={{ items: rest.map((v) => ({ key: v.verb, label: titleOf(v, lang) })), onClick: ({ key }) => start(key) }}>
              <Button size="small" type="text" icon={<MoreOutlined />} aria-label={`${t("otherVerbs")}: ${row.number}`} />
            </LateDropdown>
          )}
        </span>
      )}
    </>
  );
}
