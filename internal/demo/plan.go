package demo

import (
	"math/rand/v2"
	"time"

	"estatehub/internal/ident"
	"estatehub/internal/policy"
	"estatehub/internal/workdays"
)

// plan is the whole portfolio in memory, before anything is written: a transaction that has to run again writes the same
// rows again, and the ids are known before it begins.
type plan struct {
	now       time.Time
	today     string
	phones    int
	sites     []*site
	staff     []*person
	users     []*user
	posts     []post
	routines  []*routine
	root      ident.ID
	companies []ident.ID
	rulings   []*ruling
	table     *policy.Table
	calendars [][]ident.ID // by year: the calendar, then its days
	worked    *workdays.Calendar
	drawn     map[ident.ID]bool
	ids       *rand.Rand
}

// site is a community with what belongs to it. Rows refer to each other by pointer; ids come when all are counted.
type site struct {
	*spec
	id             ident.ID
	office         ident.ID
	opened         string // the first phase's move-in
	zones          []*zoned
	phases         []*estate
	units          []*unit
	owners         []*owner
	ownerships     []*ownership
	households     []*household
	members        []*member
	tenancies      []*tenancy
	bills          []*bill
	assignments    []*assignment
	establishments []ident.ID
	tickets        []*ticket
	escalations    []*escalation
	came           map[matterOf][]*ticket // by what they are about, in order
	samples        []*sample
	visits         []*visit
	deadlines      []*deadline // of visits, surveys and duties
	surveys        []*questionnaires
	faults         []*fault
	days           map[string]*onDuty
	tasks          []*task
	remarks        []*remark
	files          []*file
	log            map[string][]*remark // by the day
}

type zoned struct {
	id   ident.ID
	code string
	name string
}

type estate struct {
	id ident.ID
	*phase
	moveIn    string
	buildings []*building
}

type building struct {
	id         ident.ID
	code, name string
	*block
	zone   *zoned
	estate *estate
}

type unit struct {
	id                   ident.ID
	no, entrance, door   string
	floor                int
	layout               layout
	surveyed             float64
	occupancy            string
	keys                 bool
	building             *building
	ownerships           []*ownership // in the order of time
	household, formerly  *household
	tenancy              *tenancy
	ownedSince, movedDay string
}

type owner struct {
	id                          ident.ID
	name, kind, phone, birthday string
	occupation, employer, hobby string
	profile, care, surname      string
	female                      bool
}

type ownership struct {
	id           ident.ID
	unit         *unit
	owner        *owner
	share        int
	since, until string
}

type household struct {
	id                        ident.ID
	unit                      *unit
	head, phone, since, until string
	size                      int
}

type member struct {
	id                              ident.ID
	household                       *household
	name, relation, phone, birthday string
}

type tenancy struct {
	id                                 ident.ID
	unit                               *unit
	lessee, phone, since, until, state string
	rent, deposit                      int64
}

// organisation ids are drawn, not counted, as the hub's own are: but from dice that fall alike every time.
func (p *plan) draw(kind ident.Kind) ident.ID {
	for {
		id := ident.New(0, kind, 1+p.ids.Int64N(ident.MaxCounter))
		if !p.drawn[id] {
			p.drawn[id] = true
			return id
		}
	}
}

// contracted is the plan of everything: the property, who owns it and lives in it, who works there and what happened.
func contracted(now time.Time) *plan {
	p := &plan{now: now.UTC().Truncate(time.Second), drawn: map[ident.ID]bool{}, ids: throw("ids").Rand}
	p.today = day(p.now)
	for i := range sites {
		s := &site{spec: &sites[i], id: ident.Community(sites[i].slot), days: map[string]*onDuty{}, came: map[matterOf][]*ticket{}}
		p.sites = append(p.sites, s)
		p.build(s, throw("property "+s.code))
		p.settle(s, throw("residents "+s.code))
		p.charge(s, throw("bills "+s.code))
	}
	p.hire(throw("staff"))
	return p
}
