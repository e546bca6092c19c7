package tickets

import (
	"context"
	"fmt"
	"time"
	_ "time/tzdata" // where the system has none

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
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

// zoneOf is the zone of every rule about days: the organisation's. A viewer of one site may not see the organisation's
// row, but its clock is his.
func zoneOf(ctx context.Context, c *gen.Client) (*time.Location, error) {
	o, err := c.Organization.Query().First(tenants.System(ctx, "tickets: the organisation's time zone"))
	name := "Asia/Shanghai"
	switch {
	case err == nil:
		name = o.Timezone
	case !gen.IsNotFound(err):
		return nil, err
	}
	zone, err := time.LoadLocation(name)
	if err != nil { // a zone nobody knows: the sites are in China
		return time.FixedZone("Asia/Shanghai", 8*60*60), nil
	}
	return zone, nil
}
