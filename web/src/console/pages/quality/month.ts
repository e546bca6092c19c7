import { CombinedError } from "@urql/core";
import { useEffect, useReducer, useState } from "react";
import { DutyMonthDocument, type DutyMonthQuery } from "../../gql/quality.ts";
import { readLong } from "../../lib/long-read.ts";
import { addDays, addMonths, instantsOf } from "../../lib/period.ts";

/** A duty as the calendar counts it. */
export type Counted = DutyMonthQuery["duties"]["nodes"][number];

/** The duties of a month of one site. */
export interface DutyMonth {
  duties: readonly Counted[];
  /** How many there are; undefined until the hub has said so. More than are counted only beyond ten thousand. */
  total: number | undefined;
  reading: boolean;
  error: CombinedError | undefined;
  /** Reads the month anew; what is known stays until that is done. */
  again(): void;
}

const most = 10_000;
const unread = { key: "", duties: [] as readonly Counted[], total: undefined as number | undefined, error: undefined as CombinedError | undefined };

/** Reads what a calendar counts of a month, in one request however busy the site is. */
export function useDutyMonth(site: string | undefined, month: string): DutyMonth {
  const [turn, again] = useReducer((n: number) => n + 1, 0);
  const [read, setRead] = useState(unread);
  const [reading, setReading] = useState(true);
  const key = `${site} ${month}`;
  useEffect(() => {
    if (!site) return;
    const abort = new AbortController();
    const span = instantsOf({ from: `${month}-01`, to: addDays(`${addMonths(month, 1)}-01`, -1) });
    let total: number | undefined;
    setReading(true);
    readLong<Counted>(DutyMonthDocument, { first: most, where: { communityId: [site], dueAtFrom: span.from, dueAtBefore: span.before } }, abort.signal, (at) => (total = at.total))
      .then((duties) => ({ key, duties, total: total ?? duties.length, error: undefined }))
      .catch((e: Error) => (now: typeof unread) => ({ ...(now.key === key ? now : { ...unread, key }), error: new CombinedError({ networkError: e }) }))
      .then((now) => {
        if (abort.signal.aborted) return;
        setRead(now);
        setReading(false);
      });
    return () => abort.abort();
  }, [site, month, key, turn]);
  const of = read.key === key ? read : unread;
  return { duties: of.duties, total: of.total, reading: reading && Boolean(site), error: of.error, again };
}
