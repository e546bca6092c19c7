import { expect, journey } from "./hub.ts";

journey("everything in the shell is reached by keys", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("QUALITY");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(page.getByRole("navigation", { name: says("主导航", "Main navigation") })).toBeVisible();

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText(says("前往 品质", "Go to Quality"));
  await person.accessible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await expect(heading).toHaveText(says("品质", "Quality"));

  // Down two rows, up one, and in; Escape leads back to the list.
  await expect(page.locator("[data-row-key], .card[role=listitem]").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(page.locator(".row-at")).toHaveCount(1);
  await page.keyboard.press("Enter");
  const visit = page.getByRole("dialog");
  await expect(visit.getByRole("button", { name: says("登记结果", "Record") })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(visit).toBeHidden();
  await expect(page).not.toHaveURL(/visit=/);

  await page.keyboard.press("/");
  const search = page.getByRole("combobox", { name: says("搜索", "Search") });
  await expect(search).toBeFocused();
  await search.fill("1-1-101");
  await expect(page.getByRole("option").first()).toContainText("1-1-101");
  await person.accessible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/estates\?.*unit=/);
});

journey("who signs out is out, and the back button shows nothing", async ({ person }) => {
  const { page, says } = person;
  await person.signIn("QUALITY", "/quality");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(says("品质", "Quality"));
  await page.getByRole("link", { name: says("工单", "Tickets") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(says("工单", "Tickets"));
  await page.getByRole("button", { name: /账户菜单|Account/ }).click();
  await person.accessible();
  await page.getByRole("menuitem", { name: says("退出登录", "Sign out") }).click();
  await expect(page.getByLabel(says("登录名", "Login"))).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel(says("登录名", "Login"))).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(says("品质", "Quality"));
});

journey("what fails says so and can be tried again; what is wrong in a form stands at its field", async ({ person, context }) => {
  const { page, says } = person;
  await person.signIn("QUALITY", "/profile");
  await page.getByRole("button", { name: says("修改密码", "Change password") }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel(says("原密码", "Old password")).fill("not my password");
  await form.getByLabel(says("新密码", "New password")).fill("short");
  await form.getByRole("button", { name: says("修改密码", "Change password") }).click();
  await expect(form.locator(".ant-form-item-explain-error").first()).toBeVisible();
  await person.accessible();
  await page.keyboard.press("Escape");

  // Without a network neither a page not seen before nor its rows come; with one again, both do.
  await context.setOffline(true);
  await page.getByRole("link", { name: says("品质", "Quality") }).click();
  await expect(page.getByRole("alert").getByText(says("页面出错了", "This page failed"))).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: says("重新加载", "Reload") }).click();
  await expect(page.getByText(says("待回访", "To be made")).first()).toBeVisible();
  await context.setOffline(true);
  await page.getByText(says("抽样", "Samples"), { exact: true }).click();
  await expect(page.getByRole("alert").getByText(says("无法连接服务器", "The server cannot be reached"))).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: says("重试", "Try again") }).click();
  await expect(page.getByText(/^20\d\d-\d\d$/).first()).toBeVisible();
});

journey("a list goes to Excel, and a stream that breaks is begun again", async ({ person }) => {
  const { page, says } = person;
  let streams = 0;
  await page.route("**/graphql", async (route) => {
    if (!route.request().headers()["accept"]?.includes("text/event-stream")) return route.continue();
    streams++;
    return streams === 1 ? route.abort("connectionreset") : route.continue();
  });
  await person.signIn("QUALITY", "/tickets");
  await expect.poll(() => streams).toBeGreaterThan(1);

  await page.goto(`/quality?lang=${person.zh ? "zh-CN" : "en"}`);
  await page.getByRole("button", { name: says("更多操作: 待回访", "More actions: To be made") }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: says("导出 Excel", "Export to Excel") }).click();
  expect((await download).suggestedFilename()).toBe(says("待回访.xlsx", "To be made.xlsx"));
});
