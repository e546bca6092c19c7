import { expect, forge, journey } from "./hub.ts";
import type { Page } from "@playwright/test";

/** The row or card of a list that tells of something. */
const listed = (page: Page, phone: boolean, text: string | RegExp) =>
  phone ? page.getByRole("listitem").filter({ hasText: text }) : page.locator(".ant-table-row").filter({ hasText: text });

type Seat = { communityId: string; post: { title: string } };

/** What is planned and filled today, counted here once more from the rows the hub gives her. */
async function vacancies(page: Page) {
  const all = { first: 50_000, where: {} };
  const plans = ((await forge(page, "EstablishmentsAll", all)).data!.establishments as { nodes: (Seat & { planned: number })[] }).nodes;
  const held = ((await forge(page, "AssignmentsAll", all)).data!.assignments as { nodes: (Seat & { since: string; until: string | null })[] }).nodes;
  const sites = ((await forge(page, "Communities", {})).data!.communities as { nodes: { id: string; name: string }[] }).nodes;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  const now = held.filter((a) => a.since <= today && (!a.until || a.until >= today));
  const actual = (of: Seat) => now.filter((a) => a.communityId === of.communityId && a.post.title === of.post.title).length;
  const missing = (of: Seat & { planned: number }) => Math.max(0, of.planned - actual(of));
  const sum = (of: typeof plans) => of.reduce((n, p) => n + missing(p), 0);
  const worst = sites
    .map((s) => ({ ...s, plans: plans.filter((p) => p.communityId === s.id) }))
    .map((s) => ({ ...s, vacant: sum(s.plans), planned: s.plans.reduce((n, p) => n + p.planned, 0) }))
    .sort((a, b) => b.vacant - a.vacant || b.planned - a.planned)[0]!;
  const guards = plans.find((p) => p.communityId === worst.id && p.post.title === "安管员")!;
  return {
    planned: plans.reduce((n, p) => n + p.planned, 0), actual: now.length, vacant: sum(plans),
    worst: worst.name, guards: `${actual(guards)} / ${guards.planned}`,
  };
}

journey("head-office HR: what is not hers is not there", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("HR");
  const nav = page.getByRole("navigation", { name: says("主导航", "Main navigation") });
  await expect(nav.getByRole("link", { name: says("人员", "People") })).toBeVisible();
  await expect(nav.getByRole("link", { name: says("项目", "Estates") })).toBeVisible();
  await expect(nav.getByRole("link", { name: says("工单", "Tickets") })).toHaveCount(0);

  // Pulse: the duties she may compare, no tickets.
  await expect(page.getByRole("heading", { level: 1, name: says("总览", "Pulse") })).toBeVisible();
  await expect(page.getByText(says("工作任务按时完成率", "Duties done in time")).first()).toBeVisible();
  await expect(page.getByText(says("投诉件数", "Complaints received"))).toHaveCount(0);
  await expect(page.getByText(says("工单件数", "Tickets received"))).toHaveCount(0);
  await person.accessible();

  // The search finds no ticket, no owner; a unit it finds tells of neither.
  await page.getByRole("button", { name: says("搜索", "Search"), exact: false }).first().click();
  const search = page.getByRole("combobox", { name: says("搜索", "Search") });
  await search.fill("TS-00");
  await expect(page.getByText(says("没有找到", "Nothing found"))).toBeVisible();
  await search.fill("1-1-101");
  await page.getByRole("option").first().click();
  const unit = page.getByRole("dialog");
  await expect(unit.getByText(says("入住状态", "Occupancy"))).toBeVisible();
  await expect(unit.getByText("1-1-101").first()).toBeVisible();
  for (const heading of [says("业主", "Owners"), says("工单", "Tickets"), says("租赁", "Tenancy"), says("变更记录", "History")]) {
    await expect(unit.getByRole("heading", { name: heading, exact: true })).toHaveCount(0);
  }
  await person.accessible();

  // The page of tickets is none of hers, and neither is what its requests would bring.
  await page.goto(`/tickets?lang=${person.zh ? "zh-CN" : "en"}`);
  await expect(page.getByText(says("没有这个页面", "There is no such page"))).toBeVisible();
  const tickets = await forge(page, "TicketList", { first: 50 });
  expect(tickets.errors?.[0]?.extensions.code === "FORBIDDEN" || (tickets.data?.tickets as { nodes: unknown[] }).nodes.length === 0).toBe(true);
  const figures = await forge(page, "Sites", {
    facts: false, sites: {}, where: {}, period: {}, before: {}, trend: {}, key1: "COMPLAINTS", with1: true,
  });
  expect(figures.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
});

