import type { ViewerQuery } from "../gql/app.ts";

type Viewer = NonNullable<ViewerQuery["viewer"]>;
export type FieldGroup = Viewer["access"][number]["group"];
export type AccessLevel = Viewer["access"][number]["level"];

const order: readonly AccessLevel[] = ["BARE", "MASKED", "READ", "WRITE"];

/** Answers what the viewer may do somewhere; what he may not is absent from the page. The server judges all the same. */
export type Can = (group: FieldGroup, level?: AccessLevel) => boolean;

/** Reads the viewer's access. Without a level it asks whether he reads the rows at all. */
export function canOf(access: Viewer["access"]): Can {
  const levels = new Map<string, number>(access.map((a) => [a.group, order.indexOf(a.level)]));
  return (group, level = "BARE") => (levels.get(group) ?? -1) >= order.indexOf(level);
}
