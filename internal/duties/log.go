package duties

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	mathrand "math/rand/v2"
	"regexp"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutylogentry"
	"estatehub/ent/gen/dutytemplate"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/register"
	"estatehub/tenants"
)

// logMachine is the life of an entry, for the register that opens and edits them: it is assigned and completed in one
// mutation and signed in another, so that it has no verbs of its own.
var logMachine = &lifecycle.Machine{
	Name: "dutyLogEntry", Title: lifecycle.Title{ZH: "值班记录", EN: "entry of the duty log"}, Group: tenants.Duties, Initial: lifecycle.LogOpen,
	Titles: map[lifecycle.State]lifecycle.Title{
		lifecycle.LogOpen: {ZH: "待处理", EN: "Open"}, lifecycle.LogAssigned: {ZH: "已安排", EN: "Assigned"},
		lifecycle.LogDone: {ZH: "已办结", EN: "Done"}, lifecycle.LogSigned: {ZH: "已签阅", EN: "Signed"},
	},
}

func (d *Desk) log() *register.Register { return register.New(d.DB, "DutyLogEntry", logMachine) }

// AddEntry adds an entry to the duty log. One that says how it ended is done at once.
func (d *Desk) AddEntry(ctx context.Context, input map[string]any) (*EntryPayload, error) {
	zone, err := d.zoneOf(ctx)
	if err != nil {
		return nil, err
	}
	row, errs, err := d.log().Open(ctx, input, func(ctx context.Context, c *register.Change) error {
		at := c.Input.Time("at")
		if at.IsZero() {
			at = c.At
		}
		if at.After(c.At) || c.At.Sub(at) > backdated {
			c.Input.Refuse("at", fault.BadInput, "a time of the last 24 hours", "时间应在最近24小时内")
		}
		set := map[string]any{"at": at, "day": moment.Day(at, zone), "month": moment.Month(at, zone)}
		if by := tenants.ViewerFrom(ctx).Staff; by != 0 {
			set["on_duty_id"] = by
		}
		for _, column := range []string{"unit_id", "name", "phone", "matter", "wanted_at"} {
			if v := c.Input.Column(column); v != nil {
				set[column] = v
			}
		}
		if set["matter"] == nil {
			c.Input.Refuse("matter", fault.BadInput, "say what was reported", "请填写事项")
		}
		if err := d.handled(ctx, c, set); err != nil {
			return err
		}
		return sets(c, set)
	})
	return entry(row, errs, err)
}

// CompleteEntry says who sees to an entry, or how it ended. A signed one is not touched.
func (d *Desk) CompleteEntry(ctx context.Context, input map[string]any) (*EntryPayload, error) {
	row, errs, err := d.log().Edit(ctx, input, []lifecycle.State{lifecycle.LogOpen, lifecycle.LogAssigned, lifecycle.LogDone}, func(ctx context.Context, c *register.Change) error {
		set := map[string]any{}
		if err := d.handled(ctx, c, set); err != nil {
			return err
		}
		if len(set) == 0 && !c.Input.Refused() {
			c.Input.Refuse("result", fault.BadInput, "say who sees to it, what was done or how it ended", "请填写经办人、处理经过或处理结果")
		}
		return sets(c, set)
	})
	return entry(row, errs, err)
}

// handled reads what was done about an entry, and what state that brings it to.
func (d *Desk) handled(ctx context.Context, c *register.Change, set map[string]any) error {
	for _, column := range []string{"ticket_id", "handling", "result"} {
		if v := c.Input.Column(column); v != nil {
			set[column] = v
		}
	}
	if id, ok := c.Input.Column("assignee_id").(ident.ID); ok {
		here, err := d.worksAt(ctx, c.Client, c.Site, id)
		if err != nil {
			return err
		}
		if !here {
			c.Input.Refuse("assigneeId", fault.NotFound, "nobody who works in this community", "该员工不在本小区任职")
		}
		set["assignee_id"] = id
	}
	switch {
	case set["result"] != nil:
		set["state"] = string(lifecycle.LogDone)
		if c.From != lifecycle.LogDone {
			set["completed_at"] = c.At
		}
	case set["assignee_id"] != nil && c.From != lifecycle.LogDone:
		set["state"] = string(lifecycle.LogAssigned)
	}
	return nil
}

func entry(row gen.Node, errs []*fault.UserError, err error) (*EntryPayload, error) {
	if err != nil {
		return nil, err
	}
	p := &EntryPayload{UserErrors: errs}
	if errs == nil {
		p.UserErrors = []*fault.UserError{}
		p.DutyLogEntry, _ = row.(*gen.DutyLogEntry)
	}
	return p, nil
}

