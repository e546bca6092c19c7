import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery, isIntrospectionType, isSpecifiedScalarType, printSchema, printType } from "graphql";

/** The schema an introspection tells of. */
const schemaOf = (data: object): GraphQLSchema => buildClientSchema(data as IntrospectionQuery);

/** The schema in its own language, as one file. */
export const sdlOf = (data: object): string => `${printSchema(schemaOf(data))}\n`;

/** A type of the schema with its text. */
export interface Definition {
  name: string;
  text: string;
}

/** The types of the schema one by one: what can be asked first, then by name. */
export function definitionsOf(data: object): Definition[] {
  const schema = schemaOf(data);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) => (type ? [type.name] : []));
  const place = (name: string) => (roots.includes(name) ? roots.indexOf(name) : roots.length);
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .map((type) => ({ name: type.name, text: printType(type) }))
    .sort((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1));
}
