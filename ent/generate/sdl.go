package main

import (
	"strings"

	"estatehub/ent/noun"
)

// sdl writes a noun's part of the GraphQL schema: its type, enums, connection, filter, orders, and its upkeep.
func sdl(n *noun.Noun, all []*noun.Noun) []byte {
	w := &writer{}
	w.p("# Generated from ent/schema. DO NOT EDIT.\n")
	doc(w, "", n.ZH+": "+n.Doc)
	w.p("type %s implements Node {", n.Name)
	doc(w, "  ", "Identifier, opaque, stable for ever.")
	w.p("  id: ID!")
	for _, f := range n.Fields {
		if !f.Secret {
			doc(w, "  ", fieldDoc(f))
			w.p("  %s: %s%s", f.API, gqlType(f), bang(!f.Nullable && f.Mask == noun.Open))
		}
	}
	for _, e := range n.Edges {
		doc(w, "  ", e.ZH+": "+e.Doc)
		if e.Many {
			w.p("  %s(%s): %sConnection!", e.Name, connectionArgs(e.To), e.To)
		} else {
			w.p("  %s: %s%s", e.Name, e.To, bang(!e.Null))
		}
	}
	w.p("}\n")
	for _, f := range n.Fields {
		if f.Type == noun.Enum {
			doc(w, "", fieldDoc(f))
			w.p("enum %s {\n  %s\n}\n", f.EnumType, strings.Join(f.Values, "\n  "))
		}
	}
	connection(w, n)
	where(w, n)
	order(w, n)
	w.p("extend type Query {")
	doc(w, "  ", "One "+n.Field+" by its id; null for one that does not exist or is out of scope.")
	w.p("  %s(id: ID!): %s", n.Field, n.Name)
	doc(w, "  ", n.ZH+": those in scope, by connection.")
	w.p("  %s(%s): %sConnection!\n}", n.Plural, connectionArgs(n.Name), n.Name)
	if n.Upkeep {
		upkeepSDL(w, n)
	}
	return w.bytes()
}

func connectionArgs(to string) string {
	return "first: Int, after: String, last: Int, before: String, where: " + to + "Where, orderBy: " + to + "Order"
}

func connection(w *writer, n *noun.Noun) {
	doc(w, "", "A page of "+n.Plural+".")
	w.p("type %sConnection {", n.Name)
	doc(w, "  ", "The rows with their cursors.")
	w.p("  edges: [%sEdge!]!", n.Name)
	doc(w, "  ", "The rows.")
	w.p("  nodes: [%s!]!", n.Name)
	doc(w, "  ", "Where the page lies.")
	w.p("  pageInfo: PageInfo!")
	doc(w, "  ", "How many rows the whole connection has; counted only when asked for.")
	w.p("  totalCount: Int!\n}\n")
	doc(w, "", "A row of a page with its cursor.")
	w.p("type %sEdge {", n.Name)
	doc(w, "  ", "Where the row lies; goes into after or before.")
	w.p("  cursor: String!")
	doc(w, "  ", "The row.")
	w.p("  node: %s!\n}\n", n.Name)
}

func where(w *writer, n *noun.Noun) {
	doc(w, "", "Which "+n.Plural+": all conditions given must hold.")
	w.p("input %sWhere {", n.Name)
	doc(w, "  ", "One of these ids.")
	w.p("  id: [ID!]")
	for _, f := range n.Fields {
		if !f.Filter {
			continue
		}
		what := f.ZH + " (" + strings.TrimSuffix(f.Doc, ".") + ")"
		put := func(name, typ, says string) {
			doc(w, "  ", what+": "+says)
			w.p("  %s: %s", name, typ)
		}
		switch f.Type {
		case noun.Int, noun.Fen, noun.Float:
			put(f.API+"Min", gqlType(f), "at least this.")
			put(f.API+"Max", gqlType(f), "at most this.")
		case noun.Time, noun.Date:
			put(f.API+"From", gqlType(f), "from this on.")
			put(f.API+"Before", gqlType(f), "before this.")
		case noun.Bool:
			put(f.API, "Boolean", "this value.")
		case noun.Text:
			put(f.API, "[String!]", "one of these, exactly.")
			put(f.API+"StartsWith", "String", "beginning with this.")
			if f.Mask == noun.Open {
				put(f.API+"Contains", "String", "containing this.")
			}
		case noun.Enum, noun.Ref:
			put(f.API, "["+gqlType(f)+"!]", "one of these.")
		}
		if f.Nullable {
			put(f.API+"Missing", "Boolean", "true: it is not set; false: it is.")
		}
	}
	w.p("}\n")
}

