package ledger

import (
	"context"
	"strings"
	"sync"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/user"
	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Row is one change of one row, as its viewer may know it.
type Row struct {
	EntityID    ident.ID
	Noun        string
	CommunityID *ident.ID // nil for a row of the organisation
	Operation   string
	At          time.Time
	Request     string
	Fields      []string // names of the API

	actor ident.ID // 0 where it is the hub, or not the viewer's to know
	page  *together
}

// together is what the rows of a page read at once, so that a page costs as many statements as it has nouns.
type together struct {
	reader *Reader
	rows   []*Row
	nodes  func(context.Context) (map[ident.ID]gen.Node, error)
	logins func(context.Context) (map[ident.ID]string, error)
}

// rows makes rows of what is told.
func (r *Reader) rows(ctx context.Context, told []candidate) ([]*Row, error) {
	p := &together{reader: r, rows: []*Row{}}
	p.nodes, p.logins = once(p.findNodes), once(p.findLogins)
	for _, x := range told {
		n := gen.Nouns.Of(x.id)
		row := &Row{EntityID: x.id, Noun: n.Name, Operation: string(x.change.Operation), At: x.change.At, Request: x.change.Request, page: p}
		community := x.change.CommunityID
		if community != 0 {
			row.CommunityID = &community
		}
		var err error
		if row.Fields, err = readable(ctx, n, x.change); err != nil {
			return nil, err
		}
		admin, err := holds(ctx, tenants.Admin, tenants.Read, community)
		if err != nil {
			return nil, err
		}
		if admin {
			row.actor = x.change.ActorID
		}
		p.rows = append(p.rows, row)
	}
	return p.rows, nil
}

// readable lists the fields of a change that the viewer may read: that another one changed tells something of it.
func readable(ctx context.Context, n *noun.Noun, c *gen.Change) ([]string, error) {
	fields := []string{}
	if c.Fields == "" {
		return fields, nil
	}
	for name := range strings.SplitSeq(c.Fields, ",") {
		f := n.ByName(name)
		if f == nil || f.Secret {
			continue
		}
		if f.Mask != noun.Open {
			ok, err := holds(ctx, f.Group, tenants.Read, c.CommunityID)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
		}
		fields = append(fields, f.API)
	}
	return fields, nil
}

// Node is the row as it is now and as the viewer sees it, nil if it is gone.
func (r *Row) Node(ctx context.Context) (gen.Node, error) {
	nodes, err := r.page.nodes(ctx)
	if err != nil {
		return nil, err
	}
	return nodes[r.EntityID], nil
}

// Actor is the login of who made the change; nil for the hub itself and where it is not the viewer's to know.
func (r *Row) Actor(ctx context.Context) (*string, error) {
	if r.actor == 0 {
		return nil, nil
	}
	logins, err := r.page.logins(ctx)
	if login, ok := logins[r.actor]; ok {
		return &login, nil
	}
	return nil, err
}

func (p *together) findNodes(ctx context.Context) (map[ident.ID]gen.Node, error) {
	ids := map[*noun.Noun][]ident.ID{}
	for _, r := range p.rows {
		n := gen.Nouns.Of(r.EntityID)
		ids[n] = append(ids[n], r.EntityID)
	}
	return find(ctx, p.reader.DB.Client, ids)
}

func (p *together) findLogins(ctx context.Context) (map[ident.ID]string, error) {
	var ids []ident.ID
	for _, r := range p.rows {
		if r.actor != 0 {
			ids = append(ids, r.actor)
		}
	}
	logins := map[ident.ID]string{}
	users, err := p.reader.DB.Client.User.Query().Where(user.IDIn(ids...)).All(tenants.System(ctx, "ledger: name who made a change to who may know"))
	for _, u := range users {
		logins[u.ID] = u.Login
	}
	return logins, err
}

// once reads at the first call and answers the same ever after.
func once[T any](read func(context.Context) (T, error)) func(context.Context) (T, error) {
	var do sync.Once
	var v T
	var err error
	return func(ctx context.Context) (T, error) {
		do.Do(func() { v, err = read(ctx) })
		return v, err
	}
}
