import type { ReactNode } from "react";
import type { TicketRowFragment } from "../../gql/tickets.ts";
import { dateTime, duration, shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useTicketTexts } from "./texts.ts";

/** When it is due; past that and open still, by how long. */
export function Due({ row }: { row: Pick<TicketRowFragment, "open" | "dueAt"> }) {
  const { t, lang } = useTicketTexts();
  const minutes = (Date.parse(row.dueAt) - Date.now()) / 60_000;
  const title = dateTime(row.dueAt, lang);
  if (row.open && minutes < 0) return <span className="bad number" title={title}>{t("clocks.late", { time: duration(-minutes, lang) })}</span>;
  return <span className={row.open && minutes < 1440 ? "warn number" : "number"} title={title}>{shortTime(row.dueAt, lang)}</span>;
}

const phaseColour: Record<string, string> = { NEW: "blue", WORKING: "cyan", WAITING: "gold", DONE: "green", ENDED: "default" };

/** A word on a ground of a colour, light enough for it to be read: Ant Design's tag is too slow for a list of hundreds. */
export function Mark({ color, children }: { color: string; children: ReactNode }) {
  return <span className={`mark ${color}`}>{children}</span>;
}

/** The state, in the colour of its phase. */
export function State({ row }: { row: Pick<TicketRowFragment, "state" | "phase"> }) {
  const term = useTerm();
  return <Mark color={phaseColour[row.phase] ?? "default"}>{term("TicketState", row.state)}</Mark>;
}

/** What is out of the ordinary: major, collective, repeated, escalated. */
export function Marks({ row }: { row: TicketRowFragment }) {
  const { t } = useTicketTexts();
  const term = useTerm();
  const marks = [
    row.severity === "MAJOR" && term("TicketSeverity", "MAJOR"),
    row.collective && t("collective"),
    row.occurrence > 1 && t("occurrence", { count: row.occurrence }),
    row.level > 0 && row.open && t(`level.${row.level}` as "level.1"),
  ].filter(Boolean);
  return marks.map((mark) => <Mark key={String(mark)} color="red">{mark}</Mark>);
}
