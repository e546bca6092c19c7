import type { APIRequestContext, Locator } from "@playwright/test";
import { begins, called, card, choose, does, hands, mark, photo, send } from "./acts.ts";
import { ask, expect, journey } from "./hub.ts";

type Site = { id: string; name: string };

journey("a planned visit is appointed, not reached, made and answered; another is waived; a bad one becomes a nonconformity", async ({ person, request }) => {
  journey.setTimeout(300_000);
  const { page, says, phone } = person;
  page.setDefaultTimeout(30_000);
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
    await send(form, says("增加回访", "Add a visit"));
    await expect(form).toHaveCount(0);
  };
  await page.getByRole("combobox", { name: says("类型", "Type") }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(says("计划回访", "Planned regular visit"), { exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.locator(".ant-select-dropdown:visible")).toHaveCount(0);
  const [good, bad] = [`好 ${mark()}`, `坏 ${mark()}`];
  await adds(good);
  await adds(bad);
  await person.accessible();

  // Who makes them: several at once from the list, on a phone one by one from the card.
  const visitor = (form: Locator) => choose(page, form, says("回访人", "Visitor"));
  if (!phone) {
    for (const who of [good, bad]) await page.locator(".ant-table-row").filter({ hasText: who }).getByRole("checkbox").check();
    await does(person, "指派 2 项", "Assign 2", visitor, page.locator("main"));
  }
  await list.getByText(good).first().click();
  await expect(card(page)).toContainText(good);
  if (phone) await does(person, "指派", "Assign", visitor);
  await does(person, "预约", "Appoint");
  await expect(card(page)).toContainText(says("已预约", "Appointed"));
  await does(person, "未联系上", "Not reached");
  await expect(card(page).locator(".ant-tag").getByText(says("未联系上", "Not reached"))).toBeVisible();

  // Reached at last: he is satisfied, but asks something that must be looked up.
  await does(person, "登记结果", "Record", async (form) => {
    await form.getByText(says("合格", "Qualified"), { exact: true }).click();
    await choose(page, form, says("满意度", "Satisfaction"), says("满意", "Satisfied"));
    await form.getByLabel(says("意见建议", "Opinions")).fill("想知道电梯何时大修");
    await form.getByLabel(says("承诺答复时间", "Answer promised by")).fill("2099-01-01T09:00");
  });
  await expect(card(page)).toContainText("想知道电梯何时大修");
  await expect(card(page)).toContainText(says("合格", "Done, qualified"));
  await does(person, "答复客户", "Answer", (form) => form.getByLabel(says("答复内容", "Answer")).fill("明年三月大修"));
  await expect(card(page)).toContainText("明年三月大修");
  await person.accessible();
  await card(page).getByRole("button", { name: says("关闭", "Close"), exact: true }).click();
  await expect(card(page)).toHaveCount(0);
  await expect(list.getByText(good)).toHaveCount(0);

  // The other was not well served; what is missing is said at its field.
  await list.getByText(bad).first().click();
  await expect(card(page)).toContainText(bad);
  await does(person, "登记结果", "Record", async (form) => {
    await form.getByText(says("不合格", "Unqualified"), { exact: true }).click();
    await choose(page, form, says("满意度", "Satisfaction"), says("非常不满意", "Very dissatisfied"));
    await send(form, says("登记结果", "Record"));
    await expect(form.getByText(says("必填", "Required"))).toBeVisible();
    await form.getByLabel(says("不足之处", "Shortcomings")).fill("答应的维修没有人来");
  });
  await expect(card(page)).toContainText(says("不合格", "Done, unqualified"));
  await expect(card(page).getByRole("link", { name: /^NC-/ })).toBeVisible();
  await expect(card(page).getByRole("link", { name: /^TS-/ })).toBeVisible();
  await person.accessible();
  await card(page).getByRole("button", { name: says("关闭", "Close"), exact: true }).click();
  await expect(card(page)).toHaveCount(0);

  // What was made is in the other list; what is not needed is waived, with a reason.
  const unneeded = `免 ${mark()}`;
  await adds(unneeded);
  await list.getByText(unneeded).first().click();
  await does(person, "免访", "Waive", (form) => form.getByLabel(says("原因", "Reason")).fill("已搬离"));
  await expect(card(page)).toContainText(says("免访", "Waived"));
  await expect(card(page)).toContainText("已搬离");
  await card(page).getByRole("button", { name: says("关闭", "Close"), exact: true }).click();
  await expect(card(page)).toHaveCount(0);
  await expect(list.getByText(unneeded)).toHaveCount(0);
  await page.getByText(says("已回访", "Made"), { exact: true }).first().click();
  const made = page.getByRole("region", { name: says("已回访", "Made") }).first();
  for (const who of [good, bad]) { // those due later come first, and only what is in sight is in the page
    await expect(async () => {
      await made.locator(".cards, .ant-table-tbody-virtual-holder").first().evaluate((box) => box.scrollBy(0, 300));
      await expect(made.getByText(who).first()).toBeVisible({ timeout: 1000 });
    }).toPass();
  }
  await person.accessible();
});

/** A survey that everybody was content in, as far as its measures are followed. */
async function followed(request: APIRequestContext, site: Site, year: number, title: string): Promise<string> {
  const runs = async (verb: string, input: object, answer = "survey { id }") => {
    const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
    const { done } = await ask<{ done: { survey?: { id: string }; userErrors: unknown[] } }>(request, "QUALITY", `mutation($i: ${type}!) { done: ${verb}(input: $i) { ${answer} userErrors { message } } }`, { i: input });
    expect(done.userErrors).toEqual([]);
    return done.survey?.id ?? "";
  };
  const id = await runs("designSurvey", { communityId: site.id, year, title });
  await runs("approveSurvey", { id, approvedBy: "业主委员会" });
  await runs("sendSurvey", { id });
  const { surveyResponses } = await ask<{ surveyResponses: { nodes: { unitId: string }[] } }>(request, "QUALITY", "query($s: [ID!]) { surveyResponses(first: 1, where: {surveyId: $s}) { nodes { unitId } } }", { s: [id] });
  await runs("recordSurveyResponse", { surveyId: id, unitId: surveyResponses.nodes[0]!.unitId, channel: "APP", answers: [{ item: "WATER", mark: "SATISFIED" }], satisfaction: "SATISFIED" }, "");
  for (const verb of ["countSurvey", "reportSurvey"]) await runs(verb, { id });
  await runs("analyseSurvey", { id, analysis: "无不满意项" });
  await runs("publishSurvey", { id, measures: "保持" });
  await runs("trackSurvey", { id });
  return id;
}

journey("a survey goes out, comes back, is counted and followed to its end", async ({ person, request }) => {
  journey.setTimeout(300_000);
  const { page, says } = person;
  page.setDefaultTimeout(30_000);
  type Held = { communities: { nodes: Site[] }; surveys: { nodes: { communityId: string; year: number; state: string }[] } };
  const { communities, surveys } = await ask<Held>(request, "QUALITY", "{ communities(first: 50) { nodes { id name } } surveys(first: 200) { nodes { communityId year state } } }");
  const busy = new Set(surveys.nodes.filter((s) => s.state === "SENT" || s.state === "COLLECTING").map((s) => s.communityId));
  const thisYear = new Date().getFullYear();
  // A community has two rounds a year: those that are left where no questionnaires are out. Another journey reads the
  // latest survey of 桐溪新苑, which stays as the demo has it.
  const rounds = [thisYear, thisYear + 1, thisYear - 1].flatMap((year) => communities.nodes.filter((c) => !busy.has(c.id) && c.name !== "桐溪新苑")
    .flatMap((site) => Array.from({ length: Math.max(0, 2 - surveys.nodes.filter((s) => s.communityId === site.id && s.year === year).length) }, () => ({ site, year }))));
  journey.skip(rounds.length < 2, "this hub has held nearly every round that three years allow");
  const { site, year } = rounds[0]!;
  await person.signIn("QUALITY", `/quality?tab=surveys&scope=${site.id}`);

  const title = `住户满意度调查 ${mark()}`;
  await does(person, "设计一轮", "Design a round", async (form) => {
    await form.getByLabel(says("年份", "Year")).fill(`${year}`);
    await send(form, says("设计一轮", "Design a round"));
    await expect(form.getByText(says("必填", "Required"))).toBeVisible();
    await form.getByLabel(says("标题", "Title")).fill(title);
  }, page.locator("main"));
  await person.accessible();
  await page.getByRole("region", { name: says("满意度调查", "Surveys") }).getByText(says("已设计", "Designed")).first().click();
  await expect(card(page)).toContainText(title);
  await does(person, "批准", "Approve");
  await does(person, "发放", "Send");
  await expect(card(page)).toContainText(/(\d+) \/ \1/);

  // Three households answer: all like the staff, two are cold.
  const heats = [says("不满意", "Dissatisfied"), says("非常不满意", "Very dissatisfied"), says("满意", "Satisfied")];
  for (const [i, heat] of heats.entries()) {
    await does(person, "录入问卷", "Enter a response", async (form) => {
      await choose(page, form, says("房屋", "Unit"));
      await form.getByLabel(says("供暖", "Heating")).selectOption(heat);
      await form.getByLabel(says("服务态度", "Staff attitude")).selectOption(says("非常满意", "Very satisfied"));
      await choose(page, form, says("总体满意度", "On the whole"), says(i === 1 ? "一般" : "满意", i === 1 ? "Fair" : "Satisfied"));
      if (i > 0) return;
      await form.getByLabel(says("意见建议", "Opinions")).fill("晚上屋里冷");
      await person.accessible();
    });
    await expect(card(page)).toContainText(new RegExp(`${i + 1} / \\d+`));
  }
  await expect(card(page)).toContainText("2 / 3");
  await does(person, "统计", "Count");
  await expect(card(page).getByRole("heading", { name: says("帕累托图", "Pareto chart") })).toBeVisible();
  await expect(card(page).getByRole("img", { name: says("供暖", "Heating") })).toBeVisible();
  await expect(card(page).getByRole("button", { name: says("录入问卷", "Enter a response") })).toHaveCount(0);
  await does(person, "上报", "Report");
  await does(person, "分析", "Analyse", (form) => form.getByLabel(says("分析", "Analysis")).fill("顶层住户供暖不足"));
  const raised = card(page).getByRole("link", { name: /^NC-/ });
  await expect(raised).toHaveCount(1);
  await does(person, "公布措施", "Publish the measures", (form) => form.getByLabel(says("改进措施", "Measures")).fill("一月底前完成管网平衡调试"));
  await expect(card(page)).toContainText("一月底前完成管网平衡调试");
  await does(person, "开始跟踪", "Track");
  await person.accessible();

  // It cannot be closed while what it raised is open; the refusal stands in the form.
  const close = await begins(person, "关闭", "Close");
  await send(close, says("关闭", "Close"));
  await expect(close.getByRole("alert")).toContainText(says("仍有 1 项由其提出的不合格未关闭", "1 of the nonconformities it raised are open"));
  await close.getByRole("button", { name: says("取消", "Cancel") }).click();
  await expect(close).toHaveCount(0);

  // One that nobody was dissatisfied in has raised nothing: it is closed.
  const content = await followed(request, rounds[1]!.site, rounds[1]!.year, `${title} 乙`);
  await page.goto(`/quality?tab=surveys&survey=${content}&lang=${person.zh ? "zh-CN" : "en"}`);
  await does(person, "关闭", "Close");
  await expect(card(page).locator(".ant-drawer-extra").getByText(says("已关闭", "Closed"), { exact: true })).toBeVisible();
  await expect(card(page)).toContainText("1 / ");
});

journey("a nonconformity is analysed, measured, verified and its effect judged; each refusal says why", async ({ person, context, request }) => {
  journey.setTimeout(400_000);
  const { page, says } = person;
  page.setDefaultTimeout(30_000);
  type Found = { communities: { nodes: Site[] }; viewer: { user: { staffId: string } } };
  const { communities } = await ask<Found>(request, "SITE_MANAGER", "{ communities(first: 1) { nodes { id name } } }");
  const site = communities.nodes[0]!;
  const at = `/quality?tab=cases&scope=${site.id}`;
  const state = (zh: string, en: string) => expect(card(page).locator(".ant-drawer-extra").getByText(says(zh, en), { exact: true })).toBeVisible();

  // Head office found it at an audit.
  await person.signIn("QUALITY", at);
  const what = `消防通道堆放杂物 ${mark()}`;
  await does(person, "提出不合格项", "Raise one", async (form) => {
    await form.getByText(says("审核", "Audit"), { exact: true }).click();
    await send(form, says("提出不合格项", "Raise one"));
    await expect(form.getByText(says("必填", "Required"))).toBeVisible();
    await form.getByLabel(says("不合格描述", "What failed")).fill(what);
  }, page.locator("main"));
  await page.getByText(says("本期提出", "Raised in the period"), { exact: true }).click();
  await person.accessible();
  await page.getByText(what).first().click();
  await expect(card(page)).toContainText(what);
  const number = (await card(page).innerText()).match(/NC-\d+/)![0];

  // The site says why, and what it does about it.
  await hands(person, context, "SITE_MANAGER", at);
  const finds = async () => {
    await page.getByText(says("本期提出", "Raised in the period"), { exact: true }).click();
    await page.getByText(number, { exact: true }).first().click();
    await expect(card(page)).toContainText(what);
  };
  await finds();
  await state("已提出", "Raised");
  await does(person, "分析原因", "Analyse", (form) => form.getByLabel(says("原因分析", "Cause")).fill("夜班巡查没有这一项"));
  await state("已分析原因", "Analysed");
  const measure = async (text: string, due?: string) => {
    const form = await begins(person, "添加措施", "Add a measure");
    await form.getByLabel(says("措施内容", "Measure"), { exact: true }).fill(text);
    await choose(page, form, says("责任人", "Owner"));
    if (due) {
      // A day that is past: said at the field, and what was typed is still there.
      const day = form.getByLabel(says("期限", "Due"), { exact: true });
      const good = await day.inputValue();
      await day.fill(due);
      await send(form, says("添加措施", "Add a measure"));
      await expect(form.getByText(says("不能早于今天", "a day not before today"))).toBeVisible();
      await expect(form.getByLabel(says("措施内容", "Measure"), { exact: true })).toHaveValue(text);
      await day.fill(good);
    }
    await send(form, says("添加措施", "Add a measure"));
    await expect(form).toHaveCount(0);
    await expect(card(page).getByText(text)).toBeVisible();
  };
  await measure("清理通道并张贴告示", "2020-01-01");
  await measure("加装监控");
  const of = (text: string) => card(page).locator(".ant-card").filter({ hasText: text });
  await does(person, "撤回", "Withdraw", (form) => form.getByLabel(says("原因", "Reason")).fill("本年预算不足"), of("加装监控"));
  await expect(of("加装监控")).toContainText(says("已撤回", "Withdrawn"));
  await does(person, "确定措施", "Set the measures");
  await does(person, "主管审核", "Review");
  await does(person, "报主任", "Submit to the director");
  await state("已报主任", "Submitted");
  const early = await begins(person, "实施完成", "Implemented");
  await send(early, says("实施完成", "Implemented"));
  await expect(early.getByRole("alert")).toBeVisible();
  await early.getByRole("button", { name: says("取消", "Cancel") }).click();
  await expect(early).toHaveCount(0);
  await does(person, "登记完成", "Done", (form) => form.getByLabel(says("完成情况", "What was done")).fill("已清运三车，告示已贴"), of("清理通道"));
  await expect(of("清理通道")).toContainText("已清运三车");
  // Who did it does not verify it.
  const own = await begins(person, "验证", "Verify", of("清理通道"));
  await own.getByText(says("是", "Yes"), { exact: true }).click();
  await own.getByLabel(says("验证情况", "Verification")).fill("看过");
  await send(own, says("验证", "Verify"));
  await expect(own.getByRole("alert")).toContainText(says("须由他人验证", "somebody else verifies"));
  await own.getByRole("button", { name: says("取消", "Cancel") }).click();
  await expect(own).toHaveCount(0);
  await does(person, "实施完成", "Implemented");
  await state("已实施", "Implemented");
  await card(page).getByRole("button", { name: says("添加附件", "Attach a file") }).click();
  const attach = page.getByRole("dialog", { name: says("添加附件", "Attach a file"), exact: true });
  await attach.locator("input[type=file]").setInputFiles(photo("通道.png"));
  await send(attach, says("添加附件", "Attach a file"));
  await expect(card(page).getByRole("link", { name: "通道.png" })).toBeVisible();

  // Head office looks, and is not content at first.
  await hands(person, context, "QUALITY", at);
  await finds();
  const looks = (good: boolean, text: string) => does(person, "验证", "Verify", async (form) => {
    await form.getByText(good ? says("是", "Yes") : says("否", "No"), { exact: true }).click();
    await form.getByLabel(says("验证情况", "Verification")).fill(text);
  }, of("清理通道"));
  await looks(false, "二层仍有杂物");
  await expect(of("清理通道")).toContainText(says("验证未通过", "Rejected"));
  await hands(person, context, "SITE_MANAGER", at);
  await finds();
  await expect(of("清理通道")).toContainText("二层仍有杂物");
  await does(person, "登记完成", "Done", (form) => form.getByLabel(says("完成情况", "What was done")).fill("二层也已清空"), of("清理通道"));
  await hands(person, context, "QUALITY", at);
  await finds();
  await looks(true, "各层均已清空");
  await does(person, "验证", "Verify", (form) => form.getByLabel(says("验证情况", "Verification")).fill("措施已全部验证"));
  await state("已验证", "Verified");

  // Whether it works is known after a while: to say so today is refused at that field. That it does not, can be said.
  await does(person, "效果验证", "Check the effect", async (form) => {
    await form.getByText(says("有效", "They work"), { exact: true }).click();
    await send(form, says("效果验证", "Check the effect"));
    await expect(form.getByText(says("起方可评定措施效果", "whether the measures work is judged from"))).toBeVisible();
    await form.getByText(says("无效", "They do not"), { exact: true }).click();
    await send(form, says("效果验证", "Check the effect"));
    await expect(form.locator(".ant-form-item-explain-error").first()).toBeVisible();
    await form.getByLabel(says("效果验证情况", "Effect"), { exact: true }).fill("杂物又堆回来了");
  });
  await state("重新打开", "Re-opened");
  await expect(card(page)).toContainText("杂物又堆回来了");
  await person.accessible();

  // One of the demo's has been watched for long enough: its measures work, and it is closed. Each run takes one of them.
  type Watched = { nonconformities: { nodes: { id: string; effectDueOn: string | null }[] } };
  const { nonconformities } = await ask<Watched>(request, "QUALITY", "{ nonconformities(first: 200, where: {state: [VERIFIED]}, orderBy: {field: DUE_AT}) { nodes { id effectDueOn } } }");
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const watched = nonconformities.nodes.find((n) => n.effectDueOn && n.effectDueOn <= today);
  if (!watched) return;
  await page.goto(`/quality?tab=cases&case=${watched.id}&lang=${person.zh ? "zh-CN" : "en"}`);
  await does(person, "效果验证", "Check the effect", async (form) => {
    await form.getByText(says("有效", "They work"), { exact: true }).click();
    await form.getByLabel(says("效果验证情况", "Effect"), { exact: true }).fill("一个月内未再发生");
  });
  await state("已关闭", "Closed");
  await expect(card(page)).toContainText("一个月内未再发生");
});

journey("a duty is handed on, done with a photo, sent back, done again and verified; a late one is made up; the log is kept", async ({ person, context, request }) => {
  journey.setTimeout(400_000);
  const { page, says } = person;
  page.setDefaultTimeout(30_000);
  const sheet = page.getByRole("dialog").last();
  const state = (zh: string, en: string) => expect(card(page).locator(".ant-drawer-extra").getByText(says(zh, en), { exact: true })).toBeVisible();
  const submit = () => sheet.getByRole("button", { name: called(says("提交", "Send")) }).click();

  // The notice board is to be renewed: the site manager opens the duty and hands it to somebody.
  await person.signIn("SITE_MANAGER", "/quality?tab=inspections");
  const opens = async () => {
    await does(person, "发起检查", "Open an inspection", async (form) => {
      await choose(page, form, says("检查类型", "Template"), says("W-90 公告栏更新", "W-90 Notice board"));
    }, page.locator("main"));
    await expect(page).toHaveURL(/doing=/);
    await expect(sheet.getByRole("button", { name: called(says("提交", "Send")) })).toBeVisible();
    return new URL(page.url()).searchParams.get("doing")!;
  };
  const id = await opens();
  const duty = `/quality?tab=duties&duty=${id}`;
  await page.goto(`${duty}&lang=${person.zh ? "zh-CN" : "en"}`);
  await state("待办", "Scheduled");
  await does(person, "指派", "Assign", (form) => choose(page, form, says("责任人", "Assignee")));
  await expect(card(page).locator("dt", { hasText: says("责任人", "Assignee") }).locator("+ dd")).not.toHaveText("–");
  await person.accessible();

  // It is shown by a photo; without one the sheet says so.
  await card(page).getByRole("button", { name: says("完成", "Do it"), exact: true }).click();
  await expect(page).toHaveURL(/doing=/);
  await submit();
  await expect(sheet.getByRole("alert")).toContainText(says("请拍照或选择文件", "Add a photo or file"));
  await sheet.locator("input[type=file]").first().setInputFiles(photo("公告栏.png"));
  await expect(sheet.getByAltText(says("照片 1", "Photo 1"))).toBeVisible();
  await sheet.getByRole("textbox", { name: says("内容", "What was done or found") }).fill("已换上冬季供暖通知");
  await submit();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`${duty}&lang=${person.zh ? "zh-CN" : "en"}`);
  await state("已完成", "Done");
  await expect(card(page).getByRole("link", { name: "公告栏.png" })).toBeVisible();
  const own = await begins(person, "复核", "Verify");
  await send(own, says("复核", "Verify"));
  await expect(own.getByRole("alert")).toBeVisible();

  // Head office sends it back; it is done once more and then verified.
  await hands(person, context, "QUALITY", duty);
  await does(person, "退回", "Send back", (form) => form.getByLabel(says("原因", "Reason")).fill("通知贴歪了"));
  await state("逾期", "Late");
  await expect(card(page)).toContainText("通知贴歪了");
  await hands(person, context, "SITE_MANAGER", duty);
  await card(page).getByRole("button", { name: says("完成", "Do it"), exact: true }).click();
  await sheet.getByRole("textbox", { name: says("内容", "What was done or found") }).fill("已重新张贴");
  await submit();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await hands(person, context, "QUALITY", duty);
  await expect(card(page)).toContainText("已重新张贴");
  await does(person, "复核", "Verify");
  await state("已复核", "Verified");
  await person.accessible();

  // Another is not needed this time; one that is late is made up.
  await hands(person, context, "SITE_MANAGER", "/quality?tab=inspections");
  const unneeded = await opens();
  await page.goto(`/quality?tab=duties&duty=${unneeded}&lang=${person.zh ? "zh-CN" : "en"}`);
  await does(person, "免做", "Skip", (form) => form.getByLabel(says("原因", "Reason")).fill("公告栏本周拆修"));
  await state("免做", "Skipped");
  await expect(card(page)).toContainText("公告栏本周拆修");
  type Late = { duties: { nodes: { kind: string; template: { code: string; title: string; titleEn: string | null; evidence: string } }[] } };
  const { duties } = await ask<Late>(request, "SITE_MANAGER", "{ duties(first: 200, where: {state: [LATE]}, orderBy: {field: DUE_AT}) { nodes { kind template { code title titleEn evidence } } } }");
  const late = duties.nodes.find((d) => d.template.evidence === "TEXT")!;
  await page.goto(`/quality?tab=duties&overdue=1&kind=${late.kind}&lang=${person.zh ? "zh-CN" : "en"}`);
  await page.getByText(says(late.template.title, late.template.titleEn ?? late.template.title), { exact: true }).first().click();
  await state("逾期", "Late");
  await card(page).getByRole("button", { name: says("补做", "Make up"), exact: true }).click();
  await expect(page).toHaveURL(/doing=/);
  const made = new URL(page.url()).searchParams.get("doing")!;
  await submit();
  await expect(sheet.getByRole("alert")).toContainText(says("请填写内容", "Say what was done"));
  await sheet.getByRole("textbox", { name: says("内容", "What was done or found") }).fill("已补齐");
  await sheet.getByLabel(says("逾期原因", "Why it is late")).fill("当日停电");
  await submit();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`/quality?tab=duties&duty=${made}&lang=${person.zh ? "zh-CN" : "en"}`);
  await state("已补做", "Made up");
  await expect(card(page)).toContainText("当日停电");

  // The log of whoever is on duty: what was reported, how it ended, the day signed, the month sampled.
  await page.goto(`/quality?tab=log&lang=${person.zh ? "zh-CN" : "en"}`);
  const matter = `楼下有人敲门 ${mark()}`;
  await does(person, "登记", "Add an entry", async (form) => {
    await form.getByLabel(says("事项", "Matter")).fill(matter);
    await form.getByLabel(says("报事人", "Reported by")).fill("周先生");
  }, page.locator("main"));
  await page.getByText(matter).first().click();
  await state("待办", "Open");
  await does(person, "办结", "Complete", (form) => form.getByLabel(says("处理结果", "Result")).fill("已请离"));
  await state("已办结", "Done");
  await card(page).getByRole("button", { name: says("关闭", "Close"), exact: true }).click();
  await expect(card(page)).toHaveCount(0);
  await does(person, "签阅当日", "Sign the day", async (form) => {
    const day = form.getByLabel(says("日期", "Day"));
    const now = await day.inputValue();
    await day.fill("2099-01-01");
    await send(form, says("签阅当日", "Sign the day"));
    await expect(form.getByText(says("该日期尚未到来", "the day is still to come"))).toBeVisible();
    await day.fill(now);
  }, page.locator("main"));
  await expect(page.getByRole("status").filter({ hasText: says("已签阅", "Signed") }).first()).toBeVisible();
  await expect(page.getByText(matter).first()).toBeVisible();
  await does(person, "抽查当月", "Sample the month", async (form) => {
    const month = form.getByLabel(says("月份", "Month"));
    const now = await month.inputValue();
    await month.fill("2019-01");
    await send(form, says("抽查当月", "Sample the month"));
    await expect(form.getByText(says("该月没有值班记录", "the log of this month has no entries"))).toBeVisible();
    await month.fill(now);
  }, page.locator("main"));
  await expect(page.getByRole("status").filter({ hasText: says("已抽取", "Drew") })).toBeVisible();
  await expect(page).toHaveURL(/view=sample/);
  await person.accessible();

  // The month at a glance: the days add up to what the site has.
  await page.goto(`/quality?tab=duties&view=month&lang=${person.zh ? "zh-CN" : "en"}`);
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const next = new Date(Date.UTC(+month.slice(0, 4), +month.slice(5), 1)).toISOString().slice(0, 10);
  const all = await ask<{ duties: { totalCount: number } }>(request, "SITE_MANAGER", "query($from: Time, $before: Time) { duties(first: 1, where: {dueAtFrom: $from, dueAtBefore: $before}) { totalCount } }", {
    from: `${month}-01T00:00:00+08:00`, before: `${next}T00:00:00+08:00`,
  });
  await expect(page.getByText(says(`本月任务共 ${all.duties.totalCount} 项`, `${all.duties.totalCount} duties this month`), { exact: true })).toBeVisible();
  const days = await page.getByRole("table", { name: month }).locator("[id^=day-]").allTextContents();
  expect(days.flatMap((text) => text.slice(10).match(/\d+/g) ?? []).reduce((sum, n) => sum + Number(n), 0)).toBe(all.duties.totalCount);
  await person.accessible();
});
