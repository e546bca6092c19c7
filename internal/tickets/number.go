package tickets

import (
	"context"
	"fmt"
	_ "time/tzdata" // where the system has none

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
)

// prefixes begin the numbers of tickets: the initials of the kind in pinyin, as registers on paper have them.
var prefixes = map[lifecycle.TicketKind]string{
	lifecycle.Complaint: "TS", lifecycle.Suggestion: "JY", lifecycle.Praise: "BY", lifecycle.Enquiry: "ZX", lifecycle.Repair: "BX",
	lifecycle.HomeService: "JJ", lifecycle.SpecialService: "TY", lifecycle.MedicalAid: "YL", lifecycle.Dispute: "JF", lifecycle.Defect: "QX",
}

// number is the number of a new ticket: the prefix of its kind and the counter of its id, TS-000123. The counter is the
// community's own and counts all kinds, so numbers are unique in it; it may skip where a transaction failed.
func number(id ident.ID, kind lifecycle.TicketKind) string {
	return fmt.Sprintf("%s-%06d", prefixes[kind], id.Counter())
}

// another is a number for where an imported register has the number already: -2, -3 … follows.
func another(ctx context.Context, c *gen.Client, site ident.ID, base string) (string, error) {
	for n := 2; ; n++ {
		s := fmt.Sprintf("%s-%d", base, n)
		taken, err := c.Ticket.Query().Where(ticket.CommunityID(site), ticket.Number(s)).Exist(ctx)
		if err != nil || !taken {
			return s, err
		}
	}
}
