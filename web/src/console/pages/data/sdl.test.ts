import { buildSchema, introspectionFromSchema, parse } from "graphql";
import { expect, test } from "vitest";
import { definitionsOf, sdlOf } from "./sdl.ts";

const sdl = `type Query {
  """Who asks."""
  viewer(first: Int = 3): Viewer
}

type Mutation {
  act(kind: Kind!): Viewer!
}

type Viewer {
  name: String!
}

enum Kind {
  A
  B
}

scalar Fen
`;
const data = introspectionFromSchema(buildSchema(`${sdl} extend type Viewer { owes: Fen }`));

test("the file says what the hub says of itself, descriptions included", () => {
  const text = sdlOf(data);
  expect(() => parse(text)).not.toThrow();
  expect(text).toContain("Who asks.");
  expect(text).toContain("viewer(first: Int = 3): Viewer");
  expect(text).toContain("scalar Fen");
});

test("types stand one by one, what can be asked first, without those of the language", () => {
  expect(definitionsOf(data).map((d) => d.name)).toEqual(["Query", "Mutation", "Fen", "Kind", "Viewer"]);
  expect(definitionsOf(data)[3]!.text).toBe("enum Kind {\n  A\n  B\n}");
});
