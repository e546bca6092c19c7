package store

import "slices"

// facts are what a condition guarantees for every row that meets it.
type facts struct {
	never bool // no row meets it
	known []*mention
	equal [][2]column // tenant columns that are equal
	ties  []*mention  // tables around a sub-select that it is joined to
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
