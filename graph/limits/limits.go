// Package limits refuses requests by their text, before anything is executed: what is too large, too deep or too costly
// costs no more than it takes to count it. A document is checked once and remembered; its cost is computed for each
// request, because the variables have a say in it.
package limits

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"estatehub/internal/fault"
)

// Limits of a request. The tags are the flags of `server serve` and their defaults: generous for people and tools, far
// below what hurts.
type Limits struct {
	Body          int `name:"body" help:"Most bytes of a request that brings no files." default:"1048576" env:"BODY"`
	Document      int `name:"document" help:"Most bytes of a GraphQL document." default:"131072" env:"DOCUMENT"`
	Tokens        int `name:"tokens" help:"Most tokens of a document, comments included." default:"10000" env:"TOKENS"`
	Brackets      int `name:"brackets" help:"Most brackets of a document that are open at once, of all kinds." default:"50" env:"BRACKETS"`
	Fragments     int `name:"fragments" help:"Most named fragments of a document." default:"100" env:"FRAGMENTS"`
	Expansion     int `name:"expansion" help:"Most selections of a document's operations and fragments, each with the fragments it spreads." default:"10000" env:"EXPANSION"`
	Depth         int `name:"depth" help:"Most fields that lie in one another." default:"20" env:"DEPTH"`
	Aliases       int `name:"aliases" help:"Most aliases of an operation with its fragments spread in." default:"100" env:"ALIASES"`
	Repeats       int `name:"repeats" help:"How often a field or a response key may stand in one selection set with its fragments spread in." default:"100" env:"REPEATS"`
	Directives    int `name:"directives" help:"Most directives of an operation with its fragments spread in." default:"100" env:"DIRECTIVES"`
	Cost          int `name:"cost" help:"Most rows that an answer may hold by its query." default:"50000" env:"COST"`
	VariableDepth int `name:"variable-depth" help:"Most lists and objects of a variable that lie in one another." default:"10" env:"VARIABLE_DEPTH"`
	List          int `name:"list" help:"Most values of one list or object, in variables and in the document." default:"1000" env:"LIST"`
	Values        int `name:"values" help:"Most values of all variables together." default:"10000" env:"VALUES"`
	First         int `name:"first" help:"Most rows of a page." default:"200" env:"FIRST"`
	LongRead      int `name:"long-read" help:"Most rows of a long read: a flat list at the root of a query." default:"1000000" env:"LONG_READ"`
}

// Default are the limits where nothing else is said.
func Default() Limits {
	var l Limits
	v := reflect.ValueOf(&l).Elem()
	for i := range v.NumField() {
		n, err := strconv.Atoi(v.Type().Field(i).Tag.Get("default"))
		if err != nil {
			panic("limits: " + err.Error()) // a test calls it
		}
		v.Field(i).SetInt(int64(n))
	}
	return l
}

// Validate says which limit lets nothing through.
func (l *Limits) Validate() error {
	v := reflect.ValueOf(l).Elem()
	for i := range v.NumField() {
		if v.Field(i).Int() < 1 {
			return fmt.Errorf("--max-%s is at least 1", v.Type().Field(i).Tag.Get("name"))
		}
	}
	return nil
}

// sentences say what a limit is about: its value, then what was found.
var sentences = map[string]struct{ en, zh string }{
	"body":          {"a request has at most %d bytes; this one has %d or more", "请求最多 %d 字节，实际至少 %d 字节"},
	"document":      {"a document has at most %d bytes; this one has %d", "查询文档最多 %d 字节，实际 %d 字节"},
	"tokens":        {"a document has at most %d tokens; this one has %d", "查询文档最多 %d 个词法单元，实际 %d 个"},
	"brackets":      {"brackets of a document are at most %d deep; these are %d", "查询文档的括号最多嵌套 %d 层，实际 %d 层"},
	"fragments":     {"a document has at most %d fragments; this one has %d", "查询文档最多 %d 个片段，实际 %d 个"},
	"expansion":     {"a document has at most %d selections with its fragments spread in; this one has %d or more", "展开片段后查询文档最多 %d 个选择项，实际至少 %d 个"},
	"depth":         {"fields are at most %d deep; these are %d", "字段最多嵌套 %d 层，实际 %d 层"},
	"aliases":       {"an operation has at most %d aliases; this one has %d", "一次操作最多 %d 个别名，实际 %d 个"},
	"repeats":       {"a field stands at most %d times in one place; this one stands there %d times or more", "同一处同一字段最多出现 %d 次，实际至少 %d 次"},
	"directives":    {"an operation has at most %d directives; this one has %d", "一次操作最多 %d 个指令，实际 %d 个"},
	"introspection": {"lists of the schema's own description are at most %d deep; these are %d", "内省列表最多嵌套 %d 层，实际 %d 层"},
	"cost":          {"the answer may hold at most %d rows; this one could have %d: ask for fewer rows or for less in each", "结果最多 %d 行，本次最多可能有 %d 行，请减少行数或内容"},
	"variableDepth": {"variables are at most %d deep; these are %d", "变量最多嵌套 %d 层，实际 %d 层"},
	"list":          {"a list or object has at most %d values; this one has %d or more", "列表或对象最多 %d 个值，实际至少 %d 个"},
	"values":        {"variables have at most %d values; these have %d or more", "变量最多 %d 个值，实际至少 %d 个"},
	"first":         {"first and last are at most %d; %d were asked for", "first 和 last 最多 %d，实际 %d"},
	"longRead":      {"a long read has at most %d rows; %d were asked for", "长读取最多 %d 行，实际 %d 行"},
}

// Exceeded is the error of a limit, by its name in extensions.limit.
func Exceeded(name string, most, found int) *fault.Error {
	s, ok := sentences[name]
	if !ok {
		panic("limits: no sentence for " + name)
	}
	return fault.Exceeded(fault.Limit{Name: name, Max: most, Found: found}, fmt.Sprintf(s.en, most, found), fmt.Sprintf(s.zh, most, found))
}

// check is Exceeded where there is more than there may be.
func check(name string, most, found int) error {
	if found <= most {
		return nil
	}
	return Exceeded(name, most, found)
}

// Names are the names of the limits as extensions.limit has them, by the names of their flags.
func Names() map[string]string {
	names := map[string]string{}
	t := reflect.TypeFor[Limits]()
	for i := range t.NumField() {
		names[t.Field(i).Tag.Get("name")] = strings.ToLower(t.Field(i).Name[:1]) + t.Field(i).Name[1:]
	}
	return names
}
