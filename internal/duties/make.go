package duties

import (
	"context"
	"fmt"
	"hash/fnv"
	"log/slog"
	"slices"
	"sync"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/clock"
	"estatehub/ent/gen/community"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/ent/gen/unit"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/store"
	"estatehub/tenants"
)

const (
	// sitesPerRun is how many communities are looked at before the job comes up for air.
	sitesPerRun = 5
	// rowsPerTx is how many instances are written at once.
	rowsPerTx = 1000
)

// Maker makes the instances of templates ahead of time: through the end of the next month, those of a year a year ahead,
// those of units that are being renovated for today and tomorrow, since nobody knows longer which units these are. An
// instance that has not begun and is not what its template says now is made anew; one that has begun stays what it was.
//
// Any number of nodes may run it. Each plans from what there is, and the unique index of community, template, period and
// slot lets only one write: the other plans again and finds nothing left to do.
type Maker struct {
	DB *data.DB
	// Calendar knows working days; nil: Monday to Friday.
	Calendar func(context.Context) (Days, error)
	// Policies are what is in force at a site, which goes before what the templates say; nil: nothing is.
	Policies *policy.Book
	// Begun is told of a new instance whose template names a deadline; nil where nobody listens.
	Begun func(ctx context.Context, c *gen.Client, site, duty ident.ID, rule string, at, due time.Time) error

	mu   sync.Mutex
	last ident.ID            // of the communities, in the order of their ids; 0 before the first
	done map[ident.ID]uint64 // by community: what it was last planned from
}

// Make does the next few communities. More says that the round is not over.
func (m *Maker) Make(ctx context.Context) (more bool, err error) {
	ctx = tenants.System(ctx, "duties: make the instances of every community")
	m.mu.Lock()
	defer m.mu.Unlock()
	r, err := m.round(ctx)
	if err != nil {
		return false, err
	}
	// Only these: all communities, read for each few of them, are the more work the more there are, squared.
	sites, err := m.DB.Client.Community.Query().Where(community.IDGT(m.last)).Order(community.ByID()).Limit(sitesPerRun).All(ctx)
	if err != nil {
		return false, err
	}
	for _, s := range sites {
		m.last = s.ID // done or not: one community's trouble is not the others'
		if err := m.site(ctx, r, s); err != nil {
			return true, fmt.Errorf("duties: community %s: %w", s.Code, err)
		}
	}
	if len(sites) < sitesPerRun {
		m.last = 0
		return false, nil
	}
	return true, nil
}

// round is what all communities have in common.
type round struct {
	at     time.Time
	today  time.Time // a day of the calendar
	zone   *time.Location
	days   Days
	all    []*ruled
	wanted map[string][][]Instance // by what is tuned at a site: for each of all what it wants now
}

// ruled is a template with its rules.
type ruled struct {
	*gen.DutyTemplate
	rules *Template
	at    time.Time
}

func (m *Maker) round(ctx context.Context) (*round, error) {
	zone, err := moment.Zone(ctx, m.DB.Client)
	if err != nil {
		return nil, err
	}
	r := &round{at: moment.Now(ctx), zone: zone}
	if m.Calendar != nil {
		if r.days, err = m.Calendar(ctx); err != nil {
			return nil, err
		}
	}
	r.today = PeriodOf("DAILY", r.at.In(zone)).First
	templates, err := m.DB.Client.DutyTemplate.Query().Order(dutytemplate.ByID()).All(ctx)
	if err != nil {
		return nil, err
	}
	r.wanted = map[string][][]Instance{}
	for _, t := range templates {
		w := &ruled{DutyTemplate: t, at: r.at}
		if w.rules, err = of(t); err != nil { // somebody wrote it past the API: the others go on
			slog.ErrorContext(ctx, "duties: a template cannot be read", "template", t.Code, "error", err)
			continue
		}
		r.all = append(r.all, w)
	}
	return r, nil
}

// wants are, for each template, the instances there must be at a site where policies are in force.
func (r *round) wants(set *policy.Set) [][]Instance {
	t := tuningOf(set)
	key := t.String()
	if all, known := r.wanted[key]; known {
		return all
	}
	all := make([][]Instance, len(r.all))
	for i, w := range r.all {
		if w.Active {
			all[i] = r.ofTemplate(t.apply(w.Code, w.rules), w.PerUnit)
		}
	}
	r.wanted[key] = all
	return all
}

// ofTemplate are the instances of one template there must be now: those that are due from now on.
func (r *round) ofTemplate(t *Template, perUnit bool) []Instance {
	first := PeriodOf(t.Frequency, r.today).First
	last := time.Date(r.today.Year(), r.today.Month()+2, 0, 0, 0, 0, 0, time.UTC)
	switch {
	case perUnit:
		last = r.today.AddDate(0, 0, 1)
	case t.Frequency == "YEARLY":
		last = r.today.AddDate(1, 0, 0)
	}
	first = PeriodOf(t.Frequency, first.AddDate(0, 0, -1)).First // one that is over may be due now: the next day 5
	return slices.DeleteFunc(Instances(t, first, last, r.days, r.zone), func(i Instance) bool { return !i.Due.After(r.at) })
}

