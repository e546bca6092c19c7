import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { Provider, useClient, useQuery } from "urql";
import type { Client, CombinedError } from "@urql/core";
import { CommunitiesDocument, type CommunitiesQuery, type CommunityPageFragment, SignOutDocument, ViewerDocument } from "../gql/app.ts";
import { canOf } from "../lib/access.ts";
import { newClient } from "../lib/client.ts";
import { leavesOf, namesOf, treeOf } from "../lib/scope.ts";
import { along, parseSearch } from "../lib/url.ts";
import { Failed, Loading } from "./states.tsx";
import { SessionContext } from "./use.ts";

/** A client that asked who is there before anything was drawn, for the first that draws. */
let begun: { client: Client; isOut: boolean; out(): void } | undefined;

/** Asks who is there while the page's code is on its way. */
export async function beginSession(): Promise<void> {
  const start = { client: newClient(() => start.out()), isOut: false, out: () => void (start.isOut = true) };
  begun = start;
  await start.client.query(ViewerDocument, {}).toPromise();
}

/**
 * Lets in who is signed in, with a client of his own; sends others to the
 * sign-in page, and back to where they were once they are.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const leave = useCallback(
    (back: string | undefined) => {
      const search = { ...along(parseSearch(location.search)), ...(back ? { back } : {}) };
      void navigate({ to: "/sign-in" as string, search: search as never, replace: true });
    },
    [navigate],
  );
  const [client] = useState(() => {
    const out = () => {
      const back = location.pathname + location.search;
      leave(back === "/" ? undefined : back);
    };
    const start = begun;
    begun = undefined;
    if (!start) return newClient(out);
    start.out = out;
    if (start.isOut) queueMicrotask(out);
    return start.client;
  });
  return (
    <Provider value={client}>
      <Known leave={leave}>{children}</Known>
    </Provider>
  );
}

type Community = CommunityPageFragment["nodes"][number];

function Known({ leave, children }: { leave: (back: string | undefined) => void; children: ReactNode }) {
  const client = useClient();
  const [{ data, error, fetching }, again] = useQuery({ query: ViewerDocument });
  const [others, setOthers] = useState<Community[]>();
  const [failed, setFailed] = useState<CombinedError>();
  const first = data?.viewer ? data.communities : undefined;
  const more = first?.pageInfo.hasNextPage ? (first.pageInfo.endCursor ?? undefined) : undefined;
  const communities = more ? others : first?.nodes;
  const nobody = !fetching && Boolean(data) && !data?.viewer;

  useEffect(() => {
    if (nobody) leave(location.pathname === "/" && !location.search ? undefined : location.pathname + location.search);
  }, [nobody, leave]);

  useEffect(() => {
    if (!more) return;
    let gone = false;
    void (async () => {
      const all: Community[] = [...first!.nodes];
      let after: string | null = more;
      do {
        const result: { data?: CommunitiesQuery | undefined; error?: CombinedError | undefined } = await client.query(CommunitiesDocument, { after }).toPromise();
        if (result.error) {
          if (!gone) setFailed(result.error);
          return;
        }
        const page: CommunityPageFragment | undefined = result.data?.communities;
        all.push(...(page?.nodes ?? []));
        after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
      } while (after && !gone);
      if (!gone) setOthers(all);
    })();
    return () => void (gone = true);
  }, [client, more]);

  const session = useMemo(() => {
    if (!data?.viewer || !communities) return undefined;
    const tree = treeOf(data.companies.nodes, communities);
    return {
      viewer: data.viewer,
      can: canOf(data.viewer.access),
      tree,
      names: namesOf(tree),
      single: leavesOf(tree).length <= 1,
      signOut: () =>
        void client
          .mutation(SignOutDocument, {})
          .toPromise()
          .then(() => leave(undefined)),
    };
  }, [data, communities, client, leave]);

  if (error && !data?.viewer) return <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />;
  if (failed) return <Failed error={failed} retry={() => location.reload()} />;
  if (!session) return <div style={{ padding: 24 }}><Loading rows={8} /></div>;
  return <SessionContext value={session}>{children}</SessionContext>;
}
