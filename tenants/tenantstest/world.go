package tenantstest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"entgo.io/ent/dialect"
	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"estatehub/ent/gen/migrate"
	"estatehub/ent/noun"
	"estatehub/graph"
	"estatehub/internal/blobs"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/reads"
	"estatehub/tenants"
)

// World is one of the two databases with the API over it.
type World struct {
	Name    string
	DB      *data.DB
	rows    *rows
	changes int64              // entries of the ledger
	exec    *executor.Executor // compiled reads, as they are served
	plain   *executor.Executor // the plain way
	ctx     context.Context    // the viewer's
	url     string
	files   string // directory of attachments
	leak    *Leak
	seen    func(coordinate string) // told of every field that is answered
}

// Leak is a hole made on purpose.
type Leak struct {
	Name    string
	Without data.Walls
	Tables  func(context.Context, *data.DB) error // changes the database once it is filled
	Client  func(*data.DB)                        // changes the client
	Field   func(*data.DB) graphql.FieldMiddleware
	Reads   reads.Walls // what the read planner is without
	Viewers []string    // profiles it shows itself to
	About   string      // a root field that shows it, asked for more often
}

// open opens a world's database, empty or left by an earlier viewer, and fills it for a viewer.
func (w *World) open(ctx context.Context, p Profile) error {
	w.rows, w.changes = made(w.Name, p), 0
	if w.DB != nil {
		_ = w.DB.Close()
	}
	o := data.Options{Rand: &stream{}}
	if w.leak != nil {
		o.Without = w.leak.Without
	}
	var err error
	if w.DB, err = data.Open(ctx, w.url, o); err != nil {
		return err
	}
	if err := w.fill(tenants.System(ctx, "oracle: fill a world")); err != nil {
		return err
	}
	if _, err := counters.Repair(ctx, w.DB); err != nil { // they were filled past what keeps them
		return err
	}
	w.ctx = tenants.WithViewer(ctx, p.Viewer())
	w.serve()
	return nil
}

// fill replaces all that the database holds.
func (w *World) fill(ctx context.Context) error {
	return w.DB.DB.Tx(ctx, func(ctx context.Context, tx dialect.Driver) error {
		run := func(query string, args ...any) error {
			if args == nil {
				args = []any{}
			}
			if err := tx.Exec(ctx, query, args, nil); err != nil {
				return fmt.Errorf("world %s: %.200s: %w", w.Name, query, err)
			}
			return nil
		}
		if w.DB.Dialect() == dialect.MySQL {
			if err := run("SET FOREIGN_KEY_CHECKS = 0"); err != nil {
				return err
			}
		} else if err := run("PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		for _, t := range migrate.Tables {
			if err := run("DELETE FROM `" + t.Name + "`"); err != nil {
				return err
			}
		}
		for _, n := range order() {
			if err := w.insert(n, run); err != nil {
				return err
			}
		}
		if err := w.ledger(run); err != nil {
			return err
		}
		if err := w.sessions(run); err != nil {
			return err
		}
		if w.DB.Dialect() == dialect.MySQL {
			return run("SET FOREIGN_KEY_CHECKS = 1")
		}
		return nil
	})
}

// ledger writes the change that made each row, those of hidden rows between those of the others.
func (w *World) ledger(run func(string, ...any) error) error {
	for batch := range slices.Chunk(w.rows.all, 50) {
		var args []any
		for _, r := range batch {
			community := r.id.Community()
			w.changes++
			args = append(args, w.changes, community, r.id, r.id, "CREATE", 0, "", epoch, "")
		}
		one := "(?, ?, ?, ?, ?, ?, ?, ?, ?)"
		if err := run("INSERT INTO `changes` (`id`, `community_id`, `entity_id`, `last_id`, `operation`, `actor_id`, `request`, `at`, `fields`) VALUES "+one+strings.Repeat(", "+one, len(batch)-1), args...); err != nil {
			return err
		}
	}
	return run("INSERT INTO `settings` (`id`, `value`) VALUES ('ledger.head', ?)", strconv.FormatInt(w.changes, 10))
}

