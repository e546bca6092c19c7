import { expect, test } from "vitest";
import { communitiesOf, leavesOf, namesOf, treeOf } from "./scope.ts";

const companies = [
  { id: "c1", name: "甲", managementOffices: { nodes: [{ id: "o1", name: "一" }, { id: "o2", name: "二" }] } },
  { id: "c2", name: "乙", managementOffices: { nodes: [{ id: "o3", name: "三" }] } },
];
const community = (id: string, managementOfficeId: string) => ({ id, code: id, name: id, managementOfficeId });
const tree = treeOf(companies, [community("x", "o1"), community("y", "o1"), community("z", "o2"), community("q", "unknown")]);

test("empty branches are left out, communities of unknown offices are not", () => {
  expect(tree.map((n) => n.id)).toEqual(["c1", "q"]);
  expect(leavesOf(tree).map((n) => n.id)).toEqual(["x", "y", "z", "q"]);
  expect(namesOf(tree).get("o2")).toBe("二");
});

test("a scope is the communities below its nodes", () => {
  expect(communitiesOf(undefined, tree)).toBeUndefined();
  expect(communitiesOf("o1", tree)).toEqual(["x", "y"]);
  expect(communitiesOf("o1,z", tree)).toEqual(["x", "y", "z"]);
  expect(communitiesOf("nowhere", tree)).toBeUndefined();
});
