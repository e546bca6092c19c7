package tenantstest

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/internal/cursor"
)

// plain is an answer as it is compared: errors sorted, and what no two runs have alike (clocks, request ids) named
// instead of told.
func plain(r *graphql.Response, start time.Time) string {
	var errs []string
	for _, e := range r.Errors {
		b, _ := json.Marshal(e)
		errs = append(errs, string(b))
	}
	slices.Sort(errs)
	ext, _ := json.Marshal(r.Extensions)
	d := json.NewDecoder(bytes.NewReader(r.Data))
	d.UseNumber()
	var out strings.Builder
	for {
		t, err := d.Token()
		if err != nil {
			break
		}
		if s, ok := t.(string); ok {
			if at, err := time.Parse(time.RFC3339Nano, s); err == nil && !at.Before(start) {
				t = "now"
			}
			if sealed(s) {
				t = "sealed"
			}
		}
		b, _ := json.Marshal(t)
		if delim, ok := t.(json.Delim); ok {
			b = []byte(delim.String())
		}
		out.Write(b)
		out.WriteByte(' ')
	}
	return out.String() + "\nerrors: " + strings.Join(errs, " ") + "\nextensions: " + string(ext)
}

// unplaced is an answer whose errors do not say where in the request they arose.
func unplaced(r *graphql.Response) *graphql.Response {
	out := *r
	out.Errors = nil
	for _, e := range r.Errors {
		bare := *e
		bare.Locations = nil
		out.Errors = append(out.Errors, &bare)
	}
	return &out
}

// key is the worlds' key of cursors.
var key = cursor.Key("the oracle's key of cursors")

// sealed tells whether a text is a cursor that its holder cannot read. It may say where hidden rows lie, so the worlds
// have different ones, and each is asked with its own.
func sealed(s string) bool {
	for _, use := range []string{"feed", "audit"} {
		if _, ok := key.Open(use, s); ok {
			return true
		}
	}
	return false
}

// texts lists the texts of an answer in order.
func texts(data []byte) (list []string) {
	d := json.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err != nil {
			return list
		}
		if s, ok := t.(string); ok {
			list = append(list, s)
		}
	}
}

// full tells whether an answer says anything: some value in it is not null, empty, zero or false.
func full(r *graphql.Response) bool {
	var v any
	return json.Unmarshal(r.Data, &v) == nil && says(v)
}

func says(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if k != "__typename" && k != "pageInfo" && k != "userErrors" && says(x) {
				return true
			}
		}
		return false
	case []any:
		return slices.ContainsFunc(v, says)
	case string:
		return v != ""
	case bool:
		return v
	case float64:
		return v != 0
	}
	return false
}