// sessions signs everybody in: whoever looks twice, and alike in both worlds; the others in each world otherwise.
func (w *World) sessions(run func(string, ...any) error) error {
	n := int64(0)
	sign := func(user ident.ID, agent string) error {
		n++
		return run("INSERT INTO `sessions` (`id`, `created_at`, `updated_at`, `user_id`, `hash`, `expires_at`, `agent`, `address`) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			ident.New(0, 24, n), epoch, epoch, user, fmt.Sprintf("%s %d", w.Name, n), epoch.AddDate(60, 0, 0), agent, "192.0.2.1")
	}
	for _, agent := range []string{"phone", "desk"} {
		if err := sign(me, agent); err != nil {
			return err
		}
	}
	for _, u := range w.rows.of["User"] {
		if u.id == me {
			continue
		}
		if err := sign(u.id, "world "+w.Name); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) insert(n *noun.Noun, run func(string, ...any) error) error {
	rows := slices.DeleteFunc(slices.Clone(w.rows.all), func(r *row) bool { return r.noun != n })
	for batch := range slices.Chunk(rows, 50) {
		columns := []string{"`id`"}
		for _, f := range n.Fields {
			columns = append(columns, "`"+f.Name+"`")
		}
		var args []any
		for _, r := range batch {
			args = append(args, r.id)
			for _, f := range n.Fields {
				args = append(args, r.values[f.Name])
			}
		}
		one := "(?" + strings.Repeat(", ?", len(columns)-1) + ")"
		err := run("INSERT INTO `"+n.Table+"` ("+strings.Join(columns, ", ")+") VALUES "+one+strings.Repeat(", "+one, len(batch)-1), args...)
		if err != nil {
			return err
		}
	}
	if n.Wall != noun.Owned {
		return nil
	}
	for _, c := range w.rows.of["Community"] { // new rows get the same ids in both worlds
		if err := run("INSERT INTO `id_blocks` (`id`, `next`) VALUES (?, 1000)", int64(c.id.Slot())<<8|int64(n.Kind)); err != nil {
			return err
		}
	}
	return nil
}

// serve puts the API over the database.
func (w *World) serve() {
	if w.leak != nil && w.leak.Client != nil {
		w.leak.Client(w.DB)
	}
	r := graph.New(graph.Parts{DB: w.DB, Key: key, Blobs: &blobs.Store{Dir: w.files}})
	w.plain = w.executor(graph.Plain(r))
	w.exec = w.plain
	if w.twoWays() {
		var walls reads.Walls
		if w.leak != nil {
			walls = w.leak.Reads
		}
		// A few rows are enough, in one world, for several statements to a list, and in the other to be too many to gather.
		if w.Name == "A" {
			walls.Chunk = 3
		} else {
			walls.Gather = 2
		}
		w.exec = w.executor(graph.SchemaWithout(r, walls))
	}
}

// twoWays tells whether queries are asked compiled and plain. Leaks planted in the plain way are looked for there alone.
func (w *World) twoWays() bool { return w.leak == nil || w.leak.Reads != reads.Walls{} }

func (w *World) executor(s graphql.ExecutableSchema) *executor.Executor {
	e := executor.New(s)
	e.SetErrorPresenter(graph.Present)
	e.SetRecoverFunc(func(_ context.Context, v any) error { return fmt.Errorf("panic: %v", v) })
	if w.leak != nil && w.leak.Field != nil {
		e.Use(around(w.leak.Field(w.DB)))
	}
	e.Use(around(func(ctx context.Context, next graphql.Resolver) (any, error) {
		fc := graphql.GetFieldContext(ctx)
		if w.seen != nil {
			w.seen(fc.Object + "." + fc.Field.Name)
		}
		return next(ctx)
	}))
	return e
}

// sheet is the file of requests that want one.
const sheet = "苑区编码,苑区名称\nN-1,一期\nN-9,二期\n"

// Ask puts a request and returns the whole answer.
func (w *World) Ask(query string) *graphql.Response { return w.ask(w.exec, query) }

// Plain is Ask by the plain way.
func (w *World) Plain(query string) *graphql.Response { return w.ask(w.plain, query) }

func (w *World) ask(e *executor.Executor, query string) *graphql.Response {
	ctx := data.WithRequest(graphql.StartOperationTrace(w.ctx), "oracle")
	params := &graphql.RawParams{Query: query}
	if strings.Contains(query, "$file") {
		params.Variables = map[string]any{"file": graphql.Upload{
			File: strings.NewReader(sheet), Filename: "sheet.csv", Size: int64(len(sheet)), ContentType: "text/csv",
		}}
	}
	op, errs := e.CreateOperationContext(ctx, params)
	if errs != nil {
		return &graphql.Response{Errors: errs}
	}
	answer, ctx := e.DispatchOperation(ctx, op)
	return answer(ctx)
}

// around makes an extension of a field middleware.
func around(m graphql.FieldMiddleware) graphql.HandlerExtension { return fields{m} }

type fields struct{ m graphql.FieldMiddleware }

func (fields) ExtensionName() string                   { return "oracle" }
func (fields) Validate(graphql.ExecutableSchema) error { return nil }
func (f fields) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	return f.m(ctx, next)
}

// stream is the source of random ids: the same bytes in both worlds.
type stream struct {
	mu sync.Mutex
	n  uint64
}

// Read implements io.Reader.
func (s *stream) Read(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range b {
		s.n = s.n*6364136223846793005 + 1442695040888963407
		b[i] = byte(s.n >> 33)
	}
	return len(b), nil
}

// standing is what the viewer must not change, as one text: the rows of communities and groups he does not write.
func (w *World) standing() (string, error) {
	var out strings.Builder
	for _, n := range order() {
		if n.Wall != noun.Owned || kept[n.Name] != "" {
			continue
		}
		rows, err := w.DB.SQL().QueryContext(w.ctx, "SELECT * FROM `"+n.Table+"` ORDER BY `id`")
		if err != nil {
			return "", err
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new(any)
			}
			if err := rows.Scan(cells...); err != nil {
				return "", errors.Join(err, rows.Close())
			}
			id, _ := (*cells[slices.Index(columns, "id")].(*any)).(int64)
			if w.writes(n, ident.ID(id)) {
				continue
			}
			fmt.Fprint(&out, n.Name)
			for _, c := range cells {
				b, _ := json.Marshal(*c.(*any))
				fmt.Fprint(&out, " ", string(b))
			}
			out.WriteByte('\n')
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// writes tells whether the viewer may change rows of a noun where this one is. A new community of his own he may.
func (w *World) writes(n *noun.Noun, id ident.ID) bool {
	i := slices.IndexFunc(w.rows.all, func(r *row) bool { return r.id == id.Community() })
	if i < 0 {
		return true
	}
	c := w.rows.all[i]
	return c.place != "" && w.rows.profile.level(n.Group, c.place) == tenants.Write
}
