package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"estatehub/internal/blobs"
	"estatehub/internal/counters"
	"estatehub/internal/data"
	"estatehub/internal/demo"
	"estatehub/internal/fault"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// open opens the database of the command line, migrated.
func (c *cli) open(ctx context.Context) (*data.DB, error) {
	level := slog.LevelInfo
	if c.Verbose {
		level = slog.LevelDebug
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level})))
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	url := c.Database
	if url == "" {
		url = filepath.Join(c.Data, "estatehub.db")
	}
	db, err := data.Open(ctx, url, data.Options{})
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := counters.Ready(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// with runs a command over the database.
func (c *cli) with(ctx context.Context, do func(context.Context, *data.DB) error) error {
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, db), db.Close())
}

type migrateCmd struct{}

func (migrateCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(context.Context, *data.DB) error {
		fmt.Println("The database has the schema of this version.")
		return nil
	})
}

type demoCmd struct{}

func (demoCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error { return c.makeDemo(ctx, db) })
}

// makeDemo fills an empty database with the demo portfolio and tells the sign-ins.
func (c *cli) makeDemo(ctx context.Context, db *data.DB) error {
	show := bar(watched(os.Stderr))
	result, err := demo.Build(ctx, db, demo.Options{
		Now: time.Now(), Blobs: c.files(), Progress: func(done, total int, what string) { show(int64(done), int64(total), what) },
	})
	if err != nil {
		return err
	}
	if err := demo.WriteSignIns(c.Data, result.SignIns); err != nil {
		return err
	}
	return demo.PrintSignIns(os.Stdout, result.SignIns)
}

// files is where the contents of attachments lie.
func (c *cli) files() *blobs.Store {
	return &blobs.Store{Dir: filepath.Join(c.Data, "attachments")}
}

// empty tells whether the database holds no portfolio yet.
func empty(ctx context.Context, db *data.DB) (bool, error) {
	some, err := db.Client.Organization.Query().Exist(tenants.System(ctx, "server: is the database empty"))
	return !some, err
}

// bar shows progress where somebody is looking at it.
func bar(w io.Writer) func(done, total int64, what string) {
	var b *progressbar.ProgressBar
	var of int64
	return func(done, total int64, what string) {
		if b == nil || of != total {
			of = total
			b = progressbar.NewOptions64(total, progressbar.OptionSetWriter(w), progressbar.OptionShowCount(),
				progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
		}
		b.Describe(what)
		_ = b.Set64(done)
	}
}

// explain says of an error what whoever started the command can do about it.
func explain(err error) string {
	if f := fault.Of(err); f != nil {
		return f.In(terminalLanguage())
	}
	var listen *net.OpError
	if errors.As(err, &listen) && listen.Op == "listen" {
		return err.Error()
	}
	if s := store.Classify(err); s != nil && s.Kind == store.Unavailable {
		return "the database does not answer: check --database and that the server runs (" + err.Error() + ")"
	}
	return err.Error()
}

// terminalLanguage is the language of whoever sits at the terminal.
func terminalLanguage() string {
	if strings.HasPrefix(os.Getenv("LANG"), "zh") {
		return "zh-CN"
	}
	return "en"
}
