package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// bypasses are the callers of tenants.System outside tests, by folder and reason: all there are. Whoever adds one shows it
// here to whoever reviews it.
var bypasses = []string{
	"bench/imports | bench: import the public sets",
	"internal/access | access: all grants of a user decide who governs him",
	"internal/access | access: change a user whom the viewer governs or is",
	"internal/access | access: check the viewer's own password",
	"internal/access | access: end the sessions of a user",
	"internal/access | access: end the viewer's own sessions",
	"internal/access | access: everybody may end his own tokens",
	"internal/access | access: everybody may make tokens within his own roles",
	"internal/access | access: read the grants of a bearer",
	"internal/access | access: reveal an owner to who sees him masked, and keep it",
	"internal/access | access: set the password of a user whom the viewer governs or is",
	"internal/access | access: sign in",
	"internal/access | access: sign out",
	"internal/access | access: the organisation keeps an administrator",
	"internal/access | access: the viewer's own sessions",
	"internal/clocks | clocks: a deadline begins with what it runs for",
	"internal/clocks | clocks: a deadline ends with what was done",
	"internal/clocks | clocks: record what ran out, whoever's it is",
	"internal/clocks | clocks: the deadlines of a ticket follow what is done to it",
	"internal/counters | counters: add up the parts of counts",
	"internal/counters | counters: hold them against what they count",
	"internal/counters | counters: put them right",
	"internal/counters | counters: what the database is counted by",
	"internal/data | data: compare the database with the schema",
	"internal/data | data: draw a slot no community has",
	"internal/data | data: ent reads the row it has updated by its id",
	"internal/data | data: migrate without foreign keys",
	"internal/data/datatest | datatest: a test looks behind the walls",
	"internal/demo | demo: build the demo portfolio",
	"internal/duties | duties: let those lapse whose time has run out",
	"internal/duties | duties: make the instances of every community",
	"internal/duties | duties: the posts of the handbook by their codes",
	"internal/duties | duties: what became of a finding follows its ticket",
	"internal/imports | imports: the record of a batch",
	"internal/imports | imports: whether a staff number is taken is known to nobody's scope",
	"internal/imports | imports: whether anything refers to a batch",
	"internal/ledger | ledger: follow it for live subscriptions, which are shown what each may know",
	"internal/ledger | ledger: give committed changes their positions",
	"internal/ledger | ledger: how far it reaches",
	"internal/ledger | ledger: name who made a change to who may know",
	"internal/ledger | ledger: read changes, each shown only to who may know",
	"internal/ledger | ledger: read the trail of a row its viewer may audit",
	"internal/moment | moment: the organisation's time zone",
	"internal/policy | policy: everything that is in force, for engines to judge by",
	"internal/nonconformity | nonconformity: what fails raises it, whoever recorded it",
	"internal/settings | settings: a key of this installation",
	"internal/workdays | workdays: the calendars everybody works by",
	"internal/tickets | tickets: what the end of a deadline does by itself",
	"internal/visits | visits: an unqualified visit goes to the director",
	"internal/visits | visits: make the visits to what was completed",
	"internal/visits | visits: nobody visits a complaint about himself",
	"internal/visits | visits: the ticket's own verb makes its visit",
	"internal/visits | visits: the visit to a ticket that was opened again has to wait",
	"internal/visits | visits: what a visit found was passed on",
	"server | server: an import from the command line",
	"server | server: is the database empty",
	"tenants/tenantstest | oracle: fill a world",
}

// TestBypasses: the walls are passed where the list says and nowhere else, each time for a reason that can be read where
// it is called.
func TestBypasses(t *testing.T) {
	var found []string
	each(t, func(path string, f *ast.File) {
		calls(f, "System", "estatehub/tenants", func(c *ast.CallExpr) {
			if len(c.Args) != 2 {
				t.Errorf("%s: tenants.System with %d arguments", path, len(c.Args))
				return
			}
			literal, ok := c.Args[1].(*ast.BasicLit)
			if !ok {
				t.Errorf("%s: tenants.System wants its reason written where it is called", path)
				return
			}
			reason, _ := strconv.Unquote(literal.Value)
			if !regexp.MustCompile(`^[a-z]+: .`).MatchString(reason) {
				t.Errorf("%s: the reason %q should begin with who asks and a colon", path, reason)
			}
			found = append(found, filepath.ToSlash(filepath.Dir(path))+" | "+reason)
		})
	})
	slices.Sort(found)
	found = slices.Compact(found)
	for _, f := range found {
		if !slices.Contains(bypasses, f) {
			t.Errorf("a caller of tenants.System that the list does not have:\n\t%q,", f)
		}
	}
	for _, b := range bypasses {
		if !slices.Contains(found, b) {
			t.Errorf("in the list and gone: %q", b)
		}
	}
}