func order(w *writer, n *noun.Noun) {
	doc(w, "", "What "+n.Plural+" can be sorted by.")
	w.p("enum %sOrderField {", n.Name)
	doc(w, "  ", "Community by community, in the order of creation.")
	w.p("  ID")
	for _, f := range n.Fields {
		if f.Sort {
			doc(w, "  ", fieldDoc(f))
			w.p("  %s", strings.ToUpper(f.Name))
		}
	}
	w.p("}\n")
	doc(w, "", "An order of "+n.Plural+"; rows equal in it follow by id in the same direction.")
	w.p("input %sOrder {", n.Name)
	doc(w, "  ", "What to sort by.")
	w.p("  field: %sOrderField! = ID", n.Name)
	doc(w, "  ", "Which way.")
	w.p("  direction: OrderDirection! = ASC\n}\n")
}

func upkeepSDL(w *writer, n *noun.Noun) {
	doc(w, "", "What a new "+n.Field+" is.")
	w.p("input Create%sInput {", n.Name)
	for _, f := range n.Fields {
		if f.Input != noun.Never && !f.Secret {
			doc(w, "  ", fieldDoc(f))
			w.p("  %s: %s%s", f.API, gqlType(f), bang(!f.Default))
		}
	}
	w.p("}\n")
	doc(w, "", "What changes of a "+n.Field+"; what is left out stays, null clears.")
	w.p("input Update%sInput {", n.Name)
	doc(w, "  ", "Which one.")
	w.p("  id: ID!")
	for _, f := range n.Fields {
		if f.Input == noun.Always && !f.Secret {
			doc(w, "  ", fieldDoc(f))
			w.p("  %s: %s", f.API, gqlType(f))
		}
	}
	w.p("}\n")
	doc(w, "", "Which "+n.Field+" to remove.")
	w.p("input Remove%sInput {", n.Name)
	doc(w, "  ", "Its id.")
	w.p("  id: ID!\n}\n")
	for _, verb := range []string{"Create", "Update"} {
		doc(w, "", "What came of it.")
		w.p("type %s%sPayload {", verb, n.Name)
		doc(w, "  ", "The "+n.Field+" as it is now; null where there are errors.")
		w.p("  %s: %s", n.Field, n.Name)
		errorsSDL(w)
	}
	doc(w, "", "What came of it.")
	w.p("type Remove%sPayload {", n.Name)
	doc(w, "  ", "The id of what is gone; null where there are errors.")
	w.p("  id: ID")
	errorsSDL(w)
	w.p("extend type Mutation {")
	doc(w, "  ", "Adds a "+n.Field+" ("+n.ZH+").")
	w.p("  create%s(input: Create%sInput!): Create%sPayload!", n.Name, n.Name, n.Name)
	doc(w, "  ", "Changes a "+n.Field+" ("+n.ZH+").")
	w.p("  update%s(input: Update%sInput!): Update%sPayload!", n.Name, n.Name, n.Name)
	doc(w, "  ", "Removes a "+n.Field+" ("+n.ZH+") to which nothing refers.")
	w.p("  remove%s(input: Remove%sInput!): Remove%sPayload!\n}", n.Name, n.Name, n.Name)
}

func errorsSDL(w *writer) {
	doc(w, "  ", "What is wrong with the input; empty where it was done.")
	w.p("  userErrors: [UserError!]!\n}\n")
}

func gqlType(f *noun.Field) string {
	switch f.Type {
	case noun.Int:
		return "Int"
	case noun.Float:
		return "Float"
	case noun.Bool:
		return "Boolean"
	case noun.Time:
		return "Time"
	case noun.Date:
		return "Date"
	case noun.Fen:
		return "Fen"
	case noun.Ref:
		return "ID"
	case noun.Enum:
		return f.EnumType
	default:
		return "String"
	}
}

func bang(on bool) string {
	if on {
		return "!"
	}
	return ""
}

func fieldDoc(f *noun.Field) string {
	d := f.ZH + ": " + f.Doc
	if f.Mask != noun.Open {
		d += " Null or masked for those who may not read " + strings.ToLower(f.Group.String()) + "."
	}
	return d
}

func doc(w *writer, indent, text string) {
	w.p("%s\"%s\"", indent, strings.ReplaceAll(text, `"`, `\"`))
}
