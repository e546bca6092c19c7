package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "estatehub/"

// pkg is what go list tells of a package.
type pkg struct {
	ImportPath string
	Imports    []string
}

// only lists the packages that may look at few others of ours: whoever imports more makes a circle, or makes what must
// stay simple depend on what changes.
var only = []struct {
	pkg    string
	may    []string
	reason string
}{
	{"internal/ident", nil, "ids are understood by everybody, so they know nobody"},
	{"internal/fault", nil, "errors are understood by everybody, so they know nobody"},
	{"tenants", []string{"internal/ident"}, "the schema, the store and every engine ask it, so it cannot ask them"},
	{"internal/lifecycle", []string{"tenants"}, "the schema takes its enums from it"},
	{"ent/noun", []string{"internal/ident", "tenants"}, "the schema is annotated with it"},
	{"ent/schema", []string{"ent/noun", "internal/ident", "internal/lifecycle", "tenants"}, "the generator loads it alone, before there is anything else"},
	{"ent/rules", []string{"ent/noun", "tenants"}, "the generator asks it before there is a client"},
	{"ent/harden", []string{"ent/noun"}, "the hub asks it before there is a database"},
	{"ent/migrations", nil, "SQL only"},
	{"internal/store", []string{"internal/ident", "tenants"}, "it knows nothing of the schema but what its options say"},
	{"internal/mask", nil, "a small tool"},
	{"internal/sheets", nil, "a small tool"},
	{"internal/secret", []string{"internal/ident"}, "a small tool; values are bound to the row's id"},
	{"web", nil, "files only"},
}

// banned is what must not be imported, by whom, except by whom.
var banned = []struct {
	what, by string // prefixes of import paths; by "" is everybody
	except   []string
	reason   string
}{
	{"github.com/go-sql-driver/", "", []string{"internal/store", "bench/limit"}, "drivers belong to the store: past it there is no tripwire, and nobody but the limit of the benchmark wants none"},
	{"modernc.org/sqlite", "", []string{"internal/store", "bench/limit"}, "drivers belong to the store: past it there is no tripwire, and nobody but the limit of the benchmark wants none"},
	{"database/sql", "graph", nil, "GraphQL asks engines, not databases"},
	{"estatehub/graph", "internal", nil, "engines do not know who calls them"},
	{"estatehub/graph", "ent", nil, "the model does not know who shows it"},
	{"estatehub/server", "", nil, "the binary is the top"},
	{"estatehub/internal", "ent/gen", nil, "the client knows ids and life cycles, no engine"},
	{"entgo.io/ent/entc", "", []string{"ent"}, "ent's code generator stays out of the binary"},
	{"estatehub/ent/rules", "", []string{"ent"}, "it knows ent's code generator, which stays out of the binary"},
	{"testing", "", []string{"internal/data/datatest", "internal/store/mariadbtest", "graph/graphtest", "tenants/tenantstest"}, "test helpers stay out of the binary"},
	{"estatehub/internal/store/mariadbtest", "", []string{"internal/data/datatest", "ent/migrations/diff", "graph/graphtest", "bench", "tenants/tenantstest"}, "a test helper"},
	{"estatehub/internal/data/datatest", "", []string{"graph/graphtest", "tenants/tenantstest"}, "a test helper"},
}

// clientMay are the engines' packages that the generated client imports.
var clientMay = []string{"estatehub/internal/ident", "estatehub/internal/lifecycle"}

// TestDirection holds every package's imports against the tables above.
func TestDirection(t *testing.T) {
	packages := list(t)
	known := map[string]bool{}
	for _, p := range packages {
		known[strings.TrimPrefix(p.ImportPath, module)] = true
		for _, breach := range breaches(p) {
			t.Error(breach)
		}
	}
	for _, o := range only {
		if !known[o.pkg] {
			t.Errorf("%s is in the table and not in the module", o.pkg)
		}
	}
}

func breaches(p pkg) (all []string) {
	me := strings.TrimPrefix(p.ImportPath, module)
	for _, i := range p.Imports {
		for _, o := range only {
			if ours, ok := strings.CutPrefix(i, module); ok && o.pkg == me && !slices.Contains(o.may, ours) {
				all = append(all, me+" imports "+i+": "+o.reason)
			}
		}
		for _, b := range banned {
			if under(i, b.what) && under(me, b.by) && !anyUnder(me, b.except) && !(b.by == "ent/gen" && slices.Contains(clientMay, i)) {
				all = append(all, me+" imports "+i+": "+b.reason)
			}
		}
	}
	return all
}

// TestDirectionBites: the tables refuse what they are there to refuse.
func TestDirectionBites(t *testing.T) {
	for me, i := range map[string]string{
		"tenants": "estatehub/internal/fault", "ent/schema": "estatehub/internal/data", "graph": "database/sql",
		"internal/tickets": "estatehub/graph", "internal/data": "modernc.org/sqlite", "internal/upkeep": "testing",
		"ent/gen/unit": "estatehub/internal/data",
	} {
		if len(breaches(pkg{module + me, []string{i}})) != 1 {
			t.Errorf("%s may import %s", me, i)
		}
	}
	if b := breaches(pkg{module + "internal/store", []string{"modernc.org/sqlite", "testing/fstest", "estatehub/tenants"}}); len(b) > 1 {
		t.Error(b)
	}
}

// list is go list over the module, without tests.
func list(t *testing.T) (all []pkg) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Dir = "../.."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 20 {
		t.Fatal("few packages:", len(all))
	}
	return all
}

// under tells whether a path is a prefix or below it.
func under(path, prefix string) bool {
	return prefix == "" || path == prefix || strings.HasPrefix(path, strings.TrimSuffix(prefix, "/")+"/")
}

// anyUnder tells whether a package is one of a list or below one.
func anyUnder(me string, list []string) bool {
	for _, l := range list {
		if under(me, l) {
			return true
		}
	}
	return false
}
