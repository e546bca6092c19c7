package imports

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
)

// Mapping says what the columns of a file mean. Most of it is said in YAML (docs/mappings).
type Mapping struct {
	// Name is how people call it; it is kept in the batch.
	Name string `yaml:"name"`
	// Credit is whose data it is, for what was published by others.
	Credit string `yaml:"credit"`
	// Office is the code of the management office of communities that the file brings.
	Office string `yaml:"office"`
	// Community is the code of the community that a row belongs to.
	Community *Value `yaml:"community"`
	// Odd says what becomes of rows that are odd.
	Odd []Odd `yaml:"odd"`
	// Targets are what a row brings, parents first.
	Targets []Target `yaml:"targets"`

	native *noun.Noun
}

// Target is a row of a noun, or several, that a row of the file brings.
type Target struct {
	// Noun is the name of the noun, as Building.
	Noun string `yaml:"noun"`
	// When says which rows bring it: each column named has one of the values.
	When map[string][]string `yaml:"when"`
	// Fields are its values by column name of the noun. A reference is given by the natural key of what it refers to.
	Fields map[string]*Value `yaml:"fields"`
	// Duplicate says what becomes of a key that the file has twice: refuse (the default), skip, suffix (the second gets
	// the key with -2) or same (many rows bring the same thing; the first speaks for it).
	Duplicate Duplicate `yaml:"duplicate"`
	// Known says what becomes of a row that the hub has and whose values differ: update, keep or refuse.
	Known Known `yaml:"known"`
	// Repeat makes several of one row.
	Repeat *Repeat `yaml:"repeat"`
}

// Duplicate is a policy for keys that come twice in a file.
type Duplicate string

// The policies for duplicates.
const (
	DuplicateRefuse Duplicate = "refuse"
	DuplicateSkip   Duplicate = "skip"
	DuplicateSuffix Duplicate = "suffix"
	DuplicateSame   Duplicate = "same"
)

// Known is a policy for rows the hub has already.
type Known string

// The policies for known rows.
const (
	KnownUpdate Known = "update"
	KnownKeep   Known = "keep"
	KnownRefuse Known = "refuse"
)

// Repeat makes as many rows as columns of the file count. Its values are {n}, which runs from 1 over all counts of the
// row, {floor} and {stack}, which distribute them over the floors from below, and what a count says of its rows.
type Repeat struct {
	// Floors is the column with the number of floors.
	Floors string `yaml:"floors"`
	// Counts are the columns that count.
	Counts []Count `yaml:"counts"`
}

// Count is one column that counts, and what is true of what it counts.
type Count struct {
	Column string            `yaml:"column"`
	Set    map[string]string `yaml:"set"`
}

// Odd is a rule for odd rows. The condition is that the column has one of the values, or, with before, that its day lies
// before that of another column.
type Odd struct {
	Column string   `yaml:"column"`
	Is     []string `yaml:"is"`
	Before string   `yaml:"before"`
	// Do is what happens: note says it in the report, clear empties the cell, refuse leaves the row out.
	Do string `yaml:"do"`
	// ZH and EN say what is odd and what was done.
	ZH string `yaml:"zh"`
	EN string `yaml:"en"`
}

// Value is where a value comes from: a column, a constant, a template of columns, or the first case that applies. What
// comes out is looked up in Values where there are any; "*" stands for all others. A plain text in YAML is a column.
type Value struct {
	Column   string
	Const    *string
	Template string
	Choose   []Case
	Values   map[string]string
}

// Case is a value under a condition; without one it always applies.
type Case struct {
	When  map[string][]string
	Value Value
}

type plainValue struct {
	Column   string            `yaml:"column"`
	Const    *string           `yaml:"const"`
	Template string            `yaml:"template"`
	Choose   []Case            `yaml:"choose"`
	Values   map[string]string `yaml:"values"`
}

func (p plainValue) value() Value { return Value(p) }

// UnmarshalYAML reads a value or the name of a column.
func (v *Value) UnmarshalYAML(decode func(any) error) error {
	var column string
	if decode(&column) == nil {
		v.Column = column
		return nil
	}
	var p plainValue
	if err := decode(&p); err != nil {
		return err
	}
	*v = p.value()
	return nil
}

// UnmarshalYAML reads a case: a value with a condition beside it.
func (c *Case) UnmarshalYAML(decode func(any) error) error {
	var p struct {
		When     map[string][]string `yaml:"when"`
		Column   string              `yaml:"column"`
		Const    *string             `yaml:"const"`
		Template string              `yaml:"template"`
		Values   map[string]string   `yaml:"values"`
	}
	if err := decode(&p); err != nil {
		return err
	}
	c.When, c.Value = p.When, Value{Column: p.Column, Const: p.Const, Template: p.Template, Values: p.Values}
	return nil
}

