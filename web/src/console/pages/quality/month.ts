import type { CombinedError } from "@urql/core";
import { useEffect, useReducer, useState } from "react";
import { useClient } from "urql";
import { DutyMonthDocument, type DutyMonthQuery } from "../../gql/quality.ts";
import { addDays, addMonths, instantsOf } from "../../lib/period.ts";

type Part = NonNullable<DutyMonthQuery["first"]>;

/** A duty as the calendar counts it. */
export type Counted = Part["nodes"][number];

/** The duties of a month of one site, as far as they have been read. */
export interface DutyMonth {
  duties: readonly Counted[];
  /** How many there are; undefined until the hub has said so. */
  total: number | undefined;
  reading: boolean;
  error: CombinedError | undefined;
  /** Reads the month anew; what is known stays until that is done. */
  again(): void;
}

const parts = ["first", "second", "third"] as const;
const unread = { key: "", duties: [] as readonly Counted[], total: undefined as number | undefined, reading: true, error: undefined as CombinedError | undefined };

/**
 * Reads a month third by third, all three in one request. A site with many
 * rounds has more in a third than a page holds: its further pages are asked for
 * until every duty is counted.
 */
export function useDutyMonth(site: string | undefined, month: string): DutyMonth {
  const client = useClient();
  const [turn, again] = useReducer((n: number) => n + 1, 0);
  const [read, setRead] = useState(unread);
  const key = `${site} ${month}`;
  useEffect(() => {
    if (!site) return;
    let gone = false;
    const part = (from: string, to: string) => {
      const span = instantsOf({ from, to });
      return { communityId: [site], dueAtFrom: span.from, dueAtBefore: span.before };
    };
    const where = { first: part(`${month}-01`, `${month}-10`), second: part(`${month}-11`, `${month}-20`), third: part(`${month}-21`, addDays(`${addMonths(month, 1)}-01`, -1)) };
    void (async () => {
      const found = new Map<string, Counted>();
      const left = new Map<string, string | null>(parts.map((p) => [p, null]));
      let total = 0;
      for (let page = 0; left.size > 0; page++) {
        const asked = Object.fromEntries(parts.flatMap((p) => [[`${p}More`, left.has(p)], [`${p}After`, left.get(p) ?? null]]));
        const { data, error } = await client.query(DutyMonthDocument, { ...where, ...asked } as never, { requestPolicy: "network-only" }).toPromise();
        if (gone) return;
        if (!data) return setRead((r) => ({ ...(r.key === key ? r : { ...unread, key }), reading: false, error }));
        for (const p of parts) {
          const got = data[p];
          if (!got) continue;
          if (page === 0) total += got.totalCount;
          got.nodes.forEach((duty) => found.set(duty.id, duty));
          if (got.pageInfo.hasNextPage && got.pageInfo.endCursor) left.set(p, got.pageInfo.endCursor);
          else left.delete(p);
        }
        const now = { key, duties: [...found.values()], total, reading: left.size > 0, error: undefined };
        // Counts that were whole are not replaced by counts that are not.
        setRead((r) => (r.key === key && !r.error && r.duties.length > now.duties.length && now.reading ? r : now));
      }
    })();
    return () => void (gone = true);
  }, [client, site, month, key, turn]);
  const of = read.key === key ? read : unread;
  return { duties: of.duties, total: of.total, reading: of.reading && Boolean(site), error: of.error, again };
}
