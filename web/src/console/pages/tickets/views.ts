import { useState } from "react";
import { useSession } from "../../app/use.ts";
import type { Search } from "../../lib/url.ts";
import { viewKeys } from "./filters.ts";

/** A view: its name, and what it puts into the URL. Ready-made ones are named by a text of the page. */
export interface View {
  name: string;
  search: Search;
}

/** The views everybody finds; those of one's own tasks only for who is a member of staff. */
export function readyViews(staff: boolean, judges: boolean): View[] {
  return [
    ...(staff ? [{ name: "view.mine", search: { assignee: "me", open: "1", order: "due" } }] : []),
    { name: "view.open", search: { open: "1", order: "due" } },
    { name: "view.today", search: { due: "today", order: "due" } },
    { name: "view.overdue", search: { overdue: "1", order: "due" } },
    { name: "view.unsent", search: { phase: "NEW", assignee: "none", order: "due" } },
    { name: "view.complaints", search: { kind: "COMPLAINT", open: "1", order: "due" } },
    { name: "view.waiting", search: { phase: "WAITING", order: "due" } },
    { name: "view.visit", search: { state: "OWNER_NOTIFIED,RETURNED,FOLLOWED" } },
    { name: "view.escalated", search: { escalated: "1", open: "1", order: "due" } },
    ...(judges ? [{ name: "view.judge", search: { judgement: "PENDING" } }] : []),
    { name: "view.all", search: {} },
  ];
}

/** The part of a search that is a view. */
export function viewOf(search: Search): Search {
  return Object.fromEntries(viewKeys.flatMap((key) => (search[key] ? [[key, search[key]]] : [])));
}

/** What must change in the URL to come to a view; list or board stays where the view does not say. */
export function towards(view: View): Search {
  const { layout: _, ...none } = Object.fromEntries(viewKeys.map((key) => [key, undefined]));
  return { ...none, ...view.search };
}

/** Whether a search shows a view, however its rows are ordered and laid out. */
export function shows(search: Search, view: View): boolean {
  const text = (s: Search) => JSON.stringify(Object.entries({ ...viewOf(s), layout: "", order: "" }).sort());
  return text(search) === text(view.search);
}

/** Views saved before, as they lie in the browser; what is no view is left out. */
export function readViews(text: string | null): View[] {
  try {
    const all: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(all) ? all.filter((v): v is View => typeof v?.name === "string" && typeof v.search === "object") : [];
  } catch {
    return [];
  }
}

/** The viewer's own views, kept in this browser. */
export function useOwnViews(): { own: View[]; save(view: View): void; rename(from: string, to: string): void; remove(name: string): void } {
  const { viewer } = useSession();
  const place = `estatehub.views.tickets.${viewer.user?.id ?? ""}`;
  const [own, setOwn] = useState(() => readViews(localStorage.getItem(place)));
  const keep = (views: View[]) => {
    setOwn(views);
    localStorage.setItem(place, JSON.stringify(views));
  };
  return {
    own,
    save: (view) => keep([...own.filter((v) => v.name !== view.name), view]),
    // What bore the new name before gives way, as when one saves under a name there is.
    rename: (from, to) => keep(own.filter((v) => v.name === from || v.name !== to).map((v) => (v.name === from ? { ...v, name: to } : v))),
    remove: (name) => keep(own.filter((v) => v.name !== name)),
  };
}
