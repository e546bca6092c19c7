package data

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"time"

	"estatehub/ent/migrations"
	"estatehub/internal/store"
)

// lease is how long a process that died keeps others from migrating. The clock is the server's.
const lease = 20 * time.Second

// errLeaseLost is the error of a migration whose lease another process has taken: it was too slow to renew it.
var errLeaseLost = errors.New("data: another process has taken over the migration")

// mysql runs migrations statement by statement, since DDL commits by itself there, under a lease: one row, taken and
// renewed by conditional UPDATE, which Galera and TiDB can do, too.
func (m *migrator) mysql(ctx context.Context) error {
	if err := m.create(ctx, m.db.SQL()); err != nil {
		return err
	}
	for _, q := range []string{
		"CREATE TABLE IF NOT EXISTS schema_lock (id integer NOT NULL PRIMARY KEY, holder varchar(32) NOT NULL, until datetime(6) NOT NULL) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
		"INSERT IGNORE INTO schema_lock (id, holder, until) VALUES (1, '', '2000-01-01')",
	} {
		if _, err := m.db.SQL().ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return m.leased(ctx, rand.Text(), func(ctx context.Context) error {
		j, err := m.read(ctx, m.db.SQL())
		if err != nil {
			return err
		}
		todo, err := j.pending(m.all)
		if err != nil {
			return err
		}
		for _, f := range todo {
			slog.InfoContext(ctx, "data: migrating", "file", f.Name, "from", j[f.Version].done)
			if err := m.mysqlFile(ctx, f, j[f.Version]); err != nil {
				return err
			}
		}
		return nil
	})
}

// mysqlFile runs what is left of a migration.
func (m *migrator) mysqlFile(ctx context.Context, f migrations.Migration, e entry) error {
	if len(f.Statements) == 0 {
		return m.write(ctx, m.db.SQL(), f, 1, 0)
	}
	for i := e.done; i < len(f.Statements); i++ {
		run := m.ddl
		if changesRows(f.Statements[i]) {
			run = m.dml
		}
		if err := run(ctx, f, i+1, e.begun == i+1); err != nil {
			return failed(f, i+1, err)
		}
	}
	return nil
}

// ddl runs a statement that commits by itself. That it was begun is known before, that it is done afterwards; a process
// that dies between leaves one statement of which nobody knows. Of that one alone, "is there already" is no error.
func (m *migrator) ddl(ctx context.Context, f migrations.Migration, number int, again bool) error {
	if err := m.write(ctx, m.db.SQL(), f, number, number-1); err != nil {
		return err
	}
	if err := m.probe("begun", number); err != nil {
		return err
	}
	if _, err := m.db.SQL().ExecContext(ctx, f.Statements[number-1]); err != nil && (!again || !store.IsDone(err)) {
		return err
	}
	if err := m.probe("done", number); err != nil {
		return err
	}
	if err := m.write(ctx, m.db.SQL(), f, number, number); err != nil {
		return err
	}
	return m.probe("recorded", number)
}

// dml runs a statement that changes rows, in one transaction with its entry: it happens once.
func (m *migrator) dml(ctx context.Context, f migrations.Migration, number int, _ bool) error {
	tx, err := m.db.SQL().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, f.Statements[number-1]); err != nil {
		return err
	}
	if err := m.probe("done", number); err != nil {
		return err
	}
	if err := m.write(ctx, tx, f, number, number); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return m.probe("recorded", number)
}

func changesRows(statement string) bool {
	verb, _, _ := strings.Cut(strings.TrimSpace(statement), " ")
	switch strings.ToUpper(verb) {
	case "INSERT", "UPDATE", "DELETE", "REPLACE":
		return true
	}
	return false
}

// leased runs fn while it holds the lease; it waits until it gets it.
func (m *migrator) leased(ctx context.Context, holder string, fn func(context.Context) error) error {
	for waited := false; ; waited = true {
		got, err := m.lease(ctx, holder)
		if err != nil {
			return err
		}
		if got {
			break
		}
		if !waited {
			slog.InfoContext(ctx, "data: waiting for another process that migrates the database")
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(250 * time.Millisecond):
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		m.renew(ctx, holder, cancel)
	}()
	err := fn(ctx)
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = errors.Join(cause, err)
	}
	cancel(nil)
	<-renewed
	_, free := m.db.SQL().ExecContext(context.WithoutCancel(ctx), "UPDATE schema_lock SET holder = '', until = '2000-01-01' WHERE id = 1 AND holder = ?", holder)
	return errors.Join(err, free)
}

// renew keeps the lease until ctx ends, and ends ctx if it cannot.
func (m *migrator) renew(ctx context.Context, holder string, cancel context.CancelCauseFunc) {
	for last := time.Now(); ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(lease / 4):
		}
		held, err := m.lease(ctx, holder)
		switch {
		case err == nil && !held, err != nil && time.Since(last) > lease*3/4:
			cancel(errors.Join(errLeaseLost, err))
			return
		case err == nil:
			last = time.Now()
		}
	}
}

// lease takes the lease or takes it longer.
func (m *migrator) lease(ctx context.Context, holder string) (bool, error) {
	r, err := m.db.SQL().ExecContext(ctx, "UPDATE schema_lock SET holder = ?, until = NOW(6) + INTERVAL ? SECOND"+
		" WHERE id = 1 AND (holder = ? OR until < NOW(6))", holder, int(lease.Seconds()), holder)
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n == 1, err
}
