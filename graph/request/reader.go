package request

import (
	"encoding/json"

	"estatehub/graph/limits"
)

// reader reads a text that is known to be JSON, and not too deep. encoding/json takes the last of two equal keys and
// builds a list before anybody can ask how long it is.
type reader struct {
	limits *limits.Limits
	text   []byte
	at     int
	left   int // values that may come
}

func (r *reader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return
		}
	}
}

func (r *reader) peek() byte { return r.text[r.at] }

// next goes on by a byte and the white space behind it.
func (r *reader) next() {
	r.at++
	r.space()
}

// value reads any value; numbers stay as they are written.
func (r *reader) value() (any, error) {
	if r.left--; r.left < 0 {
		return nil, limits.Exceeded("values", r.limits.Values, r.limits.Values+1)
	}
	switch r.peek() {
	case '{':
		object := map[string]any{}
		err := r.object(func(key string) (err error) {
			object[key], err = r.value()
			return err
		})
		return object, err
	case '[':
		return r.list()
	case '"':
		return r.str()
	}
	from := r.at
	for r.at < len(r.text) && word(r.text[r.at]) {
		r.at++
	}
	text := string(r.text[from:r.at])
	r.space()
	switch text {
	case "null":
		return nil, nil
	case "true", "false":
		return text == "true", nil
	}
	return json.Number(text), nil
}

func word(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'E'
}

func (r *reader) list() (any, error) {
	list := []any{}
	for r.next(); r.peek() != ']'; {
		if len(list) == r.limits.List {
			return nil, limits.Exceeded("list", r.limits.List, r.limits.List+1)
		}
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		if list = append(list, v); r.peek() == ',' {
			r.next()
		}
	}
	r.next()
	return list, nil
}

// object reads an object; read reads the value of a key.
func (r *reader) object(read func(key string) error) error {
	known := map[string]bool{}
	for r.next(); r.peek() != '}'; {
		if len(known) == r.limits.List {
			return limits.Exceeded("list", r.limits.List, r.limits.List+1)
		}
		key, err := r.str()
		if err != nil {
			return err
		}
		if known[key] {
			return bad("a key stands twice in an object", "同一对象中有重复的键")
		}
		known[key] = true
		r.next() // the colon
		if err := read(key); err != nil {
			return err
		}
		if r.peek() == ',' {
			r.next()
		}
	}
	r.next()
	return nil
}

func (r *reader) str() (string, error) {
	from, plain := r.at, true
	for r.at++; r.text[r.at] != '"'; r.at++ {
		if r.text[r.at] == '\\' {
			plain = false
			r.at++
		}
	}
	quoted := r.text[from : r.at+1]
	r.next()
	if plain {
		return string(quoted[1 : len(quoted)-1]), nil
	}
	var s string
	if err := json.Unmarshal(quoted, &s); err != nil {
		return "", bad("a string of the body is none", "请求体中有无效的字符串")
	}
	return s, nil
}

// null tells whether the value is null, and goes past it.
func (r *reader) null() bool {
	if r.peek() != 'n' {
		return false
	}
	r.at += len("null")
	r.space()
	return true
}

func (r *reader) optionalText(key string) (string, error) {
	if r.null() {
		return "", nil
	}
	if r.peek() != '"' {
		return "", bad(key+" is no string", key+" 不是字符串")
	}
	return r.str()
}

func (r *reader) optionalObject(key string) (map[string]any, error) {
	if r.null() {
		return nil, nil
	}
	if r.peek() != '{' {
		return nil, bad(key+" is no object", key+" 不是对象")
	}
	v, err := r.value()
	object, _ := v.(map[string]any)
	return object, err
}
