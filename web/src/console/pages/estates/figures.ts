import { useMemo } from "react";
import { useQuery } from "urql";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import {
  DictionaryDocument, type DictionaryQuery, type SiteBeforeFragment, type SiteFiguresFragment, SitesDocument, type SitesQuery,
  type SitesQueryVariables, type SiteTrendFragment,
} from "../../gql/estates.ts";
import type { FieldGroup } from "../../lib/access.ts";
import { monthsOf } from "../../lib/period.ts";
import { listOf } from "../../lib/url.ts";

export type MetricKey = NonNullable<SitesQueryVariables["key1"]>;
export type DictionaryEntry = DictionaryQuery["metrics"][number];
export type SiteFacts = NonNullable<SitesQuery["communities"]>["nodes"][number];
export type Figure = SiteFiguresFragment["rows"][number];

/** How many metrics one request holds. */
export const atOnce = 8;

/** The field group of what a metric counts, by its noun. */
export function groupOf(noun: string): FieldGroup {
  if (/^(?:Ticket|Clock|Escalation)/.test(noun)) return "TICKETS";
  return /^(?:Duty|Finding)/.test(noun) ? "DUTIES" : "QUALITY";
}

/** What the head of a house looks at first; the rest of the dictionary is a choice away. */
const favourites: readonly MetricKey[] = [
  "TICKETS_SOLVED_IN_TIME", "TICKETS", "COMPLAINTS", "DOOR_IN_TIME", "VISITS_SATISFIED", "SURVEY_SATISFIED", "NONCONFORMITIES_OPEN",
  "DUTIES_IN_TIME", "PATROLS_IN_TIME", "REPORTS_IN_TIME", "CLEANING_SCORE", "INSPECTION_SCORE", "DUTIES_MADE_UP", "FINDINGS", "FINDINGS_DONE",
];

/** The dictionary as far as the viewer reads what is counted, and the metrics asked for among it: those of the URL, else the favourites. */
export function useDictionary(asked: string | undefined, most: number, otherwise = most) {
  const { can } = useSession();
  const [{ data, error }] = useQuery({ query: DictionaryDocument });
  return useMemo(() => {
    const entries = (data?.metrics ?? []).filter((m) => can(groupOf(m.noun)));
    const open = entries.map((m) => m.key);
    const named = (asked ?? "").split(",").flatMap((key) => listOf(key, open)).slice(0, most);
    const favoured = favourites.filter((key) => open.includes(key));
    return { entries, keys: named.length > 0 ? named : favoured.slice(0, otherwise), favoured: favoured.slice(0, atOnce), ready: Boolean(data), error };
  }, [data, error, asked, can, most, otherwise]);
}

/** One metric over sites. */
export interface Sheet {
  key: MetricKey;
  now: SiteFiguresFragment;
  at: ReadonlyMap<string, Figure>;
  before: ReadonlyMap<string, number | null>;
  /** Values of the twelve months up to the period by site, oldest first. */
  trend(site: string): (number | null)[];
  months: string[];
}

/** Figures by site of up to eight metrics, in the scope and period of the URL or of some sites only. */
export function useFigures(keys: readonly MetricKey[], dictionary: readonly DictionaryEntry[], { sites, facts = false, pause = false }: { sites?: readonly string[]; facts?: boolean; pause?: boolean } = {}) {
  const { period, before, trend } = usePeriods();
  const scope = useScope();
  const wanted = JSON.stringify([keys, period, before, trend, sites ?? scope, facts]);
  const variables = useMemo<SitesQueryVariables>(() => {
    const ids = sites ?? scope;
    const slots = keys.slice(0, atOnce).flatMap((key, i) => [
      [`key${i + 1}`, key],
      [`with${i + 1}`, true],
      // Surveys lie in years: months say nothing of them, and the hub refuses them.
      [`trends${i + 1}`, !dictionary.find((m) => m.key === key)?.yearly],
    ]);
    return {
      facts, period, before, trend,
      sites: ids ? { id: [...ids] } : {},
      where: ids ? { communityIds: [...ids] } : {},
      ...Object.fromEntries(slots),
    };
  }, [wanted]);
  const [{ data, error, fetching }, again] = useQuery({ query: SitesDocument, variables, pause, requestPolicy: "cache-and-network" });
  const months = monthsOf(trend);
  const sheets = useMemo(() => (data ? keys.flatMap((key, i) => sheetOf(data, key, i + 1, months) ?? []) : []), [data, wanted]);
  return {
    sheets,
    communities: data?.communities?.nodes,
    loading: fetching && !data,
    fetching,
    error,
    asked: { document: SitesDocument, variables },
    retry: () => again({ requestPolicy: "network-only" }),
  };
}

function sheetOf(data: SitesQuery, key: MetricKey, slot: number, months: string[]): Sheet | undefined {
  const of = data as unknown as Record<string, unknown>;
  const now = of[`now${slot}`] as SiteFiguresFragment | undefined;
  // While another choice is on its way the data may be that of the last one.
  if (now?.metric.key !== key) return undefined;
  const before = of[`before${slot}`] as SiteBeforeFragment | undefined;
  const trend = of[`trend${slot}`] as SiteTrendFragment | undefined;
  const byMonth = new Map(trend?.rows.map((r) => [`${r.communityId} ${r.month}`, r.value ?? null]));
  const none = now.metric.unit === "COUNT" || now.metric.unit === "FEN" ? 0 : null;
  return {
    key,
    now,
    at: new Map(now.rows.map((r) => [r.communityId!, r])),
    before: new Map(before?.rows.map((r) => [r.communityId!, r.value ?? null])),
    trend: (site) => (trend ? months.map((m) => byMonth.get(`${site} ${m}`) ?? none) : []),
    months,
  };
}

/** Whether a smaller value is the better one, where a target says so. */
export const atMostOf = (sheet: Sheet) => sheet.now.metric.target?.atMost;

/** Sites by a metric, best first as its target has it, else the largest; those without a value come last and have no rank. */
export function ranked<Site extends { id: string }>(sites: readonly Site[], sheet: Sheet, worstFirst: boolean): { site: Site; rank: number | undefined }[] {
  const value = (s: Site) => sheet.at.get(s.id)?.value ?? undefined;
  const sign = atMostOf(sheet) ? 1 : -1;
  const known = sites.filter((s) => value(s) !== undefined).sort((a, b) => sign * (value(a)! - value(b)!));
  const rows = known.map((site) => ({ site, rank: known.findIndex((k) => value(k) === value(site)) + 1 }));
  if (worstFirst) rows.reverse();
  return [...rows, ...sites.filter((s) => value(s) === undefined).map((site) => ({ site, rank: undefined }))];
}
