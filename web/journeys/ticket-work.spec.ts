import type { Locator, Page } from "@playwright/test";
import { accessible, ask, enter, expect, forge, journey, type Person } from "./hub.ts";

type Opened = { openTicket: { ticket: { id: string; number: string } } };
type Places = { communities: { nodes: { id: string }[] } };

/** Somebody calls the site about something: a ticket of its manager's, opened beside the console. */
async function called(request: Parameters<typeof ask>[0], kind: string, content: string): Promise<{ id: string; number: string }> {
  const { communities } = await ask<Places>(request, "SITE_MANAGER", "{ communities(first: 1) { nodes { id } } }");
  const input = { communityId: communities.nodes[0]!.id, kind, content };
  const { openTicket } = await ask<Opened>(request, "SITE_MANAGER", "mutation($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id number } } }", { input });
  return openTicket.ticket;
}

/** A ticket in the list: a row of the table, a card on a phone. */
const rowOf = ({ page, phone }: Pick<Person, "page" | "phone">, ticket: { id: string; number: string }): Locator =>
  phone ? page.getByRole("listitem").filter({ hasText: ticket.number }) : page.locator(`[data-row-key="${ticket.id}"]`);

/** The name of a button that sends a form: its spinner's name may still stand before it. */
const sends = (name: string) => new RegExp(`(^| )${name}$`);

const theCase = (page: Page) => page.getByRole("dialog").first();

/** Does what a button of the open case says, or an entry behind its other actions, with what its form asks. */
async function does({ page, says }: Person, zh: string, en: string, fill: (form: Locator) => Promise<void> = async () => {}): Promise<void> {
  const name = says(zh, en);
  const others = theCase(page).getByRole("button", { name: sends(says("更多操作", "More actions")) });
  await expect(others).toBeVisible();
  const button = theCase(page).getByRole("button", { name, exact: true });
  if (await button.count()) await button.click();
  else {
    await others.click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  }
  const form = page.getByRole("region", { name, exact: true });
  await fill(form);
  await form.getByRole("button", { name: sends(name) }).click();
  await expect(form).toHaveCount(0);
}

journey("a deadline that was dropped when it was late has stood still since, and the history names who did what", async ({ person, request }) => {
  const { page, says } = person;
  type Late = { clocks: { nodes: { rule: string; ticket: { id: string; events: { nodes: { staff: { name: string } | null }[] } } }[] } };
  const { clocks } = await ask<Late>(request, "SITE_MANAGER", "{ clocks(first: 50, where: {state: [BREACHED], endedAtMissing: false}) { nodes { rule ticket { id events(first: 1, where: {verb: [\"open\"]}) { nodes { staff { name } } } } } } }");
  const late = clocks.nodes.find((c) => c.ticket?.events.nodes[0]?.staff)!;
  await person.signIn("SITE_MANAGER", `/tickets?ticket=${late.ticket.id}`);
  const open = theCase(page);
  await expect(open.getByText(late.ticket.events.nodes[0]!.staff!.name).last()).toBeVisible();
  await expect(open.getByRole("list", { name: says("正在计时", "Running deadlines") }).getByText(late.rule, { exact: true })).toHaveCount(0);
  const ended = open.locator("details");
  if ((await ended.getAttribute("open")) === null) await ended.getByText(says("已结束的时限：", "Ended deadlines: ")).click();
  await expect(ended.getByRole("listitem").filter({ hasText: late.rule }).first()).toContainText(says("超时", "Breached"));
  await person.accessible();
});

