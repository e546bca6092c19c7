package imports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// env is a row of the file, and within a repeat the one of its things that is being made.
type env struct {
	cells           []string
	n, floor, stack int
	set             map[string]string
	unmapped        bool // a value was not among those the mapping knows
}

// value is where a value comes from, ready to be computed.
type value struct {
	at   int // the column it comes from, -1 where it comes from none or several
	eval func(*env) string
}

func constant(s string) *value { return &value{-1, func(*env) string { return s }} }

func (c *compiler) value(v *Value, labels []string) *value {
	var out *value
	switch {
	case v.Const != nil:
		out = constant(*v.Const)
	case v.Template != "":
		out = c.template(v.Template, labels)
	case len(v.Choose) > 0:
		out = c.choose(v.Choose, labels)
	default:
		out = c.name(v.Column, labels)
	}
	if v.Values == nil {
		return out
	}
	other, open := v.Values["*"]
	return &value{out.at, func(e *env) string {
		s := out.eval(e)
		if to, ok := v.Values[s]; ok {
			return to
		}
		e.unmapped = e.unmapped || !open
		return other
	}}
}

func (c *compiler) choose(cases []Case, labels []string) *value {
	type choice struct {
		when func(*env) bool
		v    *value
	}
	var all []choice
	for i := range cases {
		all = append(all, choice{c.condition(cases[i].When, labels), c.value(&cases[i].Value, labels)})
	}
	return &value{-1, func(e *env) string {
		for _, a := range all {
			if a.when == nil || a.when(e) {
				return a.v.eval(e)
			}
		}
		return ""
	}}
}

// name is a value of the repeat, or a column.
func (c *compiler) name(name string, labels []string) *value {
	if slices.Contains(labels, name) {
		switch name {
		case "n":
			return &value{-1, func(e *env) string { return strconv.Itoa(e.n) }}
		case "floor":
			return &value{-1, func(e *env) string { return strconv.Itoa(e.floor) }}
		case "stack":
			return &value{-1, func(e *env) string { return strconv.Itoa(e.stack) }}
		}
		return &value{-1, func(e *env) string { return e.set[name] }}
	}
	i := c.column(name)
	if i < 0 {
		return constant("")
	}
	return &value{i, func(e *env) string { return trim(e.cells[i]) }}
}

// template reads a text with {column} in it; {floor:02} is two digits at least.
func (c *compiler) template(text string, labels []string) *value {
	type part struct {
		text  string
		v     *value
		width int
	}
	var parts []part
	rest := text
	for rest != "" {
		before, after, open := strings.Cut(rest, "{")
		if before != "" {
			parts = append(parts, part{text: before})
		}
		if !open {
			break
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed {
			c.wrong = append(c.wrong, fmt.Sprintf("the template %q lacks a }", text))
			break
		}
		name, format, formatted := strings.Cut(name, ":")
		width := 0
		if formatted {
			var err error
			if width, err = strconv.Atoi(format); err != nil || width < 0 || width > 20 {
				c.wrong = append(c.wrong, fmt.Sprintf("the template %q has the width %q", text, format))
			}
		}
		parts = append(parts, part{v: c.name(name, labels), width: width})
		rest = tail
	}
	return &value{-1, func(e *env) string {
		var buf [96]byte
		b := buf[:0]
		for _, p := range parts {
			if p.v == nil {
				b = append(b, p.text...)
				continue
			}
			s := p.v.eval(e)
			for range p.width - len(s) {
				b = append(b, '0')
			}
			b = append(b, s...)
		}
		return string(b)
	}}
}
