import { useMemo } from "react";
import { useQuery } from "urql";
import { useScope, useSession } from "../../app/use.ts";
import { AssignmentsAllDocument, type AssignmentsAllQuery, EstablishmentsAllDocument, type EstablishmentsAllQuery, StaffAllDocument, type StaffAllQuery } from "../../gql/people.ts";

export type Staff = StaffAllQuery["staffMembers"]["nodes"][number];
export type Assignment = AssignmentsAllQuery["assignments"]["nodes"][number];
export type Establishment = EstablishmentsAllQuery["establishments"]["nodes"][number];

/** More than a group of companies employs; above a page of 200 the hub streams them in one answer. */
const first = 50_000;

/** Staff, who holds which post, and, where it is wanted, the plan; those of the scope. */
export function useAll(withPlan: boolean) {
  const { can } = useSession();
  const scope = useScope();
  const key = scope?.join();
  const where = useMemo(() => (key ? { communityId: key.split(",") } : {}), [key]);
  const [staff, againStaff] = useQuery({ query: StaffAllDocument, variables: { first, personal: can("PEOPLE", "MASKED") }, requestPolicy: "cache-and-network" });
  const [assignments, againAssignments] = useQuery({ query: AssignmentsAllDocument, variables: { first, where }, requestPolicy: "cache-and-network" });
  const [plan, againPlan] = useQuery({ query: EstablishmentsAllDocument, variables: { first, where }, pause: !withPlan, requestPolicy: "cache-and-network" });
  const policy = { requestPolicy: "network-only" } as const;
  return {
    staff: staff.data?.staffMembers.nodes,
    assignments: assignments.data?.assignments.nodes,
    plan: plan.data?.establishments.nodes,
    error: staff.error ?? assignments.error ?? (withPlan ? plan.error : undefined),
    fetching: staff.fetching || assignments.fetching || plan.fetching,
    asked: withPlan ? { document: EstablishmentsAllDocument, variables: { first, where } } : { document: StaffAllDocument, variables: { first, personal: can("PEOPLE", "MASKED") } },
    retry: () => {
      againStaff(policy);
      againAssignments(policy);
      if (withPlan) againPlan(policy);
    },
  };
}