// site makes what a community lacks.
func (m *Maker) site(ctx context.Context, r *round, s *gen.Community) error {
	operates := s.Status == community.StatusOPERATING || s.Status == community.StatusMOVE_IN
	var units []ident.ID
	if operates && slices.ContainsFunc(r.all, func(t *ruled) bool { return t.PerUnit && t.Active }) {
		var err error
		units, err = m.DB.Client.Unit.Query().Where(unit.CommunityID(s.ID), unit.OccupancyEQ(unit.OccupancyRENOVATING)).Order(unit.ByID()).Limit(maxSlots).IDs(ctx)
		if err != nil {
			return err
		}
	}
	set := policy.Defaults()
	if m.Policies != nil {
		var err error
		if set, err = m.Policies.At(ctx, s.ID, r.at); err != nil {
			return err
		}
	}
	wants := make([][]Instance, len(r.all))
	if operates {
		wants = r.wants(set)
	}
	digest := r.digest(wants, units)
	if m.done[s.ID] == digest {
		return nil
	}
	for n := 0; ; n++ {
		p, err := m.plan(ctx, r, s.ID, wants, units)
		if err == nil {
			err = m.write(ctx, p, s.ID)
		}
		if err == nil {
			break
		}
		if c := store.Classify(err); n >= maxRaces || c == nil || c.Rule != store.Unique {
			return err
		} // another node was faster
	}
	if m.done == nil {
		m.done = map[ident.ID]uint64{}
	}
	m.done[s.ID] = digest
	return nil
}

// digest tells what a site is planned from, so that it is planned again only where that is another.
func (r *round) digest(wants [][]Instance, units []ident.ID) uint64 {
	h := fnv.New64a()
	_, _ = fmt.Fprintln(h, r.today, units)
	for i, t := range r.all {
		_, _ = fmt.Fprintln(h, t.ID, t.Kind, t.Frequency, t.PerUnit)
		for _, w := range wants[i] {
			_, _ = fmt.Fprintln(h, w.Period, w.Slot, w.Remind.Unix(), w.Due.Unix())
		}
	}
	return h.Sum64()
}

// plan is what must change in a community.
type plan struct {
	add  []addition
	drop []ident.ID // not begun, and not what is wanted
}

type addition struct {
	*ruled
	Instance
	unit ident.ID // 0 where it is not about one
}

// slotKey says which instance of a template it is; the unit counts where there is one for each.
type slotKey struct {
	period string
	slot   int
	unit   ident.ID
}

func (m *Maker) plan(ctx context.Context, r *round, site ident.ID, wants [][]Instance, units []ident.ID) (*plan, error) {
	ahead, err := m.DB.Client.Duty.Query().Where(duty.CommunityID(site), duty.DueAtGT(r.at)).All(ctx)
	if err != nil {
		return nil, err
	}
	of := map[ident.ID][]*gen.Duty{}
	for _, d := range ahead {
		of[d.TemplateID] = append(of[d.TemplateID], d)
	}
	p := &plan{}
	for i, t := range r.all {
		add := p.compare(r, t, wants[i], of[t.ID], units)
		if len(add) == 0 {
			continue
		}
		if add, err = m.absent(ctx, site, t, add); err != nil {
			return nil, err
		}
		p.add = append(p.add, add...)
	}
	slices.Sort(p.drop)
	return p, nil
}

// compare holds what a template wants against what of it is to come: it answers with what is missing, and has dropped what
// is not wanted.
func (p *plan) compare(r *round, t *ruled, wants []Instance, there []*gen.Duty, units []ident.ID) (add []addition) {
	have, slots := map[slotKey]*gen.Duty{}, map[string]int{}
	for _, d := range there {
		have[keyOf(d, t.PerUnit)] = d
		slots[d.Period] = max(slots[d.Period], d.Slot)
	}
	kept := map[slotKey]bool{}
	for _, i := range wants {
		for _, a := range each(t, i, units) {
			k := slotKey{i.Period, i.Slot, a.unit}
			if t.PerUnit {
				k.slot = 0
			}
			kept[k] = true
			d := have[k]
			switch {
			case d == nil && t.PerUnit:
				slots[i.Period]++
				a.Slot = slots[i.Period]
			case d == nil:
			case r.ahead(d) && !(d.DueAt.Equal(i.Due) && d.RemindAt.Equal(i.Remind)):
				p.drop = append(p.drop, d.ID)
				a.Slot = d.Slot
			default:
				continue
			}
			if a.Slot <= maxSlots {
				add = append(add, a)
			}
		}
	}
	for k, d := range have {
		if !kept[k] && r.ahead(d) {
			p.drop = append(p.drop, d.ID)
		}
	}
	return add
}

