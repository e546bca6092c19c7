import type { Page } from "@playwright/test";
import { ask, expect, forge, journey, type Person } from "./hub.ts";

/** A photo as a phone would take it, but small. */
const photo = (name: string) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
});

/** The case that is open. */
const theCase = (page: Page) => page.getByRole("dialog");

/** The name of the button that sends a form; after an attempt it may still carry the name of its vanishing spinner. */
const sends = (name: string) => new RegExp(`(^| )${name}$`);

/** Does what a button of the case says, with what its form asks. */
async function does(person: Person, zh: string, en: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  const { page, says } = person;
  const name = says(zh, en);
  await theCase(page).getByRole("button", { name, exact: true }).last().click(); // the first may be what shuts the drawer
  const form = page.getByRole("region", { name, exact: true });
  await fill();
  await form.getByRole("button", { name: sends(name) }).click();
  await expect(form).toHaveCount(0);
}

journey("the site manager's day: his overdue, a new repair from the first word to the return visit", async ({ person, request }) => {
  journey.setTimeout(240_000); // a whole day, on a machine that does much else
  const { page, says } = person;
  const { units } = await ask<{ units: { nodes: { propertyNo: string }[] } }>(request, "SITE_MANAGER", "{ units(first: 1, where: {occupancy: [OCCUPIED]}) { nodes { propertyNo } } }");
  const room = units.nodes[0]!.propertyNo;
  await person.signIn("SITE_MANAGER", "/tickets");

  // What is late, and by how much.
  await page.getByRole("button", { name: says("已超时", "Overdue"), exact: true }).click();
  await expect(page).toHaveURL(/overdue=1/);
  await expect(page.getByText(says("超时", "late")).nth(1)).toBeVisible();
  await person.accessible();

  // Somebody calls: a tap leaks. One screen, and it is there with its number.
  const began = Date.now();
  await page.getByRole("button", { name: says("新建工单", "New ticket") }).click();
  await page.getByRole("radio", { name: says("报修", "Repair"), exact: true }).click();
  await page.getByRole("combobox", { name: says("房屋", "Unit") }).fill(room);
  await page.getByTitle(new RegExp(`^${room}( |$)`)).first().click();
  await expect(page.locator(".ant-select-dropdown:visible")).toHaveCount(0);
  await page.getByLabel(says("内容", "Content")).fill("厨房水龙头漏水");
  await page.getByLabel(says("拍照或选文件", "Photo or file")).first().setInputFiles(photo("漏水.png"));
  await person.accessible();
  await page.getByRole("button", { name: says("提交", "Open the ticket") }).click();
  const opened = page.getByRole("dialog").getByRole("status");
  await expect(opened).toContainText(/BX-\d+/);
  await expect(opened).toContainText(says("办结期限", "Due"));
  expect(Date.now() - began, "from the first tap to the number").toBeLessThan(20_000);
  const number = (await opened.innerText()).match(/BX-\d+/)![0];

  // He says what it is and sends the repairman.
  await opened.getByRole("button", { name: says("查看工单", "Show the ticket") }).click();
  await expect(page.getByRole("dialog", { name: says("已受理", "Ticket opened") })).toHaveCount(0);
  await expect(theCase(page)).toContainText(number);
  await expect(theCase(page)).toContainText("厨房水龙头漏水");
  await expect(theCase(page)).toContainText("D-18");
  await expect(theCase(page).getByRole("img", { name: "漏水.png" })).toBeVisible();
  await person.accessible();
  await does(person, "登记分类", "Register and classify");
  // Nobody named: the form says so and stays.
  await theCase(page).getByRole("button", { name: says("派单", "Dispatch"), exact: true }).click();
  const sending = page.getByRole("region", { name: says("派单", "Dispatch"), exact: true });
  await sending.getByRole("button", { name: sends(says("派单", "Dispatch")) }).click();
  await expect(sending.getByRole("alert").or(sending.locator(".ant-form-item-explain-error")).first()).toBeVisible();
  await sending.getByRole("combobox", { name: says("经办人", "Assignee") }).click();
  await page.locator(".ant-select-item-option").nth(2).click(); // not himself: he asks the owner afterwards
  await expect(page.locator(".ant-select-dropdown:visible")).toHaveCount(0);
  await person.accessible();
  await sending.getByRole("button", { name: sends(says("派单", "Dispatch")) }).click();
  await expect(sending).toHaveCount(0);

  // The work, with a photo of what was done.
  await does(person, "接单", "Accept");
  await does(person, "到场", "Arrive");
  await does(person, "处理完成", "Resolve", async () => {
    const form = page.getByRole("region", { name: says("处理完成", "Resolve"), exact: true });
    await form.getByLabel(says("处理结果", "Result")).fill("更换水龙头阀芯，试水不漏");
    await form.getByLabel(says("拍照或选文件", "Photo or file")).first().setInputFiles(photo("修好.png"));
  });
  await expect(theCase(page).getByRole("img", { name: "修好.png" })).toBeVisible();
  await expect(theCase(page)).toContainText("更换水龙头阀芯，试水不漏");

  // The owner is out and does not sign: the head checks, the owner is told, and asked.
  await does(person, "检查签认", "Check and sign off");
  await does(person, "告知业主", "Notify the owner");
  await does(person, "登记回访", "Record the return visit", async () => {
    await page.getByText(says("合格", "Qualified"), { exact: true }).click();
  });
  await does(person, "关闭", "Close");
  await expect(theCase(page)).toContainText(says("已关闭", "Closed"));
  for (const [zh, en] of [["受理", "Received"], ["派单", "Dispatch"], ["处理完成", "Resolve"], ["登记回访", "Record the return visit"]] as const) {
    await expect(theCase(page).getByText(says(zh, en), { exact: true }).first()).toBeAttached();
  }
  await page.getByRole("button", { name: says("关闭", "Close"), exact: true }).first().click();
  await expect(theCase(page)).toHaveCount(0);

  // It is in the list, and found by its number.
  await page.getByRole("button", { name: says("全部", "All"), exact: true }).click();
  await expect(page.getByText(number).first()).toBeVisible();
  await page.goto(`/tickets?q=${number}&lang=${person.zh ? "zh-CN" : "en"}`);
  await expect(page.getByText(number).first()).toBeVisible();
  await expect(page.getByText(says("1 行", "1 rows"))).toBeVisible();
});

