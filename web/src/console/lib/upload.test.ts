import { expect, test } from "vitest";
import { formOf } from "./upload.ts";

test("files go beside the request, with nulls in their places", async () => {
  const file = new File(["a,b"], "units.csv");
  const other = new File(["x"], "photo.jpg");
  const form = formOf({ documentId: "sha256:0", variables: { input: { file, dryRun: true, photos: [other] } } })!;
  expect([...form.keys()]).toEqual(["operations", "map", "0", "1"]);
  expect(JSON.parse(form.get("operations") as string)).toEqual({
    documentId: "sha256:0",
    variables: { input: { file: null, dryRun: true, photos: [null] } },
  });
  expect(JSON.parse(form.get("map") as string)).toEqual({ 0: ["variables.input.file"], 1: ["variables.input.photos.0"] });
  expect(await (form.get("0") as File).text()).toBe("a,b");
  expect((form.get("1") as File).name).toBe("photo.jpg");
});

test("a request without files is no form", () => {
  expect(formOf({ documentId: "sha256:0", variables: { input: { id: "1", at: null } } })).toBeUndefined();
});