// SignLog signs the entries of a day that are done, and with the last of them the day's duty W-01: as long as one is not
// done the day is not signed. A day without entries is signed, too: it was read.
func (d *Desk) SignLog(ctx context.Context, input map[string]any) (*LogPayload, error) {
	return d.overLog(ctx, input, func(ctx context.Context, c *gen.Client, w *logWork) error {
		day := w.text("day")
		if _, err := time.Parse(dayLayout, day); err != nil {
			return fault.Refuse(ctx, "input.day", fault.BadInput, "a day, as 2026-01-31", "应为日期，如 2026-01-31")
		}
		if day > moment.Day(w.at, w.zone) {
			return fault.Refuse(ctx, "input.day", fault.BadInput, "the day is still to come", "该日期尚未到来")
		}
		of := c.DutyLogEntry.Query().Where(dutylogentry.CommunityID(w.site), dutylogentry.Day(day))
		all, err := of.Order(dutylogentry.ByAt()).All(ctx)
		if err != nil {
			return err
		}
		var ids []ident.ID
		for _, e := range all {
			switch lifecycle.State(e.State) {
			case lifecycle.LogDone:
				ids = append(ids, e.ID)
			case lifecycle.LogOpen, lifecycle.LogAssigned:
				w.Open++
			}
		}
		if len(ids) > 0 {
			w.Count, err = c.DutyLogEntry.Update().Where(dutylogentry.CommunityID(w.site), dutylogentry.IDIn(ids...), dutylogentry.StateEQ(dutylogentry.State(lifecycle.LogDone))).
				SetState(dutylogentry.State(lifecycle.LogSigned)).SetSignedAt(w.at).SetSignedBy(tenants.ViewerFrom(ctx).Login).Save(ctx)
			if err != nil {
				return err
			}
		}
		if w.Open > 0 {
			return nil
		}
		return w.complete(ctx, c, SignLog, day, func(u *gen.DutyUpdate) {
			u.SetSigner(tenants.ViewerFrom(ctx).Login).SetPopulation(len(all)).SetText(fmt.Sprintf("值班记录 %d 条，已签阅", len(all)))
		})
	})
}

// drawn is the longest list of entries one draw answers with; all that are drawn are marked.
const drawn = 200

var monthly = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

// SampleLog draws the sample of a month by a seed that is kept, so that anybody can draw it again: of the signed entries in
// the order of their ids, those that a permutation by the seed puts first. Below the share of the template it is refused;
// drawn again later in the month it draws anew and never takes a mark away.
func (d *Desk) SampleLog(ctx context.Context, input map[string]any) (*LogPayload, error) {
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		return nil, err
	}
	seed := int64(binary.BigEndian.Uint64(random[:]) >> 1) //nolint:gosec // 63 bits fit
	return d.overLog(ctx, input, func(ctx context.Context, c *gen.Client, w *logWork) error {
		month := w.text("month")
		if !monthly.MatchString(month) || month > moment.Month(w.at, w.zone) {
			return fault.Refuse(ctx, "input.month", fault.BadInput, "a month that has begun, as 2026-01", "应为已开始的月份，如 2026-01")
		}
		t, err := c.DutyTemplate.Query().Where(dutytemplate.Code(SampleLog)).Only(ctx)
		if err != nil && !gen.IsNotFound(err) {
			return err
		}
		first, _ := begins(month)
		share, err := d.share(ctx, w.site, time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, w.zone), t)
		if err != nil {
			return err
		}
		all, err := c.DutyLogEntry.Query().Where(dutylogentry.CommunityID(w.site), dutylogentry.Month(month), dutylogentry.StateEQ(dutylogentry.State(lifecycle.LogSigned))).
			Order(dutylogentry.ByID()).All(ctx)
		if err != nil {
			return err
		}
		population, err := c.DutyLogEntry.Query().Where(dutylogentry.CommunityID(w.site), dutylogentry.Month(month)).Count(ctx)
		if err != nil {
			return err
		}
		need := needed(population, share)
		count := need
		if n := w.number("count"); n != nil {
			count = *n
		}
		switch {
		case population == 0:
			return fault.Refuse(ctx, "input.month", fault.NotFound, "the log of this month has no entries", "该月没有值班记录")
		case count < need:
			return fault.Refuse(ctx, "input.count", fault.BadInput, fmt.Sprintf("at least %d of %d", need, population), fmt.Sprintf("%d 条中至少应抽查 %d 条", population, need))
		case count > len(all):
			return fault.Refuse(ctx, "input.count", fault.WrongState, fmt.Sprintf("only %d of %d entries are signed: have the others signed first", len(all), population),
				fmt.Sprintf("共 %d 条，已签阅 %d 条，请先签阅其余记录", population, len(all)))
		}
		var ids []ident.ID
		for _, i := range Draw(seed, len(all), count) {
			ids = append(ids, all[i].ID)
		}
		if err := c.DutyLogEntry.Update().Where(dutylogentry.CommunityID(w.site), dutylogentry.IDIn(ids...)).SetSampled(true).Exec(ctx); err != nil {
			return err
		}
		w.Count = len(ids)
		w.drawn = ids[:min(len(ids), drawn)]
		return w.complete(ctx, c, SampleLog, month, func(u *gen.DutyUpdate) {
			u.SetPopulation(population).SetSampled(len(ids)).SetSeed(seed).SetText(fmt.Sprintf("值班记录 %d 条，抽查 %d 条", population, len(ids)))
		})
	})
}

