package portfolio

import (
	"fmt"
	"math/rand/v2"
	"time"

	"estatehub/internal/clocks"
	"estatehub/internal/lifecycle"
)

// years is how far back tickets go.
const years = 3

// matter is a kind of ticket as the portfolio has it. Its open states are few of those the life cycle knows, because an
// answer of ticketCounts has at most 10,000 rows and 500 communities with every state would have more.
type matter struct {
	kind   lifecycle.TicketKind
	prefix string // of its numbers, as package tickets gives them
	weight int    // of a hundred
	open   []lifecycle.State
	ended  []lifecycle.State
	topics []string
}

var matters = []matter{
	{lifecycle.Repair, "BX", 46, states(lifecycle.Reported, lifecycle.Sent, lifecycle.Accepted, lifecycle.OnSite), ended(11, lifecycle.Cancelled), words("WATER DRAIN POWER LIFT LIGHTING HEATING WALL")},
	{lifecycle.Complaint, "TS", 16, states(lifecycle.Received, lifecycle.Classified, lifecycle.Dispatched, lifecycle.InProgress, lifecycle.Waiting), ended(19, lifecycle.Merged), words("SECURITY CLEANING GREENING LIFT HEATING")},
	{lifecycle.Enquiry, "ZX", 14, states(lifecycle.Received, lifecycle.Dispatched, lifecycle.InProgress), ended(1), []string{""}},
	{lifecycle.HomeService, "JJ", 9, states(lifecycle.Requested, lifecycle.Dispatched), ended(19, lifecycle.Cancelled), []string{"DRAIN", "LIGHTING", ""}},
	{lifecycle.SpecialService, "TY", 6, states(lifecycle.Requested), ended(19, lifecycle.Cancelled), []string{""}},
	{lifecycle.Suggestion, "JY", 3, states(lifecycle.Received), ended(1), words("GREENING SECURITY CLEANING")},
	{lifecycle.Praise, "BY", 2, states(lifecycle.Received), ended(1), []string{""}},
	{lifecycle.Dispute, "JF", 2, states(lifecycle.Open, lifecycle.Mediating), ended(1), []string{""}},
	{lifecycle.Defect, "QX", 1, states(lifecycle.Recorded, lifecycle.Sent), ended(1), words("WALL WATER")},
	{lifecycle.MedicalAid, "YL", 1, states(lifecycle.Detected), ended(1), []string{""}},
}

func states(s ...lifecycle.State) []lifecycle.State { return s }

// ended are the states a ticket ends in: so many times closed, and once each of the others.
func ended(closed int, others ...lifecycle.State) []lifecycle.State {
	for range closed {
		others = append(others, lifecycle.Closed)
	}
	return others
}

var channels = words("PHONE PHONE PHONE PHONE WECHAT WECHAT VISIT VISIT APP PATROL")

func draw(d *rand.Rand) *matter {
	n := d.IntN(100)
	for i := range matters {
		if n -= matters[i].weight; n < 0 {
			return &matters[i]
		}
	}
	return &matters[0]
}

// arrivals are what came in at a community, and when: evenly over the years, in the order of ids and numbers.
func (p *Plan) arrivals(n int, each func(i int, m *matter, at time.Time)) {
	d := p.dice("arrivals", n)
	span := p.Now.Sub(p.Now.AddDate(-years, 0, 0))
	step := span / time.Duration(p.Tickets)
	for i := range p.Tickets {
		at := p.Now.Add(-span + time.Duration(i)*step + time.Duration(d.Int64N(int64(step))))
		each(i, draw(d), at.Truncate(time.Microsecond))
	}
}

// isOpen says which tickets have not ended: six in ten of the latest, a few of the others, together as many as Size says.
func (p *Plan) isOpen(d *rand.Rand, i int) bool {
	share := p.Open / 100
	if i >= p.Tickets-int(share*float64(p.Tickets)) {
		return d.Float64() < 0.6
	}
	return d.Float64() < 0.4*share/(1-share)
}

// state is where a ticket stands; who is new has nobody who works on it.
func (m *matter) state(d *rand.Rand, open bool) (s lifecycle.State, assigned bool) {
	if !open {
		return pick(d, m.ended), true
	}
	n := d.IntN(len(m.open))
	return m.open[n], n > 0
}

// standard are the terms by which tickets are due: no site of the portfolio has others.
var standard = clocks.Standard(zone)

// opened are the facts of a ticket as it came in.
func opened(kind lifecycle.TicketKind, at time.Time) *clocks.Facts {
	return &clocks.Facts{Kind: kind, State: lifecycle.TicketMachine(kind).Initial, Opened: at}
}

func (p *Plan) ticketRows(n int, row add) {
	d, s := p.dice("tickets", n), p.of(n)
	community := p.Community(n)
	p.arrivals(n, func(i int, m *matter, at time.Time) {
		open := p.isOpen(d, i)
		state, assigned := m.state(d, open)
		due := standard.Opened(opened(m.kind, at)).Due(opened(m.kind, at))
		topic := pick(d, m.topics)
		unit := d.IntN(p.Units)
		for s.owners[unit] < 0 {
			unit = d.IntN(p.Units)
		}
		owner := s.owners[unit]
		var unitID, ownerID, name, call any
		if d.IntN(100) < 94 {
			unitID, ownerID, name, call = p.Unit(n, unit), p.owned(n, p.kinds.owner, owner), s.names[owner], s.phones[owner]
		}
		var assignee, resolved, closed, outcome, result, about any
		if assigned {
			assignee = p.global(p.kinds.staff, pick(d, s.staff[4:]))
		}
		changed := at
		if !open {
			took := time.Duration(float64(due.Sub(at)) * (0.05 + d.Float64()*1.1)).Truncate(time.Second)
			solved := earlier(at.Add(took), p.Now)
			changed = earlier(solved.Add(time.Duration(1+d.IntN(40))*time.Hour), p.Now)
			resolved, closed, outcome, result = solved, changed, "SOLVED", pick(d, done)
		}
		if topic != "" {
			about = topic
		}
		id := p.owned(n, p.kinds.ticket, i)
		row(id, community, fmt.Sprintf("%s-%06d", m.prefix, id.Counter()), string(m.kind), string(state), string(lifecycle.TicketPhase(state)), open, due,
			"ORDINARY", false, pick(d, channels), about, unitID, ownerID, name, call, story(d, topic), 0, p.global(p.kinds.staff, s.staff[2]), assignee,
			at, resolved, closed, at.In(zone).Format("2006-01"), outcome, result, at, changed)
	})
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// eventRows are the first entries of the tickets' histories: that they were opened.
func (p *Plan) eventRows(n int, row add) {
	actor := fmt.Sprintf("desk%d", n+1)
	p.arrivals(n, func(i int, m *matter, at time.Time) {
		row(p.owned(n, p.kinds.event, i), p.Community(n), p.owned(n, p.kinds.ticket, i), at, "open", string(lifecycle.TicketMachine(m.kind).Initial), actor, at, at)
	})
}
