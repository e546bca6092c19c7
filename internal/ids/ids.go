// Package ids forwards to ident while colleagues move over.
package ids

import "estatehub/internal/ident"

type (
	ID   = ident.ID
	Kind = ident.Kind
	Slot = ident.Slot
)

const (
	MaxSlot       = ident.MaxSlot
	MaxCounter    = ident.MaxCounter
	KindCommunity = ident.KindCommunity
)

var (
	New       = ident.New
	Community = ident.Community
	Parse     = ident.Parse
)