// share is what part of a month's log must be looked at: the policy in force when the month began, else what the template
// says.
func (d *Desk) share(ctx context.Context, site ident.ID, at time.Time, t *gen.DutyTemplate) (float64, error) {
	set, err := d.inForce(ctx, site, at)
	if err != nil {
		return 0, err
	}
	v := set.Get(policy.DutylogSampleRate)
	if v.Version == 0 && t != nil && t.SampleShare != nil {
		return *t.SampleShare, nil
	}
	return v.Float(), nil
}

// Draw is a sample of n things of a population, by a seed, in rising order.
func Draw(seed int64, population, n int) []int {
	dice := mathrand.New(mathrand.NewPCG(uint64(seed), 0)) //nolint:gosec // who knows the seed must draw the same
	all := dice.Perm(population)[:n]
	slices.Sort(all)
	return all
}

// logWork is what is being done to the log of a site.
type logWork struct {
	LogPayload
	site  ident.ID
	input map[string]any
	at    time.Time
	zone  *time.Location
	drawn []ident.ID
	duty  ident.ID
}

func (w *logWork) text(name string) string { s, _ := w.input[name].(string); return s }

func (w *logWork) number(name string) *int {
	switch v := w.input[name].(type) {
	case int:
		return &v
	case int64:
		n := int(v)
		return &n
	case *int:
		return v
	}
	return nil
}

// overLog does something to the log of the input's community, for who may change it.
func (d *Desk) overLog(ctx context.Context, input map[string]any, do func(context.Context, *gen.Client, *logWork) error) (*LogPayload, error) {
	zone, err := d.zoneOf(ctx)
	if err != nil {
		return nil, err
	}
	site, errs, err := d.log().Site(ctx, input)
	if err != nil {
		return nil, err
	}
	if errs != nil {
		return &LogPayload{Entries: []*gen.DutyLogEntry{}, UserErrors: errs}, nil
	}
	w := &logWork{}
	err = d.DB.Tx(ctx, func(ctx context.Context, c *gen.Client) error {
		*w = logWork{site: site, input: input, at: moment.Now(ctx), zone: zone}
		return do(ctx, c, w)
	})
	w.Entries = []*gen.DutyLogEntry{}
	if errs := fault.Refused(err); errs != nil {
		return &LogPayload{Entries: w.Entries, UserErrors: errs}, nil
	}
	if err != nil {
		return nil, err
	}
	w.UserErrors = []*fault.UserError{}
	if w.duty != 0 {
		if w.Duty, err = d.DB.Client.Duty.Query().Where(duty.ID(w.duty), duty.CommunityID(site)).Only(ctx); err != nil {
			return nil, err
		}
	}
	if len(w.drawn) > 0 {
		w.Entries, err = d.DB.Client.DutyLogEntry.Query().Where(dutylogentry.CommunityID(site), dutylogentry.IDIn(w.drawn...)).Order(dutylogentry.ByID()).All(ctx)
	}
	return &w.LogPayload, err
}

// complete does the duty of a period that stands for what was done, where the calendar has it and it is not done yet; one
// whose time has run out is made up by it.
func (w *logWork) complete(ctx context.Context, c *gen.Client, code, period string, fill func(*gen.DutyUpdate)) error {
	t, err := c.DutyTemplate.Query().Where(dutytemplate.Code(code)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	row, err := c.Duty.Query().Where(duty.CommunityID(w.site), duty.TemplateID(t.ID), duty.Period(period), duty.Slot(1)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	w.duty = row.ID
	u := c.Duty.Update().Where(duty.ID(row.ID), duty.CommunityID(w.site), duty.StateEQ(row.State))
	fill(u)
	verb := lifecycle.Perform
	if w.at.After(row.DueAt) {
		verb = lifecycle.MakeUp
	}
	step, err := lifecycle.Duty.Step(lifecycle.State(row.State), verb)
	if err == nil { // else it was done before: the figures are those of the last time
		u.SetState(duty.State(step.To)).SetDoneAt(w.at).SetOnTime(verb == lifecycle.Perform)
		if by := tenants.ViewerFrom(ctx).Staff; by != 0 {
			u.SetDoneByID(by)
		}
		if verb == lifecycle.Perform {
			u.ClearPenaltyKey().ClearReason()
		}
	}
	return u.Exec(ctx)
}
