// Package rules holds what must be true of every noun, whoever writes it: laws over the schema graph, which fail the
// generation and name the offender.
package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/entc/gen"

	"estatehub/ent/noun"
	"estatehub/tenants"
)

// ErrLaw is the error of a schema that breaks the laws.
var ErrLaw = errors.New("the schema breaks a law of tenancy")

// Check holds a schema graph against the laws and names every breach.
func Check(g *gen.Graph) error {
	l := &laws{nodes: g.Nodes, says: map[string]noun.Says{}, kinds: map[int]string{}}
	for _, n := range g.Nodes {
		says, ok, err := noun.Decode[noun.Says](n.Annotations)
		if err != nil || !ok {
			l.breach(n.Name, "says neither whose its rows are (noun.Is) nor that it is the hub's own (noun.Bookkeeping)")
			continue
		}
		l.says[n.Name] = says
	}
	for _, n := range g.Nodes {
		if s, ok := l.says[n.Name]; ok {
			l.noun(n, s)
		}
	}
	for _, r := range tenants.Roles() {
		if r.Level(tenants.Portfolio) < tenants.Read {
			l.breach(string(r), "a role that does not read the portfolio would see rows without their place")
		}
	}
	if len(l.bad) > 0 {
		return fmt.Errorf("%w:\n  %s", ErrLaw, strings.Join(l.bad, "\n  "))
	}
	return nil
}

type laws struct {
	nodes []*gen.Type
	says  map[string]noun.Says
	kinds map[int]string
	bad   []string
}

func (l *laws) breach(where, what string, args ...any) {
	l.bad = append(l.bad, where+": "+fmt.Sprintf(what, args...))
}

func (l *laws) noun(n *gen.Type, s noun.Says) {
	owned := has(n, "community_id") && !s.Internal
	switch {
	case owned != (s.Wall == noun.Owned):
		l.breach(n.Name, "community_id and the Owned wall go together")
	case s.Wall != noun.Owned && s.Wall != noun.Root && s.Reason == "":
		l.breach(n.Name, "is not owned by a community and does not say why")
	case s.Kind == 0 && !s.Internal:
		l.breach(n.Name, "has no kind number")
	}
	if other, taken := l.kinds[int(s.Kind)]; taken && s.Kind != 0 {
		l.breach(n.Name, "kind %d is %s's", s.Kind, other)
	}
	l.kinds[int(s.Kind)] = n.Name
	if s.Doc == "" || (s.ZH == "" && !s.Internal) {
		l.breach(n.Name, "wants a description and its Chinese name")
	}
	for _, f := range n.Fields {
		l.field(n, s, f)
	}
	if s.Wall == noun.Owned {
		l.uniques(n)
	}
	for _, e := range n.Edges {
		l.edge(n, s, e)
	}
	if s.Rollups != nil {
		l.counted(n, s)
	}
}

// counted holds what a noun is counted by against the table that keeps the counts. A column outside the table's key must
// be nullable: a rollup that does not know it leaves it out.
func (l *laws) counted(n *gen.Type, s noun.Says) {
	i := slices.IndexFunc(l.nodes, func(c *gen.Type) bool { return l.says[c.Name].Counts == n.Name })
	if i < 0 || s.Wall != noun.Owned {
		l.breach(n.Name, "is counted and has no community, or no table of its counts")
		return
	}
	table := l.nodes[i]
	key := l.says[table.Name].Primary
	columns := 0
	for _, f := range table.Fields {
		if of := find(n, f.Name); of != nil && f.Name != "community_id" {
			columns++
			if !slices.Contains(key, f.Name) && !f.Nillable {
				l.breach(table.Name+"."+f.Name, "must be Nillable or of the key")
			}
		}
	}
	for _, by := range slices.Concat(s.Rollups...) {
		if f := find(n, by); f == nil || !f.IsEnum() || f.Optional || !slices.Contains(key, by) {
			l.breach(n.Name, "is counted by %s, which is no enum that is always there and of the key of %s", by, table.Name)
		}
	}
	if !has(table, "rollup") || !has(table, "community_id") || !has(table, "n") || columns > noun.MaxCounted {
		l.breach(table.Name, "wants rollup, community_id, n and at most %d columns of %s", noun.MaxCounted, n.Name)
	}
}

