package store

import "slices"

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