journey("the complaint centre nudges several at once, hands them over, and reads what was refused and why", async ({ person, request }) => {
  journey.setTimeout(150_000);
  const { page, phone, says } = person;
  const three: { id: string; number: string }[] = [];
  for (const content of ["单元门禁失灵", "地库道闸不抬杆", "门禁失灵，业主自行修好"]) three.push(await called(request, "REPAIR", content));
  const cancelled = three[2]!;
  await ask(request, "SITE_MANAGER", 'mutation($id: ID!) { moveTicket(input: {id: $id, verb: cancel, reason: "业主自行修好"}) { userErrors { message } } }', { id: cancelled.id });

  await person.signIn("COMPLAINT_CENTRE", "/tickets");
  const select = async () => {
    const picking = page.getByRole("button", { name: says("选择", "Select"), exact: true });
    if (phone && (await picking.getAttribute("aria-pressed")) !== "true") await picking.click();
    for (const ticket of three) await (phone ? rowOf(person, ticket).getByRole("button") : rowOf(person, ticket).getByRole("checkbox")).click();
  };
  const bulk = page.getByRole("region", { name: says("批量操作", "Bulk actions") });
  const dialog = page.getByRole("dialog");

  // A word to each.
  await expect(rowOf(person, cancelled)).toBeVisible();
  await select();
  await expect(bulk).toContainText(says("已选 3 张", "3 selected"));
  await person.accessible();
  await bulk.getByRole("button", { name: says("催办", "Nudge"), exact: true }).click();
  const word = `请今天内回复 ${Date.now() % 1_000_000}`;
  await dialog.getByLabel(says("说明", "Remark")).fill(word);
  await dialog.getByRole("button", { name: sends(says("催办", "Nudge")) }).click();
  await expect(dialog.getByRole("status")).toHaveText(says("已完成 3/3", "Done: 3 of 3"));
  await dialog.getByRole("button", { name: sends(says("关闭", "Close")) }).last().click();
  await expect(bulk).toHaveCount(0);

  // To somebody else: nobody takes what is cancelled.
  await select();
  await bulk.getByRole("button", { name: says("转派", "Transfer"), exact: true }).click();
  await expect(async () => { // the button moves down while the field for staff comes
    await dialog.getByRole("button", { name: sends(says("转派", "Transfer")) }).click();
    await expect(dialog.getByText(says("须指定经办人或责任部门", "Name a member of staff or a department"))).toBeVisible({ timeout: 3000 });
  }).toPass();
  await dialog.getByLabel(says("责任部门", "Department")).fill("工程部");
  await dialog.getByRole("button", { name: sends(says("转派", "Transfer")) }).click();
  await expect(dialog.getByRole("status")).toHaveText(says("已完成 2/3", "Done: 2 of 3"));
  await expect(dialog.getByRole("listitem")).toHaveText([says(`${cancelled.number} 该工单当前为“已取消”，不能转派。`, `${cancelled.number} This ticket is in state “Cancelled”: it cannot be transferred.`)]);
  await person.accessible();
  await dialog.getByRole("button", { name: sends(says("关闭", "Close")) }).last().click();

  // The word stands in the case, and whose it is now.
  if (phone) await page.getByRole("button", { name: says("选择", "Select"), exact: true }).click();
  await (phone ? rowOf(person, three[0]!).getByRole("button") : rowOf(person, three[0]!).getByText(three[0]!.number)).click();
  await expect(theCase(page)).toContainText(word);
  await expect(theCase(page).getByText("工程部").first()).toBeVisible();
});

journey("what one found invalid another looks at, and each sees at once what the other did", async ({ person, request, browser }) => {
  journey.setTimeout(180_000);
  const { says } = person;
  const complaint = await called(request, "COMPLAINT", "夜间施工噪声扰民");

  // The complaint centre has the list open on another device.
  const elsewhere = await browser.newContext();
  const centre: Person = { ...person, page: await elsewhere.newPage() };
  const stream = centre.page.waitForResponse((r) => Boolean(r.headers()["content-type"]?.includes("text/event-stream")));
  await enter(centre.page, person.zh, "COMPLAINT_CENTRE", "/tickets?kind=COMPLAINT");
  const row = rowOf(centre, complaint);
  await expect(row).toContainText(says("已受理", "Received"));
  await stream;
  let asked = 0;
  centre.page.on("request", (r) => void (r.url().endsWith("/graphql") && asked++));

  // At the site its manager finds that there is nothing to it.
  await person.signIn("SITE_MANAGER", `/tickets?ticket=${complaint.id}`);
  await does(person, "核实", "Verify");
  await expect(row).toContainText(says("已核实", "Verified"));
  await does(person, "判定无效", "Find invalid", async (form) => {
    await form.getByRole("button", { name: sends(says("判定无效", "Find invalid")) }).click();
    await expect(form.getByText(says("必填", "Required"))).toBeVisible();
    await form.getByLabel(says("原因", "Reason")).fill("当晚无施工，系误报");
  });
  await expect(theCase(person.page).getByRole("note")).toHaveText(says("您的判定尚待他人复核，复核前不能关闭。", "What you found awaits a second look by another; it is not closed before."));
  await expect(theCase(person.page).getByRole("button", { name: says("维持判定", "Uphold the judgement") })).toHaveCount(0);
  await person.accessible();

  // There it is seen without asking.
  await expect(row).toContainText(says("无效投诉", "Invalid"));
  expect(asked, "requests of a list that follows").toBe(0);

  // The centre takes it from what is to be judged, and judges otherwise.
  await centre.page.getByRole("button", { name: says("待复核", "To judge"), exact: true }).click();
  await (person.phone ? row.getByRole("button") : row.getByText(complaint.number)).click();
  await expect(theCase(centre.page)).toContainText("当晚无施工，系误报");
  await expect(theCase(centre.page).getByRole("button", { name: says("维持判定", "Uphold the judgement"), exact: true })).toBeVisible();
  await does(centre, "推翻判定", "Overturn the judgement", async (form) => {
    await form.getByLabel(says("原因", "Reason")).fill("监控显示确有施工");
  });
  await expect(theCase(centre.page).getByRole("note")).toHaveCount(0);
  await accessible(centre.page);

  // And the manager, who has the case still open, reads it.
  await expect(theCase(person.page)).toContainText("监控显示确有施工");
  await expect(theCase(person.page).getByRole("note")).toHaveCount(0);
  await elsewhere.close();
});