// maxMapping is how large a mapping may be.
const maxMapping = 1 << 20

// ReadMapping reads a mapping in YAML and refuses what it does not know.
func ReadMapping(r io.Reader) (*Mapping, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxMapping+1))
	if err != nil {
		return nil, fmt.Errorf("imports: mapping: %w", err)
	}
	if len(text) > maxMapping {
		return nil, fmt.Errorf("imports: a mapping of more than %d bytes", maxMapping)
	}
	m := &Mapping{}
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.DisallowUnknownField()).Decode(m); err != nil {
		return nil, fmt.Errorf("imports: mapping: %w", err)
	}
	return m, m.check()
}

// check refuses a mapping that cannot be meant.
func (m *Mapping) check() error {
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("imports: mapping %s: %s", m.Name, fmt.Sprintf(format, args...))
	}
	if m.Name == "" || utf8.RuneCountInString(m.Name) > 60 || len(m.Targets) == 0 {
		return wrong("wants a name of at most 60 characters and targets")
	}
	for i, o := range m.Odd {
		if o.Column == "" || (len(o.Is) == 0) == (o.Before == "") || o.ZH == "" || o.EN == "" ||
			!slices.Contains([]string{"note", "clear", "refuse"}, o.Do) {
			return wrong("odd %d wants a column, either is or before, what to do (note, clear, refuse), zh and en", i+1)
		}
	}
	for i := range m.Targets {
		t := &m.Targets[i]
		n := gen.Nouns.Named(t.Noun)
		if n == nil || len(n.Key) == 0 {
			return wrong("there is no noun %q to import", t.Noun)
		}
		if t.Duplicate == "" {
			t.Duplicate = DuplicateRefuse
		}
		if t.Known == "" {
			t.Known = KnownUpdate
			if n.Wall == noun.Root || !n.Upkeep { // a community is only created; a ticket changes by its verbs
				t.Known = KnownKeep
			}
		}
		if !slices.Contains([]Duplicate{DuplicateRefuse, DuplicateSkip, DuplicateSuffix, DuplicateSame}, t.Duplicate) ||
			!slices.Contains([]Known{KnownUpdate, KnownKeep, KnownRefuse}, t.Known) {
			return wrong("%s: duplicate is refuse, skip, suffix or same; known is update, keep or refuse", t.Noun)
		}
		if t.Known == KnownUpdate && (!n.Upkeep || n.Wall == noun.Root) {
			return wrong("%s: what is known cannot be updated", t.Noun)
		}
		last := n.ByName(n.Key[len(n.Key)-1])
		if t.Duplicate == DuplicateSuffix && (last.Type != noun.Text || t.Repeat != nil) {
			return wrong("%s: a suffix is for a key that is a text, without repeat", t.Noun)
		}
		if t.Repeat != nil && (len(t.Repeat.Counts) == 0 || t.Duplicate == DuplicateSame) {
			return wrong("%s: a repeat wants counts and is not the same", t.Noun)
		}
		for name := range t.Fields {
			if f := n.ByName(name); f == nil || !importable(n, f) {
				return wrong("%s has no field %q to import; there are %v", t.Noun, name, names(n))
			}
		}
		for _, k := range n.Key {
			if t.Fields[k] == nil {
				return wrong("%s: its key %q is not given", t.Noun, k)
			}
		}
	}
	return nil
}

// importable are the fields a file may give: those a user may give. What refers to its own noun is left out, because the
// order of rows would matter.
func importable(n *noun.Noun, f *noun.Field) bool {
	return f.Input != noun.Never && !f.Secret && f.Type != noun.Bytes && f.Name != "community_id" &&
		f.Ref != n.Name && (f.Type != noun.Ref || refKey(f.Ref) != nil)
}

// refKey is the field by which a file refers to a noun; nil where that takes more than one.
func refKey(name string) *noun.Field {
	n := gen.Nouns.Named(name)
	switch {
	case n == nil:
		return nil
	case n.Name == "Company" || n.Name == "ManagementOffice":
		return n.ByName("code")
	case len(n.Key) == 1 && n.ByName(n.Key[0]).Type == noun.Text:
		return n.ByName(n.Key[0])
	}
	return nil
}

func names(n *noun.Noun) []string {
	var all []string
	for _, f := range n.Fields {
		if importable(n, f) {
			all = append(all, f.Name)
		}
	}
	return all
}
