package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"entgo.io/ent/dialect"
	"github.com/schollz/progressbar/v3"

	"estatehub/bench/portfolio"
	"estatehub/ent/migrations"
	"estatehub/internal/data"
	"estatehub/internal/store/mariadbtest"
)

// settings are MariaDB's: what a small production server has. Commits are on disk when they are answered, as a hub in
// service wants it; with the file systems of test machines that makes writing slow, for everybody alike.
func settings(pool string) []string {
	return []string{
		"--innodb-buffer-pool-size=" + pool, "--innodb-log-file-size=512M", "--innodb-flush-log-at-trx-commit=1", "--innodb-flush-method=O_DIRECT",
		"--innodb-io-capacity=2000", "--innodb-read-io-threads=4", "--innodb-write-io-threads=4", "--tmp-table-size=64M", "--max-heap-table-size=64M",
		"--innodb-sort-buffer-size=1M", "--innodb-lock-wait-timeout=20", "--thread-cache-size=64",
	}
}

// database is the database that is measured on, filled.
type database struct {
	url    string
	pid    int    // of its process; 0 for SQLite, which is in the server's own
	socket string // of MariaDB, for its own client
	stop   func()
	size   portfolio.Size
	tag    string // tells what belongs to this database from what belongs to another of the same run
}

// lock keeps others who run this program from the folder as long as it runs.
func (o *options) lock() error {
	f, err := os.OpenFile(filepath.Join(o.dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil { //nolint:gosec // a file descriptor is small
		return fmt.Errorf("another run uses %s: %w", o.dir, err)
	}
	o.locked = f // closed, and so unlocked, by the end of the process
	return nil
}

// open opens the database of a size, and fills it where that has not been done.
func (o *options) open(ctx context.Context, size portfolio.Size) (*database, error) {
	d := &database{size: size, stop: func() {}, tag: fmt.Sprintf("-%d", size.Communities)}
	if o.locked == nil {
		if err := o.lock(); err != nil {
			return nil, err
		}
	}
	dir := filepath.Join(o.dir, fmt.Sprintf("%d-%d-%d-%g", size.Communities, size.Units, size.Tickets, size.Open))
	if o.sqlite {
		dir += "-sqlite"
		d.url = "sqlite://" + filepath.Join(dir, "estatehub.db")
		return d, o.fill(ctx, d, dir, func() error { return nil })
	}
	dir += "-mariadb"
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	s, err := mariadbtest.Run(ctx, dir, settings(o.pool)...)
	if err != nil {
		return nil, err
	}
	d.url, d.pid, d.socket, d.stop = s.URL("hub"), s.PID(), s.Socket, s.Stop
	err = o.fill(ctx, d, dir, func() error { return s.Exec(ctx, "DROP DATABASE IF EXISTS hub; CREATE DATABASE hub") })
	if err != nil {
		s.Stop()
		return nil, err
	}
	return d, nil
}

// mark says what a database that is full holds: of what size, and with which schema.
func (d *database) mark() ([]byte, error) {
	of := dialect.MySQL
	if d.pid == 0 {
		of = dialect.SQLite
	}
	all, err := migrations.Of(of)
	if err != nil {
		return nil, err
	}
	m := struct {
		Size   portfolio.Size `json:"size"`
		Schema []string       `json:"schema"`
	}{Size: d.size}
	for _, f := range all {
		m.Schema = append(m.Schema, f.Checksum)
	}
	return json.Marshal(m)
}

// fill fills the database unless the file portfolio.json, which is written last, says that it is full already. What a run that was ended
// has left is thrown away.
func (o *options) fill(ctx context.Context, d *database, dir string, empty func() error) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(dir, "portfolio.json")
	want, err := d.mark()
	if err != nil {
		return err
	}
	if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, want) && !o.fresh { //nolint:gosec // our own folder
		return nil
	}
	for _, file := range []string{"portfolio.json", "estatehub.db", "estatehub.db-wal", "estatehub.db-shm"} {
		if err := os.Remove(filepath.Join(dir, file)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := empty(); err != nil {
		return err
	}
	start := time.Now()
	db, err := data.Open(ctx, d.url, data.Options{})
	if err != nil {
		return err
	}
	bar := progressbar.NewOptions64(-1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionShowCount(), progressbar.OptionThrottle(time.Second),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetSpinnerChangeInterval(0)) // its goroutine reads what the bar's other methods write
	err = portfolio.Build(ctx, db, d.size, func(done, total int, what string) {
		bar.ChangeMax(total)
		bar.Describe(what)
		_ = bar.Set(done)
	})
	if err := errors.Join(err, bar.Exit(), db.Close()); err != nil {
		return err
	}
	o.log.Printf("filled %s in %s", dir, time.Since(start).Round(time.Second))
	return os.WriteFile(path, want, 0o600)
}
