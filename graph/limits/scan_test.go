package limits

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
)

// lexed are the tokens and brackets that gqlparser's lexer finds; not ok where it stumbles.
func lexed(doc string) (tokens, deepest int, ok bool) {
	l, open := lexer.New(&ast.Source{Input: doc}), 0
	for {
		t, err := l.ReadToken()
		if err != nil {
			return 0, 0, false
		}
		switch t.Kind {
		case lexer.EOF:
			return tokens, deepest, true
		case lexer.ParenL, lexer.BracketL, lexer.BraceL:
			open++
			deepest = max(deepest, open)
		case lexer.ParenR, lexer.BracketR, lexer.BraceR:
			open = max(0, open-1)
		}
		tokens++
	}
}

func same(t *testing.T, doc string) {
	t.Helper()
	tokens, deepest := scan(doc)
	if tokens > len(doc) || deepest > tokens {
		t.Errorf("%q: %d tokens, %d deep", doc, tokens, deepest)
	}
	if n, d, ok := lexed(doc); ok && (n != tokens || d != deepest) {
		t.Errorf("%q: %d tokens, %d deep; the lexer finds %d and %d", doc, tokens, deepest, n, d)
	}
}

// Brackets in strings, block strings and comments are none, and nothing can be hidden by making a string look unended.
func TestScanIsTheLexer(t *testing.T) {
	for doc, want := range map[string][2]int{
		`{ a(b: [[1, 2.5e-3], {c: "[[[["}]) }`:     {18, 4},
		"# [[[[[[\n{ a } # }":                      {5, 1},
		`{ a(b: """ [[[ \""" {{{ " "" """) }`:      {8, 2},
		`{ a(b: """"""""") }`:                      {8, 2},
		`{ a(b: "\"[[[", c: "\\") }`:               {11, 2},
		"\ufeff{ a ...b ... on C { d } }":          {11, 2},
		`query($a: [[Int!]!] = [1]) @b { __type }`: {22, 3},
		"": {0, 0},
	} {
		same(t, doc)
		if n, d := scan(doc); n != want[0] || d != want[1] {
			t.Errorf("%s: %d tokens, %d deep; want %v", doc, n, d, want)
		}
	}
	if _, d := scan(strings.Repeat("[", 1<<20)); d != 1<<20 {
		t.Error(d)
	}
}

func FuzzScan(f *testing.F) {
	for _, doc := range []string{"{a}", `{a(b:"""x\"""y""""){c}}`, "#x\n{a(b:-1.5e+3)}", `{a(b:"\u{1F600}\"")}`, "\ufeff...on", "{a(b:\"\xff\")}"} {
		f.Add(doc)
	}
	f.Fuzz(same)
}