journey("the board moves nothing by hand: a card offers what may be done", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("SITE_MANAGER", "/tickets?layout=board");
  const working = page.getByRole("region", { name: says("处理中", "Working"), exact: true });
  await expect(working.getByRole("button", { name: says("处理完成", "Resolve"), exact: true }).first()).toBeVisible();
  await person.accessible();
  await working.getByRole("button", { name: says("处理完成", "Resolve"), exact: true }).first().click();
  await expect(page.getByRole("region", { name: says("处理完成", "Resolve"), exact: true }).getByLabel(says("处理结果", "Result"))).toBeVisible();
});

journey("what happens elsewhere is told without asking: a new ticket announces itself", async ({ person, request }) => {
  const { page, says } = person;
  await person.signIn("SITE_MANAGER", "/tickets");
  await expect(page.getByText(/[A-Z]{2}-\d{6}/).first()).toBeVisible();
  await page.waitForTimeout(500); // the stream is open
  const { communities } = await ask<{ communities: { nodes: { id: string }[] } }>(request, "SITE_MANAGER", "{ communities(first: 1) { nodes { id } } }");
  const { openTicket } = await ask<{ openTicket: { ticket: { number: string } } }>(
    request, "SITE_MANAGER", "mutation($c: ID!) { openTicket(input: {communityId: $c, kind: ENQUIRY, content: \"询问装修时间\"}) { ticket { number } } }", { c: communities.nodes[0]!.id },
  );
  await page.getByRole("button", { name: says("有 1 张新工单", "New tickets: 1") }).click();
  await expect(page.getByText(openTicket.ticket.number, { exact: true })).toBeVisible();
});

journey("a forged request of the site manager for another site's ticket gets nothing", async ({ person, request }) => {
  const { page } = person;
  type Found = { communities: { nodes: { id: string }[] }; tickets: { nodes: { id: string; communityId: string }[] } };
  const mine = await ask<Found>(request, "SITE_MANAGER", "{ communities(first: 5) { nodes { id } } tickets(first: 1) { nodes { id communityId } } }");
  const all = await ask<Found>(request, "QUALITY", "{ communities(first: 50) { nodes { id } } tickets(first: 1, where: {open: true}, orderBy: {field: ID}) { nodes { id communityId } } }");
  const own = mine.communities.nodes.map((c) => c.id);
  const others = all.communities.nodes.map((c) => c.id).filter((id) => !own.includes(id));
  const { tickets } = await ask<Found>(request, "QUALITY", "query($c: [ID!]) { communities(first: 1) { nodes { id } } tickets(first: 1, where: {communityId: $c, open: true}) { nodes { id communityId } } }", { c: others });
  const foreign = tickets.nodes[0]!.id;

  await person.signIn("SITE_MANAGER", "/tickets");
  const asked = { names: false, owners: true, quality: true };
  const seen = await forge(page, "TicketCase", { ...asked, id: mine.tickets.nodes[0]!.id });
  expect(seen.data?.["ticket"], "his own").toMatchObject({ id: mine.tickets.nodes[0]!.id });
  const stolen = await forge(page, "TicketCase", { ...asked, id: foreign });
  expect(stolen.data?.["ticket"] ?? null).toBeNull();
  const listed = await forge(page, "TicketList", { first: 10, where: { communityId: [others[0]] } });
  expect((listed.data?.["tickets"] as { nodes: unknown[] } | undefined)?.nodes ?? []).toEqual([]);
  const note = await forge(page, "NoteTicket", { input: { id: foreign, text: "?" } });
  expect(note.data?.["noteTicket"]).toMatchObject({ ticket: null, userErrors: [{ code: "NOT_FOUND" }] });
  const opened = await forge(page, "OpenTicket", { input: { communityId: others[0], kind: "REPAIR", content: "?" } });
  expect(opened.data?.["openTicket"]).toMatchObject({ ticket: null });
  // Nor by its address.
  await page.goto(`/tickets?ticket=${foreign}&lang=${person.zh ? "zh-CN" : "en"}`);
  await expect(theCase(page)).toContainText(person.says("没有这张工单，或您无权查看", "There is no such ticket, or it is not open to you"));
});
