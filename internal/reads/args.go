package reads

import (
	"encoding/json"
	"math"

	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/internal/fault"
	"estatehub/internal/listing"
)

// args are the arguments of a field.
func (x *run) args(f *ast.Field) (listing.Args, error) {
	raw := f.ArgumentMap(x.vars)
	var a listing.Args
	var err error
	for name, v := range raw {
		switch name {
		case "first":
			a.First, err = number(v)
		case "last":
			a.Last, err = number(v)
		case "after":
			a.After, err = word(v)
		case "before":
			a.Before, err = word(v)
		case "where":
			a.Where, err = mapping(v)
		case "orderBy":
			a.OrderBy, err = mapping(v)
		default:
			err = declined("argument " + name)
		}
		if err != nil {
			return a, err
		}
	}
	return a, nil
}

func number(v any) (*int, error) {
	var n int64
	switch v := v.(type) {
	case nil:
		return nil, nil
	case int64:
		n = v
	case int:
		n = int64(v)
	case json.Number:
		var err error
		if n, err = v.Int64(); err != nil {
			return nil, declined("a number that is none")
		}
	default:
		return nil, declined("a number that is none")
	}
	if n > math.MaxInt32 || n < math.MinInt32 {
		return nil, declined("a number of more than 32 bits")
	}
	i := int(n)
	return &i, nil
}

func word(v any) (*string, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return &v, nil
	}
	return nil, declined("a text that is none")
}

func mapping(v any) (map[string]any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return v, nil
	}
	return nil, declined("an object that is none")
}

// ask reads what a list is asked for. Whatever is wrong with it is the plain way's to tell.
func (x *run) ask(l *list, root, long bool) (*listing.Request, error) {
	a, err := x.args(l.field)
	if err != nil {
		return nil, err
	}
	if x.within != nil && root {
		a.Where = map[string]any{"id": x.within}
	}
	var asked *listing.Request
	if long {
		asked, err = x.planner.lists.ReadLong(x.view.ctx, l.noun, a, x.planner.longest)
	} else {
		asked, err = x.planner.lists.Read(x.view.ctx, l.noun, a)
	}
	if fault.Of(err) != nil {
		return nil, declined(err.Error())
	}
	return asked, err
}
