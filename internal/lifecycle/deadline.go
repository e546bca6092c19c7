package lifecycle

import "time"

// Matter is what the deadline of a ticket depends on. Class and Type are empty where nobody has said; an empty Severity
// is ordinary.
type Matter struct {
	Kind                  TicketKind
	Class, Type, Severity string
	Opened                time.Time
	Promised              *time.Time // the reply time agreed with the customer
}

// Due is by when the matter must be solved: as agreed with the customer (D-14), else by the standard.
func (m Matter) Due() time.Time {
	if m.Promised != nil {
		return *m.Promised
	}
	return m.Opened.Add(m.standard().within)
}

// standard is how long a matter may take.
type standard struct {
	kind                  TicketKind
	class, nature, weight string // empty: any
	within                time.Duration
	rule                  string
}

const (
	hour = time.Hour
	day  = 24 * time.Hour // of the calendar; the hub's zone has no summer time
)

// standards are tried in order; the last of a kind asks nothing but the kind. They are a plain table for everybody, in
// running hours and calendar days: versioned policies by community, working days and a clock for each stage (first
// feedback, formal reply, door time) take its place with issue 4. Where the document counts working days (D-09, D-10)
// the same number of calendar days stands here; where it says "the same day" (D-20, D-23, D-25) 24 hours do.
var standards = []standard{
	{Complaint, "CLASS_3", "", "", 7 * day, "2b.2 complaint.resolve_days.class3: no limit, weekly follow-up"},
	{Complaint, "", "DEFECT", "MAJOR", 30 * day, "D-12"},
	{Complaint, "", "DEFECT", "", 15 * day, "D-11"},
	{Complaint, "CLASS_2", "", "MAJOR", 30 * day, "D-12"},
	{Complaint, "CLASS_2", "", "", 15 * day, "D-11"},
	{Complaint, "", "", "", 3 * day, "D-09, D-13"},
	{Suggestion, "", "", "", 3 * day, "D-08, D-09 [D]: an opinion is answered like a complaint"},
	{Praise, "", "", "", 3 * day, "D-08, D-09 [D]"},
	{Enquiry, "", "", "", 24 * hour, "D-08"},
	{Repair, "", "", "", 24 * hour, "D-20"},
	{HomeService, "", "", "", 24 * hour, "D-23"},
	{SpecialService, "", "", "", 24 * hour, "D-23 [D]"},
	{MedicalAid, "", "", "", 2 * hour, "D-16 [D]: at once, and told to the director"},
	{Dispute, "", "", "MAJOR", 30 * day, "D-12 [D]"},
	{Dispute, "", "", "", 15 * day, "D-11 [D]"},
	{Defect, "", "", "", 3 * day, "D-26"},
}

func (m Matter) standard() standard {
	for _, s := range standards {
		if s.kind == m.Kind && (s.class == "" || s.class == m.Class) && (s.nature == "" || s.nature == m.Type) &&
			(s.weight == "" || s.weight == m.Severity) {
			return s
		}
	}
	return standard{within: 3 * day, rule: "D-13"} // of no kind there is; nobody can open such a ticket
}
