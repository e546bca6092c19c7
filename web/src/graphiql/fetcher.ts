import { getOperationAST, parse } from "graphql";
import { createClient } from "graphql-sse";
import type { GraphiQLProps } from "graphiql";
import { text } from "./i18n.ts";

type Fetcher = GraphiQLProps["fetcher"];
type Headers = Record<string, string>;

const url = "/graphql";

interface Operation {
  query: string;
  operationName?: string | null | undefined;
  variables?: unknown;
}

/**
 * Sends queries and mutations as JSON over POST, and subscriptions as
 * server-sent events, each over a POST of its own (the "distinct connections
 * mode" of the GraphQL over SSE protocol).
 */
export function createFetcher(token: string | undefined): Fetcher {
  const auth: Headers = token ? { Authorization: `Bearer ${token}` } : {};
  return (params, options) => {
    const headers = merge(auth, options?.headers);
    return isSubscription(params) ? subscribe(params, headers) : postGraphQL(params, headers);
  };
}

/** What the headers editor says wins, whatever the case it is written in. */
function merge(base: Headers, over: Headers = {}): Headers {
  const names = new Set(Object.keys(over).map((name) => name.toLowerCase()));
  const kept = Object.entries(base).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...over };
}

function isSubscription({ query, operationName }: Operation): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === "subscription";
  } catch {
    return false; // A syntax error: the server words it.
  }
}

function subscribe({ query, operationName, variables }: Operation, headers: Headers) {
  const client = createClient({
    url,
    headers,
    // A subscription that breaks is shown as broken; running it again is one
    // key press, and silent retries would hide what the hub answered.
    retryAttempts: 0,
  });
  return client.iterate({
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables: variables as Record<string, unknown> } : {}),
  });
}

/** POSTs one operation and returns the GraphQL result, whatever the status. */
export async function postGraphQL(operation: Operation, headers: Headers) {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: merge(
        {
          "Content-Type": "application/json",
          Accept: "application/graphql-response+json, application/json",
        },
        headers,
      ),
      body: JSON.stringify(operation),
    });
  } catch (cause) {
    throw new Error(text.noAnswer, { cause });
  }
  const body = await response.text();
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`${text.notJSON(response.status)} ${body.slice(0, 500)}`.trim());
  }
}
