package store

import (
	"slices"
	"strings"
)

// clauses end a WHERE and the tables before it.
var clauses = []string{
	"where", "group", "having", "order", "limit", "window", "for", "lock", "returning", "offset", "fetch", "procedure",
	"into", "set", "select", "values", "union", "except", "intersect",
}

// joins begin a join.
var joins = []string{"join", "straight_join", "inner", "cross", "left", "right", "full", "natural", "outer"}

var noAlias = append(slices.Concat(clauses, joins), "on", "using", "use", "force", "ignore", "indexed", "not",
	"partition", "as", "from", "tablesample", "lateral", "duplicate", "conflict")

// selection reads one SELECT.
func (p *parser) selection(lo, hi int, parent *block) *block {
	b := p.block(parent)
	from := p.find(lo+1, hi, append([]string{"from"}, clauses...)...)
	i := from
	if p.word(from, "from") && from < hi {
		i = p.tables(from+1, hi, b)
	}
	p.expr(lo+1, from, b) // after the tables, which its names refer to
	p.export(lo+1, from, b)
	p.rest(i, hi, b)
	return b
}

// rest reads WHERE and what follows it.
func (p *parser) rest(i, hi int, b *block) {
	if i < hi && p.word(i, "where") {
		end := p.find(i+1, hi, append([]string{"on"}, clauses...)...)
		p.expr(i+1, end, b)
		p.conditions(i+1, end, b, b.mentions, true)
		i = end
	}
	p.expr(i, hi, b)
}

// update reads UPDATE t SET … [FROM …] WHERE ….
func (p *parser) update(lo, hi int, parent *block) {
	b := p.block(parent)
	i := lo + 1
	if p.word(i, "or") {
		i += 2
	}
	for p.word(i, "low_priority", "ignore") {
		i++
	}
	set := p.tables(i, hi, b)
	if set >= hi || !p.word(set, "set") {
		p.fail("UPDATE")
		return
	}
	end := p.find(set+1, hi, "from", "where", "order", "limit", "returning")
	i = end
	if end < hi && p.word(end, "from") {
		i = p.tables(end+1, hi, b)
	}
	p.expr(set, end, b)
	p.rest(i, hi, b)
}

// remove reads DELETE FROM t WHERE … and DELETE t FROM ….
func (p *parser) remove(lo, hi int, parent *block) {
	b := p.block(parent)
	from := p.find(lo+1, hi, "from")
	if from == hi {
		p.fail("DELETE")
		return
	}
	for i := lo + 1; i < from; i++ {
		if _, ok := p.owned[p.toks[i].text]; ok && p.toks[i].kind <= tQuoted {
			p.quals = append(p.quals, qualifier{p.toks[i].text, b})
		}
	}
	p.rest(p.tables(from+1, hi, b), hi, b)
}

// insert reads INSERT INTO t (…) VALUES … or SELECT …. The rows are anchored when they say whose they are.
func (p *parser) insert(lo, hi int, parent *block) {
	b := p.block(parent)
	i := lo + 1
	for p.word(i, "or", "low_priority", "delayed", "high_priority", "ignore", "rollback", "abort", "fail", "replace", "into") {
		i++
	}
	i, m := p.table(i, hi, b)
	if m == nil {
		p.fail("INSERT")
		return
	}
	if p.word(i, "as") {
		m.alias, i = p.text(i+1), i+2
	}
	if p.punct(i, "(") && !p.beginsQuery(i+1) {
		for _, t := range p.toks[i+1 : p.match[i]] {
			if t.kind <= tQuoted && t.text == m.column && m.table != "" {
				m.anchored = true
			}
		}
		i = p.match[i] + 1
	}
	end := i
	for end < hi && !p.word(end, "returning") && !(p.word(end, "on") && p.word(end+1, "duplicate", "conflict")) {
		if p.punct(end, "(") {
			end = p.match[end]
		}
		end++
	}
	if p.beginsQuery(i) || p.punct(i, "(") {
		p.query(i, end, parent)
	} else {
		p.expr(i, end, b)
	}
	p.expr(end, hi, b)
}

