package store

// The parser reads just enough of SQL to know which tables a statement names, where, and what its conditions say about
// their tenant column. It understands what ent and the hub's planner write; what it does not understand is bad, and bad
// statements on owned tables are refused.

// link says that to is anchored when all of from are.
type link struct {
	from []*mention
	to   *mention
}

type parser struct {
	toks   []token
	match  []int // of a parenthesis: where the other one is
	owned  map[string]Owned
	blocks []*block
	links  []link
	quals  []qualifier
	depth  int
	bad    string
}

// qualifier is an owned table's name before a dot; it must be the name of a mention, or we have missed one.
type qualifier struct {
	name string
	blk  *block
}

const maxDepth = 100

type statementKind uint8

const (
	isQuery statementKind = iota
	notQuery
)

func newParser(toks []token, owned map[string]Owned) *parser {
	p := &parser{toks: toks, owned: owned, match: make([]int, len(toks))}
	var open []int
	for i, t := range toks {
		switch {
		case t.kind != tPunct:
		case t.text == "(":
			open = append(open, i)
		case t.text == ")" && len(open) > 0:
			p.match[i], p.match[open[len(open)-1]] = open[len(open)-1], i
			open = open[:len(open)-1]
		case t.text == ")":
			p.fail("parentheses")
		}
	}
	if len(open) > 0 {
		p.fail("parentheses")
	}
	return p
}

func (p *parser) fail(why string) {
	if p.bad == "" {
		p.bad = why
	}
}

// word tells whether there is one of these keywords at i.
func (p *parser) word(i int, words ...string) bool {
	if i < 0 || i >= len(p.toks) || p.toks[i].kind != tWord || p.punct(i-1, ".") {
		return false
	}
	for _, w := range words {
		if p.toks[i].text == w {
			return true
		}
	}
	return false
}

func (p *parser) punct(i int, c string) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].kind == tPunct && p.toks[i].text == c
}

// find is the first of these keywords in [i,hi) outside parentheses, or hi.
func (p *parser) find(i, hi int, words ...string) int {
	for ; i < hi; i++ {
		if p.punct(i, "(") {
			i = p.match[i]
		} else if p.word(i, words...) && !(p.word(i, "left", "right") && p.punct(i+1, "(")) { // LEFT(s, n) is a function
			return i
		}
	}
	return hi
}

// reads tells whether the statement certainly only reads.
func (p *parser) reads() bool {
	for i := range p.toks {
		if p.word(i, "insert", "update", "delete", "into", "pragma") || p.punct(i, ";") {
			return false
		}
	}
	return p.bad == "" && p.word(0, "select", "with", "values", "explain")
}

// statement reads the whole text.
func (p *parser) statement() statementKind {
	hi := len(p.toks)
	if hi > 0 && p.punct(hi-1, ";") {
		hi--
	}
	if p.bad != "" {
		return isQuery
	}
	for i := range hi {
		if p.punct(i, ";") {
			p.fail("more than one statement")
			return isQuery
		}
	}
	lo := 0
	if p.word(0, "explain", "analyze", "describe", "desc") {
		lo = p.find(0, hi, "select", "with", "insert", "replace", "update", "delete")
	}
	first := lo
	for p.punct(first, "(") {
		first++
	}
	if !p.word(first, "select", "with", "values", "insert", "replace", "update", "delete") {
		return notQuery
	}
	p.body(lo, hi, nil)
	p.settle()
	return isQuery
}

// body reads a statement that may begin with WITH.
func (p *parser) body(lo, hi int, parent *block) {
	if p.word(lo, "with") {
		parent = p.block(parent)
		lo = p.with(lo+1, hi, parent)
	}
	switch {
	case p.word(lo, "insert", "replace"):
		p.insert(lo, hi, parent)
	case p.word(lo, "update"):
		p.update(lo, hi, parent)
	case p.word(lo, "delete"):
		p.remove(lo, hi, parent)
	default:
		p.query(lo, hi, parent)
	}
}

func (p *parser) block(parent *block) *block {
	b := &block{parent: parent, exports: map[string]*mention{}}
	p.blocks = append(p.blocks, b)
	return b
}

// with reads the CTEs of a WITH and returns where the statement begins.
func (p *parser) with(i, hi int, env *block) int {
	env.ctes = map[string]*query{}
	if p.word(i, "recursive") {
		i++
	}
	for i < hi && p.bad == "" {
		if p.toks[i].kind > tQuoted {
			p.fail("WITH")
			break
		}
		name := p.toks[i].text
		if _, ok := p.owned[name]; ok {
			p.fail("a CTE has the name of an owned table")
			break
		}
		i++
		columns := p.punct(i, "(")
		if columns {
			i = p.match[i] + 1
		}
		for p.word(i, "as", "not", "materialized") {
			i++
		}
		if i >= hi || !p.punct(i, "(") {
			p.fail("WITH")
			break
		}
		q := &query{}
		env.ctes[name] = q // before it is read: it may be recursive
		*q = *p.query(i+1, p.match[i], env)
		if columns { // renamed, so we no longer know which is which
			q.branches = append(q.branches, p.block(env))
		}
		if i = p.match[i] + 1; !p.punct(i, ",") {
			break
		}
		i++
	}
	return i
}

// query reads a SELECT with its UNIONs.
func (p *parser) query(lo, hi int, parent *block) *query {
	q := &query{}
	if p.depth++; p.depth > maxDepth {
		p.fail("too deep")
	}
	defer func() { p.depth-- }()
	if p.bad != "" {
		return q
	}
	if p.word(lo, "with") {
		parent = p.block(parent)
		lo = p.with(lo+1, hi, parent)
	}
	for lo <= hi && p.bad == "" {
		end := p.find(lo, hi, "union", "except", "intersect", "minus")
		p.branch(lo, end, parent, q)
		for lo = end + 1; p.word(lo, "all", "distinct"); lo++ {
		}
	}
	return q
}

func (p *parser) branch(lo, hi int, parent *block, q *query) {
	switch {
	case p.word(lo, "select") && lo < hi:
		q.branches = append(q.branches, p.selection(lo, hi, parent))
	case p.punct(lo, "(") && lo < hi:
		end := p.match[lo]
		q.branches = append(q.branches, p.query(lo+1, end, parent).branches...)
		p.expr(end+1, hi, p.block(parent)) // ORDER BY and LIMIT of a UNION
	case p.word(lo, "values") && lo < hi:
		b := p.block(parent)
		p.expr(lo+1, hi, b)
		q.branches = append(q.branches, b)
	default:
		p.fail("query")
	}
}

// beginsQuery tells whether a sub-select begins at i.
func (p *parser) beginsQuery(i int) bool { return p.word(i, "select", "with", "values", "table") }

// isDerived tells whether the parenthesis at i in FROM holds a query rather than joined tables.
func (p *parser) isDerived(i int) bool {
	n := 0
	for ; p.punct(i+1, "("); i++ {
		n++
	}
	if !p.beginsQuery(i + 1) {
		return false
	}
	for ; n > 0; n-- { // ((SELECT …) UNION …) is a query, ((SELECT …) AS t JOIN …) is not
		end := p.match[i] + 1
		if !p.punct(end, ")") && !p.word(end, "union", "except", "intersect", "order", "limit") {
			return false
		}
		i--
	}
	return true
}
