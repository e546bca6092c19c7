package store

import "strings"

// expr looks through an expression for sub-selects and for names of owned tables in places where no table stands.
func (p *parser) expr(lo, hi int, b *block) {
	if p.depth++; p.depth > maxDepth {
		p.fail("too deep")
	}
	defer func() { p.depth-- }()
	for i := lo; i < hi && p.bad == ""; i++ {
		t := p.toks[i]
		switch {
		case p.punct(i, "("):
			end := p.match[i]
			switch {
			case !p.beginsQuery(i + 1):
				p.expr(i+1, end, b)
			case p.word(i-1, "in", "exists"):
				p.subselect(i, end, b)
			default:
				p.query(i+1, end, b)
			}
			i = end
		case t.kind <= tQuoted:
			if _, ok := p.owned[t.text]; ok {
				p.name(i, b)
			}
		}
	}
}

// subselect reads the sub-select of an IN or EXISTS. Composite foreign keys (wall 2) keep it within the community of the
// row that its IN compares or its EXISTS joins; without such a tie it is on its own.
func (p *parser) subselect(i, end int, b *block) {
	q := p.query(i+1, end, b)
	if len(q.branches) != 1 || p.bad != "" {
		return
	}
	q.branches[0].sub = true
	if !p.word(i-1, "in") {
		return // conditions found the tie, if there is one
	}
	q.branches[0].tie = nil
	left := i - 2
	if p.word(left, "not") {
		left--
	}
	if left < 0 || p.toks[left].kind > tQuoted {
		return
	}
	if p.punct(left-1, ".") && left >= 2 {
		left -= 2
	}
	if c, next := p.columnAt(left, i, b); next > left {
		q.branches[0].tie = c.owner
	}
}

// name judges the name of an owned table where an expression stands.
func (p *parser) name(i int, b *block) {
	switch {
	case p.punct(i+1, "."):
		p.quals = append(p.quals, qualifier{p.toks[i].text, b})
	case p.punct(i-1, "."), p.word(i-1, "as"): // a column, an alias
	case p.punct(i+1, "=") && (p.punct(i-1, ",") || p.word(i-1, "set")): // a column that is assigned
	default:
		p.fail("the name of an owned table in an unknown place: " + strings.ToUpper(p.toks[i].text))
	}
}
