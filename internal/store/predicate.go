package store

import (
	"slices"
	"strings"
)

// facts are what a condition guarantees for every row that meets it.
type facts struct {
	never bool // no row meets it
	known []*mention
	equal [][2]column // tenant columns that are equal
	ties  []*mention  // tables around a sub-select that it is joined to
}

// column is a column of a condition.
type column struct {
	owner  *mention   // the owned table it belongs to, nil for any other
	tenant []*mention // the mentions whose tenant column it is: one, or one for each branch of a derived table
	here   bool       // a column of the block itself
}

// conditions notes what a condition says about the mentions in limit.
func (p *parser) conditions(lo, hi int, b *block, limit []*mention, ties bool) {
	f := p.facts(lo, hi, b)
	for _, m := range limit {
		m.anchored = m.anchored || f.never || slices.Contains(f.known, m)
	}
	for _, e := range f.equal {
		for i, c := range e {
			if len(c.tenant) == 1 && slices.Contains(limit, c.tenant[0]) {
				p.links = append(p.links, link{e[1-i].tenant, c.tenant[0]})
			}
		}
	}
	if ties && b.tie == nil && len(f.ties) > 0 {
		b.tie = f.ties[0]
	}
}

// facts reads a condition: all that the parts of an AND say, and what every part of an OR says.
func (p *parser) facts(lo, hi int, b *block) facts {
	if p.depth++; p.depth > maxDepth {
		p.fail("too deep")
	}
	defer func() { p.depth-- }()
	for p.punct(lo, "(") && p.match[lo] == hi-1 && !p.beginsQuery(lo+1) {
		lo, hi = lo+1, hi-1
	}
	if p.bad != "" || !p.complete(lo, hi) {
		return facts{}
	}
	ors, ok := p.split(lo, hi, "or")
	if !ok {
		return facts{}
	}
	if len(ors) > 1 {
		return p.any(ors, b)
	}
	ands, ok := p.split(lo, hi, "and")
	if !ok {
		return facts{}
	}
	if len(ands) == 1 {
		return p.comparison(lo, hi, b)
	}
	var all facts
	for _, a := range ands {
		if !p.complete(a[0], a[1]) {
			return facts{}
		}
		f := p.facts(a[0], a[1], b)
		all.never = all.never || f.never
		all.known = append(all.known, f.known...)
		all.equal = append(all.equal, f.equal...)
		all.ties = append(all.ties, f.ties...)
	}
	return all
}

// any is what every part of an OR says.
func (p *parser) any(parts [][2]int, b *block) facts {
	all := facts{never: true}
	for _, part := range parts {
		f := p.facts(part[0], part[1], b)
		if f.never {
			continue
		}
		for again := true; again; { // what is equal to a known one is known
			again = false
			for _, e := range f.equal {
				for i, c := range e {
					if len(c.tenant) == 1 && !slices.Contains(f.known, c.tenant[0]) && containsAll(f.known, e[1-i].tenant) {
						f.known, again = append(f.known, c.tenant[0]), true
					}
				}
			}
		}
		if all.never {
			all.never, all.known = false, f.known
		} else {
			all.known = slices.DeleteFunc(slices.Clone(all.known), func(m *mention) bool { return !slices.Contains(f.known, m) })
		}
	}
	return all
}

// split cuts a condition at AND or OR, outside parentheses, CASE … END and BETWEEN … AND.
func (p *parser) split(lo, hi int, at string) (parts [][2]int, ok bool) {
	start, cases, between := lo, 0, 0
	for i := lo; i < hi; i++ {
		switch {
		case p.punct(i, "("):
			i = p.match[i]
		case p.word(i, "case"):
			cases++
		case p.word(i, "end"):
			cases--
		case cases > 0:
		case p.word(i, "xor"), p.punct(i, "|") && p.punct(i+1, "|"):
			return nil, false // an OR by another name
		case p.word(i, "between"):
			between++
		case p.word(i, "and") && between > 0:
			between--
		case p.word(i, at):
			parts = append(parts, [2]int{start, i})
			start = i + 1
		}
	}
	return append(parts, [2]int{start, hi}), cases == 0 && between == 0
}

// dangling are words that no condition ends with.
var dangling = []string{
	"and", "or", "xor", "not", "in", "like", "between", "is", "regexp", "rlike", "glob", "match", "div", "mod", "escape",
	"binary", "collate", "case", "when", "then", "else", "interval", "exists", "distinct", "all", "any", "some",
}

// complete tells whether a condition is whole. A name that looks like a keyword may have cut it short, and what is cut
// off may be an OR.
func (p *parser) complete(lo, hi int) bool {
	if lo >= hi || p.toks[hi-1].kind == tPunct && !p.punct(hi-1, ")") || p.word(hi-1, dangling...) {
		return false
	}
	return true
}

// comparison reads column = value, value = column, column = column, column IN (values) and FALSE, exactly.
func (p *parser) comparison(lo, hi int, b *block) facts {
	if hi == lo+1 && (p.word(lo, "false") || p.toks[lo].kind == tNumber && p.toks[lo].text == "0") {
		return facts{never: true}
	}
	if end := p.value(lo, hi); end > lo && p.punct(end, "=") {
		c, end := p.columnAt(end+1, hi, b)
		if end != hi {
			return facts{}
		}
		return facts{known: single(c)}
	}
	left, i := p.columnAt(lo, hi, b)
	if i == lo {
		return facts{}
	}
	switch {
	case p.punct(i, "=") && i < hi:
		if p.value(i+1, hi) == hi {
			return facts{known: single(left)}
		}
		right, end := p.columnAt(i+1, hi, b)
		if end != hi || end == i+1 {
			return facts{}
		}
		var f facts
		if len(left.tenant) > 0 && len(right.tenant) > 0 {
			f.equal = [][2]column{{left, right}}
		}
		if left.here && !right.here && right.owner != nil {
			f.ties = []*mention{right.owner}
		}
		if right.here && !left.here && left.owner != nil {
			f.ties = []*mention{left.owner}
		}
		return f
	case p.word(i, "in") && p.punct(i+1, "(") && p.match[i+1] == hi-1:
		for j := i + 2; ; j++ {
			if end := p.value(j, hi-1); end > j {
				j = end
			} else {
				return facts{}
			}
			if j == hi-1 {
				return facts{known: single(left)}
			}
			if !p.punct(j, ",") {
				return facts{}
			}
		}
	}
	return facts{}
}

