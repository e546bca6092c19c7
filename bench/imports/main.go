// Command imports measures the importer on the two public sets: how long it takes, how much memory at most, and how its
// time compares with the fastest plain loop, one prepared INSERT for each of the same rows in one transaction on a file of
// the same schema.
//
//	go run ./bench/imports -data ../shared/data            on embedded SQLite
//	go run ./bench/imports -data ../shared/data -mariadb   on a private MariaDB
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/imports"
	"estatehub/internal/store/mariadbtest"
	"estatehub/tenants"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("data", "../shared/data", "folder of the public sets")
	mariadb := flag.Bool("mariadb", false, "on a private MariaDB instead of SQLite")
	flag.Parse()
	work, err := os.MkdirTemp("", "eh-imports")
	check(err)
	defer func() { _ = os.RemoveAll(work) }()
	if *mariadb {
		check(onMariaDB(work, *dir))
		return
	}
	check(measure(filepath.Join(work, "hub.db"), *dir, filepath.Join(work, "plain.db")))
}

func onMariaDB(work, dir string) error {
	ctx := context.Background()
	s, err := mariadbtest.Run(ctx, filepath.Join(work, "mariadb"))
	if err != nil {
		return err
	}
	defer s.Stop()
	if err := s.Exec(ctx, "CREATE DATABASE bench"); err != nil {
		return err
	}
	return measure(s.URL("bench"), dir, "")
}

// measure imports both sets into one hub, and runs the plain loop where it has a file for it.
func measure(url, dir, plain string) error {
	ctx := tenants.System(context.Background(), "bench: import the public sets")
	db, err := open(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var took time.Duration
	for _, set := range [][2]string{{"singapore-hdb", "hdb-property-information.csv"}, {"newyork-council", "nyc-council-complaints.csv.gz"}} {
		for _, again := range []bool{false, true} {
			d, err := run(ctx, db, set[0], filepath.Join(dir, set[1]))
			if err != nil {
				return err
			}
			if set[0] == "singapore-hdb" && !again {
				took = d
			}
		}
	}
	if plain == "" {
		return nil
	}
	return compare(ctx, db, plain, took)
}

// open makes a hub with one management office.
func open(ctx context.Context, url string) (*data.DB, error) {
	db, err := data.Open(ctx, url, data.Options{})
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx); err != nil {
		return nil, err
	}
	return db, db.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		o, err := c.Organization.Create().SetCode("G").SetName("集团").Save(ctx)
		if err != nil {
			return err
		}
		co, err := c.Company.Create().SetCode("C").SetName("物业公司").SetOrganizationID(o.ID).Save(ctx)
		if err != nil {
			return err
		}
		return c.ManagementOffice.Create().SetCode("M").SetName("管理处").SetCompanyID(co.ID).Exec(ctx)
	})
}

func run(ctx context.Context, db *data.DB, mapping, path string) (time.Duration, error) {
	m, err := imports.Named(mapping)
	if err != nil {
		return 0, err
	}
	f, err := os.Open(path) //nolint:gosec // named on the command line
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	debug.FreeOSMemory()
	before := peak(true)
	start := time.Now()
	report, err := imports.Run(ctx, db, imports.Job{Name: filepath.Base(path), Content: f, Size: info.Size(), Mapping: m, Office: "M"}, nil)
	took := time.Since(start)
	if err != nil {
		return 0, err
	}
	report.Problems, report.Remarks = report.Problems[:min(5, len(report.Problems))], report.Remarks[:min(5, len(report.Remarks))]
	if err := report.Print(os.Stdout, "en"); err != nil {
		return 0, err
	}
	t := report.Total()
	fmt.Printf("== %s: %.1f s, %d rows of the hub a second, peak RSS %d MiB (before: %d MiB)\n\n",
		mapping, took.Seconds(), int(float64(t.Created+t.Known)/took.Seconds()), peak(false), before)
	return took, nil
}

// compare copies the units of db row by row with one prepared statement into a fresh file of the same schema. The rows
// are read beforehand, so that only the loop is measured.
func compare(ctx context.Context, db *data.DB, path string, took time.Duration) (err error) {
	other, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { _ = other.Close() }()
	tables := []string{"communities", "estates", "buildings", "units"}
	conn, err := other.SQL().Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	var office int64
	if err := conn.QueryRowContext(ctx, "SELECT id FROM management_offices").Scan(&office); err != nil {
		return err
	}
	var loop time.Duration
	rows := 0
	for _, table := range tables {
		columns, all, err := load(ctx, db, table, office)
		if err != nil {
			return err
		}
		rows += len(all)
		start := time.Now()
		tx, err := conn.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		//nolint:gosec // names of our own schema
		stmt, err := tx.PrepareContext(ctx, "INSERT INTO "+table+" (`"+strings.Join(columns, "`, `")+"`) VALUES ("+strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")+")")
		if err != nil {
			return err
		}
		for _, row := range all {
			if _, err := stmt.ExecContext(ctx, row...); err != nil {
				return err
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		loop += time.Since(start)
	}
	fmt.Printf("== plain prepared INSERT loop of the same %d rows: %.1f s; the importer took %.1f s: %.2f times as long (at most 4)\n",
		rows, loop.Seconds(), took.Seconds(), took.Seconds()/loop.Seconds())
	return nil
}

// load reads the Singapore set's rows of a table: those with a unit of it, which are the communities without tickets.
func load(ctx context.Context, db *data.DB, table string, office int64) (columns []string, all [][]any, err error) {
	where := "community_id IN (SELECT community_id FROM buildings)"
	if table == "communities" {
		where = "id IN (SELECT community_id FROM buildings)"
	}
	rows, err := db.Readers().QueryContext(ctx, "SELECT * FROM "+table+" WHERE "+where+" ORDER BY id")
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	if columns, err = rows.Columns(); err != nil {
		return nil, nil, err
	}
	for rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, nil, err
		}
		for i, c := range columns {
			if c == "management_office_id" {
				row[i] = office
			}
		}
		all = append(all, row)
	}
	return columns, all, rows.Err()
}

// peak is the largest resident set since the last reset, in MiB, as Linux tells it.
func peak(reset bool) int {
	if reset {
		_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	}
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kb int
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			_, _ = fmt.Sscan(rest, &kb)
		}
	}
	return kb >> 10
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
