import { useMemo } from "react";
import { useQuery } from "urql";
import { useScope, useSession } from "../../app/use.ts";
import { AssignmentsAllDocument, type AssignmentsAllQuery, EstablishmentsAllDocument, type EstablishmentsAllQuery, StaffAllDocument, type StaffAllQuery } from "../../gql/people.ts";
import { today } from "../../lib/period.ts";

export type Staff = StaffAllQuery["staffMembers"]["nodes"][number];
export type Assignment = AssignmentsAllQuery["assignments"]["nodes"][number];
export type Establishment = EstablishmentsAllQuery["establishments"]["nodes"][number];

/** More than a group of companies employs; above a page of 200 the hub streams them in one answer. */
const first = 50_000;

/** Who holds which post in the scope now or later: those without an end, and those whose end is to come. What is over is not read. */
export function useAssignments(pause = false) {
  const scope = useScope();
  const key = scope?.join();
  const [open, ending] = useMemo(() => {
    const where = key ? { communityId: key.split(",") } : {};
    return [{ ...where, untilMissing: true }, { ...where, untilFrom: today() }];
  }, [key]);
  const policy = { pause, requestPolicy: "cache-and-network" } as const;
  const [one, againOne] = useQuery({ query: AssignmentsAllDocument, variables: { first, where: open }, ...policy });
  const [other, againOther] = useQuery({ query: AssignmentsAllDocument, variables: { first, where: ending }, ...policy });
  const rows = useMemo(() => one.data && other.data && [...one.data.assignments.nodes, ...other.data.assignments.nodes], [one.data, other.data]);
  const again = () => {
    againOne({ requestPolicy: "network-only" });
    againOther({ requestPolicy: "network-only" });
  };
  return { rows, error: one.error ?? other.error, fetching: one.fetching || other.fetching, again };
}

/** Planned head-counts of the scope. */
export function useEstablishments() {
  const scope = useScope();
  const key = scope?.join();
  const variables = useMemo(() => ({ first, where: key ? { communityId: key.split(",") } : {} }), [key]);
  const [{ data, error, fetching }, again] = useQuery({ query: EstablishmentsAllDocument, variables, requestPolicy: "cache-and-network" });
  return { rows: data?.establishments.nodes, error, fetching, again: () => again({ requestPolicy: "network-only" }), asked: { document: EstablishmentsAllDocument, variables } };
}

/** All staff, for what the hub cannot look for: pinyin, and who works in a scope or holds a post. */
export function useStaff(pause: boolean) {
  const { can } = useSession();
  const variables = { first, personal: can("PEOPLE", "MASKED") };
  const [{ data, error, fetching }, again] = useQuery({ query: StaffAllDocument, variables, pause, requestPolicy: "cache-and-network" });
  return { rows: data?.staffMembers.nodes, error, fetching, again: () => again({ requestPolicy: "network-only" }), asked: { document: StaffAllDocument, variables } };
}
