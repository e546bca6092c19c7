package request

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"estatehub/graph/limits"
	"estatehub/internal/fault"
)

// A request is read as it is written, numbers and all.
func TestRead(t *testing.T) {
	l := limits.Default()
	p, err := Read([]byte(` {"query" : "{ a(b: \"\u4f60\") }", "operationName":null, "variables":{"a":[1,2.50,-3e2,true,null,{"b":"\ud83d\ude00"}],"":{}}, "extensions":{"x":1}, "other":[[]]} `), &l)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"a": []any{json.Number("1"), json.Number("2.50"), json.Number("-3e2"), true, nil, map[string]any{"b": "😀"}}, "": map[string]any{}}
	if p.Query != `{ a(b: "你") }` || p.OperationName != "" || !reflect.DeepEqual(p.Variables, want) || p.Extensions["x"] != json.Number("1") {
		t.Errorf("%+v", p)
	}
}

// What is no request is refused with a code, and nothing of it is repeated.
func TestRefuse(t *testing.T) {
	l := limits.Default()
	deep := func(n int) string {
		return `{"query":"x","variables":{"secret":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}}`
	}
	for body, limit := range map[string]string{
		"": "", "secret": "", `"secret"`: "", "[]": "", `{"query":"secret"`: "", `{"query":"secret"} x`: "", `{"query":"secret"}{}`: "",
		`{"secret":1}`: "", `{"query":null}`: "", `{"query":""}`: "", `{"query":["secret"]}`: "", `{"query":0}`: "", "{\"query\":\"secret\xff\"}": "",
		"\xef\xbb\xbf{\"query\":\"secret\"}":                                    "",
		`{"query":"secret","query":"secret"}`:                                   "",
		`{"query":"secret","qu\u0065ry":"secret"}`:                              "",
		`{"query":"x","variables":{"secret":1,"secret":2}}`:                     "",
		`{"query":"x","variables":[]}`:                                          "",
		`{"query":"x","variables":"secret"}`:                                    "",
		`{"query":"x","extensions":1}`:                                          "",
		`{"query":"x","operationName":false}`:                                   "",
		deep(11):                                                                "variableDepth",
		strings.Repeat("[", 1<<20):                                              "variableDepth",
		`{"query":"` + strings.Repeat("secret", 1<<18) + `"}`:                   "body",
		`{"query":"x","variables":{"a":[0` + strings.Repeat(",0", 1000) + `]}}`: "list",
		`{"query":"x","variables":{"a":[[0` + strings.Repeat(",0", 899) + `]` + strings.Repeat(",[0"+strings.Repeat(",0", 899)+`]`, 12) + `]}}`: "values",
	} {
		p, err := Read([]byte(body), &l)
		f := fault.Of(err)
		if f == nil || strings.Contains(f.EN+f.ZH, "secret") {
			t.Errorf("%.60s: %v %v", body, p, err)
			continue
		}
		switch {
		case limit == "" && f.Code != fault.BadRequest:
			t.Errorf("%.60s: %v", body, f)
		case limit != "" && (f.Code != fault.LimitExceeded || f.Limit.Name != limit || f.Limit.Found <= f.Limit.Max):
			t.Errorf("%.60s: %+v %+v", body, f, f.Limit)
		}
	}
	if _, err := Read([]byte(deep(10)), &l); err != nil {
		t.Error(err)
	}
}
