import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type APIRequestContext, expect, test as base, type Page } from "@playwright/test";

/** A sign-in of the demo portfolio. */
export type SignIn = { login: string; password: string; role: string; token: string };

/** The sign-in of a role of the demo. */
export function who(role: string): SignIn {
  const all = JSON.parse(readFileSync(process.env.ESTATEHUB_SIGNINS!, "utf8")) as SignIn[];
  const found = all.find((s) => s.role === role);
  if (!found) throw new Error(`the demo has no ${role}`);
  return found;
}

/** What a person brings to a journey: his page and his language. */
export type Person = {
  page: Page;
  /** Whether he reads Chinese. */
  zh: boolean;
  /** Whether he holds a phone. */
  phone: boolean;
  /** A text of the page in his language. */
  says(zh: string, en: string): string;
  /** Opens the console as a role, through its sign-in page, and goes to a place. */
  signIn(role: string, place?: string): Promise<void>;
  /** Holds the page to accessibility: no serious fault. */
  accessible(): Promise<void>;
};

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Opens the console as a role, through its sign-in page, and goes to a place. */
export async function enter(page: Page, zh: boolean, role: string, place: string): Promise<void> {
  const { login, password } = who(role);
  const secret = page.getByLabel(zh ? "密码" : "Password", { exact: true });
  await page.goto(`${place}${place.includes("?") ? "&" : "?"}lang=${zh ? "zh-CN" : "en"}`);
  await page.getByLabel(zh ? "登录名" : "Login").fill(login);
  await secret.fill(password);
  await page.getByRole("button", { name: zh ? "登录" : "Sign in" }).click();
  await expect(secret).toHaveCount(0);
}

/** Holds a page to accessibility: no serious fault. */
export async function accessible(page: Page): Promise<void> {
  // What moves or fades is judged as it comes to rest.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Infinity).map((a) => a.finished.catch(() => undefined))));
  // Not by a script element, which the page's policy forbids.
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    type Found = { violations: { id: string; impact: string; help: string; nodes: { html: string; target: unknown }[] }[] };
    const found = (await (window as unknown as { axe: { run(): Promise<Found> } }).axe.run()) as Found;
    return found.violations
      .filter((v) => v.impact === "serious" || v.impact === "critical")
      .map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
  });
  expect(faults, "accessibility").toEqual([]);
}

/** A journey: errors of the page's own code fail it. */
export const journey = base.extend<{ person: Person }>({
  person: async ({ page }, use, info) => {
    const zh = info.project.name.endsWith("zh");
    const phone = info.project.name.startsWith("phone");
    const broken: string[] = [];
    page.on("pageerror", (e) => broken.push(String(e)));
    const says = (a: string, b: string) => (zh ? a : b);
    await use({
      page,
      zh,
      phone,
      says,
      signIn: (role, place = "/") => enter(page, zh, role, place),
      accessible: () => accessible(page),
    });
    expect(broken, "errors of the page").toEqual([]);
  },
});

export { expect };

/**
 * Sends a trusted document from within the page, as somebody would who forges a request with his own session, and gives
 * the answer.
 */
export async function forge(page: Page, operation: string, variables: object): Promise<{ data?: Record<string, unknown>; errors?: { message: string; extensions: { code: string } }[] }> {
  return page.evaluate(
    async ([operation, variables]) => {
      const documents = (await (await fetch("/assets/documents.json")).json()) as Record<string, string>;
      const found = Object.entries(documents).find(([, text]) => new RegExp(`(query|mutation) ${operation}\\b`).test(text));
      if (!found) throw new Error(`no document ${operation}`);
      const answer = await fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ documentId: `sha256:${found[0]}`, variables }),
      });
      return answer.json();
    },
    [operation, variables] as const,
  );
}

/** Asks the hub as somebody else, beside the console. */
export async function ask<T>(request: APIRequestContext, role: string, query: string, variables: object = {}): Promise<T> {
  const answer = await request.post("/graphql", { headers: { Authorization: `Bearer ${who(role).token}` }, data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}
