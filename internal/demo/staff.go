package demo

import (
	"fmt"
	"strings"

	"estatehub/internal/ident"
	"estatehub/tenants"
)

// person is a member of staff.
type person struct {
	id                                            ident.ID
	no, name, status, gender, phone, hired, grade string
	company                                       int
	veteran                                       *bool // known of guards
	head                                          bool  // he signs off what others did
	user                                          *user
}

// assignment is a post held in a community.
type assignment struct {
	id           ident.ID
	staff        *person
	post         string
	zone         *zoned
	since, until string
	side         bool
}

func (a *assignment) on(day string) bool {
	return a.since <= day && (a.until == "" || a.until >= day)
}

// onDuty is who holds which post on a day.
type onDuty struct{ by map[string][]*person }

// hire draws the staff of all sites and of the head office.
func (p *plan) hire(d dice) {
	for i := range 8 { // the head office: its posts are of no community
		h := p.recruit(d, 0, i%2 == 0, d.between(p.ago(9, 0, 0), p.ago(2, 0, 0)))
		h.grade = pick(d, words("M1 M2 M2 M3"))
	}
	for _, s := range p.sites {
		start := earlier(s.opened, p.ago(0, 3, 0))
		for _, o := range handbook {
			for n := range s.staff[o.code] {
				p.fill(s, d, o, n, start)
			}
		}
	}
	p.transfers(d)
	p.second(d)
	p.accounts()
}

func (p *plan) recruit(d dice, company int, female bool, hired string) *person {
	prefix := []string{"AJ", "TX"}[company]
	n := 1
	for _, o := range p.staff {
		if o.company == company {
			n++
		}
	}
	h := &person{no: fmt.Sprintf("%s%04d", prefix, 1000+n), company: company, hired: hired, phone: p.phone(), status: "ACTIVE"}
	h.name, h.gender = d.named(surnames.draw(d), female), map[bool]string{true: "FEMALE", false: "MALE"}[female]
	if hired > p.ago(0, 2, 20) {
		h.status = "PROBATION"
	}
	p.staff = append(p.staff, h)
	return h
}

// steady posts are never vacant and change hands before the year of tickets only, so that there is always a head to sign
// and a desk to receive.
var steady = map[string]bool{"DIR": true, "CSS": true, "REPL": true}

// fill draws who holds one place of the establishment: often the same for years, sometimes a new one after one who left,
// sometimes nobody.
func (p *plan) fill(s *site, d dice, o post, n int, start string) {
	female := d.chance(map[string]float64{"DESK": 92, "CSS": 85, "ZCS": 60, "CLN": 75, "CLNL": 80, "REP": 1, "REPL": 1, "GUA": 6, "GLDR": 3, "CASH": 85, "FIN": 80, "REC": 80}[o.code])
	first := later(start, -30)
	if p.ago(6, 0, 0) > first {
		first = p.ago(6, 0, 0)
	}
	grade := map[bool]string{true: pick(d, words("M1 M2")), false: pick(d, words("P1 P2 P2 P3"))}[strings.HasSuffix(o.title, "主管") || strings.HasSuffix(o.title, "主任")]
	last := p.ago(1, 1, 0)
	if steady[o.code] || n == 0 {
		p.post(s, d, o, p.recruit(d, s.company, female, d.between(first, later(earlier(first, last), 200))), n, "", "").staff.grade = grade
		return
	}
	switch {
	case d.chance(8): // nobody, though planned; half of these had one who left
		if d.chance(50) {
			p.leave(s, d, o, n, female, first, d.between(p.ago(0, 9, 0), p.ago(0, 0, 10)))
		}
		return
	case d.chance(13):
		gone := max(d.between(p.ago(0, 10, 0), p.ago(0, 1, 0)), later(first, 60))
		p.leave(s, d, o, n, female, first, gone)
		h := p.recruit(d, s.company, female, d.between(later(gone, 1), earlier(later(gone, 25), p.today)))
		h.grade = "P1"
		p.post(s, d, o, h, n, h.hired, "")
		return
	}
	h := p.recruit(d, s.company, female, d.between(first, later(p.today, -60)))
	h.grade = grade
	if d.chance(1.2) && h.status == "ACTIVE" {
		h.status = "SUSPENDED"
	}
	p.post(s, d, o, h, n, "", "")
}

func (p *plan) leave(s *site, d dice, o post, n int, female bool, first, gone string) {
	gone = max(gone, later(first, 60))
	h := p.recruit(d, s.company, female, d.between(first, later(gone, -45)))
	h.status, h.grade = "LEFT", "P1"
	p.post(s, d, o, h, n, "", gone)
}

func (p *plan) post(s *site, d dice, o post, h *person, n int, since, until string) *assignment {
	if since == "" {
		since = h.hired
	}
	if o.code == "GUA" || o.code == "GLDR" || o.code == "GCAP" {
		served := h.gender == "MALE" && d.chance(22)
		h.veteran = &served
	}
	a := &assignment{staff: h, post: o.code, since: since, until: until}
	if (o.code == "ZCS" || o.code == "CLN") && len(s.zones) > 0 {
		a.zone = s.zones[n%len(s.zones)]
	}
	s.assignments = append(s.assignments, a)
	return a
}

