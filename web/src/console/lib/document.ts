import { gql, type TypedDocumentNode } from "@urql/core";

/** Ids by the name of the operation, which survives what the cache makes of a document. */
const ids = new Map<string, string>();

/** A document the hub knows. Generated code alone calls this. */
export function trusted<Data, Variables extends object>(
  name: string,
  id: string,
  text: string,
): TypedDocumentNode<Data, Variables> {
  ids.set(name, id);
  return gql<Data, Variables>(text);
}

/** Name of a document's operation. */
export function nameOf(document: { definitions?: readonly unknown[] }): string {
  for (const d of document.definitions ?? []) {
    const { kind, name } = d as { kind?: string; name?: { value: string } };
    if (kind === "OperationDefinition" && name) return name.value;
  }
  throw new Error("a document without an operation");
}

/** Id by which the hub knows a document. */
export function idOf(document: { definitions?: readonly unknown[] }): string {
  const name = nameOf(document);
  const id = ids.get(name);
  if (!id) throw new Error(`${name} is no generated document`);
  return id;
}