journey("a view of one's own is kept, named, renamed, sent to a colleague and thrown away", async ({ person, context, browser }) => {
  journey.setTimeout(120_000);
  const { page, says } = person;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signIn("QUALITY", "/tickets");
  await page.getByRole("button", { name: says("筛选", "Filters") }).click();
  await page.getByRole("checkbox", { name: says("已升级", "Escalated") }).check();
  await page.getByRole("checkbox", { name: says("重复发生", "Repeated") }).check();
  await page.getByRole("heading", { level: 1 }).click();
  await page.getByRole("button", { name: says("保存视图", "Save view") }).click();
  await page.getByLabel(says("视图名称", "Name of the view")).fill("重复升级");
  await page.keyboard.press("Enter");
  const view = (name: string) => page.getByRole("button", { name, exact: true });
  await expect(view("重复升级")).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: says("重命名视图 重复升级", "Rename view 重复升级") }).click();
  await page.getByLabel(says("视图名称", "Name of the view")).fill("每周看的");
  await page.keyboard.press("Enter");
  await expect(view("每周看的")).toHaveAttribute("aria-pressed", "true");
  await expect(view("重复升级")).toHaveCount(0);

  // It is there when he comes back, and shows what it showed.
  await view(says("全部", "All")).click();
  await expect(page).not.toHaveURL(/escalated=1/);
  await page.reload();
  await view("每周看的").click();
  await expect(page).toHaveURL(/escalated=1.*repeat=1/);
  const first = (await page.getByText(/^[A-Z]{2}-\d{6}$/).first().innerText()).trim();
  await person.accessible();

  // A colleague sees the same by its link.
  await page.getByRole("button", { name: says("复制视图链接", "Copy link to this view") }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("escalated=1");
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  const elsewhere = await browser.newContext();
  const colleague = await elsewhere.newPage();
  await enter(colleague, person.zh, "COMPLAINT_CENTRE", link.pathname + link.search.replace(/[?&]lang=[^&]*/, "").replace(/^&/, "?"));
  await expect(colleague.getByText(first, { exact: true })).toBeVisible();
  await elsewhere.close();

  await page.getByRole("button", { name: says("删除视图 每周看的", "Remove view 每周看的") }).click();
  await expect(view("每周看的")).toHaveCount(0);
});

