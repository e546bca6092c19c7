package reads

import (
	"entgo.io/ent/dialect"

	"estatehub/ent/noun"
	"estatehub/internal/counters"
	"estatehub/internal/ident"
	"estatehub/internal/listing"
)

// page writes the statement for the rows of a list under its parents, of which the root has none. With several parents
// the first column of a row is the parent's id.
func (x *run) page(l *list, asked *listing.Request, parents []int64, veils []veil) (*statement, error) {
	s := x.statement()
	size := asked.Size
	if l.looks {
		size++ // whether there are more
	}
	s.put("SELECT ")
	if len(parents) > 1 {
		s.put("p.k,")
	}
	s.columns(l.q, veils)
	if l.points {
		s.sortKey(l, asked.Order, veils)
	}
	s.put(" FROM ")
	sites := x.apart(asked, len(parents))
	switch {
	case len(parents) > 1:
		if err := s.several(l, asked, parents, size); err != nil {
			return nil, err
		}
	case sites != nil:
		if err := s.merged(l, asked, sites, size); err != nil {
			return nil, err
		}
	default:
		s.put("`", l.noun.Table, "` t")
		if err := s.joins(l.q); err != nil {
			return nil, err
		}
		s.put(" WHERE 1 = 1")
		if err := s.under(l, asked, parents); err != nil {
			return nil, err
		}
		s.put(" ORDER BY ")
		s.order("t", asked.Walk())
		s.limit(size)
	}
	return s, nil
}

// sortKey adds the column of an order where it is not read already.
func (s *statement) sortKey(l *list, o listing.Order, veils []veil) {
	if l.q.sorts(o, veils) < len(l.q.columns) {
		return
	}
	s.put(",")
	if l.noun.ByName(o.Column).Type == noun.Time && s.dialect == dialect.SQLite {
		s.put("+")
	}
	s.put("t.`", o.Column, "`")
}

// apart names the communities from which a page must be put together one by one.
func (x *run) apart(asked *listing.Request, parents int) []ident.ID {
	if x.planner.db.Dialect() != dialect.MySQL || parents > 0 {
		return nil
	}
	return asked.Filter.Split(x.view.ctx, asked.Noun)
}

// under adds all the conditions on the rows of a list: whose they are, what is asked for, where the page begins.
func (s *statement) under(l *list, asked *listing.Request, parents []int64) error {
	if len(parents) > 0 {
		if l.through != nil {
			s.put(" AND t.`id` IN (SELECT o.`", l.through.There, "` FROM ")
			if err := s.links(l, parents); err != nil {
				return err
			}
			s.put(")")
		} else {
			s.put(" AND ")
			s.parents("t", l.noun, l.edge.Column, parents)
		}
	}
	return s.wanted(l, asked)
}

// wanted adds the conditions that do not depend on the parent.
func (s *statement) wanted(l *list, asked *listing.Request) error {
	if err := s.sight("t", l.noun); err != nil {
		return err
	}
	s.filter("t", asked.Filter.Conditions)
	s.beyond("t", asked.After, asked.Order, false)
	s.beyond("t", asked.Before, asked.Order, true)
	return nil
}

// parents is the condition that rows hang on one of some others, community by community: indexes begin with it, and the
// composite foreign keys keep a child in its parent's.
func (s *statement) parents(alias string, n *noun.Noun, column string, parents []int64) {
	if s.view.without.Parents {
		s.put("1 = 1")
		return
	}
	tenant := alias + ".`community_id`"
	if n.Wall != noun.Owned || column == "community_id" || ident.ID(parents[0]).Slot() == 0 {
		s.in(alias+".`"+column+"`", len(parents), func(i int) any { return parents[i] })
		return
	}
	var communities []ident.ID
	of := map[ident.ID][]int64{}
	for _, p := range parents {
		c := ident.ID(p).Community()
		if of[c] == nil {
			communities = append(communities, c)
		}
		of[c] = append(of[c], p)
	}
	s.put("(")
	for i, c := range communities {
		if i > 0 {
			s.put(" OR ")
		}
		s.put(tenant, " = ")
		s.arg(int64(c))
		s.put(" AND ")
		s.in(alias+".`"+column+"`", len(of[c]), func(i int) any { return of[c][i] })
	}
	s.put(")")
}

// links are the rows of a third noun that link a list to its parents.
func (s *statement) links(l *list, parents []int64) error {
	s.put("`", s.view.nouns.Named(l.through.By).Table, "` o WHERE ")
	return s.linked(l, parents)
}

// linked is the condition on those rows.
func (s *statement) linked(l *list, parents []int64) error {
	by := s.view.nouns.Named(l.through.By)
	s.parents("o", by, l.through.Here, parents)
	if l.through.WhileNull != "" {
		s.put(" AND o.`", l.through.WhileNull, "` IS NULL")
	}
	return s.sight("o", by)
}

// several finds the pages of several parents at once: the first rows of each, as p, with the parent as k and the place as n.
func (s *statement) several(l *list, asked *listing.Request, parents []int64, size int) error {
	s.put("(")
	if l.crowded() {
		if err := s.oneByOne(l, asked, parents, size); err != nil {
			return err
		}
	} else {
		key := "t.`" + l.column() + "`"
		if l.through != nil {
			key = "d.k"
		}
		s.put("SELECT t.`id` i, ", key, " k, ROW_NUMBER() OVER (PARTITION BY ", key, " ORDER BY ")
		s.order("t", asked.Walk())
		s.put(") n FROM ")
		if err := s.children(l, asked, parents); err != nil {
			return err
		}
	}
	s.put(") p JOIN `", l.noun.Table, "` t ON t.`id` = p.i")
	if err := s.joins(l.q); err != nil {
		return err
	}
	s.put(" WHERE ")
	if l.crowded() {
		s.put("1 = 1")
	} else {
		s.put("p.n <= ")
		s.arg(size)
	}
	if err := s.sight("t", l.noun); err != nil {
		return err
	}
	s.put(" ORDER BY p.k, ")
	s.order("t", asked.Walk())
	return nil
}

