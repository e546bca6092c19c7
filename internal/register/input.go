package register

import (
	"context"
	"strconv"
	"strings"
	"time"

	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/upkeep"
)

// Input is the input of a mutation. What is wrong with it is gathered, so that the user is told of all at once.
type Input struct {
	ctx  context.Context
	db   *data.DB
	noun *noun.Noun
	raw  map[string]any
	site ident.ID
	errs []*fault.UserError
}

func (r *Register) input(ctx context.Context, raw map[string]any) *Input {
	in := &Input{ctx: ctx, db: r.DB, noun: r.Noun, raw: make(map[string]any, len(raw))}
	for name, v := range raw {
		in.raw[name] = coerce.Plain(v)
	}
	return in
}

// Has tells whether an argument was given; text of nothing but spaces was not.
func (in *Input) Has(name string) bool {
	s, isText := in.raw[name].(string)
	return in.raw[name] != nil && (!isText || strings.TrimSpace(s) != "")
}

// Refuse says what is wrong with an argument.
func (in *Input) Refuse(name string, code fault.Code, en, zh string) {
	in.errs = append(in.errs, fault.Tell(in.ctx, "input."+name, code, en, zh))
}

// Refused tells whether something is wrong already.
func (in *Input) Refused() bool { return len(in.errs) > 0 }

// Value reads an argument as a value of some field; nil where it was not given or is wrong.
func (in *Input) Value(name string, f noun.Field) any {
	if !in.Has(name) {
		return nil
	}
	f.Name, f.API, f.Nullable = name, name, true
	v, p := coerce.Value(&f, in.raw[name])
	if p != nil {
		in.Refuse(name, p.Code, p.EN, p.ZH)
		return nil
	}
	return v
}

// Text reads an argument as text of at most so many characters; empty where it was not given.
func (in *Input) Text(name string, limit int) string {
	s, _ := in.Value(name, noun.Field{Type: noun.Text, Max: limit}).(string)
	return s
}

// Bool reads a yes or no; no where it was not given.
func (in *Input) Bool(name string) bool {
	b, _ := in.Value(name, noun.Field{Type: noun.Bool}).(bool)
	return b
}

// Int reads a whole number between two bounds; ok tells whether it was given.
func (in *Input) Int(name string, low, high int64) (n int64, ok bool) {
	switch v := in.Value(name, noun.Field{Type: noun.Int, Min: &low, Top: &high}).(type) {
	case int64:
		return v, true
	case int:
		return int64(v), true
	}
	return 0, false
}

// Time reads an instant; zero where it was not given.
func (in *Input) Time(name string) time.Time {
	t, _ := in.Value(name, noun.Field{Type: noun.Time}).(time.Time)
	return t
}

// Day reads a calendar day, as 2006-01-02; empty where it was not given.
func (in *Input) Day(name string) string {
	s, _ := in.Value(name, noun.Field{Type: noun.Date}).(string)
	return s
}

// Ref reads the id of a row of another noun, which must be in scope and of the same community; 0 where it was not given.
func (in *Input) Ref(name, of string) ident.ID {
	f := noun.Field{Type: noun.Ref, Ref: of}
	id, _ := in.Value(name, f).(ident.ID)
	if id == 0 {
		return 0
	}
	if p := upkeep.Refer(in.ctx, in.db, &f, id, in.site); p != nil {
		in.Refuse(name, p.Code, p.EN, p.ZH)
		return 0
	}
	return id
}

// Column reads the argument named as a field of the noun is in GraphQL, as a value of that field, and looks up what it
// refers to; nil where it was not given.
func (in *Input) Column(column string) any {
	f := in.noun.ByName(column)
	v := in.Value(f.API, *f)
	if id, ok := v.(ident.ID); ok {
		if p := upkeep.Refer(in.ctx, in.db, f, id, in.site); p != nil {
			in.Refuse(f.API, p.Code, p.EN, p.ZH)
			return nil
		}
	}
	return v
}

// Rows reads an argument that is a list of input objects; each is an Input whose errors are told by its place in the list.
func (in *Input) Rows(name string, limit int, each func(at int, row *Input)) {
	if in.raw[name] == nil {
		return // a list left out has no rows
	}
	list := coerce.List(in.raw[name])
	if len(list) > limit {
		in.Refuse(name, fault.BadInput, "too many rows", "行数过多")
		return
	}
	for i, raw := range list {
		values, _ := raw.(map[string]any)
		row := &Input{ctx: in.ctx, db: in.db, noun: in.noun, raw: make(map[string]any, len(values)), site: in.site}
		for k, v := range values {
			row.raw[k] = coerce.Plain(v)
		}
		each(i, row)
		for _, e := range row.errs {
			e.Field = strings.Replace(e.Field, "input.", "input."+name+"."+strconv.Itoa(i)+".", 1)
			in.errs = append(in.errs, e)
		}
	}
}
