import type { APIRequestContext, BrowserContext, Locator, Page } from "@playwright/test";
import { expect, journey, type Person, who } from "./hub.ts";

/** A photo as a phone would take it, but small. */
const photo = (name: string) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
});

/** Asks the hub beside the console, to learn what the demo has. */
async function ask<T>(request: APIRequestContext, role: string, query: string, variables: object = {}): Promise<T> {
  const answer = await request.post("/graphql", { headers: { Authorization: `Bearer ${who(role).token}` }, data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** A word that no other run has used. */
const mark = () => `${Date.now() % 100_000_000}`;

/** What a button is called, also while its spinner comes or goes. */
const called = (name: string) => new RegExp(`(^| )${name}$`);

/** What lies open over the list. */
const card = (page: Page) => page.getByRole("dialog").first();

/** Opens the form of a verb of the card. */
async function begins(person: Person, zh: string, en: string, of: Locator = card(person.page)): Promise<Locator> {
  const { page, says } = person;
  const name = says(zh, en);
  await of.getByRole("button", { name, exact: true }).last().click(); // the first may be what shuts the card
  const form = page.getByRole("dialog", { name, exact: true });
  await expect(form).toBeVisible();
  return form;
}

/** Sends a form by the button that opened it. */
const send = (form: Locator, name: string) => form.getByRole("button", { name: called(name) }).last().click();

/** Does what a verb says, with what its form asks. */
async function does(person: Person, zh: string, en: string, fill: (form: Locator) => Promise<void> = async () => {}, of?: Locator): Promise<void> {
  const form = await begins(person, zh, en, of);
  await fill(form);
  await send(form, person.says(zh, en));
  await expect(form).toHaveCount(0);
}

/** Chooses an entry of a list in a form: by its name, or the first where none is said. */
async function choose(page: Page, within: Locator | Page, field: string, entry?: string): Promise<void> {
  await within.getByRole("combobox", { name: field }).click();
  const list = page.locator(".ant-select-dropdown:visible");
  await (entry ? list.getByTitle(entry, { exact: true }) : list.locator(".ant-select-item-option").first()).click();
  await expect(list).toHaveCount(0);
}

/** Somebody else sits down at the same place. */
async function hands(person: Person, context: BrowserContext, role: string, place: string): Promise<void> {
  await context.clearCookies();
  await person.signIn(role, place);
}

const shot = async (page: Page, name: string) => {
  if (!process.env.SHOTS) return;
  const info = journey.info();
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${process.env.SHOTS}/${info.project.name}-${name}.png` });
};

type Site = { id: string; name: string };

journey("a planned visit is appointed, not reached, made and answered; another is waived; a bad one becomes a nonconformity", async ({ person, request }) => {
  journey.setTimeout(300_000);
  const { page, says, phone } = person;
  type Found = { communities: { nodes: Site[] }; units: { nodes: { propertyNo: string }[] } };
  const { communities, units } = await ask<Found>(request, "SITE_MANAGER", "{ communities(first: 1) { nodes { id name } } units(first: 1, where: {occupancy: [OCCUPIED]}) { nodes { propertyNo } } }");
  const site = communities.nodes[0]!;
  const room = units.nodes[0]!.propertyNo;
  await person.signIn("QUALITY", `/quality?tab=visits&scope=${site.id}`);

  const list = page.getByRole("region", { name: says("待回访", "To be made") }).first();
  const adds = async (customer: string) => {
    await page.getByRole("button", { name: says("增加回访", "Add a visit") }).click();
    const form = page.getByRole("dialog", { name: says("增加回访", "Add a visit") });
    const unit = form.getByRole("combobox", { name: person.zh ? /房屋$/ : /\bUnit$/ });
    await unit.fill(room);
    await page.locator(".ant-select-dropdown:visible").getByTitle(room, { exact: true }).click();
    await form.getByLabel(says("回访对象", "Customer")).fill(customer);
    await shot(page, "visit-add");
    await send(form, says("增加回访", "Add a visit"));
    await expect(form).toHaveCount(0);
  };
  await page.getByRole("combobox", { name: says("类型", "Type") }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(says("计划回访", "Planned regular visit"), { exact: true }).click();
  await page.keyboard.press("Escape");
  const [good, bad] = [`好 ${mark()}`, `坏 ${mark()}`];
  await adds(good);
  await adds(bad);
  await shot(page, "visits");
  await person.accessible();

  // Who makes it: several at once from the list, one from its card.
  if (!phone) {
    await page.getByRole("row").filter({ hasText: good }).getByRole("checkbox").check();
    await page.getByRole("row").filter({ hasText: bad }).getByRole("checkbox").check();
    await does(person, "指派 2 项", "Assign 2", (form) => choose(page, form, says("回访人", "Visitor")), page.locator("main"));
  }
  await list.getByText(good).first().click();
  await expect(card(page)).toContainText(good);
  await shot(page, "visit-card");
  await does(person, "预约", "Appoint", async (form) => {
    await choose(page, form, says("回访人", "Visitor"));
    await shot(page, "visit-appoint");
  });
  await expect(card(page)).toContainText(says("已预约", "Appointed"));
  await does(person, "未联系上", "Not reached");
  await expect(card(page).getByText(says("未联系上", "Not reached"), { exact: true }).first()).toBeVisible();
  await shot(page, "visit-missed");
  // Reached at last: satisfied, but he asked something.
  await does(person, "登记结果", "Record", async (form) => {
    await form.getByText(says("合格", "Qualified"), { exact: true }).click();
    await choose(page, form, says("满意度", "Satisfaction"), says("满意", "Satisfied"));
    await form.getByLabel(says("意见建议", "Opinions")).fill("想知道电梯何时大修");
    await form.getByLabel(says("承诺答复时间", "Answer promised by")).fill("2099-01-01T09:00");
    await shot(page, "visit-record");
  });
  await shot(page, "visit-recorded");
});
