import { expect, test } from "vitest";
import { fieldsOf, inOrder, type Verb } from "./verbs.ts";

const verb = (code: string, ...needs: string[]) => ({ verb: code, titleZh: code, titleEn: code, needs: needs.map((argument) => ({ argument })) }) as Verb;
const codes = (...all: string[]) => all.map((code) => verb(code));

test("what is likely next comes first, what undoes last", () => {
  const order = (phase: string, ...all: string[]) => inOrder(codes(...all), phase).map((v) => v.verb);
  expect(order("NEW", "verify", "classify", "feedBack", "merge")).toEqual(["verify", "classify", "feedBack", "merge"]);
  expect(order("NEW", "classify", "invalidate", "assist", "settleOnSpot", "dispatch", "merge")).toEqual(["dispatch", "classify", "assist", "settleOnSpot", "invalidate", "merge"]);
  expect(order("WORKING", "invalidate", "arrive", "wait", "resolve", "classify")).toEqual(["resolve", "arrive", "wait", "classify", "invalidate"]);
  expect(order("WORKING", "explain", "feedBack", "overturn", "uphold")).toEqual(["uphold", "overturn", "explain", "feedBack"]);
  expect(order("WAITING", "follow", "feedBack", "overturn")).toEqual(["follow", "feedBack", "overturn"]);
  expect(order("DONE", "reopen", "close", "recordReturnVisit")).toEqual(["recordReturnVisit", "close", "reopen"]);
});

test("a verb's form asks for what it needs, then for what it may take", () => {
  const names = (v: Verb, kind = "REPAIR") => fieldsOf(v, kind).map((f) => `${f.name}${f.needed ? "!" : ""}`);
  expect(names(verb("resolve", "result"))).toEqual(["result!", "outcome"]);
  expect(names(verb("dispatch", "assigneeId"))).toEqual(["assigneeId!", "promisedAt", "text"]);
  expect(names(verb("classify", "class"), "COMPLAINT")).toEqual(["class!", "type", "severity", "topic", "category", "collective", "complainedStaffId", "text"]);
  expect(names(verb("classify"))).not.toContain("collective");
  expect(names(verb("accept"))).toEqual(["promisedAt", "text"]);
});