journey("forged requests of the site manager reach no other site and nothing above his role", async ({ person, request }) => {
  const { page } = person;
  const own = (await ask<Places>(request, "SITE_MANAGER", "{ communities(first: 5) { nodes { id } } }")).communities.nodes.map((c) => c.id);
  const all = (await ask<Places>(request, "QUALITY", "{ communities(first: 50) { nodes { id } } }")).communities.nodes.map((c) => c.id);
  const others = all.filter((id) => !own.includes(id));
  type Ids = Record<"units" | "tickets" | "escalations" | "returnVisits" | "duties" | "nonconformities", { nodes: { id: string; building?: { id: string }; ownerships?: { nodes: { owner: { id: string } }[] } }[] }>;
  const theirs = await ask<Ids>(
    request, "QUALITY",
    `query($c: [ID!]) {
      units(first: 1, where: {communityId: $c, occupancy: [OCCUPIED]}) { nodes { id building { id } ownerships(first: 1) { nodes { owner { id } } } } }
      tickets(first: 1, where: {communityId: $c, open: true}) { nodes { id } }
      escalations(first: 1, where: {communityId: $c, kind: [BREACH]}) { nodes { id } }
      returnVisits(first: 1, where: {communityId: $c}) { nodes { id } }
      duties(first: 1, where: {communityId: $c}) { nodes { id } }
      nonconformities(first: 1, where: {communityId: $c}) { nodes { id } }
    }`, { c: others },
  );
  const unit = theirs.units.nodes[0]!;
  const owner = unit.ownerships!.nodes[0]!.owner.id;
  const ticket = theirs.tickets.nodes[0]!.id;
  const users = await ask<{ users: { nodes: { id: string; login: string }[] } }>(request, "ADMINISTRATOR", "{ users(first: 200) { nodes { id login } } }");
  const quality = users.users.nodes.find((u) => u.login === "quality")!.id;
  await person.signIn("SITE_MANAGER", "/tickets");

  // What another site has is not there, whatever page asks.
  for (const [operation, field, variables] of [
    ["UnitCard", "unit", { id: unit.id, owners: true, tickets: true, money: true, today: "2026-01-01" }],
    ["OwnerCard", "owner", { id: owner, tickets: true }],
    ["BuildingGrid", "building", { id: unit.building!.id, tickets: true, money: true, today: "2026-01-01" }],
    ["Site", "community", { id: others[0], tickets: true }],
    ["VisitCard", "returnVisit", { id: theirs.returnVisits.nodes[0]!.id }],
    ["DutyCard", "duty", { id: theirs.duties.nodes[0]!.id }],
    ["CaseCard", "nonconformity", { id: theirs.nonconformities.nodes[0]!.id }],
    ["UserCard", "user", { id: quality }],
  ] as const) expect((await forge(page, operation, variables)).data, operation).toMatchObject({ [field]: null });
  for (const [operation, field, variables] of [
    ["ExportTickets", "tickets", { first: 10, where: { communityId: others }, contacts: true }],
    ["ExportUnits", "units", { first: 10, where: { communityId: others } }],
  ] as const) expect((await forge(page, operation, variables)).data, operation).toMatchObject({ [field]: { totalCount: 0, nodes: [] } });
  const changes = await forge(page, "ChangePiece", { first: 10, communityId: others, includeDeleted: true });
  expect(changes.data).toMatchObject({ changes: { rows: [] } });
  for (const [operation, variables] of [
    ["History", { id: unit.id }], ["AuditTrail", { entityId: ticket, first: 5 }], ["PoliciesInForce", { communityId: others[0] }],
  ] as const) expect(await forge(page, operation, variables), operation).toMatchObject({ data: null, errors: [{ extensions: { code: "NOT_FOUND" } }] });

  // Nothing is done to it.
  for (const [operation, field, input] of [
    ["MoveTicket", "moveTicket", { id: ticket, verb: "close" }],
    ["TransferTicket", "transferTicket", { id: ticket, department: "工程部" }],
    ["ActOnEscalation", "actOnEscalation", { id: theirs.escalations.nodes[0]!.id, note: "已处理" }],
    ["RevealOwner", "revealOwner", { ownerId: owner, reason: "想看看" }],
  ] as const) expect((await forge(page, operation, { input })).data, operation).toMatchObject({ [field]: { userErrors: [{ code: "NOT_FOUND" }] } });

  // Nor what only others' roles do.
  for (const [operation, input] of [
    ["CreateUser", { login: "somebody", name: "somebody", password: "long enough", role: "ADMINISTRATOR", nodeId: own[0] }],
    ["GrantRole", { userId: quality, role: "QUALITY", nodeId: own[0] }],
    ["ResetPassword", { userId: quality, newPassword: "long enough" }],
    ["SetPolicy", { nodeId: own[0], key: "ticket.repair.door", value: "9999", effectiveFrom: "2099-01-01", approvedBy: "自己", reason: "省事" }],
  ] as const) expect(await forge(page, operation, { input }), operation).toMatchObject({ data: null, errors: [{ extensions: { code: "FORBIDDEN" } }] });

  // His own is open to the same documents: it is the walls that answered.
  const mine = await ask<Ids>(request, "SITE_MANAGER", "{ units(first: 1) { nodes { id } } }");
  expect((await forge(page, "UnitCard", { id: mine.units.nodes[0]!.id, owners: true, tickets: true, money: true, today: "2026-01-01" })).data).toMatchObject({ unit: { id: mine.units.nodes[0]!.id } });
});
