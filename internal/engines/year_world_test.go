package engines_test

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/unit"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/engines"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/tenants"
)

type in = map[string]any

// begin and end are the year. Nobody does anything after midnight of its last day; the jobs see that day and its month through.
var begin, midnight, end = local("2025-12-01 00:05"), local("2026-12-01 00:00"), local("2026-12-01 06:00")

// year is a small group as it lives through twelve months: the hub with its jobs, people who do things at their times, and
// the tally that the test keeps of it all.
type year struct {
	*engines.All
	*tally
	t       *testing.T
	db      *data.DB
	dice    *rand.Rand
	now     time.Time
	queue   queue
	sites   []*site
	quality *tenants.Viewer
	centre  *tenants.Viewer
	posts   map[string]*gen.Post
	above   []ident.ID // the organisation and its company
	yearly  map[string]*gen.DutyTemplate
}

// site is a community with its people by their posts.
type site struct {
	*gen.Community
	units  []*gen.Unit
	staff  map[string]ident.ID
	head   *tenants.Viewer
	clerk  *tenants.Viewer
	worker *tenants.Viewer
}

// post is a job of the handbook; nobody in particular holds those of the company.
type post struct{ code, title, above string }

var handbook = []post{
	{"DGM", "副总经理", ""}, {"HCC", "投诉处理专员", "DGM"}, {"DIR", "主任", "DGM"}, {"CSS", "客服主管", "DIR"}, {"DESK", "前台客服", "CSS"},
	{"REC", "资料管理员", "CSS"}, {"ENGS", "工程主管", "DIR"}, {"REPL", "维修班长", "ENGS"}, {"REP", "维修员", "REPL"},
}

// vacant tells whether nobody holds a post of a site on a day: the second had no supervisor in spring, the third has no
// leader of its repairers at all.
func vacant(s *site, post string, at time.Time) bool {
	spring := !at.Before(local("2026-03-01 00:00")) && at.Before(local("2026-06-01 00:00"))
	return post == "CSS" && s.Code == "B" && spring || post == "REPL" && s.Code == "C"
}

