package limits

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
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

// Int has 32 bits in GraphQL, and is no string; gqlparser and gqlgen take 64 and strings. gqlparser takes an enum's value
// in any case, and gqlgen then does not; neither looks at what an Upload is.
const (
	least    = math.MinInt32
	greatest = math.MaxInt32
)

// literals is the rule of validation for Int and Upload in documents.
func literals(observers *core.Events, refuse core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.Definition == nil {
			return
		}
		switch {
		case v.Definition.Name == "Int" && v.Kind == ast.IntValue:
			if _, err := strconv.ParseInt(v.Raw, 10, 32); err != nil {
				refuse(core.Message("Int cannot represent non 32-bit signed integer value: %s", v.Raw), core.At(v.Position))
			}
		case v.Definition.Name == "Upload" && v.Kind != ast.Variable && v.Kind != ast.NullValue && v.Kind != ast.ListValue:
			refuse(core.Message("Upload is a file of a multipart request"), core.At(v.Position))
		}
	})
}

// strict are the types of a schema whose variables gqlparser does not look at closely enough (Int, Upload, enums), and the
// input types that hold one somewhere, with their fields that do.
func strict(schema *ast.Schema) map[string][]*ast.FieldDefinition {
	found := map[string][]*ast.FieldDefinition{"Int": {}, "Upload": {}}
	for _, d := range schema.Types {
		if d.Kind == ast.Enum {
			found[d.Name] = []*ast.FieldDefinition{}
		}
	}
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

// closely checks a variable where gqlparser has not. What else is wrong with it, gqlparser has said.
func (g *Guard) closely(v *ast.VariableDefinition, value any) error {
	where, want := g.look(v.Type, value)
	if want == "" {
		return nil
	}
	at := "$" + v.Variable + where
	return fault.Both(fault.BadRequest, at+" is no "+want, at+" 不是 "+want)
}

// look is where in a value something is not what it should be, and what; nothing where all is well.
func (g *Guard) look(t *ast.Type, v any) (where, want string) {
	fields, holds := g.strict[t.Name()]
	if v == nil || !holds {
		return "", ""
	}
	if t.Elem != nil {
		list, many := v.([]any)
		if !many { // one value stands for a list of one, which gqlparser has made of it
			if made := reflect.ValueOf(v); made.Kind() == reflect.Slice && made.Len() == 1 {
				v = made.Index(0).Interface()
			}
			return g.look(t.Elem, v)
		}
		for i, one := range list {
			if where, want := g.look(t.Elem, one); want != "" {
				return "." + strconv.Itoa(i) + where, want
			}
		}
		return "", ""
	}
	ok := true
	switch def := g.schema.Types[t.NamedType]; {
	case t.NamedType == "Int":
		_, ok = integer(v)
	case t.NamedType == "Upload":
		_, ok = v.(graphql.Upload)
	case def.Kind == ast.Enum:
		s, _ := v.(string)
		ok = def.EnumValues.ForName(s) != nil
	default:
		object, _ := v.(map[string]any)
		for _, f := range fields {
			if where, want := g.look(f.Type, object[f.Name]); want != "" {
				return "." + f.Name + where, want
			}
		}
	}
	if !ok {
		return "", t.NamedType
	}
	return "", ""
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