// children are the rows of a list under several parents: a FROM and its WHERE.
func (s *statement) children(l *list, asked *listing.Request, parents []int64) error {
	if l.through == nil {
		s.put("`", l.noun.Table, "` t WHERE ")
		s.parents("t", l.noun, l.edge.Column, parents)
		return s.wanted(l, asked)
	}
	s.put("(SELECT DISTINCT o.`", l.through.Here, "` k, o.`", l.through.There, "` i FROM ")
	if err := s.links(l, parents); err != nil {
		return err
	}
	s.put(") d JOIN `", l.noun.Table, "` t ON t.`id` = d.i WHERE 1 = 1")
	return s.wanted(l, asked)
}

// crowded tells whether a parent may have so many rows that numbering them all would cost more than asking for each
// parent's first ones by themselves: a community's, and those of the organisation's rows.
func (l *list) crowded() bool {
	return l.through == nil && l.parent.Wall != noun.Owned
}

func (l *list) column() string {
	if l.edge != nil {
		return l.edge.Column
	}
	return "id"
}

// oneByOne asks for the first rows of each parent by themselves.
func (s *statement) oneByOne(l *list, asked *listing.Request, parents []int64, size int) error {
	for i, p := range parents {
		if i > 0 {
			s.put(" UNION ALL ")
		}
		s.put("SELECT * FROM (SELECT t.`id` i, t.`", l.column(), "` k FROM `", l.noun.Table, "` t WHERE ")
		s.parents("t", l.noun, l.column(), []int64{p})
		if err := s.wanted(l, asked); err != nil {
			return err
		}
		s.put(" ORDER BY ")
		s.order("t", asked.Walk())
		s.limit(size)
		s.put(") s", itoa(i))
	}
	return nil
}

// merged puts a page together from a page of each community.
func (s *statement) merged(l *list, asked *listing.Request, sites []ident.ID, size int) error {
	walk := asked.Walk()
	s.put("(SELECT u.`id` FROM (")
	for i, site := range sites {
		if i > 0 {
			s.put(" UNION ALL ")
		}
		s.put("SELECT * FROM (SELECT t.`id`")
		if walk.Column != "id" {
			s.put(", t.`", walk.Column, "`")
		}
		s.put(" FROM `", l.noun.Table, "` t WHERE t.`community_id` = ")
		s.arg(int64(site))
		if err := s.wanted(l, asked); err != nil {
			return err
		}
		s.put(" ORDER BY ")
		s.order("t", walk)
		s.limit(size)
		s.put(") s", itoa(i))
	}
	s.put(") u ORDER BY ")
	s.order("u", walk)
	s.limit(size)
	s.put(") p JOIN `", l.noun.Table, "` t ON t.`id` = p.`id`")
	if err := s.joins(l.q); err != nil {
		return err
	}
	s.put(" WHERE 1 = 1")
	if err := s.sight("t", l.noun); err != nil {
		return err
	}
	s.put(" ORDER BY ")
	s.order("t", walk)
	return nil
}

// totals writes the statement that counts the rows of a list under its parents, from the counts the hub keeps where they
// tell, else from the rows.
func (x *run) totals(l *list, asked *listing.Request, parents []int64) (*statement, error) {
	s := x.statement()
	if source, ok := kept(l, asked, parents); ok {
		return s, s.keptTotals(l, asked, parents, source)
	}
	whole := *asked
	whole.After, whole.Before = nil, nil
	if len(parents) < 2 {
		s.put("SELECT COUNT(*) FROM `", l.noun.Table, "` t WHERE 1 = 1")
		return s, s.under(l, &whole, parents)
	}
	key := "t.`" + l.column() + "`"
	if l.through != nil {
		key = "d.k"
	}
	s.put("SELECT ", key, ", COUNT(*) FROM ")
	if err := s.children(l, &whole, parents); err != nil {
		return nil, err
	}
	s.put(" GROUP BY ", key)
	return s, nil
}

// kept finds the counts for a list of the whole portfolio or of communities.
func kept(l *list, asked *listing.Request, parents []int64) (counters.Source, bool) {
	if len(parents) > 0 && (l.edge == nil || l.edge.Column != "community_id") {
		return counters.Source{}, false
	}
	return counters.Of(l.noun, []string{"community_id"}, asked.Filter.Columns())
}

func (s *statement) keptTotals(l *list, asked *listing.Request, parents []int64, source counters.Source) error {
	group := len(parents) > 1
	s.put("SELECT ")
	if group {
		s.put("t.`community_id`, ")
	}
	s.put("COALESCE(", source.Sum, ", 0) FROM `", source.Table, "` t WHERE 1 = 1")
	if len(parents) > 0 {
		s.put(" AND ")
		s.parents("t", l.noun, "community_id", parents)
	}
	if err := s.sight("t", l.noun); err != nil {
		return err
	}
	s.fixed(source)
	s.filter("t", asked.Filter.Conditions)
	if group {
		s.put(" GROUP BY t.`community_id`")
	}
	return nil
}
