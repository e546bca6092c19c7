import { createContext, useContext, useRef } from "react";
import type { ViewerQuery } from "../gql/app.ts";
import { type Can } from "../lib/access.ts";
import { useTexts } from "../lib/i18n.ts";
import { before, type Period, readPeriod, today, trendOf, yearAgo } from "../lib/period.ts";
import { communitiesOf, type OrgNode } from "../lib/scope.ts";
import { useUrl } from "../lib/url.ts";
import type { texts } from "./zh.ts";

/** What is known of the viewer once at start. */
export interface Session {
  viewer: NonNullable<ViewerQuery["viewer"]>;
  can: Can;
  tree: OrgNode[];
  /** Names of companies, offices and communities by id. */
  names: Map<string, string>;
  /** Whether he reaches one community only. */
  single: boolean;
  signOut(): void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The viewer, what he can, and his part of the organisation. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("nobody is signed in");
  return session;
}

/** Ids of the communities in scope for conditions; undefined for all. */
export function useScope(): string[] | undefined {
  const [search] = useUrl();
  return communitiesOf(search["scope"], useSession().tree);
}

export interface Periods {
  period: Period;
  before: Period;
  yearAgo: Period;
  trend: Period;
}

/** The period picked, the one before, the one a year ago, and twelve months up to it. */
export function usePeriods(): Periods {
  const [search] = useUrl();
  const period = readPeriod(search["period"], today());
  return { period, before: before(period), yearAgo: yearAgo(period), trend: trendOf(period) };
}

/** Texts of the shell and the shared parts. */
export const useAppTexts = () => useTexts<keyof typeof texts>("app");

/** Whether something has ever been so: what has been opened once stays, so that it can close as it opened. */
export function useOnce(now: boolean): boolean {
  const was = useRef(false);
  was.current ||= now;
  return was.current;
}
