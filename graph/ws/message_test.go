package ws

import (
	"encoding/json"
	"strings"
	"testing"
)

// FuzzMessage: whatever a client sends is a message of the protocol or none, and never more than that.
func FuzzMessage(f *testing.F) {
	for _, text := range []string{
		`{"type":"connection_init","payload":{"authorization":"Bearer x"}}`, `{"type":"subscribe","id":"1","payload":{"query":"{a}"}}`, `{"type":"ping"}`,
		`{"type":"complete","id":"1"}`, `{"id":"","type":"subscribe"}`, `[]`, `{"type":1}`, `{"type":"ping"}{`, `{"payload":[[[[`, "\xff",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m := parse(text)
		if m == nil {
			return
		}
		if len(m.ID) > longestID || m.Type == "subscribe" && m.ID == "" {
			t.Errorf("%q is taken", text)
		}
		if !json.Valid(m.text()) {
			t.Errorf("%q is written as %q", text, m.text())
		}
		if token, ok := m.token(); !ok && token != "" || strings.HasPrefix(token, " ") && !strings.Contains(string(text), " ") {
			t.Errorf("%q has the token %q", text, token)
		}
	})
}

func TestToken(t *testing.T) {
	for payload, want := range map[string]string{
		``: "", `{}`: "", `null`: "", `{"authorization":"Bearer x"}`: "x", `{"Authorization":"bearer  x"}`: "x", `{"AUTHORIZATION":"x"}`: "x", `{"headers":{}}`: "",
		`{"authorization":null}`: "",
	} {
		m := &message{Payload: json.RawMessage(payload)}
		if token, ok := m.token(); !ok || token != want {
			t.Errorf("%s: %q %v", payload, token, ok)
		}
	}
	for _, payload := range []string{`[]`, `"x"`, `1`, `{"authorization":1}`, `{"authorization":{}}`} {
		m := &message{Payload: json.RawMessage(payload)}
		if token, ok := m.token(); ok {
			t.Errorf("%s: %q", payload, token)
		}
	}
}
