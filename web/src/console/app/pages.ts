import type { ComponentType } from "react";
import { type Lang, loadTexts, registerTexts, type Texts } from "../lib/i18n.ts";
import type { Can } from "../lib/access.ts";

/** A page: its place in the URL, the key that goes to it after g, whom it is for, and where its code and texts are. */
export interface PageSpec {
  name: "pulse" | "tickets" | "estates" | "people" | "quality" | "data" | "profile" | "admin";
  path: string;
  letter: string;
  /** Whether the page stands in the navigation of those who can. */
  inNav: boolean;
  open(can: Can): boolean;
  load(): Promise<{ default: ComponentType }>;
  texts: Record<Lang, () => Promise<Texts>>;
}

/** All pages, in the order of the navigation. */
export const pages: readonly PageSpec[] = [
  {
    name: "pulse", path: "/", letter: "p", inNav: true,
    open: () => true,
    load: () => import("../pages/pulse/index.tsx"),
    texts: { "zh-CN": () => import("../pages/pulse/zh.ts"), en: () => import("../pages/pulse/en.ts") },
  },
  {
    name: "tickets", path: "/tickets", letter: "t", inNav: true,
    open: (can) => can("TICKETS"),
    load: () => import("../pages/tickets/index.tsx"),
    texts: { "zh-CN": () => import("../pages/tickets/zh.ts"), en: () => import("../pages/tickets/en.ts") },
  },
  {
    name: "estates", path: "/estates", letter: "e", inNav: true,
    open: (can) => can("PORTFOLIO"),
    load: () => import("../pages/estates/index.tsx"),
    texts: { "zh-CN": () => import("../pages/estates/zh.ts"), en: () => import("../pages/estates/en.ts") },
  },
  {
    name: "people", path: "/people", letter: "s", inNav: true,
    open: (can) => can("PEOPLE"),
    load: () => import("../pages/people/index.tsx"),
    texts: { "zh-CN": () => import("../pages/people/zh.ts"), en: () => import("../pages/people/en.ts") },
  },
  {
    name: "quality", path: "/quality", letter: "q", inNav: true,
    open: (can) => can("QUALITY") || can("DUTIES"),
    load: () => import("../pages/quality/index.tsx"),
    texts: { "zh-CN": () => import("../pages/quality/zh.ts"), en: () => import("../pages/quality/en.ts") },
  },
  {
    name: "data", path: "/data", letter: "d", inNav: true,
    open: () => true,
    load: () => import("../pages/data/index.tsx"),
    texts: { "zh-CN": () => import("../pages/data/zh.ts"), en: () => import("../pages/data/en.ts") },
  },
  {
    name: "profile", path: "/profile", letter: "m", inNav: false,
    open: () => true,
    load: () => import("../pages/profile/index.tsx"),
    texts: { "zh-CN": () => import("../pages/profile/zh.ts"), en: () => import("../pages/profile/en.ts") },
  },
  {
    name: "admin", path: "/admin", letter: "a", inNav: false,
    open: (can) => can("ADMIN", "READ"),
    load: () => import("../pages/admin/index.tsx"),
    texts: { "zh-CN": () => import("../pages/admin/zh.ts"), en: () => import("../pages/admin/en.ts") },
  },
];

for (const page of pages) registerTexts(page.name, page.texts);

const loaded = new Map<PageSpec["name"], ComponentType>();

/** The page itself, where its code and texts are here. */
export const pageNow = (page: PageSpec): ComponentType | undefined => loaded.get(page.name);

/** Loads a page's code and texts together. */
export async function loadPage(page: PageSpec): Promise<{ default: ComponentType }> {
  const [module] = await Promise.all([page.load(), loadTexts(page.name)]);
  loaded.set(page.name, module.default);
  return module;
}
