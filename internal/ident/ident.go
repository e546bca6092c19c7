// Package ident is the identifier of everything the hub keeps: one int64 that says by itself which community a row
// belongs to and what kind of thing it is.
//
//	bit 63      0
//	bits 48–62  slot: the community's own number, 0 for what belongs to no community
//	bits 40–47  kind: the noun, as its schema declares it
//	bits 0–39   counter, handed out per slot and kind
//
// Rows of one community and kind therefore lie together in a clustered index, nothing is countable across communities
// (slots are drawn at random), and neither a clock nor a node number is needed.
package ident

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ID identifies one row. The zero ID identifies nothing.
type ID int64

// Kind is the noun's number, declared in its schema, 1 to 255, never reused.
type Kind uint8

// Slot is a community's number, 1 to MaxSlot; 0 stands for the head office.
type Slot uint16

const (
	// MaxSlot is the largest slot, and so the largest number of communities of one installation.
	MaxSlot Slot = 1<<15 - 1
	// MaxCounter is the largest counter of one slot and kind.
	MaxCounter int64 = 1<<40 - 1
	// KindCommunity is the kind of the tenant itself. It stands here because the tenant of any id can be computed.
	KindCommunity Kind = 4

	wireLen  = 13 // 65 bits in base 32
	alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
)

// New puts an id together. Counters outside 0…MaxCounter and slots over MaxSlot are a programming error and panic.
func New(slot Slot, kind Kind, counter int64) ID {
	if counter < 0 || counter > MaxCounter || slot > MaxSlot {
		panic(fmt.Sprintf("ident: slot %d or counter %d out of range", slot, counter))
	}
	return ID(int64(slot)<<48 | int64(kind)<<40 | counter)
}

// Community is the id of the community that has a slot.
func Community(slot Slot) ID { return New(slot, KindCommunity, 0) }

// Slot is the slot of the community the row belongs to, 0 for the head office.
func (id ID) Slot() Slot { return Slot(uint64(id) >> 48) } //nolint:gosec // 15 bits

// Kind is the noun of the row.
func (id ID) Kind() Kind { return Kind(uint64(id) >> 40) } //nolint:gosec // the low 8 bits are meant

// Counter is the row's number among its kind in its community.
func (id ID) Counter() int64 { return int64(id) & MaxCounter }

// Community is the community the row belongs to; the zero ID where it belongs to none.
func (id ID) Community() ID {
	if id.Slot() == 0 {
		return 0
	}
	return Community(id.Slot())
}

// String is the id on the wire: 13 characters of Crockford's base 32, opaque to clients.
func (id ID) String() string { return string(id.Append(nil)) }

// Append appends what String says.
func (id ID) Append(out []byte) []byte {
	var b [wireLen]byte
	v := uint64(id) //nolint:gosec // bits only
	for i := wireLen - 1; i >= 0; i-- {
		b[i] = alphabet[v&31]
		v >>= 5
	}
	return append(out, b[:]...)
}

// Parse reads an id from the wire. It is strict: what String did not write is not an id.
func Parse(s string) (ID, bool) {
	if len(s) != wireLen || s[0] > '7' { // the first character holds 3 bits and the sign bit is 0
		return 0, false
	}
	var v uint64
	for i := range len(s) {
		d := strings.IndexByte(alphabet, s[i])
		if d < 0 {
			return 0, false
		}
		v = v<<5 | uint64(d) //nolint:gosec // 0 to 31
	}
	id := ID(v) //nolint:gosec // 63 bits, checked above
	return id, id > 0
}

// MarshalGQL writes the id as a GraphQL ID.
func (id ID) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, `"`+id.String()+`"`) }

// UnmarshalGQL reads a GraphQL ID. What is no id becomes the zero ID, which no row has: a malformed id, an unknown one
// and one out of the viewer's scope are answered alike.
func (id *ID) UnmarshalGQL(v any) error {
	s, _ := v.(string) // GraphQL lets a number be an ID; none of ours is one
	*id, _ = Parse(s)
	return nil
}

// MarshalJSON writes the id as it goes over the wire.
func (id ID) MarshalJSON() ([]byte, error) { return strconv.AppendQuote(nil, id.String()), nil }

// UnmarshalJSON reads what MarshalJSON wrote.
func (id *ID) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, ok := Parse(s)
	if !ok {
		return fmt.Errorf("%q is not an id", s)
	}
	*id = v
	return nil
}
