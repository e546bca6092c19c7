package imports

import (
	"strings"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/sheets"
)

// communityTitle heads the column that says the community where a file spans several.
const communityTitle = "小区编码"

// Nouns are the nouns that have a template.
func Nouns() []*noun.Noun {
	var all []*noun.Noun
	for _, n := range gen.Nouns.All {
		if len(n.Key) > 0 && !n.Internal && (n.Wall == noun.Owned || n.Name == "Staff") {
			all = append(all, n)
		}
	}
	return all
}

// Native is the mapping of a noun's template: each column is a field, by its Chinese title, its name in the API or its
// name in the database. It is nil where the noun has none.
func Native(name string) *Mapping {
	for _, n := range Nouns() {
		if !strings.EqualFold(n.Name, name) && !strings.EqualFold(n.Field, name) {
			continue
		}
		m := &Mapping{Name: "template:" + n.Field, native: n, Targets: []Target{{Noun: n.Name, Fields: map[string]*Value{}}}}
		if n.Wall == noun.Owned {
			m.Community = &Value{Column: communityTitle}
		}
		for _, f := range n.Fields {
			if importable(n, f) {
				m.Targets[0].Fields[f.Name] = &Value{Column: title(f)}
			}
		}
		if err := m.check(); err != nil {
			panic(err) // a noun that cannot be imported is a mistake of the schema, found by the first test
		}
		return m
	}
	return nil
}

// title heads the column of a field.
func title(f *noun.Field) string {
	if f.Type != noun.Ref {
		return f.ZH
	}
	key := refKey(f.Ref)
	if strings.HasPrefix(key.ZH, f.ZH) || f.ZH == gen.Nouns.Named(f.Ref).ZH {
		return key.ZH
	}
	return f.ZH + key.ZH // 用工单位编码 and not 编码
}

// aliases are the other headers of a field's column.
func aliases(f *noun.Field) []string {
	all := []string{f.ZH, f.API, f.Name}
	if f.Type == noun.Ref {
		api := strings.TrimSuffix(f.API, "Id")
		all = append(all, api, api+strings.ToUpper(refKey(f.Ref).API[:1])+refKey(f.Ref).API[1:])
	}
	return all
}

// required tells whether a new row must have a value.
func required(f *noun.Field) bool { return !f.Default && !f.Nullable && f.Name != "community_id" }

// headers finds the columns of a native mapping in a file, by folded name; unknown headers are returned as such.
func (m *Mapping) headers(header []string) (at map[string]int, unknown []int) {
	at = map[string]int{}
	if m.native == nil {
		for i, h := range header {
			at[h] = i
		}
		return at, nil
	}
	means := map[string]string{}
	add := func(to string, names ...string) {
		for _, name := range append(names, to) {
			name = folded(name)
			if _, taken := means[name]; !taken {
				means[name] = to
			}
		}
	}
	for _, f := range m.native.Fields {
		if importable(m.native, f) {
			add(title(f), aliases(f)...)
		}
	}
	if m.Community != nil {
		add(communityTitle, "小区", "communityCode", "community_code", "community", "communityId", "community_id")
	}
	for i, h := range header {
		to, ok := means[folded(strings.TrimRight(h, "*＊"))]
		if _, twice := at[to]; !ok || twice {
			unknown = append(unknown, i)
			continue
		}
		at[to] = i
	}
	return at, unknown
}

func folded(s string) string { return strings.ToLower(sheets.Fold(s)) }

// Brings tells whether a mapping brings rows of a noun, by its name in any case.
func (m *Mapping) Brings(name string) bool {
	for i := range m.Targets {
		if strings.EqualFold(m.Targets[i].Noun, name) {
			return true
		}
	}
	return false
}
