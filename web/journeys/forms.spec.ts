import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { ask, enter, expect, forge, journey, type Person } from "./hub.ts";

/** Today in the communities' zone. */
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

/** The name of the button that sends a form; while it works it carries the name of its spinner, too. */
const sends = (name: string) => new RegExp(`(^| )${name}$`);

/** What a form says beside its fields. */
const refused = (form: Locator) => form.locator(".ant-form-item-explain-error");

/** Opens a form by a button, fills it in, sends it, and waits until it is gone. */
async function writes({ page, says }: Person, by: Locator, title: [string, string], fill: (form: Locator) => Promise<void>, send: [string, string] = ["保存", "Save"]): Promise<void> {
  await by.click();
  const form = page.getByRole("dialog", { name: new RegExp(`^${says(...title)} · `) });
  await expect(form).toBeVisible();
  await fill(form);
  await form.getByRole("button", { name: sends(says(...send)) }).click();
  await expect(form).toHaveCount(0);
}

journey("head-office quality enters next year's holidays: refused at the field, then published as a version", async ({ person, request }) => {
  journey.setTimeout(180_000);
  const { page, says } = person;
  const year = Number(today().slice(0, 4)) + 1;
  type Known = { holidayCalendars: { nodes: { version: number }[] } };
  const known = await ask<Known>(request, "QUALITY", `{ holidayCalendars(first: 200, where: {yearMin: ${year}, yearMax: ${year}}) { nodes { version } } }`);
  const newest = Math.max(0, ...known.holidayCalendars.nodes.map((c) => c.version));
  // The first Sunday after the holiday is worked for it.
  const sunday = new Date(Date.UTC(year, 0, 4));
  while (sunday.getUTCDay() !== 0) sunday.setUTCDate(sunday.getUTCDate() + 1);
  const worked = sunday.toISOString().slice(5, 10);

  await person.signIn("QUALITY", `/data?tab=calendar&year=${year}`);
  await page.getByRole("button", { name: newest ? says("修改", "Change") : says(`录入 ${year} 年`, `Enter ${year}`), exact: true }).click();
  const form = page.getByRole("dialog");
  await expect(form.getByLabel(says("依据", "Source"))).not.toHaveValue("");

  // New Year anew, at first with a day of another year: the hub says so where it stands.
  await form.getByRole("button", { name: says("删去: 元旦", "Leave out: 元旦"), exact: true }).click();
  await form.getByRole("button", { name: says("添加节日", "Add a festival") }).click();
  await form.getByRole("group", { name: says("个节日", "Festival ") }).getByRole("textbox", { name: says("节日: ", "Festival: ") }).fill("元旦");
  const festival = form.getByRole("group", { name: "元旦", exact: true });
  await festival.getByLabel(says("放假首日", "First day off")).fill(`${year - 1}-01-01`);
  const publish = form.getByRole("button", { name: sends(says("发布新版本", "Publish the version")) });
  await publish.click();
  await expect(refused(festival)).toHaveText(says(`${year - 1}-01-01 不在 ${year} 年`, `${year - 1}-01-01 is not in ${year}`));
  await person.accessible();

  await festival.getByLabel(says("放假首日", "First day off")).fill(`${year}-01-01`);
  await festival.getByLabel(says("放假末日", "Last day off")).fill(`${year}-01-03`);
  const makeUp = festival.getByRole("combobox");
  await makeUp.fill(worked);
  await page.getByTitle(worked, { exact: true }).last().click();
  await expect(festival.locator(".ant-select-selection-item")).toHaveText([worked]);
  await expect(form.getByText(says("调休上班 1 天", "make-up days, worked: 1"))).toBeVisible();
  await publish.click();
  await expect(form).toHaveCount(0);

  // It is the version in force, and the days are marked.
  await expect(page.getByText(new RegExp(`· v${newest + 1} · ${says("现行", "in force")} ·`))).toBeVisible();
  await expect(page.getByText(says("01-01 至 01-03 放假 3 天", "off 01-01 to 01-03, 3 days"))).toBeVisible();
  await expect(page.getByTitle(/^元旦 /)).toHaveCount(4);
  await person.accessible();
  if (newest > 0) {
    await page.getByRole("combobox", { name: says("版本", "Version") }).click();
    await page.getByTitle(`v${newest}`, { exact: true }).click();
    await expect(page.getByText(says(`这是旧版本 v${newest}`, `This is the earlier version v${newest}`))).toBeVisible();
    await person.accessible();
  }
});

