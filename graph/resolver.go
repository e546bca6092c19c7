package graph

import (
	"context"
	"slices"

	"estatehub/ent/gen"
	grants "estatehub/ent/gen/grant"
	"estatehub/graph/exec"
	"estatehub/graph/limits"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/graph/trusted"
	"estatehub/internal/access"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/internal/engines"
	"estatehub/internal/ident"
	"estatehub/internal/ledger"
	"estatehub/internal/listing"
	"estatehub/internal/tickets"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// Resolver answers the fields of the API. What is alike for all nouns is generated (package nouns); here is the rest.
type Resolver struct {
	nouns.Root
	Parts
	ledger *ledger.Reader
	desk   *tickets.Desk // where tickets are opened and moved
}

// Parts are what the API is made of.
type Parts struct {
	DB  *data.DB
	Key []byte // key of cursors
	// Engines are what does the work; made over the database where nil.
	Engines *engines.All
	// Live tells subscriptions what happens; whoever serves runs it. Without it there are none.
	Live *ledger.Live
	// Blobs keeps the content of attachments; nil where the hub takes none.
	Blobs *blobs.Store
	// Gate signs in and keeps users; the server puts its Middleware before the API. One without a vault is made where it
	// is nil.
	Gate *access.Gate
	// PlainReads takes the plain way for queries, too: to measure what compiling them brings, or to do without it.
	PlainReads bool
	// Trusted are the documents that are sent by their ids. Where it is nil there are none, and everybody asks freely: for
	// tests.
	Trusted trusted.Documents
	// Limits are those of requests; the defaults where none is set.
	Limits limits.Limits
}

// New is the resolver over its parts.
func New(p Parts) *Resolver {
	if p.Gate == nil {
		p.Gate = access.New(p.DB)
	}
	if p.Engines == nil {
		p.Engines = engines.New(p.DB)
	}
	if p.Limits == (limits.Limits{}) {
		p.Limits = limits.Default()
	}
	return &Resolver{
		Parts:  p,
		ledger: &ledger.Reader{DB: p.DB, Key: p.Key},
		desk:   p.Engines.Desk,
		Root: nouns.Root{
			Client: p.DB.Client,
			Pages:  &listing.Reader{Default: limits.PageRows, Cap: p.Limits.First, Key: p.Key},
			Upkeep: &upkeep.Keeper{DB: p.DB},
		},
	}
}

// Query finds the resolvers of queries.
func (r *Resolver) Query() exec.QueryResolver { return query{nouns.Query{Root: r.Root}, r} }

// Mutation finds the resolvers of mutations.
func (r *Resolver) Mutation() exec.MutationResolver { return mutation{nouns.Mutation{Root: r.Root}, r} }

type query struct {
	nouns.Query
	r *Resolver
}

type mutation struct {
	nouns.Mutation
	r *Resolver
}

// Node answers node(id): the id says the noun.
func (q query) Node(ctx context.Context, id ident.ID) (gen.Node, error) {
	n := gen.Nouns.Of(id)
	if n == nil || n.Internal {
		return nil, nil
	}
	v, err := gen.OperationsOf[n.Name].Get(ctx, q.Client, id)
	if gen.IsNotFound(err) {
		return nil, nil
	}
	return v, err
}

// Viewer answers viewer.
func (q query) Viewer(ctx context.Context) (*model.Viewer, error) {
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return nil, nil
	}
	return q.r.viewer(ctx, v)
}

// roles are those of a viewer, wherever he has them.
func roles(v *tenants.Viewer) []grants.Role {
	list := []grants.Role{}
	for _, g := range v.Grants() {
		if role := grants.Role(g.Role); !slices.Contains(list, role) {
			list = append(list, role)
		}
	}
	slices.Sort(list)
	return list
}

// viewer describes a viewer, to himself.
func (r *Resolver) viewer(ctx context.Context, v *tenants.Viewer) (*model.Viewer, error) {
	out := &model.Viewer{Access: []*model.Access{}, FreeQueries: v.AsksFreely(), Roles: roles(v)}
	if v.User != 0 {
		u, err := nouns.Query{Root: r.Root}.User(tenants.WithViewer(ctx, v), v.User)
		if err != nil {
			return nil, err
		}
		out.User = u
	}
	for _, g := range tenants.Groups() {
		for l := tenants.Write; l > tenants.None; l-- {
			scope := v.Scope(g, l)
			if scope.IsNone() {
				continue
			}
			a := &model.Access{Group: model.FieldGroup(g.String()), Level: model.AccessLevel(l.String()), Whole: scope.IsWhole()}
			if !a.Whole {
				n := len(scope.Communities())
				a.CommunityCount = &n
			}
			out.Access = append(out.Access, a)
			break
		}
	}
	return out, nil
}