// found writes the group into the database: the organisation, its people and their homes.
func found(t *testing.T, db *data.DB, seed uint64) *year {
	y := &year{All: engines.New(db), tally: newTally(), t: t, db: db, dice: rand.New(rand.NewPCG(seed, 1)), now: begin,
		posts: map[string]*gen.Post{}, yearly: map[string]*gen.DutyTemplate{}}
	y.Visits.Seed = func() int64 { return 1 + y.dice.Int64N(1<<31-1) }
	err := db.Tx(datatest.System(t), func(ctx context.Context, c *gen.Client) error {
		y.sites = nil // a transaction may be tried again
		o, err := c.Organization.Create().SetCode("G").SetName("示范物业集团").Save(ctx)
		if err != nil {
			return err
		}
		co, err := c.Company.Create().SetCode("C1").SetName("深圳公司").SetOrganizationID(o.ID).Save(ctx)
		if err != nil {
			return err
		}
		y.above = []ident.ID{o.ID, co.ID}
		for _, p := range handbook {
			create := c.Post.Create().SetCode(p.code).SetTitle(p.title)
			if p.above != "" {
				create.SetReportsToID(y.posts[p.above].ID)
			}
			if y.posts[p.code], err = create.Save(ctx); err != nil {
				return err
			}
		}
		for i, name := range []string{"海湾花园", "翠湖苑", "云山居"} {
			s := &site{staff: map[string]ident.ID{}}
			if err := s.found(ctx, c, y.posts, co, string(rune('A'+i)), name); err != nil {
				return err
			}
			y.sites = append(y.sites, s)
		}
		return y.calendar(ctx, c)
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range y.sites {
		here := tenants.Some(s.ID).Along([]ident.ID{y.above[0], y.above[1], s.ManagementOfficeID}, nil)
		as := func(n int, role tenants.Role, post string) *tenants.Viewer {
			return tenants.NewViewer(ident.ID(10*i+n), s.staff[post], s.Code+post, []tenants.Grant{{Role: role, Scope: here}})
		}
		s.head, s.clerk, s.worker = as(11, tenants.SiteManager, "DIR"), as(12, tenants.SiteStaff, "DESK"), as(13, tenants.SiteStaff, "REP")
	}
	whole := func(role tenants.Role) *tenants.Viewer {
		return tenants.NewViewer(1, 0, string(role), []tenants.Grant{{Role: role, Scope: tenants.Whole()}})
	}
	y.quality, y.centre = whole(tenants.QualityDept), whole(tenants.ComplaintCentre)
	return y
}

// found writes one site: twenty homes and somebody on each post.
func (s *site) found(ctx context.Context, c *gen.Client, posts map[string]*gen.Post, co *gen.Company, code, name string) error {
	office, err := c.ManagementOffice.Create().SetCode("M" + code).SetName(name + "管理处").SetCompanyID(co.ID).Save(ctx)
	if err != nil {
		return err
	}
	if s.Community, err = c.Community.Create().SetCode(code).SetName(name).SetManagementOfficeID(office.ID).SetStatus("OPERATING").Save(ctx); err != nil {
		return err
	}
	e, err := c.Estate.Create().SetCommunityID(s.ID).SetCode("E1").SetName("一期").Save(ctx)
	if err != nil {
		return err
	}
	b, err := c.Building.Create().SetCommunityID(s.ID).SetEstateID(e.ID).SetCode("1").SetName("1栋").SetFloors(10).Save(ctx)
	if err != nil {
		return err
	}
	for i := range homes {
		u, err := c.Unit.Create().SetCommunityID(s.ID).SetBuildingID(b.ID).SetPropertyNo(fmt.Sprintf("1-%d0%d", i/2+1, i%2+1)).SetFloor(i/2 + 1).
			SetDoorNo(fmt.Sprintf("%d0%d", i/2+1, i%2+1)).SetArea(80).SetOccupancy(unit.OccupancyOCCUPIED).Save(ctx)
		if err != nil {
			return err
		}
		s.units = append(s.units, u)
	}
	for _, p := range handbook[2:] {
		m, err := c.Staff.Create().SetCompanyID(co.ID).SetStaffNo(code + "-" + p.code).SetName(code + p.title).SetPhone("13700137000").SetStatus("ACTIVE").Save(ctx)
		if err != nil {
			return err
		}
		s.staff[p.code] = m.ID
		hold := func() *gen.AssignmentCreate {
			return c.Assignment.Create().SetCommunityID(s.ID).SetStaffID(m.ID).SetPostID(posts[p.code].ID)
		}
		switch {
		case code == "C" && p.code == "REPL":
		case code == "B" && p.code == "CSS":
			if err := hold().SetSince("2024-01-01").SetUntil("2026-02-28").Exec(ctx); err != nil {
				return err
			}
			err = hold().SetSince("2026-06-01").Exec(ctx)
		default:
			err = hold().SetSince("2024-01-01").Exec(ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// homes is how many each site has.
const homes = 20

// as is somebody's context, now.
func (y *year) as(v *tenants.Viewer) context.Context {
	return moment.With(tenants.WithViewer(y.t.Context(), v), y.now)
}

// behind is the test's own, which sees everything.
func (y *year) behind() context.Context { return moment.With(datatest.System(y.t), y.now) }

// chance is true so many times in a hundred.
func (y *year) chance(percent int) bool { return y.dice.IntN(100) < percent }

// fine ends the test where somebody was refused.
func (y *year) fine(errs []*fault.UserError, err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatalf("%s: %v", y.now.In(zone), err)
	}
	for _, e := range errs {
		y.t.Fatalf("%s: %s %s: %s", y.now.In(zone), e.Field, e.Code, e.Message)
	}
}

// step is something somebody does a while after what he did before.
type step struct {
	after time.Duration
	do    func()
}

// plan has steps done one after another from a time on. What would be done after the end of the year is not.
func (y *year) plan(from time.Time, steps ...step) {
	if len(steps) == 0 {
		return
	}
	y.at(from.Add(steps[0].after), func() {
		steps[0].do()
		y.plan(y.now, steps[1:]...)
	})
}

func (y *year) at(when time.Time, do func()) {
	if y.queue.said++; when.Before(midnight) {
		heap.Push(&y.queue, event{when, y.queue.said, do})
	}
}

// live goes through the year: before anything is done the jobs have run till then.
func (y *year) live() {
	next := y.now
	for {
		for ; y.queue.Len() == 0 || !next.After(y.queue.all[0].at); next = stop(next) {
			if y.now = next; !next.Before(end) {
				y.jobs(true)
				return
			}
			y.jobs(true)
		}
		e := heap.Pop(&y.queue).(event)
		y.now = e.at
		y.jobs(false)
		e.do()
	}
}

// stop is the next time all jobs are run, whether anybody does anything or not: in the morning, in the afternoon, and at the
// end of the day, since whoever holds a post today is told of what runs out today.
func stop(t time.Time) time.Time {
	night := tomorrow(t)
	switch hour := t.In(zone).Hour(); {
	case hour < 6:
		return night.Add(-18 * time.Hour)
	case hour < 14:
		return night.Add(-10 * time.Hour)
	case hour < 23:
		return night.Add(-30 * time.Second)
	}
	return night.Add(6 * time.Hour)
}

// jobs runs the hub's own: all of them, or those that look every few seconds.
func (y *year) jobs(all bool) {
	ctx := moment.With(y.t.Context(), y.now)
	for y.db.Client.Clock.Query().Where(clock.NextAtLT(y.now)).ExistX(y.behind()) {
		y.run(ctx, y.Watch.Job().Do)
	}
	if !all {
		return
	}
	for _, j := range y.Jobs() {
		y.run(ctx, j.Do)
	}
	y.drawn()
}

func (y *year) run(ctx context.Context, do func(context.Context) (bool, error)) {
	for more := true; more; {
		var err error
		if more, err = do(ctx); err != nil {
			y.t.Fatal(err)
		}
	}
}

// queue is what people are about to do, the earliest first; of one time what was said first.
type queue struct {
	all  []event
	said int
}

type event struct {
	at  time.Time
	seq int
	do  func()
}

func (q *queue) Len() int { return len(q.all) }
func (q *queue) Less(i, j int) bool {
	a, b := q.all[i], q.all[j]
	return a.at.Before(b.at) || a.at.Equal(b.at) && a.seq < b.seq
}
func (q *queue) Swap(i, j int) { q.all[i], q.all[j] = q.all[j], q.all[i] }
func (q *queue) Push(x any)    { q.all = append(q.all, x.(event)) }
func (q *queue) Pop() any {
	last := q.all[len(q.all)-1]
	q.all = q.all[:len(q.all)-1]
	return last
}
