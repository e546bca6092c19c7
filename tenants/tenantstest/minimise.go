package tenantstest

import (
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
)

// patience is how long a query is made smaller. What is left then is shown: a large example beats a test that times out.
const patience = 10 * time.Second

// minimise takes away from a query that gave two answers what they do not need to differ.
func (o *Oracle) minimise(d *Difference) {
	doc, err := parser.ParseQuery(&ast.Source{Input: d.Query})
	if err != nil {
		return
	}
	until := time.Now().Add(patience)
	differs := func() bool {
		if time.Now().After(until) {
			return false
		}
		var out strings.Builder
		formatter.NewFormatter(&out).FormatQueryDocument(doc)
		query := out.String()
		theirs := o.theirs(query)
		a, b := o.A.Ask(query), (*graphql.Response)(nil)
		if d.Ways {
			b = o.A.Plain(query)
		} else {
			b = o.B.Ask(theirs)
		}
		if len(a.Data) == 0 && len(b.Data) == 0 {
			return false
		}
		one, two := o.worlds(a, b, !d.Ways && theirs != query)
		if one == two {
			return false
		}
		d.Query, d.A, d.B = query, one, two
		return true
	}
	for range 3 {
		shrink(&doc.Operations[0].SelectionSet, differs)
	}
}

// shrink drops selections, arguments and parts of input objects, as long as the answers differ.
func shrink(set *ast.SelectionSet, differs func() bool) {
	drop(set, differs)
	for _, s := range *set {
		switch s := s.(type) {
		case *ast.Field:
			drop(&s.Arguments, differs)
			for _, arg := range s.Arguments {
				drop(&arg.Value.Children, differs)
			}
			shrink(&s.SelectionSet, differs)
		case *ast.InlineFragment:
			shrink(&s.SelectionSet, differs)
		}
	}
}

// drop takes out of a list what it can: all of it, then halves, quarters and so on to single elements.
func drop[S ~[]E, E any](list *S, differs func() bool) {
	for n := len(*list); n > 0; n /= 2 {
		for end := len(*list); end > 0; end -= n {
			old := *list
			*list = slices.Delete(slices.Clone(old), max(0, end-n), end)
			if !differs() {
				*list = old
			}
		}
	}
}
