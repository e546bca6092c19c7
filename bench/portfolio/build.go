package portfolio

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"entgo.io/ent/dialect"

	"estatehub/internal/counters"
	"estatehub/internal/data"
)

// ErrNotEmpty is the error of a database that has a portfolio already.
var ErrNotEmpty = errors.New("portfolio: the database is not empty")

// Build migrates an empty database and fills it. told hears how many rows have been written, of about how many, and what
// comes next; nil where nobody listens.
func Build(ctx context.Context, db *data.DB, size Size, told func(done, total int, what string)) error {
	p, err := Of(size)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	var there int
	if err := db.SQL().QueryRowContext(ctx, "SELECT (SELECT COUNT(*) FROM organizations) + (SELECT COUNT(*) FROM users)").Scan(&there); err != nil {
		return err
	}
	if there > 0 {
		return ErrNotEmpty
	}
	if err := p.fill(ctx, db, progress(p, told)); err != nil {
		return err
	}
	return p.admit(ctx, db)
}

// progress adds up what several loaders tell.
func progress(p *Plan, told func(done, total int, what string)) func(rows int, what string) {
	var mu sync.Mutex
	done, total := 0, 0
	for i := range tables {
		total += tables[i].rows(p)
	}
	return func(rows int, what string) {
		if told == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		done += rows
		told(min(done, total), total, what)
	}
}

// fill writes all tables: on MariaDB over two connections at once, of which one has the tickets, on SQLite over its one.
func (p *Plan) fill(ctx context.Context, db *data.DB, told func(int, string)) error {
	var large, rest []*table
	for i := range tables {
		if t := &tables[i]; t.name == "tickets" && db.Dialect() == dialect.MySQL {
			large = append(large, t)
		} else {
			rest = append(rest, t)
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make(chan error, 2)
	for _, some := range [][]*table{large, rest} {
		go func() {
			err := p.write(ctx, db, some, told)
			if err != nil {
				cancel()
			}
			errs <- err
		}()
	}
	if err := errors.Join(<-errs, <-errs); err != nil {
		return err
	}
	return p.settle(ctx, db)
}

func (p *Plan) write(ctx context.Context, db *data.DB, some []*table, told func(int, string)) (err error) {
	if len(some) == 0 {
		return nil
	}
	conn, err := db.SQL().Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	undo, err := fast(ctx, db, conn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, undo()) }()
	l := &loader{plan: p, conn: conn, told: told}
	for _, t := range some {
		write := func() error { return l.load(ctx, t) }
		if db.Dialect() == dialect.SQLite {
			err = without(ctx, conn, t.name, write)
		} else {
			err = write()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// settle makes the counters of the tickets and tells the database what its tables hold.
func (p *Plan) settle(ctx context.Context, db *data.DB) error {
	if _, err := counters.Repair(ctx, db); err != nil {
		return err
	}
	if err := counters.NewFolder(db).Fold(ctx); err != nil {
		return err
	}
	return analyse(ctx, db.SQL(), db.Dialect())
}

func analyse(ctx context.Context, pool *sql.DB, of string) error {
	if of == dialect.SQLite {
		_, err := pool.ExecContext(ctx, "ANALYZE")
		return err
	}
	for _, name := range append(names(), "ticket_counters", "unit_counters") {
		rows, err := pool.QueryContext(ctx, "ANALYZE TABLE `"+name+"`")
		if err != nil {
			return fmt.Errorf("portfolio: analyse %s: %w", name, err)
		}
		_ = rows.Close()
	}
	return nil
}