func find(n *gen.Type, name string) *gen.Field {
	i := slices.IndexFunc(n.Fields, func(f *gen.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return n.Fields[i]
}

func (l *laws) field(n *gen.Type, s noun.Says, f *gen.Field) {
	where := n.Name + "." + f.Name
	says, ok, err := noun.Decode[noun.FieldSays](f.Annotations)
	if f.IsString() && f.Column().Size == 0 {
		l.breach(where, "a text wants a limit (MaxRuneLen)")
	}
	if s.Internal {
		return
	}
	if err != nil || !ok || says.ZH == "" || f.Comment() == "" {
		l.breach(where, "wants a comment and its Chinese name (noun.F)")
	}
	if s.Wall == noun.Owned && f.Unique {
		l.breach(where, "unique across communities: it would tell strangers what exists")
	}
	if says.Mask != noun.Open && !f.Nillable {
		l.breach(where, "a masked field must be Nillable, so that it can be withheld")
	}
	if says.Mask == noun.Open && says.Group != nil {
		l.breach(where, "a field of another group wants a mask")
	}
	if says.Sort && f.Optional {
		l.breach(where, "a nullable column cannot be an order")
	}
	if says.Sort && says.Mask != noun.Open {
		l.breach(where, "an order by a personal field would tell its values")
	}
	if says.Follow != "" && !followed(n, says) {
		l.breach(where, "follows no enum of its noun, or does not say what it is for each of its values")
	}
	if says.Limit != "" && !within(n, says) {
		l.breach(where, "is at most a column that is not there, or that is no amount, or not always known")
	}
}

// within tells whether a field is an amount, at most another one that is always there.
func within(n *gen.Type, says noun.FieldSays) bool {
	whole := find(n, says.Limit)
	if whole == nil || whole.Optional || says.Type != noun.Fen {
		return false
	}
	of, ok, err := noun.Decode[noun.FieldSays](whole.Annotations)
	return err == nil && ok && of.Type == noun.Fen
}

// followed tells whether a field follows an enum that is always there, for each of its values.
func followed(n *gen.Type, says noun.FieldSays) bool {
	f := find(n, says.Follow)
	if f == nil || !f.IsEnum() || f.Optional {
		return false
	}
	return !slices.ContainsFunc(f.EnumValues(), func(v string) bool { return says.By[v] == nil })
}

func (l *laws) uniques(n *gen.Type) {
	for _, ix := range n.Indexes {
		if ix.Unique && (len(ix.Columns) == 0 || ix.Columns[0] != "community_id") {
			l.breach(n.Name, "unique index %v does not begin with community_id", ix.Columns)
		}
	}
	if !slices.ContainsFunc(n.Indexes, func(ix *gen.Index) bool {
		return ix.Unique && slices.Equal(ix.Columns, []string{"community_id", "id"})
	}) {
		l.breach(n.Name, "lacks the unique (community_id, id) that foreign keys refer to")
	}
}

func (l *laws) edge(n *gen.Type, s noun.Says, e *gen.Edge) {
	where := n.Name + "." + e.Name
	to := l.says[e.Type.Name]
	switch {
	case e.M2M():
		l.breach(where, "a many-to-many table carries no community: use a noun of its own")
	case !e.IsInverse() && e.OwnFK() && e.Field() == nil, e.IsInverse() && e.OwnFK() && e.Field() == nil:
		l.breach(where, "its foreign key is no declared field")
	case e.OwnFK() && (s.Wall == noun.Reached || s.Wall == noun.Global) && to.Wall == noun.Owned:
		l.breach(where, "a row of the organisation cannot belong to a row of one community")
	}
	if e.Comment() == "" && !s.Internal {
		l.breach(where, "wants a comment")
	}
}

func has(n *gen.Type, field string) bool {
	return slices.ContainsFunc(n.Fields, func(f *gen.Field) bool { return f.Name == field })
}
