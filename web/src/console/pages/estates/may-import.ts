import { ImportNoun } from "../../gql/schema.ts";
import type { Can, FieldGroup } from "../../lib/access.ts";

export type Noun = (typeof ImportNoun)[number];

/** The field group whose rows a file of a noun writes. */
const groups: Readonly<Record<Noun, FieldGroup>> = {
  ZONE: "PORTFOLIO", ESTATE: "PORTFOLIO", BUILDING: "PORTFOLIO", UNIT: "PORTFOLIO", STAFF: "PORTFOLIO", ASSIGNMENT: "PORTFOLIO",
  OWNER: "OWNERS", OWNERSHIP: "OWNERS", HOUSEHOLD: "OWNERS", TENANCY: "OWNERS", BILL: "MONEY",
  ESTABLISHMENT: "PEOPLE", TICKET: "TICKETS",
};

/** What the viewer may bring by files: what he may write. */
export function mayImport(can: Can): Noun[] {
  return ImportNoun.filter((noun) => can(groups[noun], "WRITE"));
}
