import { readFileSync } from "node:fs";
import { expect, forge, journey, who } from "./hub.ts";

/** Asks the hub as a BI tool would: a text and a token, no browser. */
async function asks(token: string, query: string, variables: object = {}) {
  const answer = await fetch(`${process.env.ESTATEHUB_URL}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as { data?: Record<string, never> | null; errors?: { extensions: { code: string } }[] };
}

const opened = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { number } userErrors { message } } }`;

journey("the administrator makes a token for a report, which reads at once; taken back, it reads nothing", async ({ person }) => {
  const { page, says } = person;
  const name = `${says("月度报表", "Monthly report")} ${Date.now()}`;
  await person.signIn("ADMINISTRATOR", "/data?tab=tokens");
  await page.getByRole("button", { name: says("新建令牌", "New token") }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel(says("名称", "Name")).fill(name);
  await form.getByLabel(says("角色", "Role")).click();
  await page.getByTitle(says("数据分析", "BI"), { exact: true }).last().click();
  await form.getByRole("button", { name: says("保存", "Save") }).click();

  const once = page.getByRole("alert", { name: says("令牌只显示这一次", "shown this once") });
  const token = (await once.locator("code").textContent())!;
  expect(token).toMatch(/^eht_\w+/);
  const reads = await asks(token, "{ viewer { roles } }");
  expect(reads.data).toEqual({ viewer: { roles: ["BI"] } });
  await person.accessible();
  await once.getByRole("button", { name: says("已保存，关闭", "Stored, close") }).click();
  await expect(page.getByText(token)).toHaveCount(0);

  if (person.phone) await page.getByRole("button", { name: new RegExp(name) }).click();
  else await page.getByRole("button", { name: `${says("撤销", "Revoke")}: ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: says("撤销", "Revoke"), exact: true }).click();
  await expect(page.getByText(says("令牌已撤销", "The token is revoked"))).toBeVisible();
  expect((await asks(token, "{ tickets(first: 1) { totalCount } }")).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

journey("BI follows the change feed up to now, and a ticket that comes in appears by itself", async ({ person }) => {
  const { page, says } = person;
  journey.setTimeout(180_000);
  await person.signIn("BI", "/data?nouns=Ticket");
  await expect(page.getByText(says("后面还有变更", "There is more"))).toBeVisible();
  await page.getByRole("button", { name: says("继续读取", "Follow on") }).click();
  await expect(page.getByText(says("本页 200 条", "200 on this page"))).toBeVisible();
  await page.getByRole("button", { name: says("跳到最新", "Skip to now") }).click();
  await expect(page.getByText(says("正在跳过", "Skipping"))).toBeVisible();
  await expect(page.getByText(/已到最新|Up to now/)).toBeVisible({ timeout: 120_000 });

  const site = who("SITE_MANAGER").token;
  const { data } = await asks(site, "{ communities(first: 1) { nodes { id } } }");
  const communityId = (data as unknown as { communities: { nodes: { id: string }[] } }).communities.nodes[0]!.id;
  const made = await asks(site, opened, { input: { communityId, kind: "ENQUIRY", content: "Journey: when does the pool open?" } });
  const { ticket } = (made.data as unknown as { openTicket: { ticket: { number: string } } }).openTicket;
  await expect(page.getByRole("row", { name: new RegExp(ticket.number) }).first()).toBeVisible({ timeout: 30_000 });
  await person.accessible();
});

journey("BI exports the tickets of the year: as many lines as the hub has tickets, without the phones it may not read", async ({ person }) => {
  const { page, says } = person;
  const year = new Date().getFullYear();
  await person.signIn("BI", "/data?tab=exports&noun=tickets&format=csv&period=year");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: says("开始导出", "Export"), exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(says("工单.csv", "Tickets.csv"));
  const lines = readFileSync(await file.path(), "utf8").trimEnd().split("\r\n");
  const { data } = await asks(who("BI").token, `{ tickets(first: 1, where: {openedAtFrom: "${year - 1}-12-31T16:00:00Z"}) { totalCount } }`);
  const { totalCount } = (data as unknown as { tickets: { totalCount: number } }).tickets;
  expect(totalCount).toBeGreaterThan(100);
  const rows = lines.filter((line) => /^[A-Z]{2}-\d+,/.test(line));
  expect(rows).toHaveLength(totalCount);
  expect(lines[0]).toContain(says("房号", "Unit"));
  expect(lines[0]).not.toContain(says("报事电话", "Phone"));
  await expect(page.getByText(says("已导出", "rows exported"))).toContainText(totalCount.toLocaleString(person.zh ? "zh-CN" : "en-US"));
  await person.accessible();
});

journey("whoever keeps policies sees a policy's versions, sets one for a day to come and takes it back", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("QUALITY", "/data?tab=policies&q=formal_reply");
  await page.getByText(says("正式答复时限", "Formal reply")).first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("2025-11-01");
  await expect(drawer.getByText(says("执行中", "In force")).first()).toBeVisible();
  await person.accessible();

  await drawer.getByRole("button", { name: says("设定新值", "Set a value") }).click();
  const form = page.getByRole("dialog").last();
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel(says("取值", "Value")).fill("not a number");
  await form.getByLabel(says("生效日期", "First day")).fill(day);
  await form.getByLabel(says("批准人", "Approved by")).fill(says("品质部经理", "Head of quality"));
  await form.getByLabel(says("原因", "Reason")).fill(says("试行", "A trial"));
  await form.getByRole("button", { name: says("保存", "Save") }).click();
  await expect(form.locator(".ant-form-item-explain-error, [role=alert]").first()).toBeVisible();
  await form.getByLabel(says("取值", "Value")).fill("2");
  await form.getByRole("button", { name: says("保存", "Save") }).click();
  await expect(drawer.first().getByText(says("待生效", "To come"))).toBeVisible();

  await drawer.first().getByRole("button", { name: says("撤回", "Withdraw") }).click();
  await page.getByRole("dialog").last().getByRole("button", { name: says("撤回", "Withdraw") }).click();
  await expect(drawer.first().getByText(says("待生效", "To come"))).toHaveCount(0);
});

journey("the administrator looks at the holidays, the tools, and what happened to a building", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("ADMINISTRATOR", "/");
  await expect(page.getByRole("region", { name: says("有效服务令牌", "Live service tokens") })).toBeVisible();
  await person.accessible();
  await page.goto("/data?tab=calendar&year=2026" + `&lang=${person.zh ? "zh-CN" : "en"}`);
  await expect(page.getByText(says("放假 9 天", "9 days"))).toBeVisible();
  await person.accessible();
  await page.getByRole("link", { name: says("接口与工具", "API and tools") }).click();
  await expect(page.getByRole("link", { name: /GraphiQL/ })).toBeVisible();
  const schema = page.waitForEvent("download");
  await page.getByRole("button", { name: says("下载接口结构", "Download the schema") }).click();
  expect(readFileSync(await (await schema).path(), "utf8")).toContain('"MetricAnswer"');
  await page.getByRole("link", { name: says("审计轨迹", "Audit") }).click();
  await page.getByLabel(says("工单号、房号", "Ticket number, room")).fill("1-1-101");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /1-1-101/ }).first().click();
  await expect(page.getByRole("row", { name: says("新建", "Made") }).first()).toBeVisible();
  await person.accessible();
});

journey("head-office quality reads the pulse and goes from a figure to its rows", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("QUALITY", "/?period=quarter");
  const tile = page.getByRole("region", { name: says("投诉件数", "Complaints received") });
  const value = tile.locator(".value");
  await expect(value).toHaveText(/^[\d,]+$/);
  const complaints = Number((await value.textContent())!.replace(/,/g, ""));
  expect(complaints).toBeGreaterThan(0);
  await expect(page.getByRole("grid")).toBeVisible();
  await person.accessible();

  await value.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(says("投诉件数", "Complaints received"));
  await expect(page.getByText(says(`${complaints} 行`, `${complaints} rows`))).toBeVisible();
  await person.accessible();
  await page.goBack();

  await tile.getByRole("button", { name: says("投诉件数", "Complaints received"), exact: true }).click();
  const dictionary = page.getByRole("dialog");
  await expect(dictionary).toContainText(says("受理的投诉数；已合并的只计一次", "one merged into another counts once"));
  await expect(dictionary).toContainText("Q01");
  await dictionary.getByRole("button", { name: says("关闭", "Close") }).click();
  await expect(dictionary).toHaveCount(0);

  // The worst site's last week: the cell says how many, the rows are as many.
  const cell = page.getByRole("grid").getByRole("row").nth(1).getByRole("link").first();
  const [, overdue] = /(\d+) ?(?:\/|of)/.exec((await cell.getAttribute("aria-label"))!) ?? [];
  await cell.click();
  await expect(page.getByRole("button", { name: says("超时", "Overdue"), exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(says(`${overdue} 行`, `${overdue} rows`), { exact: true })).toBeVisible();
});

journey("quality cuts a figure by site and month, and puts the pulse on the wall", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("QUALITY", "/?explore=VISIT_COVERAGE&by=COMMUNITY&period=year");
  await expect(page.getByText(says("不可直接比较", "not to be compared"))).toBeVisible();
  await expect(page.getByRole("img", { name: says("回访覆盖率，按小区", "Return-visit coverage by Community") })).toBeVisible();
  await expect(page.getByText(says("6 行", "6 rows"), { exact: true })).toBeVisible();
  await person.accessible();

  await page.goto(`/?lang=${person.zh ? "zh-CN" : "en"}`);
  await page.getByRole("button", { name: says("大屏显示", "Big screen") }).click();
  await expect(page.getByRole("banner")).toHaveCount(0);
  const time = page.getByText(/(数据时间|Data of) \d\d:\d\d:\d\d/);
  const before = await time.textContent();
  // A ticket comes in somewhere: the wall shows newer data without anybody touching it.
  const { data } = await asks(who("SITE_MANAGER").token, "{ communities(first: 1) { nodes { id } } }");
  const communityId = (data as unknown as { communities: { nodes: { id: string }[] } }).communities.nodes[0]!.id;
  await asks(who("SITE_MANAGER").token, opened, { input: { communityId, kind: "ENQUIRY", content: "Journey: is there a gym?" } });
  await expect(time).not.toHaveText(before!, { timeout: 40_000 });
  await person.accessible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("banner")).toBeVisible();
});

journey("HR sees what it may: duties, no tickets, and a forged request brings none", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("HR", "/");
  await expect(page.getByRole("region", { name: says("工作任务按时完成率", "Duties done in time") })).toBeVisible();
  await expect(page.getByRole("region", { name: says("投诉件数", "Complaints received") })).toHaveCount(0);
  await expect(page.getByRole("button", { name: says("不合格项", "Nonconformities") })).toHaveCount(0);
  await person.accessible();
  const tickets = await forge(page, "PulseTickets", { first: 5 });
  const nodes = (tickets.data?.["tickets"] as { nodes: unknown[] } | null | undefined)?.nodes ?? [];
  expect(nodes).toEqual([]);
  const figure = await forge(page, "PulseFigure", { key: "COMPLAINTS", period: {} });
  expect(figure.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
});
