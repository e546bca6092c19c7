import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  Source,
  stripIgnoredCharacters,
  validate,
  visit,
} from "graphql";

const web = resolve(import.meta.dirname, "..");
const consoleDir = join(web, "src/console");
const out = join(consoleDir, "gql");

interface Found {
  /** The folder of its file below src/console, without pages/: one generated module each. */
  group: string;
  operation: OperationDefinitionNode;
}

/**
 * Reads the schema and all documents of the console, holds one against the
 * other, and writes what follows from them:
 *
 * - src/console/gql/<group>.ts: types and documents of the operations of one
 *   folder, so that a page's chunk carries its own documents only; the client
 *   reads them but sends their ids, so they come without their spaces;
 * - src/console/gql/schema.ts: values of all enums, names of all connections;
 * - documents.json: the texts by hash, the only ones the hub runs for those
 *   who may not ask freely.
 */
export async function main(): Promise<void> {
  const schema = readSchema();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const found: Found[] = [];
  const names = new Set<string>();
  for (const file of files(consoleDir, ".graphql")) {
    const document = parse(new Source(readFileSync(join(consoleDir, file), "utf8"), file));
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION && definition.kind !== Kind.OPERATION_DEFINITION) {
        throw new Error(`${file}: only operations and fragments`);
      }
      const name = definition.name?.value;
      if (!name) throw new Error(`${file}: an operation without a name`);
      if (names.has(name)) throw new Error(`${file}: ${name} is taken`);
      names.add(name);
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(name, definition);
      else found.push({ group: groupOf(file), operation: definition });
    }
  }

  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const texts: Record<string, string> = {};
  const groups = new Map<string, { nodes: DocumentNode[]; exports: string[] }>();
  const used = new Set<string>();
  for (const { group, operation } of found) {
    const needed = [...fragmentsOf(operation, fragments)];
    needed.forEach((f) => used.add(f.name.value));
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...needed] };
    const errors = validate(schema, document);
    if (errors.length > 0) throw new Error(errors.map(String).join("\n\n"));
    const text = print(withTypenames(document));
    const hash = createHash("sha256").update(text).digest("hex");
    texts[hash] = text;
    const name = operation.name!.value;
    const kind = operation.operation[0]!.toUpperCase() + operation.operation.slice(1);
    const type = name + kind;
    const of = groups.get(group) ?? { nodes: [], exports: [] };
    of.nodes.push(document);
    of.exports.push(
      `export const ${name}Document = trusted<${type}, ${type}Variables>(\n` +
        `  ${JSON.stringify(name)},\n  "sha256:${hash}",\n  ${JSON.stringify(stripIgnoredCharacters(text))},\n);\n`,
    );
    groups.set(group, of);
  }
  for (const name of fragments.keys()) {
    if (!used.has(name)) throw new Error(`fragment ${name} is used by no operation`);
  }

  for (const [group, { nodes, exports }] of groups) {
    const types = await typesOf(schema, nodes);
    const up = "../".repeat(group.split("/").length);
    const content = `${head}import { trusted } from "${up}lib/document.ts";\n\n${types}\n${exports.join("\n")}`;
    const file = join(out, `${group}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  writeFileSync(join(out, "schema.ts"), head + schemaFacts(schema));
  const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(web, "documents.json"), JSON.stringify(sorted, null, 2) + "\n");
}

const head = "// Written by build/codegen.ts. Not to be edited, not in version control.\n";

function readSchema(): GraphQLSchema {
  const root = resolve(web, "../graph/schema");
  const definitions = files(root, ".graphqls").flatMap((file) => {
    const document = parse(new Source(readFileSync(join(root, file), "utf8"), file));
    return document.definitions;
  });
  return buildASTSchema(joinExtensions({ kind: Kind.DOCUMENT, definitions }), { assumeValidSDL: true });
}

/** Adds what extends a type to the type itself, as buildASTSchema leaves extensions out. */
function joinExtensions(document: DocumentNode): DocumentNode {
  const types = new Map<string, { fields: unknown[]; interfaces: unknown[] }>();
  for (const d of document.definitions) {
    if (d.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const of = types.get(d.name.value) ?? { fields: [], interfaces: [] };
    of.fields.push(...(d.fields ?? []));
    of.interfaces.push(...(d.interfaces ?? []));
    types.set(d.name.value, of);
  }
  return {
    ...document,
    definitions: document.definitions.flatMap((d): DefinitionNode[] => {
      if (d.kind === Kind.OBJECT_TYPE_EXTENSION) return [];
      if (d.kind !== Kind.OBJECT_TYPE_DEFINITION) return [d];
      const more = types.get(d.name.value);
      if (!more) return [d];
      return [
        {
          ...d,
          fields: [...(d.fields ?? []), ...(more.fields as typeof d.fields & object)],
          interfaces: [...(d.interfaces ?? []), ...(more.interfaces as typeof d.interfaces & object)],
        },
      ];
    }),
  };
}

function* fragmentsOf(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  all: Map<string, FragmentDefinitionNode>,
  seen = new Set<string>(),
): Generator<FragmentDefinitionNode> {
  const spreads: string[] = [];
  visit(node, { FragmentSpread: (spread) => void spreads.push(spread.name.value) });
  for (const name of spreads) {
    if (seen.has(name)) continue;
    seen.add(name);
    const fragment = all.get(name);
    if (!fragment) throw new Error(`${node.name?.value}: there is no fragment ${name}`);
    yield fragment;
    yield* fragmentsOf(fragment, all, seen);
  }
}

/** The normalized cache wants the type of everything, save the roots. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: (node: SelectionSetNode, _key, parent) => {
      if (parent && "kind" in parent && parent.kind === Kind.OPERATION_DEFINITION) return undefined;
      const has = node.selections.some((s) => s.kind === Kind.FIELD && s.name.value === "__typename");
      if (has) return undefined;
      const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } } as const;
      return { ...node, selections: [...node.selections, typename] };
    },
  });
}

async function typesOf(schema: GraphQLSchema, nodes: DocumentNode[]): Promise<string> {
  const seen = new Set<string>();
  const documents = nodes.map((node) => ({
    document: {
      ...node,
      definitions: node.definitions.filter((d) => {
        const name = d.kind + ("name" in d ? d.name?.value : "");
        return !seen.has(name) && seen.add(name);
      }),
    },
  }));
  const text = await codegen({
    schema: parse("scalar Unused"),
    schemaAst: schema,
    documents,
    filename: "",
    config: {
      skipTypename: true,
      enumType: "string-literal",
      scalars: { ID: "string", Time: "string", Date: "string", Fen: "number", Upload: "File" },
      useTypeImports: true,
      dedupeFragments: true,
    },
    plugins: [{ operations: {} }],
    pluginMap: { operations },
    skipDocumentsValidation: true,
  });
  return text.trim() + "\n";
}

function schemaFacts(schema: GraphQLSchema): string {
  const enums = Object.values(schema.getTypeMap())
    .filter(isEnumType)
    .filter((t) => !t.name.startsWith("__"))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((t) => `export const ${t.name} = ${JSON.stringify(t.getValues().map((v) => v.name))} as const;\n`);
  const connections = Object.values(schema.getQueryType()!.getFields())
    .filter((f) => {
      const type = "ofType" in f.type ? f.type.ofType : f.type;
      return isObjectType(type) && type.name.endsWith("Connection");
    })
    .map((f) => f.name)
    .sort();
  return `\nexport const connections = ${JSON.stringify(connections)} as const;\n\n${enums.join("")}`;
}

function groupOf(file: string): string {
  return dirname(file).replace(/^pages\//, "");
}

/** Files below a folder with an ending, sorted. */
function files(root: string, ending: string): string[] {
  if (!existsSync(root)) return [];
  return (readdirSync(root, { recursive: true }) as string[])
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(ending))
    .sort();
}