journey("head-office HR: posts planned and filled over the sites, and a person", async ({ person }) => {
  const { page, says, phone } = person;
  await person.signIn("HR", "/people");
  await expect(page.getByRole("heading", { level: 1, name: says("人员", "People") })).toBeVisible();
  await person.accessible();

  // Plan and actual, the site with the most vacancies first.
  await page.getByText(says("编制与任职", "Posts"), { exact: true }).click();
  const expected = await vacancies(page);
  await expect(page.getByText(says(`编制 ${expected.planned} · 在岗 ${expected.actual}`, `Planned ${expected.planned} · assigned ${expected.actual}`))).toBeVisible();
  await expect(page.getByText(says(`缺编 ${expected.vacant}`, `${expected.vacant} vacant`), { exact: true }).first()).toBeVisible();
  const first = phone ? page.getByRole("listitem").first() : page.locator(".ant-table-row").first();
  await expect(first).toContainText(expected.worst);
  await person.accessible();

  // By post the sites stand beside each other.
  await page.getByText(says("按岗位", "By post"), { exact: true }).click();
  const guards = listed(page, phone, "安管员").first();
  if (!phone) await expect(guards).toContainText(expected.guards);
  await guards.click();
  const seats = page.getByRole("dialog");
  await expect(seats.getByRole("listitem").filter({ hasText: expected.worst })).toContainText(expected.guards);
  await expect(seats.getByText(says("空缺", "Vacant"), { exact: true }).first()).toBeVisible();
  await person.accessible();
  await seats.getByRole("button", { name: says("关闭", "Close") }).click();

  // A person by name, by pinyin, by number.
  await page.getByText(says("员工", "Staff"), { exact: true }).first().click();
  const find = page.getByPlaceholder(says("姓名、拼音或工号", "Name, pinyin or number"));
  await find.fill("majianxuan");
  await expect(listed(page, phone, "马建轩")).toHaveCount(1);
  await find.fill("AJ1009");
  await expect(listed(page, phone, "马建轩")).toHaveCount(1);
  await find.fill("马建");
  await listed(page, phone, "马建轩").first().click();
  const card = page.getByRole("dialog");
  await expect(card.getByText("马建轩 · AJ1009")).toBeVisible();
  await expect(card.getByRole("heading", { name: says("现任岗位", "Posts held") })).toBeVisible();
  await expect(card.getByText("管理处主任").first()).toBeVisible();
  // HR reads staff in full: the phone is no mask.
  await expect(card.getByRole("link", { name: /^\d{11}$/ })).toBeVisible();
  await expect(card.getByText(says("经办未结工单", "Open tickets assigned"))).toHaveCount(0);
  await person.accessible();
});

journey("head-office HR: sites by the duties of the work calendar, side by side", async ({ person }) => {
  const { page, says, phone } = person;
  await person.signIn("HR", "/estates?period=year");
  await expect(page.getByText(says("工作任务按时完成率", "Duties done in time")).first()).toBeVisible();
  await expect(listed(page, phone, "兴澜人才公寓").first()).toContainText("%");
  await person.accessible();
  const pick = page.getByRole("combobox", { name: says("选 2 至 4 个小区", "Pick 2 to 4 communities") });
  for (const site of ["兴澜人才公寓", "云川中心"]) {
    await pick.fill(site);
    await pick.press("Enter");
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: says("并排对比", "Side by side") }).click();
  const table = page.getByRole("table");
  await expect(table.getByRole("columnheader", { name: "兴澜人才公寓" })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "云川中心" })).toBeVisible();
  await expect(table.getByRole("rowheader")).toHaveCount(8);
  await expect(table.getByText(says("投诉", "Complaint"))).toHaveCount(0);
  await person.accessible();
});