// tables reads joined tables and returns where they end.
func (p *parser) tables(i, hi int, b *block) int {
	base := len(b.mentions) // a join within parentheses says nothing about the tables outside
	i = p.factor(i, hi, b)
	for i < hi && p.bad == "" {
		var left, right, full bool
		start := i
		if p.punct(i, ",") {
			i++
		}
		for ; p.word(i, joins...); i++ {
			left, right, full = left || p.word(i, "left"), right || p.word(i, "right"), full || p.word(i, "full")
		}
		if i == start {
			return i
		}
		before := len(b.mentions)
		i = p.factor(i, hi, b)
		switch {
		case i < hi && p.word(i, "on") && !p.word(i+1, "duplicate", "conflict"):
			end := p.joinEnd(i+1, hi)
			p.expr(i+1, end, b)
			// An outer join keeps the rows of one side whatever its ON says.
			limit := b.mentions[base:]
			switch {
			case full:
				limit = nil
			case left:
				limit = b.mentions[before:]
			case right:
				limit = b.mentions[base:before]
			}
			p.conditions(i+1, end, b, limit, !left && !right && !full)
			i = end
		case i < hi && p.word(i, "using") && p.punct(i+1, "("):
			i = p.match[i+1] + 1
		}
	}
	return i
}

func (p *parser) joinEnd(i, hi int) int {
	end := p.find(i, hi, slices.Concat(clauses, joins, []string{"on"})...)
	for ; i < end; i++ {
		if p.punct(i, "(") {
			i = p.match[i]
		} else if p.punct(i, ",") {
			return i
		}
	}
	return end
}

// factor reads one table, derived table or group of joined tables.
func (p *parser) factor(i, hi int, b *block) int {
	if p.depth++; p.depth > maxDepth {
		p.fail("too deep")
	}
	defer func() { p.depth-- }()
	if i >= hi || p.bad != "" {
		p.fail("FROM")
		return hi
	}
	var m *mention
	if p.punct(i, "(") {
		end := p.match[i]
		if !p.isDerived(i) {
			if p.tables(i+1, end, b) != end {
				p.fail("FROM")
			}
			return end + 1
		}
		m = &mention{blk: b, derived: p.query(i+1, end, b.parent)}
		b.mentions = append(b.mentions, m)
		i = end + 1
	} else if i, m = p.table(i, hi, b); m == nil {
		p.fail("FROM")
		return hi
	}
	if p.word(i, "partition") && p.punct(i+1, "(") {
		i = p.match[i+1] + 1
	}
	explicit := p.word(i, "as")
	if explicit {
		i++
	}
	if i < hi && (p.toks[i].kind <= tString && !p.word(i, noAlias...)) {
		m.alias = p.text(i)
		if i++; p.punct(i, "(") && m.derived != nil { // columns renamed
			m.derived, i = &query{}, p.match[i]+1
		}
	} else if explicit {
		p.fail("alias")
	}
	return p.hints(i)
}

// table reads a table's name.
func (p *parser) table(i, hi int, b *block) (int, *mention) {
	if i >= hi || p.toks[i].kind > tString || p.word(i, noAlias...) {
		return i, nil
	}
	qualified := p.punct(i+1, ".")
	if qualified {
		if i += 2; i >= hi || p.toks[i].kind > tString {
			return i, nil
		}
	}
	name := p.text(i)
	m := &mention{alias: name, blk: b}
	b.mentions = append(b.mentions, m)
	if o, ok := p.owned[name]; ok {
		m.table, m.column = name, o.Column
	} else if !qualified {
		m.derived = b.cte(name)
		if p.punct(i+1, "(") && !p.word(i-1, "into") && p.word(i-1, "from", "join") { // a table function
			p.expr(i+2, p.match[i+1], b)
			i = p.match[i+1]
		}
	}
	return i + 1, m
}

// text is a name in any quotes; SQLite takes even single ones.
func (p *parser) text(i int) string {
	if i >= len(p.toks) {
		return ""
	}
	return strings.ToLower(p.toks[i].text)
}

// hints passes over index hints.
func (p *parser) hints(i int) int {
	for {
		switch {
		case p.word(i, "indexed") && p.word(i+1, "by"):
			i += 3
		case p.word(i, "not") && p.word(i+1, "indexed"):
			i += 2
		case p.word(i, "use", "force", "ignore") && p.word(i+1, "index", "key"):
			for i += 2; p.word(i, "for", "join", "order", "group", "by"); i++ {
			}
			if !p.punct(i, "(") {
				p.fail("index hint")
				return i
			}
			i = p.match[i] + 1
		default:
			return i
		}
	}
}

func (b *block) cte(name string) *query {
	for ; b != nil; b = b.parent {
		if q, ok := b.ctes[name]; ok {
			return q
		}
	}
	return nil
}
