import { useMemo } from "react";
import { useQuery } from "urql";
import type { CombinedError } from "@urql/core";
import { usePeriods, useScope } from "../app/use.ts";
import {
  type MetricTilesQuery,
  MetricTilesDocument,
  type MetricTilesQueryVariables,
  type TilePartsFragment,
  type TileTrendFragment,
  type TileValueFragment,
} from "../gql/parts.ts";
import { before, inDays, monthsOf, type Period, wholeMonths, yearAgo } from "../lib/period.ts";
import type { Asked } from "./actions.tsx";

export type MetricKey = NonNullable<MetricTilesQueryVariables["key1"]>;
type Where = NonNullable<MetricTilesQueryVariables["where"]>;

/** What a tile shows. */
export interface Tile {
  key: MetricKey;
  now: TilePartsFragment;
  before: TileValueFragment | undefined;
  yearAgo: TileValueFragment | undefined;
  /** Values of the twelve months up to the period, oldest first. */
  trend: (number | null)[];
  months: string[];
  /** Of what it is told, where that is coarser than the period picked. */
  coarse: Period | undefined;
  asked: Asked;
}

/** Metrics whose rows lie in years: a trend of months says nothing of them, and the hub refuses it. */
const yearly: ReadonlySet<MetricKey> = new Set<MetricKey>([
  "SURVEYS", "SURVEY_SENT", "SURVEY_RETURNED", "SURVEY_SATISFIED", "SURVEY_ITEM_SATISFIED", "SURVEY_DISSATISFIED",
]);

/** Metrics that are counted by months, at the finest: of a period of days they take the months it touches. */
const monthly: ReadonlySet<MetricKey> = new Set<MetricKey>([...yearly, "VISIT_COVERAGE", "VISITS_DRAWN"]);

/** The period a metric takes of the one picked. */
export function periodOf(key: MetricKey, period: Period): Period {
  return monthly.has(key) ? wholeMonths(period) : period;
}

/** How many tiles one request holds. */
export const tilesAtOnce = 8;

/**
 * The figures of at most eight metrics in the scope and period of the URL, by
 * one request. Ask only for metrics whose field group the viewer can.
 */
export function useMetricTiles(metrics: readonly MetricKey[], where: Omit<Where, "communityIds"> = {}): {
  tiles: Tile[];
  loading: boolean;
  error: CombinedError | undefined;
  retry(): void;
} {
  if (metrics.length > tilesAtOnce) throw new Error(`at most ${tilesAtOnce} tiles a request`);
  const { period, trend } = usePeriods();
  const communityIds = useScope();
  const wanted = metrics.join();
  const key = JSON.stringify([wanted, period, trend, where, communityIds]);
  const variables = useMemo(
    () => variablesOf(metrics, { period, trend }, { ...where, ...(communityIds ? { communityIds } : {}) }),
    [key],
  );
  const [{ data, fetching, error }, again] = useQuery({
    query: MetricTilesDocument,
    variables,
    pause: metrics.length === 0,
    requestPolicy: "cache-and-network",
  });
  const months = monthsOf(trend);
  const tiles = data ? metrics.flatMap((metric, i) => tileOf(data, metric, i + 1, months, period, trend, variables.where ?? {}) ?? []) : [];
  return { tiles, loading: fetching && tiles.length === 0, error, retry: () => again({ requestPolicy: "network-only" }) };
}

function variablesOf(
  metrics: readonly MetricKey[],
  periods: { period: Period; trend: Period },
  where: Where,
): MetricTilesQueryVariables {
  const slots = Object.fromEntries(
    metrics.flatMap((metric, i) => [
      [`key${i + 1}`, metric],
      [`with${i + 1}`, true],
      [`trends${i + 1}`, !yearly.has(metric)],
      [`period${i + 1}`, periodOf(metric, periods.period)],
      [`before${i + 1}`, before(periodOf(metric, periods.period))],
      [`yearAgo${i + 1}`, yearAgo(periodOf(metric, periods.period))],
    ]),
  );
  return { trend: periods.trend, where, ...slots };
}

function tileOf(data: MetricTilesQuery, key: MetricKey, slot: number, months: string[], period: Period, trend: Period, where: Where): Tile | undefined {
  const at = data as unknown as Record<string, unknown>;
  const now = at[`now${slot}`] as TilePartsFragment | undefined;
  if (!now) return undefined;
  const rows = (at[`trend${slot}`] as TileTrendFragment | undefined)?.rows ?? [];
  const values = new Map(rows.map((r) => [r.month, r.value ?? null]));
  // A month without rows is a count of none, and no share at all.
  const none = now.metric.unit === "COUNT" || now.metric.unit === "FEN" ? 0 : null;
  return {
    key,
    now,
    before: at[`before${slot}`] as TileValueFragment | undefined,
    yearAgo: at[`yearAgo${slot}`] as TileValueFragment | undefined,
    trend: yearly.has(key) ? [] : months.map((month) => values.get(month) ?? none),
    months,
    coarse: inDays(period) && monthly.has(key) ? periodOf(key, period) : undefined,
    asked: {
      document: MetricTilesDocument,
      variables: variablesOf([key], { period, trend }, where),
    },
  };
}
