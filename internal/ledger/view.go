package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Filter says which changes are asked for. The zero Filter asks for all.
type Filter struct {
	Nouns          []string   // type names, as Ticket; none means all
	Communities    []ident.ID // nil means all and the organisation's rows
	WithoutDeleted bool       // leaves deletions out
}

// view is what a viewer may be told of what he asks for.
type view struct {
	filter Filter
	nouns  map[ident.Kind]lens
	sites  []ident.ID // whose changes must be read, 0 for the organisation's; nil for everybody's
	none   bool       // nothing can be visible
}

// lens is a noun with the scope in which its rows are there for the viewer.
type lens struct {
	noun  *noun.Noun
	scope tenants.Scope
}

func newView(ctx context.Context, f Filter) (*view, error) {
	v := &view{filter: f, nouns: map[ident.Kind]lens{}}
	for _, name := range f.Nouns {
		if n := gen.Nouns.Named(name); n == nil || n.Internal {
			return nil, fault.New(fault.BadInput, "%q is no noun; they are named as types are, as Ticket", name)
		}
	}
	everybody := false
	for _, n := range gen.Nouns.All {
		if n.Internal || len(f.Nouns) > 0 && !slices.Contains(f.Nouns, n.Name) {
			continue
		}
		scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
		if err != nil {
			return nil, err
		}
		owned := n.Wall == noun.Owned || n.Wall == noun.Root
		if f.Communities != nil {
			if !owned {
				continue
			}
			scope = scope.And(f.Communities)
		}
		v.nouns[n.Kind] = lens{n, scope}
		switch {
		case !owned:
			v.sites = append(v.sites, 0)
		case scope.IsWhole():
			everybody = true
		default:
			v.sites = append(v.sites, scope.Communities()...)
		}
	}
	slices.Sort(v.sites)
	v.sites = slices.Compact(v.sites)
	v.none = !everybody && len(v.sites) == 0
	if everybody {
		v.sites = nil
	}
	return v, nil
}

// candidate is one row that a change is about.
type candidate struct {
	change *gen.Change
	id     ident.ID
}

// visible tells which candidates the viewer may know of. What belongs to a community is visible where it is in scope,
// deleted or not. A row of the organisation is visible if the viewer reaches it now; the deleted ones, which nobody
// reaches, are told only to those who see the whole portfolio.
func (v *view) visible(ctx context.Context, c *gen.Client, all []candidate) ([]bool, error) {
	ok := make([]bool, len(all))
	ask := map[*noun.Noun][]ident.ID{}
	for i, x := range all {
		l, asked := v.nouns[x.id.Kind()]
		switch {
		case !asked, v.filter.WithoutDeleted && x.change.Operation == deleted:
		case l.noun.Wall == noun.Owned || l.noun.Wall == noun.Root:
			ok[i] = l.scope.Has(x.change.CommunityID)
		case l.scope.IsWhole() || l.noun.Wall == noun.Global:
			ok[i] = true
		case x.change.Operation != deleted:
			ask[l.noun] = append(ask[l.noun], x.id)
		}
	}
	seen, err := find(ctx, c, ask)
	if err != nil {
		return nil, err
	}
	for i, x := range all {
		if seen[x.id] != nil && x.change.Operation != deleted {
			ok[i] = true
		}
	}
	return ok, nil
}

// find reads rows as the viewer sees them, a statement for each noun.
func find(ctx context.Context, c *gen.Client, ids map[*noun.Noun][]ident.ID) (map[ident.ID]gen.Node, error) {
	found := map[ident.ID]gen.Node{}
	for n, list := range ids {
		slices.Sort(list)
		for some := range slices.Chunk(slices.Compact(list), 500) {
			nodes, err := gen.OperationsOf[n.Name].Many(ctx, c, some)
			if err != nil {
				return nil, err
			}
			for _, node := range nodes {
				found[node.Ident()] = node
			}
		}
	}
	return found, nil
}

// fingerprint changes when what the viewer may see does. A cursor carries it: whoever may see more than when he began
// has to be told what he missed.
func fingerprint(ctx context.Context) (string, error) {
	h := sha256.New()
	for _, g := range tenants.Groups() {
		for _, l := range []tenants.Level{tenants.Bare, tenants.Masked, tenants.Read} {
			s, err := tenants.ScopeOf(ctx, g, l)
			if err != nil {
				return "", err
			}
			_, _ = fmt.Fprintln(h, g, l, s.IsWhole(), s.Communities(), s.Nodes(), s.Covered())
		}
	}
	return base64.RawStdEncoding.EncodeToString(h.Sum(nil)[:9]), nil
}

// holds tells whether the viewer has a level of a group at a community, or, for the organisation's rows (0), wherever he
// sees the portfolio, as the masks of those rows have it.
func holds(ctx context.Context, g tenants.Group, l tenants.Level, community ident.ID) (bool, error) {
	s, err := tenants.ScopeOf(ctx, g, l)
	if err != nil || community != 0 {
		return s.Has(community) && err == nil, err
	}
	seen, err := tenants.ScopeOf(ctx, tenants.Portfolio, tenants.Bare)
	return s.Includes(seen) && !s.IsNone() && err == nil, err
}