// absent leaves out those that were there before and whose due time, by another rule, is over.
func (m *Maker) absent(ctx context.Context, site ident.ID, t *ruled, add []addition) ([]addition, error) {
	since := add[0].Period
	for _, a := range add {
		since = min(since, a.Period)
	}
	// Keys of one frequency have the order of time, so that this is a stretch of the unique index.
	over, err := m.DB.Client.Duty.Query().Where(duty.CommunityID(site), duty.TemplateID(t.ID), duty.PeriodGTE(since), duty.DueAtLTE(t.at)).
		Select(duty.FieldPeriod, duty.FieldSlot).All(ctx)
	if err != nil {
		return nil, err
	}
	taken := map[slotKey]bool{}
	for _, d := range over {
		taken[slotKey{d.Period, d.Slot, 0}] = true
	}
	return slices.DeleteFunc(add, func(a addition) bool { return taken[slotKey{a.Period, a.Slot, 0}] }), nil
}

// each is an instance, or one for every unit.
func each(t *ruled, i Instance, units []ident.ID) []addition {
	if !t.PerUnit {
		return []addition{{ruled: t, Instance: i}}
	}
	all := make([]addition, len(units))
	for n, u := range units {
		all[n] = addition{ruled: t, Instance: i, unit: u}
	}
	return all
}

func keyOf(d *gen.Duty, perUnit bool) slotKey {
	k := slotKey{d.Period, d.Slot, 0}
	if perUnit && d.UnitID != nil {
		k.slot, k.unit = 0, *d.UnitID
	}
	return k
}

// ahead tells whether nobody has begun to think of an instance: it may be made anew.
func (r *round) ahead(d *gen.Duty) bool {
	return d.State == scheduled && d.RemindAt.After(r.at) && d.AssigneeID == nil
}

func (m *Maker) write(ctx context.Context, p *plan, site ident.ID) error {
	if len(p.drop) > 0 {
		for ids := range slices.Chunk(p.drop, 500) {
			if err := m.drop(ctx, site, ids); err != nil {
				return err
			}
		}
		// One that stays keeps its slot.
		stay, err := m.DB.Client.Duty.Query().Where(duty.CommunityID(site), duty.IDIn(p.drop...)).All(ctx)
		if err != nil {
			return err
		}
		for _, d := range stay {
			p.add = slices.DeleteFunc(p.add, func(a addition) bool { return a.ID == d.TemplateID && a.Period == d.Period && a.Slot == d.Slot })
		}
	}
	for rows := range slices.Chunk(p.add, rowsPerTx) {
		if err := m.insert(ctx, site, rows); err != nil {
			return err
		}
	}
	return nil
}

// drop deletes instances that nobody has begun to think of, with their deadlines. Those that have a photo stay.
func (m *Maker) drop(ctx context.Context, site ident.ID, ids []ident.ID) error {
	return m.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		ids, err := c.Duty.Query().Where(duty.CommunityID(site), duty.IDIn(ids...), duty.StateEQ(scheduled), duty.AssigneeIDIsNil(), duty.Not(duty.HasAttachments())).IDs(ctx)
		if err != nil || len(ids) == 0 {
			return err
		}
		if _, err := c.Clock.Delete().Where(clock.CommunityID(site), clock.DutyIDIn(ids...)).Exec(ctx); err != nil {
			return err
		}
		_, err = c.Duty.Delete().Where(duty.CommunityID(site), duty.IDIn(ids...)).Exec(ctx)
		return err
	})
}

func (m *Maker) insert(ctx context.Context, site ident.ID, rows []addition) error {
	first, err := m.DB.Reserve(ctx, theNoun, site, len(rows))
	if err != nil {
		return err
	}
	return m.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		b, err := m.DB.NewBulk(ctx, theNoun, "template_id", "kind", "period", "slot", "month", "remind_at", "due_at", "state", "unit_id")
		if err != nil {
			return err
		}
		for i, a := range rows {
			var about any
			if a.unit != 0 {
				about = int64(a.unit)
			}
			err := b.Add(ctx, first+ident.ID(i), int64(a.ID), string(a.Kind), a.Period, a.Slot, a.Month, a.Remind, a.Due, string(scheduled), about)
			if err != nil {
				return err
			}
		}
		if _, err := b.Close(ctx); err != nil {
			return err
		}
		for i, a := range rows {
			if a.ClockRule == nil || m.Begun == nil {
				continue
			}
			if err := m.Begun(ctx, c, site, first+ident.ID(i), *a.ClockRule, a.Remind, a.Due); err != nil {
				return err
			}
		}
		return nil
	})
}