func single(c column) []*mention {
	if len(c.tenant) == 1 {
		return c.tenant
	}
	return nil
}

// value is the end of a parameter or literal at i, or i.
func (p *parser) value(i, hi int) int {
	if i >= hi {
		return i
	}
	switch p.toks[i].kind {
	case tParam, tNumber, tString:
		return i + 1
	case tPunct: // :name and @p1 of SQLite
		if (p.punct(i, ":") || p.punct(i, "@") && !p.punct(i+1, "@")) && i+1 < hi && p.toks[i+1].kind == tWord {
			return i + 2
		}
	}
	return i
}

// columnAt reads [table.]column at i; it returns i where there is none.
func (p *parser) columnAt(i, hi int, b *block) (column, int) {
	if i >= hi || p.toks[i].kind > tQuoted {
		return column{}, i
	}
	qual, name, end := "", p.toks[i].text, i+1
	if p.punct(end, ".") && end+1 < hi {
		if p.toks[end+1].kind > tQuoted {
			return column{}, i
		}
		qual, name, end = name, p.toks[end+1].text, end+2
	}
	if p.punct(end, ".") || p.punct(end, "(") && end < hi {
		return column{}, i
	}
	return b.column(qual, name), end
}

// column resolves a name in the block and those around it. A bare name is resolved where there is only one table.
func (b *block) column(qual, name string) column {
	here := true
	for ; b != nil; b, here = b.parent, false {
		for _, m := range b.mentions {
			if qual == "" && len(b.mentions) > 1 {
				return column{}
			}
			if qual != "" && m.alias != qual {
				continue
			}
			c := column{here: here}
			switch {
			case m.table != "":
				c.owner = m
				if name == m.column {
					c.tenant = []*mention{m}
				}
			case m.derived != nil:
				c.tenant = m.derived.export(name)
			}
			return c
		}
	}
	return column{}
}

// export lists the mentions whose tenant column a result column is, one of each branch; none if a branch has none.
func (q *query) export(name string) []*mention {
	var from []*mention
	for _, b := range q.branches {
		m := b.exports[name]
		if m == nil {
			return nil
		}
		from = append(from, m)
	}
	return from
}

// export notes which columns of a select list are tenant columns of the block's own tables.
func (p *parser) export(lo, hi int, b *block) {
	start := lo
	for i := lo; i <= hi && p.bad == ""; i++ {
		if i < hi && p.punct(i, "(") {
			i = p.match[i]
			continue
		}
		if i < hi && !p.punct(i, ",") {
			continue
		}
		p.exportItem(start, i, b)
		start = i + 1
	}
}

func (p *parser) exportItem(lo, hi int, b *block) {
	for p.word(lo, "distinct", "all") {
		lo++
	}
	if p.punct(hi-1, "*") { // * and t.*
		for _, m := range b.mentions {
			if m.table != "" && (hi == lo+1 && len(b.mentions) == 1 || hi == lo+3 && p.text(lo) == m.alias) {
				b.exports[m.column] = m
			}
		}
		return
	}
	c, end := p.columnAt(lo, hi, b)
	m := single(c)
	if end == lo || len(m) == 0 {
		return
	}
	name := p.text(end - 1)
	if p.word(end, "as") {
		end++
	}
	if end == hi-1 {
		name = p.text(end)
	} else if end != hi {
		return
	}
	b.exports[name] = m[0]
}

// settle finds out what is anchored through what, and whether every name before a dot is that of a table we have seen.
func (p *parser) settle() {
	for again := true; again; {
		again = false
		for _, l := range p.links {
			if !l.to.anchored && len(l.from) > 0 && !slices.ContainsFunc(l.from, func(m *mention) bool { return !m.anchored }) {
				l.to.anchored, again = true, true
			}
		}
	}
	for _, q := range p.quals {
		if !q.blk.names(q.name) {
			p.fail("a column of an owned table that is not in the statement")
		}
	}
}

func (b *block) names(alias string) bool {
	for ; b != nil; b = b.parent {
		if slices.ContainsFunc(b.mentions, func(m *mention) bool { return m.alias == alias }) {
			return true
		}
	}
	return false
}

// tied tells whether wall 2 keeps the block within the community of an anchored row around it.
func (b *block) tied() bool {
	return b.sub && b.tie != nil && (b.tie.anchored || b.tie.blk.tied())
}

// missing lists the owned tables that are neither anchored nor tied.
func (p *parser) missing() []string {
	var names []string
	for _, b := range p.blocks {
		if b.tied() {
			continue
		}
		for _, m := range b.mentions {
			if m.table != "" && !m.anchored && !slices.Contains(names, m.table) {
				names = append(names, m.table)
			}
		}
	}
	return names
}

func containsAll(list, want []*mention) bool {
	return len(want) > 0 && !slices.ContainsFunc(want, func(m *mention) bool { return !slices.Contains(list, m) })
}

func lower(s string) string { return strings.ToLower(s) }
