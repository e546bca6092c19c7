package metrics

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	rulebook "estatehub/internal/clocks"
	"estatehub/internal/ident"
	"estatehub/internal/policy"
)

// book is the policies of the communities of one answer, at one time.
type book struct {
	policies *policy.Book
	at       time.Time
	sets     map[ident.ID]*policy.Set
	shared   map[string]string // by key and the communities' part of a row
}

func (b *book) value(ctx context.Context, s *Site, key policy.Key) (string, error) {
	set := b.sets[s.ID]
	if set == nil {
		var err error
		if set, err = b.policies.At(ctx, s.ID, b.at); err != nil {
			return "", err
		}
		b.sets[s.ID] = set
	}
	return set.Get(key).Text, nil
}

// common is the value of a policy in some communities; empty where they have several, or none.
func (b *book) common(ctx context.Context, sites []*Site, key policy.Key) (text string, err error) {
	for i, s := range sites {
		v, err := b.value(ctx, s, key)
		if err != nil {
			return "", err
		}
		if i > 0 && v != text {
			return "", nil
		}
		text = v
	}
	return text, nil
}

// smallest is the least sample of the strictest community; the hub's own where there is none.
func (b *book) smallest(ctx context.Context, sites []*Site) (least int64, err error) {
	if len(sites) == 0 {
		return int64(policy.Defaults().Get(policy.SmallSample).Int()), nil
	}
	for _, s := range sites {
		v, err := b.value(ctx, s, policy.SmallSample)
		if err != nil {
			return 0, err
		}
		if n, err := strconv.ParseInt(v, 10, 64); err == nil {
			least = max(least, n)
		}
	}
	return least, nil
}

// compare finds the policies by which not all communities of the answer are judged alike.
func (f *fold) compare(ctx context.Context, b *book) (all []*Difference, err error) {
	for _, key := range f.q.policies() {
		at := map[string][]*Site{}
		for _, s := range f.sites {
			v, err := b.value(ctx, s, key)
			if err != nil {
				return nil, err
			}
			at[v] = append(at[v], s)
		}
		if len(at) < 2 {
			continue
		}
		values := slices.SortedFunc(maps.Keys(at), func(v, w string) int {
			return cmp.Or(cmp.Compare(len(at[w]), len(at[v])), cmp.Compare(v, w))
		})
		d := &Difference{Policy: key, Usual: values[0]}
		for _, v := range values[1:] {
			for _, s := range at[v] {
				d.Sites = append(d.Sites, SiteValue{s, v})
			}
		}
		slices.SortFunc(d.Sites, func(x, y SiteValue) int { return cmp.Compare(x.Site.ID, y.Site.ID) })
		all = append(all, d)
	}
	return all, nil
}

// policies are the keys that judge what was asked for: only those of the types of visits or the rules it is about.
func (q *question) policies() []policy.Key {
	return slices.DeleteFunc(slices.Clone(q.metric.Policies), func(key policy.Key) bool {
		for d, judges := range byValue {
			only, asked := q.only[d]
			if asked && !slices.ContainsFunc(only, func(v any) bool { s, ok := v.(string); return ok && judges(s, key) }) {
				return true
			}
		}
		return false
	})
}

// byValue tells of some dimensions whether a policy judges the rows of a value.
var byValue = map[Dimension]func(value string, key policy.Key) bool{
	ByVisitType: func(kind string, key policy.Key) bool {
		keys, ok := visitTypes[kind]
		return ok && (key == keys.coverage || key == keys.window)
	},
	ByRule: func(rule string, key policy.Key) bool {
		return slices.ContainsFunc(rulebook.Rules, func(r rulebook.Rule) bool { return r.ID == rule && r.Key == key })
	},
}