// TestOneClient: an ent client made elsewhere would have no walls.
func TestOneClient(t *testing.T) {
	n := 0
	each(t, func(path string, f *ast.File) {
		for _, name := range []string{"NewClient", "Open"} {
			calls(f, name, "estatehub/ent/gen", func(*ast.CallExpr) {
				if n++; filepath.ToSlash(filepath.Dir(path)) != "internal/data" {
					t.Errorf("%s calls gen.%s: take the client from internal/data", path, name)
				}
			})
		}
	})
	if n != 1 {
		t.Errorf("%d clients", n)
	}
}

// TestTextsCountCharacters: ent's MaxLen counts bytes, so that a text would take a third of what the API and the templates
// of imports say of it. What counts characters is MaxRuneLen; that each text has a limit is a law of ent/rules.
func TestTextsCountCharacters(t *testing.T) {
	texts := 0
	each(t, func(path string, f *ast.File) {
		if !under(path, "ent/schema") {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			s, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			switch s.Sel.Name {
			case "MaxRuneLen":
				texts++
			case "MaxLen":
				if !chained(s.X, "Bytes") {
					t.Errorf("%s: MaxLen counts bytes: a text wants MaxRuneLen", path)
				}
			}
			return true
		})
	})
	if texts < 100 {
		t.Errorf("%d texts", texts)
	}
}

// chained tells whether a chain of calls begins with field.name.
func chained(x ast.Expr, name string) bool {
	for {
		call, ok := x.(*ast.CallExpr)
		if !ok {
			return false
		}
		s, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || is(s, "field", name) {
			return ok
		}
		x = s.X
	}
}

// TestGraphAsksEngines: of the store, GraphQL knows what its errors mean and nothing else.
func TestGraphAsksEngines(t *testing.T) {
	each(t, func(path string, f *ast.File) {
		for _, i := range f.Imports {
			if i.Path.Value == `"estatehub/internal/store"` && under(path, "graph") && path != "graph/errors.go" {
				t.Errorf("%s imports the store: data is behind internal/data", path)
			}
		}
	})
}

// generated are the folders that are generated entirely.
var generated = []string{"ent/gen", "graph/exec", "graph/model", "graph/nouns", "graph/schema/nouns", "web/dist"}

// TestGenerated: what is generated fills whole folders, and nothing else does.
func TestGenerated(t *testing.T) {
	header := regexp.MustCompile(`(?m)^(//|#) Code generated .*DO NOT EDIT\.$`)
	n := map[string]int{}
	err := walk(func(path string) error {
		ext := filepath.Ext(path)
		if ext != ".go" && ext != ".graphqls" {
			return nil
		}
		b, err := os.ReadFile(filepath.Join(root, path)) //nolint:gosec // our own tree
		if err != nil {
			return err
		}
		in := slices.IndexFunc(generated, func(g string) bool { return under(path, g) })
		head := b[:min(len(b), 2000)]
		if i := strings.Index(string(head), "\npackage "); i >= 0 {
			head = head[:i+1]
		}
		is := header.Match(head)
		switch {
		case in >= 0 && !is:
			t.Errorf("%s is written by hand in a folder that is generated", path)
		case in < 0 && is:
			t.Errorf("%s is generated outside the folders of what is generated", path)
		case in < 0 && (strings.HasSuffix(path, "_gen.go") || strings.Contains(path, ".generated.")):
			t.Errorf("%s is named as if it were generated", path)
		case in >= 0:
			n[generated[in]]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range generated[:5] {
		if n[g] == 0 {
			t.Errorf("%s is empty", g)
		}
	}
}

const root = "../.."

// walk visits the files of the repository that are sources.
func walk(visit func(path string) error) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err = filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); path != "." && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata" || path == "data") {
				return filepath.SkipDir
			}
			return nil
		}
		return visit(filepath.ToSlash(path))
	})
}

// each visits the Go files that are neither generated nor tests.
func each(t *testing.T, visit func(path string, f *ast.File)) {
	t.Helper()
	n := 0
	err := walk(func(path string) error {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || anyUnder(path, generated) {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		n++
		visit(path, f)
		return nil
	})
	if err != nil || n < 50 {
		t.Fatal(n, "files", err)
	}
}

// calls visits the mentions of a package's function, called or not: a function taken as a value is called elsewhere.
func calls(f *ast.File, name, of string, visit func(*ast.CallExpr)) {
	local := of[strings.LastIndexByte(of, '/')+1:]
	imported := false
	for _, i := range f.Imports {
		if p, _ := strconv.Unquote(i.Path.Value); p == of {
			imported = true
			if i.Name != nil {
				local = i.Name.Name
			}
		}
	}
	if !imported {
		return
	}
	called := map[*ast.SelectorExpr]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && is(s, local, name) {
				called[s] = true
				visit(n)
			}
		case *ast.SelectorExpr:
			if is(n, local, name) && !called[n] {
				visit(&ast.CallExpr{Fun: n})
			}
		}
		return true
	})
}

func is(s *ast.SelectorExpr, local, name string) bool {
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == local && s.Sel.Name == name
}
