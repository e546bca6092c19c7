// Command diff writes the migration from the files there are to the schema as it is now, for every dialect:
//
//	go run ./ent/migrations/diff NAME
//
// It replays the files on a scratch database (SQLite in a temporary file, a private MariaDB) and asks ent what is missing.
// Until the first release there is one file, made anew after each change of the schema:
//
//	go run ./ent/migrations/diff -fresh initial
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"

	"entgo.io/ent/dialect"

	"estatehub/ent/migrations"
	"estatehub/internal/data"
	"estatehub/internal/store/mariadbtest"
)

func main() {
	log.SetFlags(0)
	fresh := flag.Bool("fresh", false, "begin again with one file: only while no release has been made")
	flag.Parse()
	if flag.NArg() != 1 || !regexp.MustCompile(`^[a-z0-9_]+$`).MatchString(flag.Arg(0)) {
		log.Fatal("usage: go run ./ent/migrations/diff [-fresh] NAME   (NAME: small letters, digits and _)")
	}
	if err := run(context.Background(), flag.Arg(0), *fresh); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, name string, fresh bool) error {
	dir, err := os.MkdirTemp("", "estatehub-diff-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	server, err := mariadbtest.Run(ctx, filepath.Join(dir, "mariadb"))
	if err != nil {
		return err
	}
	defer server.Stop()
	if err := server.Exec(ctx, "CREATE DATABASE scratch"); err != nil {
		return err
	}
	urls := map[string]string{dialect.SQLite: "sqlite://" + filepath.Join(dir, "scratch.db"), dialect.MySQL: server.URL("scratch")}
	next, texts := 1, map[string]string{}
	for d, url := range urls {
		old, err := migrations.Of(d)
		if err != nil {
			return err
		}
		if !fresh {
			next = len(old) + 1
		}
		if texts[d], err = missing(ctx, url, fresh); err != nil {
			return fmt.Errorf("%s: %w", d, err)
		}
	}
	if texts[dialect.SQLite] == "" && texts[dialect.MySQL] == "" {
		log.Print("the migrations are up to date")
		return nil
	}
	for d, text := range texts {
		folder := filepath.Join("ent", "migrations", migrations.Folders[d])
		if err := write(folder, fmt.Sprintf("%04d_%s.sql", next, name), text, fresh); err != nil {
			return err
		}
	}
	return nil
}

// missing is what the scratch database lacks once the files there are have been run.
func missing(ctx context.Context, url string, fresh bool) (string, error) {
	db, err := data.Open(ctx, url, data.Options{})
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }()
	if !fresh {
		if err := db.Migrate(ctx); err != nil {
			return "", err
		}
	}
	changes, err := db.Drift(ctx)
	if err != nil {
		return "", err
	}
	return migrations.Text(changes)
}

// write writes a file. A dialect in which nothing changed gets one all the same, so that numbers mean the same in all.
func write(folder, name, text string, fresh bool) error {
	if fresh {
		old, err := filepath.Glob(filepath.Join(folder, "*.sql"))
		if err != nil {
			return err
		}
		for _, f := range old {
			if err := os.Remove(f); err != nil {
				return err
			}
		}
	}
	if text == "" {
		text = "-- nothing in this dialect\n"
	}
	path := filepath.Join(folder, name)
	log.Print(path)
	return os.WriteFile(path, []byte(text), 0o644) //nolint:gosec // a source file
}
