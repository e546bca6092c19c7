package store

// column is a column of a condition.
type column struct {
	owner  *mention   // the owned table it belongs to, nil for any other
	tenant []*mention // the mentions whose tenant column it is: one, or one for each branch of a derived table
	here   bool       // a column of the block itself
}

// value is the end of a parameter or literal at i, or i.
func (p *parser) value(i, hi int) int {
	if i >= hi {
		return i
	}
	switch p.toks[i].kind {
	case tParam, tNumber, tString:
		return i + 1
	case tPunct: // +?, and :name and @p1 of SQLite
		if p.punct(i, "+") && i+1 < hi && p.toks[i+1].kind == tParam {
			return i + 2
		}
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

func single(c column) []*mention {
	if len(c.tenant) == 1 {
		return c.tenant
	}
	return nil
}
