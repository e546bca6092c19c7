package tenantstest

import (
	"context"
	"flag"
	"os"
	"path/filepath"
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

// run asks as one viewer after the other until the time is up and every viewer has been heard; where something of the
// schema has not been exercised then, as long again.
func (o *Oracle) run(t *testing.T, limit time.Duration) {
	start := time.Now()
	for round := 0; ; round++ {
		for i, p := range Profiles() {
			gone := time.Since(start)
			heard := round > 0 || testing.Short()
			if gone > 2*limit || (gone > limit && heard && len(o.Coverage.missing()) == 0) {
				return
			}
			most := 3 * limit / time.Duration(2*len(Profiles())) // the last viewers get as much as the first
			if err := o.Look(context.Background(), p, 40, 15, time.Now().Add(most)); err != nil {
				t.Fatalf("round %d, viewer %d, seed %d: %v", round, i, o.Seed, err)
			}
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
