package portfolio

// table is one table and how its rows are made.
type table struct {
	name    string
	columns string
	once    func(*Plan, add)      // rows of the organisation
	each    func(*Plan, int, add) // rows of one community
	perSite func(*Plan) int       // about how many rows each community has, for the progress
}

func one(*Plan) int { return 1 }

// tables are in the order of what refers to what.
var tables = []table{
	{name: "organizations", columns: "id code name timezone created_at updated_at", once: (*Plan).organizationRows},
	{name: "companies", columns: "id code name kind organization_id created_at updated_at", once: (*Plan).companyRows},
	{name: "posts", columns: "id code title created_at updated_at", once: (*Plan).postRows},
	{name: "management_offices", columns: "id code name director company_id created_at updated_at", each: (*Plan).officeRows, perSite: one},
	{name: "communities", columns: "id code name management_office_id address households_planned households_moved_in residents star_level status created_at updated_at", each: (*Plan).communityRows, perSite: one},
	{name: "staffs", columns: "id staff_no name company_id status phone created_at updated_at", each: (*Plan).staffRows, perSite: func(*Plan) int { return staffPerSite }},
	{name: "assignments", columns: "id community_id staff_id post_id since main created_at updated_at", each: (*Plan).assignmentRows, perSite: func(*Plan) int { return staffPerSite }},
	{name: "estates", columns: "id community_id code name phase created_at updated_at", each: (*Plan).estateRows, perSite: (*Plan).estates},
	{name: "buildings", columns: "id community_id code name estate_id kind floors lifts year_completed handover created_at updated_at", each: (*Plan).buildingRows, perSite: (*Plan).Buildings},
	{name: "units", columns: "id community_id property_no building_id entrance floor door_no area layout use occupancy key_custody created_at updated_at", each: (*Plan).unitRows, perSite: func(p *Plan) int { return p.Units }},
	{name: "owners", columns: "id community_id code name kind phone profile special_care created_at updated_at", each: (*Plan).ownerRows, perSite: func(p *Plan) int { return p.Units * 4 / 3 }},
	{name: "ownerships", columns: "id community_id unit_id owner_id share since until created_at updated_at", each: (*Plan).ownershipRows, perSite: func(p *Plan) int { return p.Units * 4 / 3 }},
	{name: "tickets", columns: "id community_id number kind state phase open due_at severity collective channel topic unit_id owner_id contact_name contact_phone content level " +
		"first_receiver_id assignee_id opened_at resolved_at closed_at opened_month outcome result created_at updated_at", each: (*Plan).ticketRows, perSite: func(p *Plan) int { return p.Tickets }},
	{name: "ticket_events", columns: "id community_id ticket_id at verb to_state actor created_at updated_at", each: (*Plan).eventRows, perSite: func(p *Plan) int { return p.Tickets }},
	{name: "id_blocks", columns: "id next", each: (*Plan).blockRows, perSite: func(p *Plan) int { return 9 }},
}

// blockRows say which ids the hub gives next.
func (p *Plan) blockRows(n int, row add) {
	for kind, count := range p.counts(n) {
		row(int(p.slots[n])<<8|int(kind), count+1)
	}
}

func (t *table) rows(p *Plan) int {
	if t.once != nil {
		return 1
	}
	return t.perSite(p) * p.Communities
}

func names() (all []string) {
	for i := range tables {
		all = append(all, tables[i].name)
	}
	return all
}
