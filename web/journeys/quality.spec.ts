import type { Page } from "@playwright/test";
import { expect, journey, who } from "./hub.ts";

/** Chooses an entry of the list that is open. */
const choose = (page: Page, title: string) => page.locator(".ant-select-dropdown:visible").getByTitle(title, { exact: true }).click();

const photo = { name: "hydrant.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") };

journey("head-office quality follows an unqualified visit to its measure, and looks at a survey", async ({ person }) => {
  journey.setTimeout(120_000);
  const { page, says } = person;
  await person.signIn("QUALITY");

  // She looks at 桐溪新苑 this year, and finds it by the first letters of its pinyin.
  await page.getByRole("button", { name: says("选择范围", "Choose the scope") }).click();
  await page.getByRole("textbox", { name: says("名称、编码或拼音", "Name") }).fill("txxy");
  await page.getByRole("treeitem").filter({ hasText: "桐溪新苑" }).locator(".ant-tree-checkbox").last().click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "桐溪新苑" })).toBeVisible();
  await page.getByRole("button", { name: says("选择期间", "Choose the period") }).click();
  await page.getByRole("button", { name: says("今年", "This year"), exact: true }).click();
  await expect(page).toHaveURL(/scope=.*period=year|period=year.*scope=/);

  // Return visits due: she adds a planned one and finds it in the list.
  await page.getByRole("navigation", { name: says("主导航", "Main navigation") }).getByRole("link", { name: says("品质", "Quality") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(says("品质", "Quality"));
  const customer = `Ke ${Date.now() % 1_000_000}`;
  await page.getByRole("button", { name: says("增加回访", "Add a visit") }).click();
  const form = page.getByRole("dialog").last();
  await form.getByRole("combobox", { name: person.zh ? /房屋$/ : /\bUnit$/ }).fill("1-1-1");
  await choose(page, "1-1-101");
  await form.getByLabel(says("回访对象", "Customer")).fill(customer);
  await form.getByRole("button", { name: says("增加回访", "Add a visit") }).click();
  await expect(form).toBeHidden();
  await page.getByRole("combobox", { name: says("类型", "Type") }).click();
  await choose(page, says("计划回访", "Planned regular visit"));
  await page.keyboard.press("Escape");
  await person.accessible();
  await page.getByText(customer).first().click();

  // The service was bad: she records it.
  const visit = page.getByRole("dialog").first();
  await expect(visit).toContainText(customer);
  await visit.getByRole("button", { name: says("登记结果", "Record") }).click();
  const record = page.getByRole("dialog").last();
  await record.getByRole("button", { name: says("登记结果", "Record") }).click();
  await expect(record.getByText(says("必填", "Required")).first()).toBeVisible();
  await record.getByText(says("不合格", "Unqualified"), { exact: true }).click();
  await record.getByRole("combobox", { name: says("满意度", "Satisfaction") }).click();
  await choose(page, says("不满意", "Dissatisfied"));
  await record.getByLabel(says("不足之处", "Shortcomings")).fill("楼道灯坏了三天没人修");
  await record.getByRole("button", { name: says("登记结果", "Record") }).click();
  await expect(visit.getByText("楼道灯坏了三天没人修")).toBeVisible();
  await person.accessible();

  // It raised a nonconformity. She says why it failed and what is done about it.
  await visit.getByRole("link", { name: /^NC-/ }).click();
  const found = page.getByRole("dialog").first();
  await expect(found).toContainText("楼道灯坏了三天没人修");
  await found.getByRole("button", { name: says("分析原因", "Analyse") }).click();
  const cause = page.getByRole("dialog").last();
  await cause.getByLabel(says("原因分析", "Cause")).fill("巡查没有覆盖夜间照明");
  await cause.getByRole("button", { name: says("分析原因", "Analyse") }).click();
  await expect(found.getByText("巡查没有覆盖夜间照明")).toBeVisible();
  await found.getByRole("button", { name: says("添加措施", "Add a measure") }).click();
  const measure = page.getByRole("dialog").last();
  await measure.getByLabel(says("措施内容", "Measure"), { exact: true }).fill("每周二晚巡查照明");
  await measure.getByRole("combobox", { name: says("责任人", "Owner") }).click();
  await page.locator(".ant-select-dropdown:visible .ant-select-item-option").first().click();
  await measure.getByRole("button", { name: says("添加措施", "Add a measure") }).click();
  await expect(found.getByText("每周二晚巡查照明")).toBeVisible();
  await found.getByRole("button", { name: says("确定措施", "Set the measures") }).click();
  const set = page.getByRole("dialog").last();
  await set.getByRole("button", { name: says("确定措施", "Set the measures") }).click();
  await expect(found.getByText(says("已定措施", "Measures set"))).toBeVisible();
  await expect(found.getByRole("heading", { name: says("其他小区是否发生过？", "Has this happened elsewhere?") })).toBeVisible();
  await person.accessible();

  // A survey of the site: what households are dissatisfied with, most first.
  await found.getByRole("button", { name: says("关闭", "Close"), exact: true }).first().click();
  await page.getByRole("link", { name: says("满意度调查", "Surveys") }).click();
  await page.getByText(/^20\d\d–\d$/).first().click();
  const survey = page.getByRole("dialog").first();
  await expect(survey.getByRole("heading", { name: says("帕累托图", "Pareto chart") })).toBeVisible();
  await expect(survey.getByRole("img", { name: says("80%", "80 %") })).toBeVisible();
  await person.accessible();
});

