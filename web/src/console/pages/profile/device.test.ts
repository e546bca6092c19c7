import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

test("browsers are known by the name that says most", () => {
  expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")).toBe("Chrome · Linux");
  expect(deviceOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0")).toBe("Edge · Windows");
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0")).toBe("WeChat · iOS");
});

test("what is no browser is called what it calls itself", () => {
  expect(deviceOf("estatehub-import/1.0")).toBe("estatehub-import/1.0");
  expect(deviceOf("")).toBe("");
});
