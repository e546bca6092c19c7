package tickets

import (
	"fmt"
	"time"

	"entgo.io/ent"

	"estatehub/ent/gen"
	"estatehub/internal/lifecycle"
)

// deciding are the columns a ticket's deadline depends on, beside its kind and when it was received, which never change.
var deciding = []string{"class", "type", "severity", "promised_at"}

// due is the deadline of a ticket in which some columns are about to be set.
func due(t *gen.Ticket, set map[string]any) time.Time {
	m := lifecycle.Matter{Kind: lifecycle.TicketKind(t.Kind), Severity: string(t.Severity), Opened: t.OpenedAt, Promised: t.PromisedAt}
	if t.Class != nil {
		m.Class = string(*t.Class)
	}
	if t.Type != nil {
		m.Type = string(*t.Type)
	}
	for name, v := range set {
		switch name {
		case "kind":
			m.Kind = lifecycle.TicketKind(fmt.Sprint(v))
		case "class":
			m.Class = fmt.Sprint(v)
		case "type":
			m.Type = fmt.Sprint(v)
		case "severity":
			m.Severity = fmt.Sprint(v)
		case "promised_at":
			at := v.(time.Time)
			m.Promised = &at
		}
	}
	return m.Due()
}

// written are the columns a mutation sets.
func written(m ent.Mutation) map[string]any {
	set := map[string]any{}
	for _, name := range m.Fields() {
		set[name], _ = m.Field(name)
	}
	return set
}