journey("a site manager: from the building to the unit to its owner, with a reason", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("SITE_MANAGER", "/estates");
  await expect(page.getByRole("heading", { name: "兴澜人才公寓" })).toBeVisible();
  await expect(page.getByText(says("管理处主任", "Director"))).toBeVisible();
  await person.accessible();

  await page.getByRole("button", { name: /^1栋/ }).click();
  const grid = page.getByRole("grid");
  await expect(grid.getByRole("button")).toHaveCount(72);
  await expect(grid.getByRole("button", { name: new RegExp(`1-1-202, ${says("出租", "Let")}`) })).toBeVisible();
  await person.accessible();
  // The keys lead from the top left one down and to the right.
  await grid.getByRole("button", { name: /^1-1-301,/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(grid.getByRole("button", { name: /^1-1-202,/ })).toBeFocused();
  await page.keyboard.press("Enter");

  const unit = page.getByRole("dialog").filter({ hasText: "1-1-202" });
  await expect(unit.getByRole("heading", { name: says("住户", "Household") })).toBeVisible();
  await expect(unit.getByRole("heading", { name: says("租赁", "Tenancy") })).toBeVisible();
  await unit.getByRole("button", { name: says("查看", "Show"), exact: true }).click();
  await expect(unit.getByText(says("新建", "Created")).first()).toBeVisible();
  await unit.getByRole("button", { name: "杨美珍" }).click();

  const owner = page.getByRole("dialog").filter({ hasText: says("名下房屋", "Units owned") });
  const reason = `${says("核对产权证件", "checking the deed")} ${Date.now()}`;
  await owner.getByRole("button", { name: says("查看完整信息", "Show in full") }).click();
  await page.getByLabel(says("查看理由", "Reason")).fill(reason);
  await page.getByRole("tooltip").or(page.locator(".ant-popover")).getByRole("button", { name: says("查看", "Show"), exact: true }).click();
  await expect(owner.getByRole("button", { name: says("查看完整信息", "Show in full") })).toHaveCount(0);
  await expect(owner.getByText(reason)).toBeVisible();
  await person.accessible();
});

journey("a site manager: a file with a bad row is told in its place, and nothing is written", async ({ person }) => {
  const { page, says, phone } = person;
  await person.signIn("SITE_MANAGER", "/estates?view=import");
  await expect(page.getByRole("link", { name: "CSV" })).toHaveAttribute("href", /\/templates\/unit\.csv/);
  const template = await page.request.get(`/templates/unit.csv?lang=zh-CN`);
  const header = (await template.text()).replace(/^\uFEFF/, "").trim().split("\n")[0]!.trim().split(",");
  const row = (of: Record<string, string>) => header.map((title) => of[title.replace("*", "")] ?? "").join(",");
  const mark = Date.now().toString(36); // of this walk: a file and rooms of its own
  const [good, noFloor, noBuilding] = [`${mark}-1`, `${mark}-2`, `${mark}-3`] as const;
  const csv = [
    header.join(","),
    row({ 物业号: good, 楼栋编码: "P1", 单元: "1", 楼层: "1", 房号: good, 建筑面积: "12.5" }),
    row({ 物业号: noFloor, 楼栋编码: "P1", 单元: "1", 楼层: "十九", 房号: noFloor, 建筑面积: "12.5" }),
    row({ 物业号: noBuilding, 楼栋编码: "99", 单元: "1", 楼层: "1", 房号: noBuilding }),
  ].join("\n");
  await page.getByLabel(says("文件", "File"), { exact: true }).setInputFiles({ name: `${mark}.csv`, mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("button", { name: says("试导入", "Dry run") }).click();

  await expect(page.getByText(says("读取 3 行", "3 rows read"))).toContainText(says("新增 1", "1 new"));
  await expect(page.getByText(says("有问题的行 2", "Bad rows 2"))).toBeVisible();
  const bad = listed(page, phone, noFloor);
  await expect(bad).toContainText("楼层");
  await expect(bad).toContainText(phone ? says("第 3 行", "Line 3") : "3");
  if (!phone) await expect(bad.locator("mark")).toContainText("十九");
  await expect(listed(page, phone, noBuilding)).toContainText("楼栋编码");
  await expect(listed(page, phone, good)).toHaveCount(0);
  await person.accessible();

  // As it is it cannot be applied; all rows are a click away.
  await expect(page.getByRole("button", { name: says("正式导入", "Import"), exact: true }).last()).toBeDisabled();
  await page.getByText(says("全部行 3", "All rows 3")).click();
  await expect(listed(page, phone, good)).toHaveCount(1);

  // The good row goes in, stands in the list of imports, and is taken away again.
  await page.getByRole("checkbox", { name: says("只导入无误的行", "Only good rows") }).check();
  await page.getByRole("button", { name: says("正式导入", "Import"), exact: true }).last().click();
  await expect(page.getByRole("status").filter({ hasText: says("已导入", "Imported") }).first()).toBeVisible();
  const found = await forge(page, "Search", { text: good });
  expect((found.data?.search as unknown[]).length).toBe(1);
  await page.reload();
  const batch = listed(page, phone, `${mark}.csv`);
  await batch.getByRole("button").first().click();
  await page.getByRole("dialog").getByRole("button", { name: says("撤销", "Undo"), exact: true }).click();
  await expect(page.getByText(says("已撤销，删除 1 行", "Undone: 1 rows deleted"))).toBeVisible();
  await person.accessible();
});
