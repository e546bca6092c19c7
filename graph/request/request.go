// Package request reads the JSON of a GraphQL request strictly: what two readers could understand differently is refused,
// what is too large is refused before it is built, and no error repeats what was sent.
package request

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/graph/limits"
	"estatehub/graph/trusted"
	"estatehub/internal/fault"
)

// Read reads a request from its body.
func Read(body []byte, l *limits.Limits) (*graphql.RawParams, error) {
	if len(body) > l.Body {
		return nil, limits.Exceeded("body", l.Body, len(body))
	}
	if len(body) == 0 {
		return nil, bad("the body is empty; it should be a JSON object with the key query", "请求体为空，应为含 query 的 JSON 对象")
	}
	r := &reader{limits: l}
	if err := r.open(body, 2); err != nil { // the request and its variables lie around each variable
		return nil, err
	}
	if r.peek() != '{' {
		return nil, bad("the body is JSON, but no object", "请求体是 JSON，但不是对象")
	}
	p, id := &graphql.RawParams{}, ""
	err := r.object(func(key string) (err error) {
		switch key {
		case "query":
			p.Query, err = r.optionalText(key)
		case trusted.DocumentID:
			id, err = r.optionalText(key)
		case "operationName":
			p.OperationName, err = r.optionalText(key)
		case "variables":
			p.Variables, err = r.optionalObject(key)
		case "extensions":
			p.Extensions, err = r.optionalObject(key)
		default: // the specification leaves other keys to others
			_, err = r.value()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return p, Complete(p, id)
}

// Complete says what a request must have: the text of a document, or the id of a trusted one.
func Complete(p *graphql.RawParams, id string) error {
	switch {
	case p.Query == "" && id == "":
		return bad("query is missing; it should be the text of a GraphQL document", "缺少 query，应为 GraphQL 查询文档")
	case p.Query != "" && id != "":
		return bad("query and documentId are given; one of them says what is asked", "query 与 documentId 只能提供一个")
	case id != "":
		trusted.Refer(p, id)
	}
	return nil
}

// Object reads a JSON object on its own, as the variables of a GET; nil for no text and for null.
func Object(name, text string, l *limits.Limits) (map[string]any, error) {
	if text == "" {
		return nil, nil
	}
	r := &reader{limits: l}
	if err := r.open([]byte(text), 1); err != nil {
		return nil, err
	}
	return r.optionalObject(name)
}

// open takes a text that is JSON in UTF-8 and no deeper than it may be. around is how much lies around a variable.
func (r *reader) open(text []byte, around int) error {
	if !utf8.Valid(text) {
		return bad("the body is no UTF-8", "请求体不是 UTF-8 编码")
	}
	if deep := depth(text); deep > r.limits.VariableDepth+around {
		return limits.Exceeded("variableDepth", r.limits.VariableDepth, deep-around)
	}
	if !json.Valid(text) {
		return bad("the body is no JSON", "请求体不是 JSON")
	}
	r.text, r.left = text, r.limits.Values
	r.space()
	return nil
}

// depth is how deep the lists and objects of a text lie in one another, found without calling itself.
func depth(text []byte) (deepest int) {
	open, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			open++
			deepest = max(deepest, open)
		case c == ']' || c == '}':
			open--
		}
	}
	return deepest
}

func bad(en, zh string) error { return fault.Both(fault.BadRequest, en, zh) }
