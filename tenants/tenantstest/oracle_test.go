package tenantstest

import (
	"context"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"estatehub/internal/store/mariadbtest"
)

var (
	seed  = flag.Uint64("oracle.seed", 1, "seed of the requests")
	limit = flag.Duration("oracle.time", 25*time.Second, "how long each database is asked")
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))) // less is not the subject
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// files names two files for SQLite, in memory where there is a place for it: every commit waits for the disk.
func files(tb testing.TB) (string, string) {
	dir, err := os.MkdirTemp("/dev/shm", "oracle")
	if err != nil {
		dir = tb.TempDir()
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db")
}

// run asks as one viewer after the other until the time is up and every viewer has been heard. What of the schema has not
// been exercised then is asked for on purpose, by viewers who may change much.
func (o *Oracle) run(t *testing.T, limit time.Duration) {
	look := func(p Profile, queries, mutations int) {
		if err := o.Look(context.Background(), p, queries, mutations); err != nil {
			t.Fatalf("seed %d: %v", o.Seed, err)
		}
	}
	start := time.Now()
	for round := 0; round == 0 || time.Since(start) < limit; round++ {
		for i, p := range Profiles() {
			if testing.Short() && i%4 != 0 || round > 0 && time.Since(start) > limit {
				continue
			}
			look(p, 20, 8)
		}
	}
	o.keen = true
	eager := []string{"QUALITY@O", "SITE_MANAGER@X1", "SITE_MANAGER@O", "ADMINISTRATOR@O"}
	left, vain := len(o.Coverage.missing()), 0
	for left > 0 && vain < 20 && !testing.Short() {
		for _, p := range Profiles() {
			if slices.Contains(eager, p.Name) {
				look(p, 10, 30)
			}
		}
		vain++
		if now := len(o.Coverage.missing()); now < left {
			left, vain = now, 0
		}
	}
}

func TestOracle(t *testing.T) {
	for name, urls := range map[string]func() (string, string){
		"sqlite":  func() (string, string) { return files(t) },
		"mariadb": func() (string, string) { return mariadbtest.New(t), mariadbtest.New(t) },
	} {
		t.Run(name, func(t *testing.T) {
			a, b := urls()
			o, err := New(context.Background(), a, b, *seed, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer o.Close()
			limit := *limit
			if testing.Short() {
				limit /= 5
			}
			o.run(t, limit)
			var report strings.Builder
			o.Report(&report)
			t.Log("\n" + report.String())
			if missing := o.Coverage.missing(); len(missing) > 0 && !testing.Short() {
				t.Errorf("never exercised: %s", strings.Join(missing, ", "))
			}
		})
	}
}
