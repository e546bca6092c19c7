import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** What stands behind the question mark: plain texts, never JSON. */
export type Search = Readonly<Record<string, string | undefined>>;

/** What goes along from page to page; the rest is a page's own. */
export const shared = ["scope", "period", "lang", "theme"] as const;

export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes a search readably: commas and colons need no escape behind a question mark. */
export function formatSearch(search: Search): string {
  const pairs = Object.entries(search)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "")
    .map(([key, value]) => `${encodeURIComponent(key)}=${plain(value)}`);
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

function plain(value: string): string {
  return encodeURIComponent(value).replace(/%2C/gi, ",").replace(/%3A/gi, ":");
}

/** The part of a search that goes along to another page. */
export function along(search: Search): Search {
  return Object.fromEntries(shared.flatMap((key) => (search[key] ? [[key, search[key]]] : [])));
}

/** A search with some entries replaced; undefined and "" take them away. */
export function patched(search: Search, patch: Search): Search {
  const next = { ...search, ...patch };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ""));
}

/**
 * The state in the URL, and what changes it. `set` replaces the entry in the
 * browser's history unless it is told to `push` one, as for a drawer that the
 * back button shall close.
 */
export function useUrl(): [Search, (patch: Search, how?: "push") => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = useCallback(
    (patch: Search, how?: "push") => {
      void navigate({
        to: ".",
        search: ((now: Search) => patched(now, patch)) as never,
        replace: how !== "push",
      });
    },
    [navigate],
  );
  return [search, set];
}

/** Several values in one entry, as state=RECEIVED,OPEN; only those of the list given. */
export function listOf<T extends string>(text: string | undefined, among: readonly T[]): T[] {
  const asked = (text ?? "").split(",");
  return among.filter((value) => asked.includes(value));
}

/** One of the values of a list, or undefined. */
export function oneOf<T extends string>(text: string | undefined, among: readonly T[]): T | undefined {
  return among.find((value) => value === text);
}
