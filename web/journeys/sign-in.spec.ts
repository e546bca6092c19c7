import { expect, journey, who } from "./hub.ts";

journey("a wrong password is refused, the right one leads to where one wanted to go", async ({ person }) => {
  const { page, says } = person;
  await page.goto(`/tickets?lang=${person.zh ? "zh-CN" : "en"}`);
  await page.getByLabel(says("登录名", "Login")).fill(who("QUALITY").login);
  await page.getByLabel(says("密码", "Password"), { exact: true }).fill("not the password");
  await page.getByRole("button", { name: says("登录", "Sign in") }).click();
  await expect(page.getByRole("alert")).toContainText(says("登录名或密码错误", "login or password is wrong"));
  await person.accessible();

  await person.signIn("QUALITY", "/tickets");
  await expect(page).toHaveURL(/\/tickets/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(says("工单", "Tickets"));
  await person.accessible();
});
