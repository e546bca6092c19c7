package tenantstest

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// row is one row of a world.
type row struct {
	noun   *noun.Noun
	id     ident.ID
	place  string // name of its community, or of itself in the tree; empty where this world alone has it
	key    string
	common bool // both worlds have it
	shown  bool // the viewer may see it
	values map[string]any
}

// rows is what a world holds for one viewer.
type rows struct {
	world   string // A or B
	profile Profile
	all     []*row
	of      map[string][]*row // by noun, and by noun and community
	taken   map[string]bool   // values of unique indexes
}

// made builds the rows of a world.
func made(world string, p Profile) *rows {
	w := &rows{world: world, profile: p, of: map[string][]*row{}, taken: map[string]bool{}}
	for _, n := range order() {
		switch {
		case treeKinds[n.Name] != 0:
			w.nodes(n)
		case n.Wall == noun.Owned:
			for _, c := range slices.Clone(w.of["Community"]) {
				w.owned(n, c)
			}
		default:
			w.organisation(n)
		}
	}
	p.shown(w)
	w.drop()
	for _, r := range w.all {
		w.fill(r)
	}
	return w
}

// drop takes away what only this world has and the viewer would see, with all that refers to it.
func (w *rows) drop() {
	for {
		there := map[ident.ID]bool{}
		for _, r := range w.all {
			there[r.id] = !r.shown || r.common
		}
		left := slices.DeleteFunc(slices.Clone(w.all), func(r *row) bool {
			return !there[r.id] || slices.ContainsFunc(r.noun.Fields, func(f *noun.Field) bool {
				id, ok := r.values[f.Name].(ident.ID)
				return ok && target(f) != "" && !there[id]
			})
		})
		if len(left) == len(w.all) {
			return
		}
		w.all = left
	}
}

// order sorts the nouns so that each comes after those it refers to.
func order() []*noun.Noun {
	var out []*noun.Noun
	var visit func(n *noun.Noun)
	visit = func(n *noun.Noun) {
		if n == nil || n.Internal || slices.Contains(out, n) {
			return
		}
		for _, f := range n.Fields {
			if to := target(f); to != n.Name && to != "" {
				visit(gen.Nouns.Named(to))
			}
		}
		out = append(out, n)
	}
	for _, name := range slices.Sorted(maps.Keys(treeKinds)) {
		visit(gen.Nouns.Named(name))
	}
	for _, n := range gen.Nouns.All {
		visit(n)
	}
	return out
}

// target is the noun a field refers to; empty for a node of the tree, and for what is no reference.
func target(f *noun.Field) string {
	if f.Type != noun.Ref || f.Ref != "" {
		return f.Ref
	}
	name := strings.ReplaceAll(strings.TrimSuffix(f.Name, "_id"), "_", "")
	for _, n := range gen.Nouns.All {
		if strings.EqualFold(n.Name, name) {
			return n.Name
		}
	}
	return ""
}

// nodes adds the organisation tree, and what only this world has of it.
func (w *rows) nodes(n *noun.Noun) {
	for i, p := range tree {
		if p.noun != n.Name || (n.Name == "Community" && !w.profile.sees(p.name) && i%2 == 1 && w.world == "B") {
			continue // some hidden communities do not exist in the other world
		}
		w.add(&row{noun: n, id: p.id, place: p.name, key: p.name, common: true})
	}
	if n.Name == "Organization" || w.profile.whole(tenants.Portfolio, tenants.Bare) {
		return
	}
	for i := range w.strangers() {
		id := ident.New(0, n.Kind, 9_000_000+int64(i)+int64(w.world[0])*1000)
		if n.Name == "Community" {
			id = ident.Community(ident.Slot(20000 + i + int(w.world[0])*10)) //nolint:gosec // small
		}
		w.add(&row{noun: n, id: id, key: fmt.Sprint(w.world, i)})
	}
}

// strangers is how many rows of a kind only this world has.
func (w *rows) strangers() int {
	if w.world == "A" {
		return 1
	}
	return 4
}

// owned adds a noun's rows of one community.
func (w *rows) owned(n *noun.Noun, c *row) {
	seen := c.place != "" && w.profile.sees(c.place)
	common, extra := 4, 0
	switch {
	case !seen:
		common, extra = 0, 2+w.strangers()
	case w.profile.level(n.Group, c.place) == 0:
		common, extra = 2, w.strangers()
	}
	for i := range common + extra {
		w.add(&row{noun: n, id: ident.New(c.id.Slot(), n.Kind, int64(i+1)), place: c.place, key: fmt.Sprint(c.key, "-", i), common: i < common})
	}
}

