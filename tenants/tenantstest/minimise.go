package tenantstest

import (
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
)

// minimise takes away from a query that gave two answers what they do not need to differ.
func (o *Oracle) minimise(d *Difference) {
	doc, err := parser.ParseQuery(&ast.Source{Input: d.Query})
	if err != nil {
		return
	}
	differs := func() bool {
		var out strings.Builder
		formatter.NewFormatter(&out).FormatQueryDocument(doc)
		a, b := o.A.Ask(out.String()), (*graphql.Response)(nil)
		if d.Ways {
			b = o.A.Plain(out.String())
		} else {
			b = o.B.Ask(o.theirs(out.String()))
		}
		if len(a.Data) == 0 && len(b.Data) == 0 {
			return false
		}
		one, two := plain(a, o.start), plain(b, o.start)
		if one == two {
			return false
		}
		d.Query, d.A, d.B = out.String(), one, two
		return true
	}
	for range 3 {
		shrink(&doc.Operations[0].SelectionSet, differs)
	}
}

// shrink drops selections, arguments and parts of input objects one by one, as long as the answers differ.
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

func drop[S ~[]E, E any](list *S, differs func() bool) {
	for i := len(*list) - 1; i >= 0; i-- {
		old := *list
		*list = slices.Delete(slices.Clone(old), i, i+1)
		if !differs() {
			*list = old
		}
	}
}
