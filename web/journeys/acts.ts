import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect, type Person } from "./hub.ts";

/** A photo as a phone would take it, but small. */
export const photo = (name: string) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
});

/** A word that no other run has used. */
export const mark = () => `${Date.now() % 100_000_000}`;

/** What a button is called, also while its spinner comes or goes. */
export const called = (name: string) => new RegExp(`(^| )${name}$`);

/** What lies open over the list. */
export const card = (page: Page) => page.getByRole("dialog").first();

/** Where the verbs of what lies open are. */
const foot = (page: Page) => page.locator(".ant-drawer-footer").first();

/** Opens the form of a verb of the card. */
export async function begins(person: Person, zh: string, en: string, of: Locator = foot(person.page)): Promise<Locator> {
  const { page, says } = person;
  const name = says(zh, en);
  await of.getByRole("button", { name, exact: true }).click();
  const form = page.getByRole("dialog", { name, exact: true });
  await expect(form).toBeVisible();
  return form;
}

/** Sends a form by the button that opened it. */
export const send = (form: Locator, name: string) => form.getByRole("button", { name: called(name) }).last().click();

/** Does what a verb says, with what its form asks. */
export async function does(person: Person, zh: string, en: string, fill: (form: Locator) => Promise<void> = async () => {}, of?: Locator): Promise<void> {
  const form = await begins(person, zh, en, of);
  await fill(form);
  await send(form, person.says(zh, en));
  await expect(form).toHaveCount(0);
}

/** Chooses an entry of a list in a form: by its name, or the first where none is said. */
export async function choose(page: Page, within: Locator | Page, field: string, entry?: string): Promise<void> {
  await within.getByRole("combobox", { name: field }).click();
  const list = page.locator(".ant-select-dropdown:visible");
  await (entry ? list.getByTitle(entry, { exact: true }) : list.locator(".ant-select-item-option").first()).click();
  await expect(list).toHaveCount(0);
}

/** Somebody else sits down at the same place. */
export async function hands(person: Person, context: BrowserContext, role: string, place: string): Promise<void> {
  await context.clearCookies();
  await person.signIn(role, place);
}
