import { type CombinedError, type TypedDocumentNode } from "@urql/core";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { useClient } from "urql";
import { pipe, subscribe } from "wonka";

/** A page of rows, as every connection has it. */
export interface Page<Row> {
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount?: number;
}

export interface Rows<Row> {
  rows: Row[];
  /** How many there are, where the document asks. */
  total?: number | undefined;
  loading: boolean;
  error: CombinedError | undefined;
  hasMore: boolean;
  loadMore(): void;
  /** Asks for the first page anew and forgets the others. */
  refresh(): void;
  /** All rows from the first to at most max, for an export; tells how many there are so far. */
  all(max: number, progress: (count: number) => void): Promise<Row[]>;
}

interface Part<Row> {
  after: string | null;
  page?: Page<Row> | undefined;
  error?: CombinedError | undefined;
  stop(): void;
}

/**
 * The rows of a connection, page by page. Each page follows the cache on its
 * own, so that a row that changes anywhere changes here.
 */
export function useConnection<Data, Variables extends { after?: string | null | undefined }, Row extends { id: string }>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, "after">,
  pick: (data: Data) => Page<Row>,
  { pause = false } = {},
): Rows<Row> {
  const client = useClient();
  const parts = useRef<Part<Row>[]>([]);
  const [, changed] = useReducer((n: number) => n + 1, 0);
  const key = JSON.stringify(variables);
  const latest = useRef({ document, variables, pick });
  latest.current = { document, variables, pick };

  const add = useCallback(
    (after: string | null, fresh: boolean) => {
      const part: Part<Row> = { after, stop: () => {} };
      parts.current.push(part);
      const { document, variables } = latest.current;
      const subscription = pipe(
        client.query(document, { ...variables, after } as never as Variables, {
          requestPolicy: fresh ? "cache-and-network" : "cache-first",
        }),
        subscribe((result) => {
          if (result.data) part.page = latest.current.pick(result.data);
          part.error = result.error;
          changed();
        }),
      );
      part.stop = () => subscription.unsubscribe();
    },
    [client],
  );

  const stopAll = useCallback(() => {
    parts.current.forEach((part) => part.stop());
    parts.current = [];
  }, []);

  useEffect(() => {
    if (pause) return;
    add(null, true);
    changed();
    return stopAll;
  }, [key, pause, add, stopAll]);

  const refresh = useCallback(() => {
    const [first, ...others] = parts.current;
    if (!first) return;
    others.forEach((part) => part.stop());
    parts.current = [first];
    const { document, variables } = latest.current;
    void client
      .query(document, { ...variables, after: null } as never as Variables, { requestPolicy: "network-only" })
      .toPromise()
      .then(changed);
  }, [client]);

  const last = parts.current.at(-1);
  const loading = !pause && (!last || (!last.page && !last.error));
  const hasMore = Boolean(last?.page?.pageInfo.hasNextPage);

  const loadMore = useCallback(() => {
    const last = parts.current.at(-1);
    const cursor = last?.page?.pageInfo;
    if (!cursor?.hasNextPage || !cursor.endCursor) return;
    add(cursor.endCursor, false);
    changed();
  }, [add]);

  const all = useCallback(
    async (max: number, progress: (count: number) => void) => {
      const { document, variables, pick } = latest.current;
      const rows: Row[] = [];
      let after: string | null = null;
      while (rows.length < max) {
        const size = { ...("first" in variables ? { first: Math.min(200, max - rows.length) } : {}) };
        const result: { data?: Data | undefined; error?: CombinedError | undefined } = await client
          .query(document, { ...variables, ...size, after } as never as Variables, { requestPolicy: "network-only" })
          .toPromise();
        if (!result.data) throw result.error ?? new Error("no answer");
        const page = pick(result.data);
        rows.push(...page.nodes);
        progress(rows.length);
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor ?? null;
      }
      return rows;
    },
    [client],
  );

  const seen = new Set<string>();
  const rows = parts.current
    .flatMap((part) => part.page?.nodes ?? [])
    .filter((row) => !seen.has(row.id) && seen.add(row.id));
  const total = parts.current[0]?.page?.totalCount;
  return { rows, total, loading, error: parts.current.find((p) => p.error)?.error, hasMore, loadMore, refresh, all };
}
