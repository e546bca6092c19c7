package limits

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"estatehub/internal/fault"
)

// bomb is a document whose fragments spread in twice each: 2^n selections in some bytes.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query { a }", n)
	return b.String()
}

func nest(n int, head string) string {
	return strings.Repeat("{ "+head, n) + strings.Repeat("}", n)
}

func many(n int, each string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, each, i)
	}
	return b.String()
}

// Each limit refuses with its name, its value and what was found, and lets through what is just below.
func TestDocument(t *testing.T) {
	l := Default()
	const introspect = `{ __schema { types { fields { type { fields { name } } } } } }`
	for name, c := range map[string]struct {
		good, bad, limit string
		found            int // at least
	}{
		"document":       {strings.Repeat(" ", l.Document-3) + "{a}", strings.Repeat(" ", l.Document) + "{a}", "document", l.Document + 3},
		"tokens":         {"{" + many(l.Tokens-2, "a%d ") + "}", "{" + many(l.Tokens-1, "a%d ") + "}", "tokens", l.Tokens + 1},
		"comments":       {"{ a } " + strings.Repeat("#\n", l.Tokens-3), "{ a } " + strings.Repeat("#\n", l.Tokens-2), "tokens", l.Tokens + 1},
		"brackets":       {`{ a(b: ` + strings.Repeat("[", 48) + strings.Repeat("]", 48) + `) }`, `{ a(b: ` + strings.Repeat("[", 49) + strings.Repeat("]", 49) + `) }`, "brackets", 51},
		"hidden":         {`{ a(b: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[") } # [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[`, "", "", 0},
		"fragments":      {"{" + many(100, "...f%d ") + "}" + many(100, "fragment f%d on A { a }"), "{" + many(101, "...f%d ") + "}" + many(101, "fragment f%d on A { a }"), "fragments", 101},
		"fragment bomb":  {bomb(5), bomb(18), "expansion", 786431},
		"more of it":     {bomb(5), bomb(60), "expansion", most},
		"operations":     {many(20, "query q%d { ...f } ") + "fragment f on A {" + many(450, "a%d ") + "}", many(20, "query q%d { ...f } ") + "fragment f on A {" + many(600, "a%d ") + "}", "expansion", 20 * 601},
		"depth":          {nest(20, "a"), nest(21, "a"), "depth", 21},
		"depth, spread":  {`{ a { ...f } } fragment f on A ` + nest(19, "a"), `{ a { ...f } } fragment f on A ` + nest(20, "a"), "depth", 21},
		"aliases":        {"{" + many(100, "a%d: a ") + "}", "{ a {" + many(60, "a%d: a ") + "} b {" + many(60, "a%d: a ") + "} }", "aliases", 120},
		"aliases spread": {"{ ...f }" + "fragment f on A {" + many(50, "a%d: a ") + "}", "{ b { ...f } c { ...f } d { ...f } } fragment f on A {" + many(50, "a%d: a ") + "}", "aliases", 150},
		"repeats":        {"{" + strings.Repeat("a ", 100) + "}", "{" + strings.Repeat("a ", 5000) + "}", "repeats", 101},
		"spread out":     {"{ ...f ...f } fragment f on A {" + strings.Repeat("a ", 50) + "}", "{ ...f ...f ...f } fragment f on A {" + strings.Repeat("a ", 50) + "}", "repeats", 101},
		"in one place":   {"{ a { b } a { b } }", "{" + strings.Repeat("a { b b b b b b b b b b b } ", 10) + "}", "repeats", 101},
		"one key":        {"{ x: a y: b }", "{" + many(101, "x: a%d ") + "}", "aliases", 101},
		"directives":     {"{ a " + strings.Repeat("@b ", 100) + "}", "query @c { a " + strings.Repeat("@b ", 100) + "}", "directives", 101},
		"spread ones":    {"{ ...f } fragment f on A @c { a " + strings.Repeat("@b ", 49) + "}", "{ ...f b { ...f } } fragment f on A @c { a " + strings.Repeat("@b ", 50) + "}", "directives", 102},
		"on variables":   {"query($a: A @b) { a }", "query($a: A " + strings.Repeat("@b ", 101) + ") { a }", "directives", 101},
		"list":           {"{ a(b: [" + strings.Repeat("1 ", 1000) + "]) }", "{ a(b: {c: [" + strings.Repeat("1 ", 1001) + "]}) }", "list", 1001},
		"object":         {"{ a(b: {" + many(1000, "c%d: 1 ") + "}) }", "{ a(b: {" + many(1001, "c%d: 1 ") + "}) }", "list", 1001},
		"default":        {"query($a: [Int] = [1]) { a }", "query($a: [Int] = [" + strings.Repeat("1 ", 1001) + "]) { a }", "list", 1001},
		"introspection":  {introspect, strings.Replace(introspect, "name", "type { interfaces { name } }", 1), "introspection", 3},
		"in fragments":   {introspect, `{ __type(name: "A") { ...t } } fragment t on __Type { fields { type { ...u } } } fragment u on __Type { fields { type { possibleTypes { name } } } }`, "introspection", 3},
		"a cycle":        {"{ a }", "{ ...f } fragment f on A { a { ...g } } fragment g on A { ...f }", "", 0},
		"unused":         {"{ a }", "{ a } fragment f on A {" + strings.Repeat("a ", 9000) + "}", "", 0},
		"no GraphQL":     {"{ a }", "{ a", "", 0},
	} {
		if _, err := l.document(c.good); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if c.bad == "" {
			continue
		}
		_, err := l.document(c.bad)
		f := fault.Of(err)
		switch {
		case f == nil:
			t.Errorf("%s: passed: %v", name, err)
		case c.limit == "" && f.Code != fault.BadRequest:
			t.Errorf("%s: %v", name, f)
		case c.limit != "" && (f.Code != fault.LimitExceeded || f.Limit.Name != c.limit || f.Limit.Found < c.found || f.ZH == ""):
			t.Errorf("%s: %+v %+v", name, f, f.Limit)
		}
	}
}

// The flags, the names in errors and the sentences belong together, and what lets nothing through is refused at the start.
func TestNames(t *testing.T) {
	l := Default()
	if err := l.Validate(); err != nil {
		t.Error(err)
	}
	for flag, name := range Names() {
		if _, ok := sentences[name]; !ok {
			t.Errorf("--max-%s: no sentence for %s", flag, name)
		}
	}
	l.Aliases = 0
	if err := l.Validate(); err == nil || !strings.Contains(err.Error(), "--max-aliases") {
		t.Error(err)
	}
}

// docs/limits.md has every flag, its name in errors and its default.
func TestTable(t *testing.T) {
	b, err := os.ReadFile("../../docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	l := reflect.ValueOf(Default())
	for flag, name := range Names() {
		f, _ := l.Type().FieldByNameFunc(func(s string) bool { return strings.EqualFold(s, name) })
		row := fmt.Sprintf("| `--max-%s` | `%s` | %s | ", flag, name, f.Tag.Get("default"))
		if !strings.Contains(string(b), row) {
			t.Errorf("docs/limits.md should have a row %s", row)
		}
	}
	for name := range sentences {
		if !strings.Contains(string(b), "`"+name+"`") {
			t.Errorf("docs/limits.md does not tell of %s", name)
		}
	}
}
