import type { TicketCaseQuery } from "../../gql/tickets.ts";
import type { Lang } from "../../lib/i18n.ts";

/** Names of verbs and deadlines, as the hub has them. */
export interface Names {
  verb(code: string, lang: Lang): string | undefined;
  rule(code: string, lang: Lang): string | undefined;
}

type Titled = { titleZh: string; titleEn: string };

// They are alike for everybody and change with the hub alone: one case brings them for all that follow.
let known: Names | undefined;

/** The names, once a case has brought them. */
export const namesNow = (): Names | undefined => known;

/** Keeps the names an answer brings. */
export function learn(data: TicketCaseQuery | undefined): Names | undefined {
  if (known || !data?.lifecycles || !data.clockRules) return known;
  const verbs = new Map<string, Titled>(data.lifecycles.flatMap((l) => l.transitions.map((v) => [v.verb, v] as const)));
  const rules = new Map<string, Titled>(data.clockRules.map((r) => [r.rule, r] as const));
  const said = (of: Map<string, Titled>) => (code: string, lang: Lang) => (lang === "en" ? of.get(code)?.titleEn : of.get(code)?.titleZh);
  known = { verb: said(verbs), rule: said(rules) };
  return known;
}
