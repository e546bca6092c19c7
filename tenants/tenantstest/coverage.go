package tenantstest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// Coverage counts the coordinates of the schema that were exercised: fields that were answered, arguments, input fields
// and enum values that were given or could be in an answer.
type Coverage struct {
	mu   sync.Mutex
	hits map[string]int
	all  []string
	in   map[string]bool // enums that requests give
}

// unreachable are the coordinates, or types, that no request of the oracle reaches, with the reason.
var unreachable = map[string]string{
	"ImportCount":                "wants a file that fits a mapping: package imports has stories of its own",
	"ImportReason":               "as ImportCount",
	"ImportReport":               "as ImportCount",
	"MetricDifference":           "wants communities that differ in a policy of the metric asked: graph has a story of its own",
	"MetricDiffering":            "as MetricDifference",
	"PolicyChange":               "wants a version that is set for later: package policy has stories of its own",
	"RecordOwnerDocumentPayload": "wants a vault, which the worlds have not: package access has stories of its own",
}

// excepted tells whether a coordinate or its type is unreachable.
func excepted(at string) bool {
	name, _, _ := strings.Cut(at, ".")
	return unreachable[at] != "" || unreachable[name] != ""
}

func newCoverage(s *ast.Schema) *Coverage {
	c := &Coverage{hits: map[string]int{}, in: map[string]bool{}}
	reached := map[string]bool{} // subscriptions, and types that only they give, are not asked
	reach(s, s.Query, reached)
	reach(s, s.Mutation, reached)
	for _, name := range slices.Sorted(maps.Keys(s.Types)) {
		t := s.Types[name]
		if t.BuiltIn || strings.HasPrefix(name, "__") || !reached[name] {
			continue
		}
		switch t.Kind {
		case ast.Object:
			for _, f := range t.Fields {
				if strings.HasPrefix(f.Name, "__") {
					continue
				}
				c.all = append(c.all, name+"."+f.Name)
				for _, a := range f.Arguments {
					c.all = append(c.all, name+"."+f.Name+"("+a.Name+":)")
				}
			}
		case ast.InputObject:
			for _, f := range t.Fields {
				c.all = append(c.all, name+"."+f.Name)
			}
		case ast.Enum:
			if c.in[name] = given(s, name); !c.in[name] {
				continue // it is in answers only: its values are data
			}
			for _, v := range t.EnumValues {
				c.all = append(c.all, name+"."+v.Name)
			}
		}
	}
	return c
}

func reach(s *ast.Schema, t *ast.Definition, reached map[string]bool) {
	if t == nil || reached[t.Name] {
		return
	}
	reached[t.Name] = true
	for _, p := range s.GetPossibleTypes(t) {
		reach(s, p, reached)
	}
	for _, f := range t.Fields {
		reach(s, s.Types[f.Type.Name()], reached)
		for _, a := range f.Arguments {
			reach(s, s.Types[a.Type.Name()], reached)
		}
	}
}

// given tells whether an enum is the type of an argument or an input field.
func given(s *ast.Schema, enum string) bool {
	for _, t := range s.Types {
		for _, f := range t.Fields {
			if t.Kind == ast.InputObject && f.Type.Name() == enum {
				return true
			}
			if slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.Name() == enum }) {
				return true
			}
		}
	}
	return false
}

func (c *Coverage) hit(coordinate string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits[coordinate]++
}

// fresh tells whether a coordinate has been exercised less than most.
func (c *Coverage) fresh(coordinate string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hits[coordinate] == 0
}

// missing lists what was never exercised and is no exception.
func (c *Coverage) missing() (list []string) {
	for _, at := range c.all {
		if c.fresh(at) && !excepted(at) {
			list = append(list, at)
		}
	}
	return list
}

// String is the share of coordinates exercised.
func (c *Coverage) String() string {
	n := 0
	for _, at := range c.all {
		if !c.fresh(at) {
			n++
		}
	}
	return fmt.Sprintf("%d of %d coordinates (%.1f %%)", n, len(c.all), 100*float64(n)/float64(len(c.all)))
}
