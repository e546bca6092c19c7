package imports

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	entsql "entgo.io/ent/dialect/sql"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

// perQuery is how many keys one query asks for.
const perQuery = 512

// found is a row of the hub that a record is.
type found struct {
	id      ident.ID
	vals    []any // by field of the target
	foreign bool  // out of the viewer's reach: only that the key is taken is known
}

// known is a row of the hub by its key.
type known struct {
	t    *target
	site *site
	key  string
}

// resolve looks up what the lines refer to, one query for each noun and community.
func (g *reading) resolve(ctx context.Context, lines []*line) error {
	if len(g.refs) > 20*maxLines {
		clear(g.refs)
	}
	type group struct {
		noun *noun.Noun
		site *site
	}
	wanted := map[group]map[string]bool{}
	for _, l := range lines {
		for _, r := range l.records {
			for i := range r.t.fields {
				f := &r.t.fields[i]
				if f.ref == nil || r.vals[i] == nil || l.bad {
					continue
				}
				to := thing{noun: f.ref, key: r.vals[i].(string)}
				if f.ref.Wall == noun.Owned {
					if to.site = l.site; !l.site.known {
						continue
					}
				}
				if g.parents[to] != 0 || g.refs[to] != 0 {
					continue
				}
				in := group{to.noun, to.site}
				if wanted[in] == nil {
					wanted[in] = map[string]bool{}
				}
				wanted[in][to.key] = true
			}
		}
	}
	for in, keys := range wanted {
		err := batches(keys, func(some []any) error {
			return g.ids(ctx, in.noun, in.site, some, func(key string, id ident.ID) { g.refs[thing{in.noun, in.site, key}] = id })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// batches hands out keys some at a time. The number is a power of two, the last key repeated, so that there are few
// different statements.
func batches[K comparable](keys map[K]bool, do func([]any) error) error {
	var some []any
	flush := func() error {
		size := 1
		for size < len(some) {
			size *= 2
		}
		for len(some) < size {
			some = append(some, some[len(some)-1])
		}
		err := do(some)
		some = some[:0]
		return err
	}
	for k := range keys {
		if some = append(some, k); len(some) == perQuery {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if len(some) == 0 {
		return nil
	}
	return flush()
}

// ids finds rows by their key, within the viewer's scope.
func (g *reading) ids(ctx context.Context, n *noun.Noun, in *site, keys []any, got func(string, ident.ID)) error {
	key := refKey(n.Name).Name
	if n.Wall == noun.Owned { // the scope was asked when the community was located
		return g.query(ctx, "SELECT `id`, `"+key+"` FROM `"+n.Table+"` WHERE `community_id` = ? AND `"+key+"` IN ("+marks(len(keys))+")",
			append([]any{int64(in.id)}, keys...), func(rows *entsql.Rows) error {
				var id int64
				var k string
				err := rows.Scan(&id, &k)
				got(k, ident.ID(id))
				return err
			})
	}
	where := func(s *entsql.Selector) { s.Where(entsql.In(s.C(key), keys...)) }
	switch n.Name {
	case "Staff":
		all, err := g.db.Client.Staff.Query().Where(where).All(ctx)
		for _, v := range all {
			got(v.StaffNo, v.ID)
		}
		return err
	case "Post":
		all, err := g.db.Client.Post.Query().Where(where).All(ctx)
		for _, v := range all {
			got(v.Code, v.ID)
		}
		return err
	case "Company":
		all, err := g.db.Client.Company.Query().Where(where).All(ctx)
		for _, v := range all {
			got(v.Code, v.ID)
		}
		return err
	case "ManagementOffice":
		all, err := g.db.Client.ManagementOffice.Query().Where(where).All(ctx)
		for _, v := range all {
			got(v.Code, v.ID)
		}
		return err
	}
	return fmt.Errorf("imports: %s cannot be looked up by key", n.Name)
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func (g *reading) query(ctx context.Context, text string, args []any, each func(*entsql.Rows) error) (err error) {
	rows := &entsql.Rows{}
	if err := g.db.Driver().Query(ctx, text, args, rows); err != nil {
		return fmt.Errorf("imports: look-up: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := each(rows); err != nil {
			return fmt.Errorf("imports: look-up: %w", err)
		}
	}
	return rows.Err()
}

// recognise finds the rows of the hub that the lines bring again.
func (g *reading) recognise(ctx context.Context, lines []*line) error {
	clear(g.existing)
	type group struct {
		t    *target
		site *site
	}
	wanted := map[group]map[any]bool{}
	for _, l := range lines {
		for _, r := range l.records {
			if l.bad || r.same || r.t.n.Wall == noun.Root || r.t.owned() && !l.site.known {
				continue
			}
			if _, brought := g.parents[thing{r.t.n, r.t.place(l), r.key}]; brought {
				continue
			}
			first := r.vals[r.t.key[0]]
			if f := &r.t.fields[r.t.key[0]]; f.ref != nil {
				to := thing{noun: f.ref, key: first.(string)}
				if f.ref.Wall == noun.Owned {
					to.site = l.site
				}
				id := g.refs[to]
				if id == 0 { // new, or wrong
					continue
				}
				first = int64(id)
			}
			in := group{r.t, l.site}
			if wanted[in] == nil {
				wanted[in] = map[any]bool{}
			}
			wanted[in][first] = true
		}
	}
	for in, keys := range wanted {
		err := batches(keys, func(some []any) error { return g.rows(ctx, in.t, in.site, some) })
		if err != nil {
			return err
		}
	}
	return nil
}

// rows reads rows of the hub by the first field of their key.
func (g *reading) rows(ctx context.Context, t *target, in *site, keys []any) error {
	columns := []string{"`id`"}
	for _, f := range t.fields {
		columns = append(columns, "`"+f.f.Name+"`")
	}
	text, args := "SELECT "+strings.Join(columns, ", ")+" FROM `"+t.n.Table+"` WHERE ", []any(nil)
	reached := map[ident.ID]bool{}
	if t.owned() {
		text, args = text+"`community_id` = ? AND ", append(args, int64(in.id))
	} else {
		if err := g.ids(ctx, t.n, nil, keys, func(_ string, id ident.ID) { reached[id] = true }); err != nil {
			return err
		}
		ctx = tenants.System(ctx, "imports: whether a staff number is taken is known to nobody's scope")
	}
	text += "`" + t.fields[t.key[0]].f.Name + "` IN (" + marks(len(keys)) + ")"
	return g.query(ctx, text, append(args, keys...), func(rows *entsql.Rows) error {
		var id int64
		into := []any{&id}
		for _, f := range t.fields {
			into = append(into, holder(f.f))
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		v := &found{id: ident.ID(id), vals: make([]any, len(t.fields))}
		v.foreign = !t.owned() && !reached[v.id]
		for i := range t.fields {
			v.vals[i] = held(into[i+1])
		}
		g.existing[known{t, in, keyOf(t, v.vals)}] = v
		return nil
	})
}

func holder(f *noun.Field) any {
	switch f.Type {
	case noun.Int, noun.Fen, noun.Ref:
		return &sql.NullInt64{}
	case noun.Float:
		return &sql.NullFloat64{}
	case noun.Bool:
		return &sql.NullBool{}
	case noun.Time:
		return &sql.NullTime{}
	}
	return &sql.NullString{}
}

func held(v any) any {
	switch v := v.(type) {
	case *sql.NullInt64:
		if v.Valid {
			return v.Int64
		}
	case *sql.NullFloat64:
		if v.Valid {
			return v.Float64
		}
	case *sql.NullBool:
		if v.Valid {
			return v.Bool
		}
	case *sql.NullTime:
		if v.Valid {
			return v.Time
		}
	case *sql.NullString:
		if v.Valid {
			return v.String
		}
	}
	return nil
}

// differs tells whether a value of the hub is another than that of the file.
func differs(old, value any) bool {
	switch v := value.(type) {
	case int:
		return old != int64(v)
	case ident.ID:
		return old != int64(v)
	case float64:
		o, ok := old.(float64)
		return !ok || math.Abs(o-v) > 1e-9*math.Max(1, math.Abs(v))
	case time.Time:
		o, ok := old.(time.Time)
		return !ok || !o.Equal(v)
	}
	return old != value
}

// dbKey is the natural key as the hub has it, references by id.
func (r *record) dbKey() string {
	vals := make([]any, len(r.vals))
	for _, i := range r.t.key {
		vals[i] = r.value(i)
	}
	return keyOf(r.t, vals)
}

func keyOf(t *target, vals []any) string {
	var b strings.Builder
	for _, i := range t.key {
		switch v := vals[i].(type) {
		case string:
			b.WriteString(v)
		case ident.ID:
			b.WriteString(strconv.FormatInt(int64(v), 10))
		case int64:
			b.WriteString(strconv.FormatInt(v, 10))
		}
		b.WriteByte(0)
	}
	return b.String()
}

// moves holds a change of a value against the life cycle of its field.
func moves(machine, from, to string) *coerce.Problem {
	err := lifecycle.Named(machine).Move(lifecycle.State(from), lifecycle.State(to))
	var wrong *lifecycle.WrongState
	if errors.As(err, &wrong) {
		return &coerce.Problem{Code: fault.WrongState, EN: wrong.Message("en"), ZH: wrong.Message("zh-CN")}
	}
	return nil
}

// communities finds communities by code, within the viewer's scope.
func (g *reading) communities(ctx context.Context, codes []any) (map[string]ident.ID, error) {
	all, err := g.db.Client.Community.Query().Where(func(s *entsql.Selector) { s.Where(entsql.In(s.C("code"), codes...)) }).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("imports: communities: %w", err)
	}
	out := map[string]ident.ID{}
	for _, c := range all {
		out[c.Code] = c.ID
	}
	return out, nil
}