journey("language and theme are changed from the menu, another session is ended from the profile", async ({ person, playwright, baseURL }) => {
  const { page, says } = person;
  const { login, password } = who("QUALITY");
  const agent = `left on a desk ${Date.now()}`;
  const other = await playwright.request.newContext({ baseURL: baseURL!, userAgent: agent });
  const signIn = await other.post("/graphql", { data: { query: "mutation ($i: SignInInput!) { signIn(input: $i) { token } }", variables: { i: { login, password } } } });
  const token = ((await signIn.json()) as { data: { signIn: { token: string } } }).data.signIn.token;
  const asks = async () => {
    const r = await other.post("/graphql", { headers: { authorization: `Bearer ${token}` }, data: { query: "{ viewer { roles } }" } });
    return ((await r.json()) as { data?: { viewer: unknown } }).data?.viewer ?? null;
  };
  expect(await asks()).not.toBeNull();

  await person.signIn("QUALITY", "/profile");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(says("我的账户", "My account"));
  await person.accessible();
  const left = page.getByRole("listitem").filter({ hasText: agent });
  await left.getByRole("button").click();
  await page.getByRole("dialog").getByRole("button", { name: says("结束", "End"), exact: true }).click();
  await expect(left).toHaveCount(0);
  expect(await asks()).toBeNull();
  await expect(page.getByRole("listitem").filter({ hasText: says("本次会话", "this one") })).toHaveCount(1);

  const menu = page.getByRole("button", { name: /账户菜单|Account/ });
  await menu.click();
  await page.getByRole("menuitem", { name: says("深色", "Dark") }).click();
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
  await person.accessible();
  await menu.click();
  await page.getByRole("menuitem", { name: says("English", "简体中文") }).click();
  await expect(heading).toHaveText(says("My account", "我的账户"));
  await other.dispose();
});

journey("an inspection without a network is kept on the device, and sent when there is one", async ({ person, context }) => {
  const { page, says } = person;
  await person.signIn("QUALITY", "/quality?tab=inspections");
  await page.getByRole("button", { name: says("发起检查", "Open an inspection") }).click();
  const form = page.getByRole("dialog").last();
  await form.getByRole("combobox", { name: says("小区", "Community") }).click();
  await choose(page, "桐溪新苑");
  await form.getByRole("button", { name: says("发起检查", "Open an inspection") }).click();
  const sheet = page.getByRole("dialog").last();
  await expect(sheet.getByText(/^1\. /)).toBeVisible();

  await context.setOffline(true);
  const lines = sheet.getByRole("radiogroup");
  const count = await lines.count();
  expect(count).toBeGreaterThan(3);
  for (let i = 0; i < count; i++) await lines.nth(i).getByText(i === 1 ? says("不符合", "Not in order") : says("符合", "In order"), { exact: true }).click();
  await sheet.getByRole("spinbutton").nth(1).fill("3");
  await sheet.locator("input[type=file]").setInputFiles(photo);
  await sheet.getByRole("button", { name: says("添加检查发现", "Add a finding") }).click();
  await sheet.getByLabel(says("位置", "Where")).fill("2 号楼 1 单元消火栓箱");
  await sheet.locator("input[type=file]").last().setInputFiles(photo);
  await expect(sheet.getByAltText(says("照片 1", "Photo 1"))).toHaveCount(2);
  await sheet.getByRole("button", { name: says("提交", "Send"), exact: true }).click();
  await expect(sheet).toBeHidden();
  const bar = page.getByText(says("份草稿未提交", "Draft, not sent:"));
  await expect(bar).toBeVisible();
  await expect(page.getByText(says("联网后自动提交", "sent as soon as there is a network"), { exact: true }).first()).toBeVisible();

  await context.setOffline(false);
  await expect(bar).toHaveCount(0);
  await page.getByRole("link", { name: says("检查发现", "Findings") }).click();
  await page.getByText("2 号楼 1 单元消火栓箱").first().click();
  const found = page.getByRole("dialog");
  await expect(found.getByRole("link", { name: /BX-/ })).toBeVisible();
  await expect(found.getByRole("link", { name: /hydrant\.png/ })).toBeVisible();
  await person.accessible();
});
