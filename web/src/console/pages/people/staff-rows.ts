import { useMemo, useRef } from "react";
import { useScope, useSession } from "../../app/use.ts";
import { StaffPageDocument, type StaffPageQueryVariables } from "../../gql/people.ts";
import { StaffStatus } from "../../gql/schema.ts";
import { type Rows, useConnection } from "../../lib/connection.ts";
import { today } from "../../lib/period.ts";
import { useMatches } from "../../lib/pinyin.ts";
import { useAssignments, useStaff } from "./all.ts";
import { type Held, runs } from "./plan.ts";
import { usePeopleTexts } from "./texts.ts";
import type { Asked } from "../../parts/actions.tsx";

/** A member of staff with the posts he holds today and where. */
export interface StaffRow {
  id: string;
  staffNo: string;
  name: string;
  status: (typeof StaffStatus)[number];
  phone?: string | null;
  hireDate?: string | null;
  company: { name: string } | null;
  posts: string;
  sites: string;
}

/** What is looked for. */
export interface StaffFilter {
  /** Part of a name, of its pinyin or of a staff number. */
  find: string;
  /** One of the statuses; `here` all but those who left, `all` everybody. */
  status: string;
  post: string | undefined;
}

/** Those who have not left. */
export const here = StaffStatus.filter((status) => status !== "LEFT");

const statusOf = (status: string) => (status === "all" ? {} : { status: status === "here" ? here : StaffStatus.filter((s) => s === status) });

/**
 * The staff looked for: page by page where the hub can look, which knows names,
 * numbers and statuses; for pinyin, a scope or a post all of them are read, and
 * looked through here.
 */
export function useStaffRows({ find, status, post }: StaffFilter): { rows: Rows<StaffRow>; asked: Asked } {
  const { t } = usePeopleTexts();
  const { can, names } = useSession();
  const scope = useScope();
  const latin = /[a-z]/i.test(find);
  const through = Boolean(scope) || Boolean(post) || latin;
  const matches = useMatches(latin);
  const personal = can("PEOPLE", "MASKED");

  const row = useMemo(() => {
    const day = today();
    const said = (texts: readonly string[]) => [...new Set(texts)].filter(Boolean).join(t("comma"));
    return <Of extends object>(of: Of, held: readonly Held[]) => {
      const now = held.filter((a) => runs(a, day));
      return { ...of, posts: said(now.map((a) => a.post.title)), sites: said(now.map((a) => names.get(a.communityId) ?? "")), postIds: now.map((a) => a.postId) };
    };
  }, [t, names]);

  const text = find && (/^\d+$/.test(find) ? { staffNoContains: find } : { nameContains: find });
  const variables: Omit<StaffPageQueryVariables, "after"> = { first: 50, today: today(), personal, where: { ...statusOf(status), ...(text || {}) } };
  const paged = useConnection(StaffPageDocument, variables, (data) => data.staffMembers, { pause: through });

  const staff = useStaff(!through);
  const assignments = useAssignments(!through);
  const found = useMemo(() => {
    if (!staff.rows || !assignments.rows) return undefined;
    const by = new Map<string, Held[]>();
    for (const a of assignments.rows) by.set(a.staffId, [...(by.get(a.staffId) ?? []), a]);
    const wanted = statusOf(status).status;
    return staff.rows
      .filter((s) => (!scope || by.has(s.id)) && (!wanted || wanted.includes(s.status)) && (!find || s.staffNo.toLowerCase().includes(find) || matches(s.name, find)))
      .map((s) => row(s, by.get(s.id) ?? []))
      .filter((r) => !post || r.postIds.includes(post))
      .sort((a, b) => (a.staffNo < b.staffNo ? -1 : 1));
  }, [staff.rows, assignments.rows, scope, status, find, post, matches, row]);

  // What was found last stays until the next is there, so that no row vanishes under a finger.
  const last = useRef<StaffRow[]>([]);
  const kept = (rows: Rows<StaffRow>): Rows<StaffRow> => {
    if (!rows.loading) last.current = rows.rows;
    return rows.loading && rows.rows.length === 0 ? { ...rows, rows: last.current } : rows;
  };
  if (!through) {
    type Paged = (typeof paged.rows)[number];
    const full = (s: Paged): StaffRow => row(s, [...s.open.nodes, ...s.ending.nodes]);
    return {
      rows: kept({ ...paged, rows: paged.rows.map(full), all: async (max, progress) => (await paged.all(max, progress)).map(full) }),
      asked: { document: StaffPageDocument, variables },
    };
  }
  const error = staff.error ?? assignments.error;
  return {
    rows: kept({
      rows: found ?? [], loading: !found && !error, error, hasMore: false, loadMore: () => {},
      refresh: () => { staff.again(); assignments.again(); },
      all: async () => found ?? [],
    }),
    asked: staff.asked,
  };
}
