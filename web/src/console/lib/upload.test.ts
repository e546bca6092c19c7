import { expect, test } from "vitest";
import { sentOf } from "./upload.ts";

test("what holds no file is JSON", () => {
  const sent = sentOf({ documentId: "sha256:1", variables: { input: { id: "a", day: null } } });
  expect(sent.headers).toEqual({ "Content-Type": "application/json" });
  expect(JSON.parse(sent.body as string)).toEqual({ documentId: "sha256:1", variables: { input: { id: "a", day: null } } });
});

test("files come behind the variables, each with its place", async () => {
  const one = new File(["1"], "a.jpg");
  const two = new Blob(["22"]);
  const sent = sentOf({ documentId: "sha256:1", variables: { input: { files: [one, two], lines: [{ position: 1 }] } } });
  const form = sent.body as FormData;
  expect(sent.headers).toEqual({});
  expect([...form.keys()]).toEqual(["operations", "map", "0", "1"]);
  expect(JSON.parse(form.get("operations") as string)).toEqual({
    documentId: "sha256:1",
    variables: { input: { files: [null, null], lines: [{ position: 1 }] } },
  });
  expect(JSON.parse(form.get("map") as string)).toEqual({ 0: ["variables.input.files.0"], 1: ["variables.input.files.1"] });
  expect((form.get("0") as File).name).toBe("a.jpg");
  expect(await (form.get("1") as File).text()).toBe("22");
});