journey("who only reads the calendar finds nothing to change it by, and a forged request changes nothing", async ({ person }) => {
  const { page, says } = person;
  const year = Number(today().slice(0, 4));
  await person.signIn("SITE_MANAGER", `/data?tab=calendar&year=${year}`);
  await expect(page.getByText(says(`全年工作日`, "working days in the year"))).toBeVisible();
  await expect(page.getByRole("button", { name: says("修改", "Change"), exact: true })).toHaveCount(0);
  await person.accessible();
  const answer = await forge(page, "SetHolidays", { input: { year, source: "forged", days: [{ day: `${year}-01-01`, kind: "HOLIDAY", name: "元旦" }] } });
  expect(answer.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
});

journey("a site manager records who moves into a unit and who rents it, and that they leave", async ({ person, request }) => {
  journey.setTimeout(240_000);
  const { page, says } = person;
  type Units = { units: { nodes: { id: string; propertyNo: string; households: { nodes: unknown[] }; tenancies: { nodes: unknown[] } }[] } };
  const { units } = await ask<Units>(request, "SITE_MANAGER", "{ units(first: 50, where: {occupancy: [VACANT]}) { nodes { id propertyNo households(first: 1) { nodes { id } } tenancies(first: 1) { nodes { id } } } } }");
  const empty = units.nodes.find((u) => u.households.nodes.length === 0 && u.tenancies.nodes.length === 0)!;
  const head = `林小满${Date.now() % 100_000}`;
  await person.signIn("SITE_MANAGER", `/estates?unit=${empty.id}`);
  const unit = page.getByRole("dialog").filter({ has: page.getByRole("heading", { name: says("住户", "Household"), exact: true }) });
  const households = unit.getByRole("region", { name: says("住户", "Household"), exact: true });
  const tenancies = unit.getByRole("region", { name: says("租赁", "Tenancy"), exact: true });
  await expect(households.getByText(says("没有", "None"), { exact: true })).toBeVisible();

  // The household, at first with nobody in it, which the hub does not take.
  await writes(person, households.getByRole("button", { name: says("登记入住", "Record a move-in") }), ["登记入住", "Record a move-in"], async (form) => {
    await form.getByLabel(says("户主", "Head of household")).fill(head);
    await form.getByLabel(says("联系电话", "Phone")).fill("13800001111");
    await form.getByLabel(says("人口", "People")).fill("0");
    await form.getByRole("button", { name: sends(says("保存", "Save")) }).click();
    await expect(refused(form)).toHaveCount(1);
    await person.accessible();
    await form.getByLabel(says("人口", "People")).fill("2");
  });
  const household = households.getByRole("listitem").filter({ hasText: head }).first();
  await expect(household).toContainText(says("2 人", "2 people"));
  await expect(household.getByRole("link", { name: "13800001111" })).toBeVisible();
  await writes(person, household.getByRole("button", { name: says(`添加家庭成员: ${head}`, `Add a member: ${head}`) }), ["添加家庭成员", "Add a member"], async (form) => {
    await form.getByLabel(says("姓名", "Name"), { exact: true }).fill("林大雪");
    await form.getByLabel(says("与户主关系", "Relation to the head")).fill("配偶");
  });
  await expect(household.getByRole("listitem")).toContainText("林大雪");

  // The tenancy, at first ending before it begins.
  await writes(person, tenancies.getByRole("button", { name: says("登记租赁", "Record a tenancy") }), ["登记租赁", "Record a tenancy"], async (form) => {
    await form.getByLabel(says("租户姓名", "Lessee"), { exact: true }).fill(head);
    await form.getByLabel(says("到期日期", "Last day agreed")).fill("2020-01-01");
    await form.getByLabel(says("月租金", "Monthly rent")).fill("1800.5");
    await form.getByRole("button", { name: sends(says("保存", "Save")) }).click();
    await expect(refused(form)).toHaveText(new RegExp(today()));
    await form.getByLabel(says("到期日期", "Last day agreed")).fill(`${Number(today().slice(0, 4)) + 1}-12-31`);
  });
  const tenancy = tenancies.getByRole("listitem").filter({ hasText: head });
  await expect(tenancy).toContainText(says("租赁中", "Active"));
  await expect(tenancy).toContainText("¥1,800.50");
  await expect(tenancies.getByText(says("有在租的租赁，但入住状态为“空置”", "There is an active tenancy, but the unit stands as “Vacant”"))).toBeVisible();
  await person.accessible();

  // They leave: the files stay, with their last days.
  await writes(person, tenancy.getByRole("button", { name: says(`办理退租: ${head}`, `End the tenancy: ${head}`) }), ["办理退租", "End the tenancy"], async () => {}, ["办理退租", "End the tenancy"]);
  await expect(tenancy).toContainText(says("已退租", "Ended"));
  await expect(tenancy).toContainText(`${today()} – ${today()}`);
  await expect(tenancy.getByRole("button", { name: says("办理退租", "End the tenancy") })).toHaveCount(0);
  await writes(person, household.getByRole("button", { name: says(`登记迁出: ${head}`, `Record the move-out: ${head}`) }), ["登记迁出", "Record the move-out"], async () => {}, ["登记迁出", "Record the move-out"]);
  await expect(household).toContainText(says("已迁出", "Moved out"));
  await person.accessible();

  // It was only an exercise: what was entered by mistake is removed.
  const remove = (row: Locator) => row.getByRole("button", { name: says(`删除: ${head}`, `Remove: ${head}`) });
  await writes(person, remove(tenancy), ["删除租赁", "Remove the tenancy"], async () => {}, ["删除", "Remove"]);
  await expect(tenancy).toHaveCount(0);
  // A household goes after its members: the hub says so.
  await remove(household).click();
  const form = page.getByRole("dialog", { name: new RegExp(`^${says("删除住户", "Remove the household")} · `) });
  await form.getByRole("button", { name: sends(says("删除", "Remove")) }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await form.getByRole("button", { name: says("取消", "Cancel") }).click();
  await expect(form).toHaveCount(0);
  await writes(person, household.getByRole("button", { name: says("删除: 林大雪", "Remove: 林大雪") }), ["删除家庭成员", "Remove the member"], async () => {}, ["删除", "Remove"]);
  await expect(household.getByText("林大雪")).toHaveCount(0);
  await writes(person, remove(household), ["删除住户", "Remove the household"], async () => {}, ["删除", "Remove"]);
  await expect(household).toHaveCount(0);
});

journey("a site manager records an owner's document, looks at it for a reason, and changes his phone", async ({ person, request }) => {
  journey.setTimeout(180_000);
  const { page, says } = person;
  const { owners } = await ask<{ owners: { nodes: { id: string; phone: string }[] } }>(request, "SITE_MANAGER", "{ owners(first: 1, where: {kind: [PERSON], phoneMissing: false}) { nodes { id phone } } }");
  const { id, phone } = owners.nodes[0]!;
  await person.signIn("SITE_MANAGER", `/estates?owner=${id}`);
  const owner = page.getByRole("dialog").filter({ has: page.getByRole("heading", { name: says("名下房屋", "Units owned") }) });
  const number = "11010519491231002X"; // nobody's: the example every textbook has
  await writes(person, owner.getByRole("button", { name: says("登记证件", "Record a document") }), ["登记证件", "Record a document"], async (form) => {
    await form.getByLabel(says("证件号", "Number of the document")).fill("110105194912310021");
    await form.getByRole("button", { name: sends(says("保存", "Save")) }).click();
    await expect(refused(form)).toHaveCount(1);
    await person.accessible();
    await form.getByLabel(says("证件号", "Number of the document")).fill(number);
  });
  await expect(owner.getByRole("img", { name: says("已隐藏", "hidden") })).toBeVisible();
  await expect(owner.getByText(number)).toHaveCount(0);
  const reason = `${says("核对身份", "checking who he is")} ${Date.now()}`;
  await owner.getByRole("button", { name: says("查看完整信息", "Show in full") }).click();
  await page.getByLabel(says("查看理由", "Reason")).fill(reason);
  await page.getByRole("tooltip").or(page.locator(".ant-popover")).getByRole("button", { name: says("查看", "Show"), exact: true }).click();
  await expect(owner.getByText(`${says("身份证", "Identity card")} ${number}`)).toBeVisible();
  await expect(owner.getByText(reason)).toBeVisible();

  // Seen once, it is hidden again when one comes back; the phone changes, and changes back.
  await page.reload();
  await expect(owner.getByText(number)).toHaveCount(0);
  for (const [from, to] of [[phone, "13900002222"], ["13900002222", phone]] as const) {
    await expect(owner.getByRole("link", { name: from, exact: true })).toBeVisible();
    await writes(person, owner.getByRole("button", { name: says("修改联系电话", "Change the phone") }), ["修改联系电话", "Change the phone"], async (form) => {
      await expect(form.getByLabel(says("联系电话", "Phone"))).toHaveValue(from);
      await form.getByLabel(says("联系电话", "Phone")).fill(to);
    });
  }
  await expect(owner.getByRole("link", { name: phone, exact: true })).toBeVisible();
  await owner.getByRole("button", { name: says("查看", "Show"), exact: true }).click();
  await expect(owner.getByRole("region", { name: says("变更记录", "History") }).getByText(says("联系电话", "Phone"), { exact: true }).first()).toBeVisible();
  await person.accessible();
});

/** A menu's entry that brings a file, and the file. */
async function exported(page: Page, menu: Locator, entry: string): Promise<{ name: string; bytes: Buffer }> {
  await menu.click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: entry }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

journey("the administrator takes an audit trail and the change feed to Excel, and the schema as a file", async ({ person }) => {
  journey.setTimeout(180_000);
  const { page, says } = person;
  await person.signIn("ADMINISTRATOR", "/data?tab=audit&q=1-1-101");
  await page.getByRole("button", { name: /1-1-101/ }).first().click();
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toContainText(/\d{4}/);
  const count = (await rows.count()) - 1;
  const trail = await exported(page, page.getByRole("button", { name: says("更多操作: 审计轨迹", "More actions: Audit") }), says("导出 Excel", "Export to Excel"));
  expect(trail.name).toMatch(new RegExp(`^${says("审计轨迹", "Audit")} \\w{13}\\.xlsx$`));
  expect(trail.bytes.subarray(0, 2).toString()).toBe("PK");
  await expect(page.getByText(says(`已导出 ${count} 行`, `${count} rows exported`))).toBeVisible();

  await page.goto(`/data?tab=feed&nouns=Community&lang=${person.zh ? "zh-CN" : "en"}`);
  await expect(page.getByRole("table").getByRole("row").nth(1)).toContainText("Community");
  const feed = await exported(page, page.getByRole("button", { name: says("更多操作: 变更流", "More actions: Change feed") }), says("导出 Excel", "Export to Excel"));
  expect(feed.name).toBe(says("变更流.xlsx", "Change feed.xlsx"));
  await person.accessible();

  await page.goto(`/data?tab=tools&lang=${person.zh ? "zh-CN" : "en"}`);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: /schema\.graphql$/ }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe("schema.graphql");
  expect(readFileSync(await file.path(), "utf8")).toMatch(/^type Query \{/m);
  await page.getByRole("button", { name: sends(says("阅读接口结构", "Read the schema")) }).click();
  const reader = page.getByRole("dialog");
  await reader.getByRole("textbox").fill("HolidayCalendar");
  await reader.getByText("SetHolidayCalendarInput", { exact: true }).click();
  await expect(reader.getByText(/source: String!/).first()).toBeVisible();
  await person.accessible();
});

journey("a site manager finds who is in arrears, records a payment, and HR knows nothing of it", async ({ person, request, browser }) => {
  const { page, says } = person;
  type Debts = { bills: { nodes: { id: string; owed: number; since: string; unit: { id: string; propertyNo: string; building: { id: string } } }[] } };
  const { bills } = await ask<Debts>(request, "SITE_MANAGER", `{ bills(first: 1, where: {owedMin: 1, dueOnBefore: "${today()}"}, orderBy: {field: DUE_ON}) { nodes { id owed since unit { id propertyNo building { id } } } } }`);
  const { id, owed, since, unit: home } = bills.nodes[0]!;
  await person.signIn("SITE_MANAGER", `/estates?building=${home.building.id}`);
  await page.getByRole("radiogroup", { name: says("着色方式", "Colour by") }).getByText(says("欠费", "Arrears"), { exact: true }).click();
  await expect(page.getByText(says("超过 6 个月", "More than 6 months"))).toBeVisible();
  await person.accessible();
  await page.getByRole("button", { name: new RegExp(`^${home.propertyNo}, .*${says("欠费 \\d+ 个月", "Months in arrears: \\d+")}`) }).click();

  const card = page.getByRole("dialog").filter({ has: page.getByRole("heading", { name: says("账单", "Bills"), exact: true }) });
  const books = card.getByRole("region", { name: says("账单", "Bills"), exact: true });
  const bill = books.getByRole("listitem").filter({ hasText: since });
  await expect(bill).toContainText(says("逾期", "Overdue"));
  await person.accessible();
  await writes(person, bill.getByRole("button", { name: new RegExp(says("^登记缴费", "^Record a payment")) }), ["登记缴费", "Record a payment"], async (form) => {
    const paid = form.getByRole("spinbutton", { name: says("本次缴费", "Paid now") });
    await expect(paid).toHaveValue((owed / 100).toFixed(2));
    await paid.fill(String(owed / 100 + 1));
    await form.getByRole("button", { name: sends(says("保存", "Save")) }).click();
    await expect(refused(form)).toContainText(says("不超过", "at most"));
    await person.accessible();
    await paid.fill((owed / 100).toFixed(2));
  });
  await expect(books.getByRole("listitem").filter({ hasText: says("逾期", "Overdue") }).filter({ hasText: since })).toHaveCount(0);
  const after = await ask<{ bill: { owed: number; paidOn: string } }>(request, "SITE_MANAGER", `{ bill(id: "${id}") { owed paidOn } }`);
  expect(after.bill).toEqual({ owed: 0, paidOn: today() });

  // HR sees no money: neither the colour nor the bills are there, and a forged request gets nothing.
  const other = await browser.newContext();
  const hr = await other.newPage();
  await enter(hr, person.zh, "HR", `/estates?building=${home.building.id}&unit=${home.id}`);
  await expect(hr.getByText(says("建筑面积", "Area"), { exact: true })).toBeVisible();
  await expect(hr.getByText(says("账单", "Bills"), { exact: true })).toHaveCount(0);
  await expect(hr.getByText(says("欠费", "Arrears"), { exact: true })).toHaveCount(0);
  const forged = await forge(hr, "UpdateBill", { input: { id, owed: 0 } });
  expect(JSON.stringify(forged)).toMatch(/FORBIDDEN|NOT_FOUND/);
  await other.close();
});
