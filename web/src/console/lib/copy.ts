import { idOf } from "./document.ts";

/** The text of a document as the hub knows it, from the file of all texts. */
export async function textOf(document: { definitions?: readonly unknown[] }): Promise<string> {
  const response = await fetch("/assets/documents.json");
  if (!response.ok) throw new Error(`${response.status}`);
  const texts = (await response.json()) as Record<string, string>;
  const text = texts[idOf(document).replace(/^sha256:/, "")];
  if (!text) throw new Error("the page is older than the hub");
  return text;
}

/** Puts a document and its variables on the clipboard, as GraphiQL and BI tools take them. */
export async function copyAsGraphQL(document: { definitions?: readonly unknown[] }, variables: object): Promise<void> {
  const text = await textOf(document);
  await navigator.clipboard.writeText(`${text}\n\n# variables\n${JSON.stringify(variables, null, 2).replace(/^/gm, "# ")}\n`);
}