// organisation adds a noun's rows of the head office.
func (w *rows) organisation(n *noun.Noun) {
	common := 8
	for i := range common {
		id := ident.New(0, n.Kind, 4_000_001+int64(i)*104_729)
		w.add(&row{noun: n, id: id, key: fmt.Sprint("o", i), common: true})
	}
	if n.Wall == noun.Global {
		return
	}
	for i := range w.strangers() {
		w.add(&row{noun: n, id: ident.New(0, n.Kind, 9_000_000+int64(i)+int64(w.world[0])*1000), key: fmt.Sprint(w.world, i)})
	}
}

// add gives a row its references and takes it in, unless a unique index forbids it.
func (w *rows) add(r *row) {
	index := len(w.of[r.noun.Name+communityKey(r)])
	for try := range 6 {
		r.values = map[string]any{"id": r.id}
		w.refer(r, index, try)
		if w.unique(r) {
			w.all = append(w.all, r)
			w.of[r.noun.Name] = append(w.of[r.noun.Name], r)
			if r.noun.Wall == noun.Owned {
				w.of[r.noun.Name+communityKey(r)] = append(w.of[r.noun.Name+communityKey(r)], r)
			}
			return
		}
	}
}

func communityKey(r *row) string {
	if r.noun.Wall == noun.Owned {
		return "/" + r.id.Community().String()
	}
	return ""
}

// refer fills the references of a row. The first row of each kind refers to the first of its target, and rows that are
// not common to both worlds refer to that or to their like: so whether anything refers to a row is equal in both.
func (w *rows) refer(r *row, index, try int) {
	for _, f := range r.noun.Fields {
		if f.Type != noun.Ref {
			continue
		}
		rnd := w.random(r, f.Name, !r.common, try)
		if f.Name == "community_id" && r.noun.Wall == noun.Owned {
			r.values[f.Name] = r.id.Community()
			continue
		}
		if p := parentOf(r); p != nil && treeKinds[target(f)] != 0 && treeKinds[r.noun.Name] != 0 {
			r.values[f.Name] = p.id
			continue
		}
		list := w.candidates(r, f)
		if f.Nullable && (len(list) == 0 || index > 0 && rnd.IntN(10) < 3) {
			r.values[f.Name] = nil
			continue
		}
		if len(list) == 0 {
			panic(fmt.Sprintf("tenantstest: %s.%s refers to nothing", r.noun.Name, f.Name))
		}
		pick := list[0]
		if index > 0 || try > 0 || !r.common {
			pick = list[rnd.IntN(len(list))]
		}
		r.values[f.Name] = pick.id
	}
}

func parentOf(r *row) *place {
	if r.place == "" || treeKinds[r.noun.Name] == 0 {
		return nil
	}
	p := at(at(r.place).parent)
	return &p
}

// candidates are the rows that a field of a row may refer to.
func (w *rows) candidates(r *row, f *noun.Field) []*row {
	to := gen.Nouns.Named(target(f))
	var list []*row
	switch {
	case to == nil:
		for _, name := range []string{"Community", "ManagementOffice", "Company"} {
			list = append(list, w.of[name]...)
		}
	case to.Wall == noun.Owned:
		list = w.of[to.Name+communityKey(r)]
	default:
		list = w.of[to.Name]
	}
	alike := func(c *row) bool {
		return !r.common && c.common && c != list[0] && to != nil && to.Wall != noun.Global
	}
	if r.common {
		alike = func(c *row) bool { return !c.common || (to == nil && c.place == "") }
		if to == nil { // every node of the tree, whether or not this world has the community
			return nodesOfTree()
		}
	}
	out := slices.DeleteFunc(slices.Clone(list), alike)
	if len(out) == 0 {
		return list
	}
	return out
}

func nodesOfTree() []*row {
	var list []*row
	for _, p := range slices.Backward(tree) {
		list = append(list, &row{id: p.id})
	}
	return list
}

// unique takes the values of the unique indexes over references, numbers and codes; texts and days are unique by
// themselves.
func (w *rows) unique(r *row) bool {
	var keys []string
	for _, u := range r.noun.Uniques {
		key, known := u.Index+r.noun.Name, true
		for _, name := range u.Fields {
			switch f := r.noun.ByName(name); {
			case f == nil || f.Type == noun.Ref:
				key += fmt.Sprint("/", r.values[name])
			case f.Type == noun.Int || f.Type == noun.Enum:
				key += fmt.Sprint("/", value(r, f, nil))
			default:
				known = false
			}
		}
		if !known {
			continue
		}
		if w.taken[key] {
			return false
		}
		keys = append(keys, key)
	}
	for _, k := range keys {
		w.taken[k] = true
	}
	return true
}

// random is the source of a value: the same in both worlds, or each world's own.
func (w *rows) random(r *row, field string, own bool, try int) *rand.Rand {
	h := fnv.New64a()
	_, _ = fmt.Fprint(h, r.noun.Name, "/", r.key, "/", field, "/", try)
	if own {
		_, _ = h.Write([]byte(w.world))
	}
	return rand.New(rand.NewPCG(h.Sum64(), 1)) //nolint:gosec // repeatable
}
