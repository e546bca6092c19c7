package main

import (
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/entc/gen"
	entfield "entgo.io/ent/schema/field"

	"estatehub/ent/noun"
)

// organisation is the tree above the communities: whoever sees a node of it sees the way up.
var organisation = map[string]bool{"Organization": true, "Company": true, "ManagementOffice": true, "Community": true}

// describe turns ent's graph into nouns.
func describe(g *gen.Graph) ([]*noun.Noun, error) {
	var all []*noun.Noun
	says := map[string]noun.Says{}
	for _, t := range g.Nodes {
		s, _, err := noun.Decode[noun.Says](t.Annotations)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		says[t.Name] = s
	}
	for _, t := range g.Nodes {
		n, err := describeNoun(t, says)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		all = append(all, n)
	}
	for _, n := range all {
		for _, of := range all {
			if n.Counts == of.Name {
				rollups(of, n, says[of.Name].Rollups)
			}
		}
	}
	return all, nil
}

// rollups says what a table counts of a noun.
func rollups(n, table *noun.Noun, all [][]string) {
	n.Counter = table.Table
	for _, f := range table.Fields {
		if of := field(n, f.Name); of != nil && f.Name != "community_id" {
			n.Counted = append(n.Counted, f.Name)
		}
	}
	for i, by := range all {
		r := noun.Rollup{Number: i + 1, By: by}
		for _, name := range n.Counted {
			switch {
			case slices.Contains(by, name) || follows(n, name, by):
				r.Holds = append(r.Holds, name)
			case slices.Contains(table.Primary, name):
				r.Empty = append(r.Empty, name)
			}
		}
		n.Rollups = append(n.Rollups, r)
	}
}

// follows tells whether a column is known where some others are: it follows one of them, or is the same function's
// coarser sibling.
func follows(n *noun.Noun, name string, by []string) bool {
	f := field(n, name)
	if f.Follows == "" {
		return false
	}
	for _, other := range by {
		if f.Follows == other {
			return true
		}
		if g := field(n, other); g.Follows == f.Follows && coarser(f.By, g.By) {
			return true
		}
	}
	return false
}

// coarser tells whether one function of a column is a function of another of it.
func coarser(f, g map[string]any) bool {
	through := map[any]any{}
	for v, of := range g {
		if before, seen := through[of]; seen && before != f[v] {
			return false
		}
		through[of] = f[v]
	}
	return true
}

// field finds a field of a noun that is in no catalogue yet.
func field(n *noun.Noun, name string) *noun.Field {
	i := slices.IndexFunc(n.Fields, func(f *noun.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return n.Fields[i]
}

func describeNoun(t *gen.Type, says map[string]noun.Says) (*noun.Noun, error) {
	s := says[t.Name]
	n := &noun.Noun{Name: t.Name, Field: camel(snake(t.Name)), Plural: s.Plural, Kind: s.Kind, Table: t.Table(), Group: s.Group,
		Wall: s.Wall, ZH: s.ZH, Doc: s.Doc, Internal: s.Internal, Upkeep: s.Upkeep, Key: s.Keys,
		Primary: s.Primary, Counts: s.Counts}
	if n.Plural == "" {
		n.Plural = n.Field + "s"
	}
	for _, f := range t.Fields {
		d, err := describeField(t, f, n)
		if err != nil {
			return nil, err
		}
		n.Fields = append(n.Fields, d)
	}
	for _, e := range t.Edges {
		to := says[e.Type.Name]
		if to.Internal {
			continue
		}
		es, _, err := noun.Decode[noun.FieldSays](e.Annotations)
		if err != nil {
			return nil, err
		}
		d := &noun.Edge{Name: camel(e.Name), To: e.Type.Name, Many: !e.Unique, ZH: es.ZH, Doc: e.Comment(), Column: e.Rel.Column()}
		if !d.Many {
			d.Column = e.Field().Name
			seen := to.Group == s.Group || to.Wall == noun.Global || to.Wall == noun.Root || (to.Wall == noun.Owned && to.Group == 0)
			if to.Wall == noun.Reached {
				seen = organisation[t.Name] && organisation[e.Type.Name]
			}
			d.Null = e.Field().Optional || !seen
		}
		n.Edges = append(n.Edges, d)
	}
	for _, ix := range t.Indexes {
		if ix.Unique {
			n.Uniques = append(n.Uniques, noun.Unique{Index: ix.Name, Fields: ix.Columns})
		}
	}
	return n, nil
}

func describeField(t *gen.Type, f *gen.Field, n *noun.Noun) (*noun.Field, error) {
	s, _, err := noun.Decode[noun.FieldSays](f.Annotations)
	if err != nil {
		return nil, err
	}
	d := &noun.Field{Name: f.Name, API: camel(f.Name), Go: f.StructField(), Nullable: f.Optional, Default: f.Default || f.Optional,
		Group: n.Group, Mask: s.Mask, Filter: s.Filter, Sort: s.Sort, Input: noun.Always, Machine: s.Machine,
		Min: s.Min, Top: s.Top, ZH: s.ZH, Doc: f.Comment(), Type: s.Type, Secret: f.Sensitive(),
		Follows: s.Follow, By: s.By, UpTo: s.Limit}
	if f.Default && !f.DefaultFunc() {
		d.DefaultValue = f.DefaultValue()
	}
	if s.Group != nil {
		d.Group = *s.Group
	}
	if s.Input != nil {
		d.Input = *s.Input
	}
	if f.Unique {
		n.Uniques = append(n.Uniques, noun.Unique{Index: f.Name, Fields: []string{f.Name}})
	}
	if d.Type == "" {
		if d.Type, err = typeOf(f); err != nil {
			return nil, err
		}
	}
	switch d.Type {
	case noun.Enum:
		d.EnumType = t.Name + f.StructField()
		d.Values = f.EnumValues()
	case noun.Text, noun.Date:
		d.Max = int(f.Column().Size)
	case noun.Ref:
		for _, e := range t.Edges {
			if e.OwnFK() && e.Field() != nil && e.Field().Name == f.Name {
				d.Ref = e.Type.Name
			}
		}
	}
	return d, nil
}

func typeOf(f *gen.Field) (noun.Type, error) {
	switch {
	case f.IsEnum():
		return noun.Enum, nil
	case f.HasGoType() && strings.HasSuffix(f.Type.Ident, "ident.ID"):
		return noun.Ref, nil
	}
	switch f.Type.Type {
	case entfield.TypeString:
		return noun.Text, nil
	case entfield.TypeInt, entfield.TypeInt64:
		return noun.Int, nil
	case entfield.TypeFloat64:
		return noun.Float, nil
	case entfield.TypeBool:
		return noun.Bool, nil
	case entfield.TypeTime:
		return noun.Time, nil
	case entfield.TypeBytes:
		return noun.Bytes, nil
	}
	return "", fmt.Errorf("field %s: no noun type for %s", f.Name, f.Type)
}

// shown are the nouns of the API.
func shown(all []*noun.Noun) []*noun.Noun {
	var out []*noun.Noun
	for _, n := range all {
		if !n.Internal {
			out = append(out, n)
		}
	}
	return out
}

// camel turns property_no into propertyNo.
func camel(s string) string {
	parts := strings.Split(s, "_")
	for i, p := range parts[1:] {
		parts[i+1] = title(p)
	}
	return strings.Join(parts, "")
}

func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// snake turns ManagementOffice into management_office.
func snake(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r >= 'A' && r <= 'Z' {
			if i > 0 && !(s[i-1] >= 'A' && s[i-1] <= 'Z') {
				b.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
