/** A planned head-count, as far as it is counted. */
export interface Planned {
  id: string;
  communityId: string;
  postId: string;
  planned: number;
  post: { title: string; code: string };
}

/** Somebody in a post. */
export interface Held {
  id: string;
  communityId: string;
  staffId: string;
  postId: string;
  since: string;
  until?: string | null | undefined;
  main: boolean;
  post: { title: string; code: string };
}

/** A post of a site: what was planned and who holds it. */
export interface Seat<P extends Planned = Planned, H extends Held = Held> {
  siteId: string;
  postId: string;
  post: { title: string; code: string };
  plan: P | undefined;
  holders: H[];
}

/** Figures over some seats. Vacancies and surplus are those of each seat: one too many here fills nothing there. */
export interface Tally {
  planned: number;
  actual: number;
  vacant: number;
  over: number;
}

/** Whether an assignment runs on a day; it runs through its last. */
export function runs(of: { since: string; until?: string | null | undefined }, day: string): boolean {
  return of.since <= day && (!of.until || of.until >= day);
}

/** The seats that are planned or held on a day, by site and post. */
export function seatsOf<P extends Planned, H extends Held>(plans: readonly P[], held: readonly H[], day: string): Seat<P, H>[] {
  const seats = new Map<string, Seat<P, H>>();
  const seat = (of: Planned | Held) => {
    const key = `${of.communityId} ${of.postId}`;
    const found = seats.get(key) ?? { siteId: of.communityId, postId: of.postId, post: of.post, plan: undefined, holders: [] };
    seats.set(key, found);
    return found;
  };
  for (const plan of plans) seat(plan).plan = plan;
  for (const one of held) if (runs(one, day)) seat(one).holders.push(one);
  return [...seats.values()].sort((a, b) => vacant(b) - vacant(a) || (a.post.code < b.post.code ? -1 : 1));
}

/** How many are missing in a seat. */
export const vacant = (seat: Seat) => Math.max(0, (seat.plan?.planned ?? 0) - seat.holders.length);

/** Adds seats up. */
export function tally(seats: readonly Seat[]): Tally {
  const sum: Tally = { planned: 0, actual: 0, vacant: 0, over: 0 };
  for (const seat of seats) {
    const planned = seat.plan?.planned ?? 0;
    sum.planned += planned;
    sum.actual += seat.holders.length;
    sum.vacant += vacant(seat);
    sum.over += Math.max(0, seat.holders.length - planned);
  }
  return sum;
}
