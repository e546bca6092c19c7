package limits

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"

	"estatehub/internal/fault"
)

// variables checks the size of decoded variables, whichever transport decoded them.
func (l *Limits) variables(vars map[string]any) error {
	if err := check("list", l.List, len(vars)); err != nil {
		return err
	}
	left := l.Values
	for _, v := range vars {
		if err := l.variable(v, 0, &left); err != nil {
			return err
		}
	}
	return nil
}

func (l *Limits) variable(v any, deep int, left *int) error {
	if *left--; *left < 0 {
		return Exceeded("values", l.Values, l.Values+1)
	}
	within := func(n int) error {
		if err := check("variableDepth", l.VariableDepth, deep+1); err != nil {
			return err
		}
		return check("list", l.List, n)
	}
	switch v := v.(type) {
	case []any:
		if err := within(len(v)); err != nil {
			return err
		}
		for _, one := range v {
			if err := l.variable(one, deep+1, left); err != nil {
				return err
			}
		}
	case map[string]any:
		if err := within(len(v)); err != nil {
			return err
		}
		for _, one := range v {
			if err := l.variable(one, deep+1, left); err != nil {
				return err
			}
		}
	}
	return nil
}

// Int has 32 bits in GraphQL, and is no string; gqlparser and gqlgen take 64 and strings.
const (
	least    = math.MinInt32
	greatest = math.MaxInt32
)

// literals is the rule of validation for Int in documents.
func literals(observers *core.Events, refuse core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.Kind != ast.IntValue || v.Definition == nil || v.Definition.Name != "Int" {
			return
		}
		if _, err := strconv.ParseInt(v.Raw, 10, 32); err != nil {
			refuse(core.Message("Int cannot represent non 32-bit signed integer value: %s", v.Raw), core.At(v.Position))
		}
	})
}

// counted are the input types of a schema that hold an Int somewhere, with their fields that do.
func counted(schema *ast.Schema) map[string][]*ast.FieldDefinition {
	found := map[string][]*ast.FieldDefinition{"Int": {}}
	for grown := true; grown; {
		grown = false
		for _, d := range schema.Types {
			if d.Kind != ast.InputObject {
				continue
			}
			var holds []*ast.FieldDefinition
			for _, f := range d.Fields {
				if _, ok := found[f.Type.Name()]; ok {
					holds = append(holds, f)
				}
			}
			if len(holds) > len(found[d.Name]) {
				found[d.Name], grown = holds, true
			}
		}
	}
	return found
}

// integers checks every Int in a variable of a type. What else is wrong with it, gqlparser has said.
func (g *Guard) integers(v *ast.VariableDefinition, value any) error {
	where, ok := g.integer(v.Type, value)
	if ok {
		return nil
	}
	at := "$" + v.Variable + where
	return fault.Both(fault.BadRequest, at+" is no integer of 32 bits", at+" 不是 32 位整数")
}

// integer is where in a value an Int is none.
func (g *Guard) integer(t *ast.Type, v any) (where string, ok bool) {
	fields, holds := g.counted[t.Name()]
	if v == nil || !holds {
		return "", true
	}
	if t.Elem != nil {
		list, many := v.([]any)
		if !many { // one value stands for a list of one, which gqlparser has made of it
			if made := reflect.ValueOf(v); made.Kind() == reflect.Slice && made.Len() == 1 {
				v = made.Index(0).Interface()
			}
			return g.integer(t.Elem, v)
		}
		for i, one := range list {
			if where, ok := g.integer(t.Elem, one); !ok {
				return "." + strconv.Itoa(i) + where, false
			}
		}
		return "", true
	}
	if t.NamedType == "Int" {
		_, ok := integer(v)
		return "", ok
	}
	object, _ := v.(map[string]any)
	for _, f := range fields {
		if where, ok := g.integer(f.Type, object[f.Name]); !ok {
			return "." + f.Name + where, false
		}
	}
	return "", true
}

// integer is a value of JSON or of a default as an Int.
func integer(v any) (int, bool) {
	var n int64
	switch v := v.(type) {
	case json.Number:
		i, err := strconv.ParseInt(string(v), 10, 32)
		return int(i), err == nil
	case int64:
		n = v
	case int:
		n = int64(v)
	case float64: // of a transport that does not keep numbers as they are written
		if v != math.Trunc(v) || v < least || v > greatest {
			return 0, false
		}
		n = int64(v)
	default:
		return 0, false
	}
	return int(n), n >= least && n <= greatest
}