// transfers moves some from one site to another of the same company during the year.
func (p *plan) transfers(d dice) {
	for range 9 {
		from := pick(d, p.sites)
		to := pick(d, p.sites)
		a := pick(d, from.assignments)
		if from == to || from.company != to.company || a.until != "" || steady[a.post] || a.staff.status != "ACTIVE" || from.first(a) || to.opened > p.ago(0, 6, 0) {
			continue
		}
		moved := d.between(p.ago(0, 8, 0), p.ago(0, 1, 0))
		if a.since >= moved {
			continue
		}
		a.until = moved
		b := &assignment{staff: a.staff, post: a.post, since: later(moved, 1)}
		if a.zone != nil {
			b.zone = to.zones[0]
		}
		to.assignments = append(to.assignments, b)
	}
	for _, a := range p.sites[1].assignments { // one is between two sites, two are in training before they begin
		if a.post == "GUA" && a.until == "" && a.staff.status == "ACTIVE" && !p.sites[1].first(a) {
			a.staff.status, a.until = "TRANSFERRED", p.ago(0, 0, 2)
			break
		}
	}
	p.recruit(d, 1, false, p.ago(0, 0, 6)).status = "PRE_TRAINING"
	p.recruit(d, 0, true, p.ago(0, 0, 4)).status = "PRE_TRAINING"
}

// first tells whether an assignment is the site's first of its post, without which nobody would be there.
func (s *site) first(a *assignment) bool {
	for _, b := range s.assignments {
		if b.post == a.post {
			return b == a
		}
	}
	return false
}

// second gives some a second post at another site, as small sites share an engineer or a records keeper.
func (p *plan) second(d dice) {
	for _, code := range []string{"REC", "FIN", "ENVS", "SECS", "RENO", "ENGS"} {
		for i, s := range p.sites {
			to := p.sites[(i+1)%len(p.sites)]
			if to.company != s.company || !d.chance(45) {
				continue
			}
			for _, a := range s.assignments {
				if a.post == code && a.until == "" && a.staff.status == "ACTIVE" {
					to.assignments = append(to.assignments, &assignment{staff: a.staff, post: code, since: d.between(earlier(p.ago(0, 9, 0), p.today), p.ago(0, 2, 0)), side: true})
					last := to.assignments[len(to.assignments)-1]
					if last.since < a.since {
						last.since = a.since
					}
					break
				}
			}
		}
	}
}

// here lists who holds a post at the site on a day.
func (s *site) here(day, code string) []*person {
	on := s.days[day]
	if on == nil {
		on = &onDuty{map[string][]*person{}}
		for _, a := range s.assignments {
			if a.on(day) && a.staff.status != "SUSPENDED" {
				on.by[a.post] = append(on.by[a.post], a.staff)
			}
		}
		s.days[day] = on
	}
	return on.by[code]
}

// user is who signs in. Most have no password: they would come through the company's own sign-in.
type user struct {
	id          ident.ID
	login, name string
	staff       *person
	grants      []grant
	disabled    bool
}

type grant struct {
	id   ident.ID
	role tenants.Role
	node ident.ID
}

// accounts gives everybody who works on tickets an account in his role at the sites where he works.
func (p *plan) accounts() {
	roles := map[string]tenants.Role{}
	for _, o := range handbook {
		roles[o.code] = o.role
	}
	for _, s := range p.sites {
		for _, a := range s.assignments {
			role := roles[a.post]
			if role == "" {
				continue
			}
			u := a.staff.user
			if u == nil {
				u = &user{login: strings.ToLower(a.staff.no), name: a.staff.name, staff: a.staff, disabled: a.staff.status == "LEFT" || a.staff.status == "SUSPENDED"}
				a.staff.user = u
				a.staff.head = role == manager
				p.users = append(p.users, u)
			}
			if a.on(p.today) {
				u.allow(role, s.id)
			}
		}
	}
	first := p.sites[0].director()
	first.user.login = siteLogin
	head := 0
	for _, seat := range seats {
		if seat.login == siteLogin {
			continue
		}
		u := &user{login: seat.login, name: seat.name, staff: p.staff[head]}
		u.staff.user = u
		head++
		p.users = append(p.users, u)
	}
}

// allow gives a grant, once.
func (u *user) allow(role tenants.Role, node ident.ID) {
	for _, g := range u.grants {
		if g.role == role && g.node == node {
			return
		}
	}
	u.grants = append(u.grants, grant{role: role, node: node})
}

// director is who heads the site; his post does not change hands in the year.
func (s *site) director() *person {
	for _, a := range s.assignments {
		if a.post == "DIR" {
			return a.staff
		}
	}
	panic("demo: " + s.code + " has no director")
}
