package tenants

// Group is a field group: what a piece of data is about. A role opens field groups, never single fields, and every
// noun and field of the schema is in exactly one.
type Group uint8

// The field groups.
const (
	// Portfolio: communities, estates, buildings, units, who works where.
	Portfolio Group = iota
	// Owners: owners, households and lessees, with their personal data.
	Owners
	// Contacts: who reported a ticket and how to reach them (quality sees it on complaints, domain 3.3 rule 6).
	Contacts
	// Tickets: tickets, their events and attachments.
	Tickets
	// Quality: return visits, surveys, nonconformities.
	Quality
	// People: personal data of staff, establishment, conduct, attendance, training.
	People
	// Money: rents, fees, payments.
	Money
	// Admin: users, grants, service tokens.
	Admin
	// Duties: the work calendar, rounds, findings, the duty log, periodic returns (SYS-15, SYS-90 to SYS-93).
	Duties
	// Policies: deadlines, quotas and calendars by which everybody is judged; whoever works in the group may read them.
	Policies

	groups = int(Policies) + 1
)

var groupNames = [groups]string{"PORTFOLIO", "OWNERS", "CONTACTS", "TICKETS", "QUALITY", "PEOPLE", "MONEY", "ADMIN", "DUTIES", "POLICIES"}

// String is the group's name on the wire.
func (g Group) String() string { return groupNames[g] }

// Groups lists all field groups in order.
func Groups() []Group {
	all := make([]Group, groups)
	for i := range all {
		all[i] = Group(i) //nolint:gosec // 0 to 9
	}
	return all
}

// Level is how far a role opens a field group. Each level includes those before it.
type Level uint8

// The levels.
const (
	// None: the rows do not exist for the viewer.
	None Level = iota
	// Bare: the rows are there, personal fields are null.
	Bare
	// Masked: personal fields are masked (138****8000) or null.
	Masked
	// Read: everything is readable.
	Read
	// Write: everything is readable and the group's rows may be changed.
	Write

	levels = int(Write) + 1
)

var levelNames = [levels]string{"NONE", "BARE", "MASKED", "READ", "WRITE"}

// String is the level's name on the wire.
func (l Level) String() string { return levelNames[l] }
