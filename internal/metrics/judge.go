package metrics

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"estatehub/internal/ident"
)

// smallSample is the policy that says below how many a quotient tells little.
const smallSample = "small_sample"

// book is the policies of the communities of one answer, at one time.
type book struct {
	engine *Engine
	at     time.Time
	known  map[place]string
	shared map[string]string // by key and the communities' part of a row
}

type place struct {
	site ident.ID
	key  string
}

func (b *book) value(ctx context.Context, s *Site, key string) (string, error) {
	p := place{s.ID, key}
	if v, ok := b.known[p]; ok {
		return v, nil
	}
	v, err := b.engine.Policy(ctx, s.ID, b.at, key)
	if err == nil {
		b.known[p] = v
	}
	return v, err
}

// common is the value of a policy in some communities; empty where they have several, or none.
func (b *book) common(ctx context.Context, sites []*Site, key string) (text string, err error) {
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

// smallest is the least sample of the strictest community.
func (b *book) smallest(ctx context.Context, sites []*Site) (least int64, err error) {
	for _, s := range sites {
		v, err := b.value(ctx, s, smallSample)
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

// policies are the keys that judge what was asked for: of return visits only those of the types it is about.
func (q *question) policies() []string {
	only, asked := q.only[ByVisitType]
	if !asked {
		return q.metric.Policies
	}
	return slices.DeleteFunc(slices.Clone(q.metric.Policies), func(key string) bool {
		return !slices.ContainsFunc(only, func(v any) bool {
			s, _ := v.(string)
			return visitTypes[s] != "" && strings.HasPrefix(key, visitTypes[s]+".")
		})
	})
}
