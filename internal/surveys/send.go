package surveys

import (
	"context"
	"fmt"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/household"
	"estatehub/ent/gen/nonconformity"
	"estatehub/ent/gen/predicate"
	"estatehub/ent/gen/survey"
	"estatehub/ent/gen/unit"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/register"
	"estatehub/internal/store"
)

// LongTermDays is how long a household must have lived in its home to be a long-term one (G-32).
const LongTermDays = 180

// maxExcept is how many homes can be left out by name.
const maxExcept = 1000

// Send makes one questionnaire for each household the survey is meant for, but those that are left out: who cannot be
// reached counts as meant and not sent (K-11, K-12).
func (d *Desk) Send(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Send, input, func(ctx context.Context, c *register.Change) error {
		s := c.Row.(*gen.Survey)
		busy, err := c.Client.Survey.Query().Where(survey.CommunityID(c.Site), survey.IDNEQ(s.ID), survey.StateIn(survey.StateSENT, survey.StateCOLLECTING)).Exist(ctx)
		if err != nil {
			return err
		}
		if busy {
			c.Input.Refuse("id", fault.Conflict, "another survey of this community is still out: count it first", "本小区尚有调查未统计，请先完成统计")
		}
		p, err := d.policies(ctx, c.Site)
		if err != nil {
			return err
		}
		zone, err := d.Policies.Zone(ctx)
		if err != nil {
			return err
		}
		meant, err := homes(ctx, c.Client, s, c.At, zone)
		if err != nil {
			return err
		}
		if len(meant) == 0 {
			c.Input.Refuse("id", fault.Conflict, "there is no household to send it to", "没有可发放问卷的住户")
		}
		sent := without(c, meant, input["exceptUnitIds"])
		if c.Input.Refused() {
			return nil
		}
		ids := make([]ident.ID, len(sent))
		for i := range ids {
			if ids[i], err = store.NextID(ctx, c.Site.Slot(), responseNoun.Kind); err != nil {
				return err
			}
		}
		c.Then(func(ctx context.Context) error { return d.post(ctx, c, ids, sent) })
		d.begin(c, RulePublish)
		return set(c, map[string]any{
			"target": len(meant), "sent": len(sent), "sent_at": c.At, "return_target": p.Get(policy.SurveyReturnTarget).Float(),
		})
	})
}

// homes are the units a survey is meant for, in the order of their ids. A parking space is nobody's home.
func homes(ctx context.Context, c *gen.Client, s *gen.Survey, at time.Time, zone *time.Location) (ids []ident.ID, err error) {
	if s.Base == survey.BaseOCCUPIED {
		return c.Unit.Query().Where(unit.CommunityID(s.CommunityID), unit.OccupancyIn(unit.OccupancyOCCUPIED, unit.OccupancyLET), unit.UseNEQ(unit.UsePARKING)).Order(unit.ByID()).IDs(ctx)
	}
	today, since := moment.Day(at, zone), moment.Day(at.AddDate(0, 0, -LongTermDays), zone)
	all, err := c.Household.Query().Where(household.CommunityID(s.CommunityID), household.SinceLTE(since),
		household.Or(household.UntilIsNil(), household.UntilGTE(today))).Select(household.FieldID, household.FieldCommunityID, household.FieldUnitID).All(ctx)
	for _, h := range all {
		ids = append(ids, h.UnitID)
	}
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// without takes the homes out that are named by an argument.
func without(c *register.Change, meant []ident.ID, raw any) []ident.ID {
	if coerce.Plain(raw) == nil {
		return meant
	}
	list := coerce.List(raw)
	if len(list) > maxExcept {
		c.Input.Refuse("exceptUnitIds", fault.BadInput, fmt.Sprintf("at most %d homes", maxExcept), fmt.Sprintf("最多 %d 户", maxExcept))
		return meant
	}
	out := map[ident.ID]bool{}
	for i, raw := range list {
		id, ok := raw.(ident.ID)
		if s, isText := raw.(string); isText {
			id, ok = ident.Parse(s)
		}
		if _, found := slices.BinarySearch(meant, id); !ok || !found {
			c.Input.Refuse(fmt.Sprintf("exceptUnitIds.%d", i), fault.NotFound, "not among the homes it is meant for", "不在发放范围内")
			continue
		}
		out[id] = true
	}
	sent := slices.DeleteFunc(slices.Clone(meant), func(id ident.ID) bool { return out[id] })
	if len(sent) == 0 && !c.Input.Refused() {
		c.Input.Refuse("exceptUnitIds", fault.BadInput, "nobody would be left", "没有剩余的发放对象")
	}
	return sent
}

// post writes the questionnaires.
func (d *Desk) post(ctx context.Context, c *register.Change, ids, units []ident.ID) error {
	b, err := d.DB.NewBulk(ctx, responseNoun, "survey_id", "unit_id", "sent_at")
	if err != nil {
		return err
	}
	for i, u := range units {
		if err := b.Add(ctx, ids[i], c.Saved.Ident(), u, c.At); err != nil {
			return err
		}
	}
	_, err = b.Close(ctx)
	return err
}

// openOnes are the nonconformities of a community that are open.
func openOnes(site ident.ID) []predicate.Nonconformity {
	return []predicate.Nonconformity{nonconformity.CommunityID(site), nonconformity.Open(true)}
}
