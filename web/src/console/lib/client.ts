import { cacheExchange, type CacheExchangeOpts } from "@urql/exchange-graphcache";
import { createClient as createStream } from "graphql-sse";
import { filter, make, merge, mergeMap, type Source, takeUntil, pipe } from "wonka";
import {
  type Client,
  CombinedError,
  createClient,
  type Exchange,
  makeErrorResult,
  makeResult,
  mapExchange,
  type Operation,
  type OperationResult,
} from "@urql/core";
import { idOf } from "./document.ts";
import { sentOf } from "./upload.ts";

const url = "/graphql";

/** What went wrong, by its code: NETWORK where the hub did not answer. */
export interface Fault {
  code: string;
  message: string;
  requestId: string | undefined;
}

/** Reads an error of a request. */
export function faultOf(error: CombinedError): Fault {
  const first = error.graphQLErrors[0];
  const { code, requestId } = (first?.extensions ?? {}) as { code?: string; requestId?: string };
  if (first) return { code: code ?? "INTERNAL", message: first.message, requestId };
  return { code: "NETWORK", message: error.networkError?.message ?? error.message, requestId: undefined };
}

/** Whether an error says that nobody is signed in. */
export function isSignedOut(error: CombinedError): boolean {
  return error.graphQLErrors.some((e) => e.extensions?.["code"] === "UNAUTHENTICATED");
}

/**
 * Sends the id of a document and its variables, never its text: the hub runs
 * the documents it was built with. Queries and mutations are JSON POSTs (forms
 * where they bring files), subscriptions streams of server-sent events over
 * the same POST.
 */
const hubExchange: Exchange = ({ forward }) => {
  const streams = createStream({
    url,
    credentials: "same-origin",
    retryAttempts: 0, // lib/live.ts begins again
  });
  const answer = (operation: Operation): Source<OperationResult> =>
    make(({ next, complete }) => {
      const body = { documentId: idOf(operation.query), variables: operation.variables };
      const fail = (networkError: unknown) =>
        next(makeErrorResult(operation, networkError instanceof Error ? networkError : new Error(String(networkError))));
      if (operation.kind === "subscription") {
        return streams.subscribe(body as never, {
          next: (result) => next(makeResult(operation, result as never)),
          error: (error: unknown) => {
            if (Array.isArray(error)) next(makeResult(operation, { errors: error } as never));
            else fail(error);
            complete();
          },
          complete,
        });
      }
      const abort = new AbortController();
      void (async () => {
        // urql asks once while it renders and gives up at once, to see what is known; that one is not sent.
        await null;
        if (abort.signal.aborted) return;
        try {
          const sent = sentOf(body);
          const response = await fetch(url, {
            method: "POST",
            headers: {
              ...sent.headers,
              Accept: "application/graphql-response+json, application/json",
              "Accept-Language": document.documentElement.lang,
            },
            credentials: "same-origin",
            body: sent.body,
            signal: abort.signal,
          });
          const text = await response.text();
          let result: unknown;
          try {
            result = JSON.parse(text);
          } catch {
            throw new Error(`${response.status} ${response.statusText}`);
          }
          next(makeResult(operation, result as never, response));
        } catch (error) {
          if (!abort.signal.aborted) fail(error);
        }
        complete();
      })();
      return () => abort.abort();
    });
  return (operations$) => {
    const known = (o: Operation) => o.kind === "query" || o.kind === "mutation" || o.kind === "subscription";
    const teardown = (o: Operation) =>
      pipe(
        operations$,
        filter((other) => other.kind === "teardown" && other.key === o.key),
      );
    return merge([
      pipe(
        operations$,
        filter(known),
        mergeMap((o) => pipe(answer(o), takeUntil(teardown(o)))),
      ),
      pipe(
        operations$,
        filter((o) => !known(o)),
        forward,
      ),
    ]);
  };
};

/**
 * Rows are kept by type and id, whatever query brought them: what a
 * subscription or a mutation brings is shown everywhere. What has no id lies
 * in what holds it.
 */
const keys: NonNullable<CacheExchangeOpts["keys"]> = new Proxy(
  {},
  { get: () => (data: { id?: string }) => data.id ?? null },
);

/** A client with an empty cache, for one viewer. */
export function newClient(onSignedOut: () => void): Client {
  return createClient({
    url,
    preferGetMethod: false,
    exchanges: [
      mapExchange({
        onError(error) {
          if (isSignedOut(error)) onSignedOut();
        },
      }),
      cacheExchange({ keys }),
      hubExchange,
    ],
  });
}
