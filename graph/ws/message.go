package ws

import (
	"bytes"
	"encoding/json"
	"strings"
)

// message is one of the protocol.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// longestID is the most bytes of an operation's id: clients use a counter or a UUID, and it goes into every answer.
const longestID = 128

// parse reads a message; nil where it is none.
func parse(text []byte) *message {
	m := &message{}
	dec := json.NewDecoder(bytes.NewReader(text))
	if dec.Decode(m) != nil || dec.More() {
		return nil
	}
	if id := m.Type == "subscribe" || m.Type == "complete"; id && m.ID == "" || len(m.ID) > longestID {
		return nil
	}
	return m
}

func (m *message) text() []byte {
	b, err := json.Marshal(m)
	if err != nil {
		panic("ws: " + err.Error()) // resolvers write JSON
	}
	return b
}

// token is the token of a connection_init: {"authorization": "Bearer …"}, in any case, or the token alone. It is empty
// where there is none, and not ok where the payload is no object or names something else than a text.
func (m *message) token() (token string, ok bool) {
	var payload map[string]json.RawMessage
	if len(m.Payload) > 0 && json.Unmarshal(m.Payload, &payload) != nil {
		return "", false
	}
	for name, value := range payload {
		if strings.EqualFold(name, "authorization") && json.Unmarshal(value, &token) != nil {
			return "", false
		}
	}
	if scheme, rest, two := strings.Cut(token, " "); two && strings.EqualFold(scheme, "Bearer") {
		token = strings.TrimSpace(rest)
	}
	return token, true
}
