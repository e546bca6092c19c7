package surveys

import (
	"context"
	"fmt"

	"estatehub/ent/gen"
	"estatehub/ent/gen/survey"
	"estatehub/ent/noun"
	"estatehub/internal/fault"
	"estatehub/internal/lifecycle"
	"estatehub/internal/nonconformity"
	"estatehub/internal/policy"
	"estatehub/internal/register"
)

// usual is how many surveys a year the sources know (K-10): one is owed, a second is free.
const usual = 2

// The lengths of texts, as the columns have them.
const (
	maxTitle = 120
	maxText  = 4000
)

// Design makes a new round. Rounds of a year are held in their order, at most two or as many as survey.times_per_year asks
// for.
func (d *Desk) Design(ctx context.Context, input map[string]any) (*Payload, error) {
	return payload(d.register.Open(ctx, input, func(ctx context.Context, c *register.Change) error {
		in := c.Input
		title := in.Text("title", maxTitle)
		if title == "" && !in.Refused() {
			in.Refuse("title", fault.BadInput, "a text that is not empty", "不能为空")
		}
		zone, err := d.Policies.Zone(ctx)
		if err != nil {
			return err
		}
		this := int64(c.At.In(zone).Year())
		year, ok := in.Int("year", this-1, this+1)
		if !ok && !in.Refused() {
			in.Refuse("year", fault.BadInput, "a value is required", "必填")
		}
		if in.Refused() {
			return nil
		}
		p, err := d.policies(ctx, c.Site)
		if err != nil {
			return err
		}
		held, err := c.Client.Survey.Query().Where(survey.CommunityID(c.Site), survey.Year(int(year))).Count(ctx)
		if err != nil {
			return err
		}
		next, fits := int64(held+1), int64(max(usual, p.Get(policy.SurveyTimesPerYear).Int()))
		if next > fits {
			in.Refuse("year", fault.Conflict, fmt.Sprintf("%d has its %d surveys already (K-10, survey.times_per_year)", year, fits), fmt.Sprintf("%d 年的 %d 次调查均已安排（K-10，survey.times_per_year）", year, fits))
			return nil
		}
		if round, given := in.Int("round", 1, 12); given && round != next {
			in.Refuse("round", fault.Conflict, fmt.Sprintf("the next round of %d is %d", year, next), fmt.Sprintf("%d 年的下一轮次为 %d", year, next))
		}
		return set(c, map[string]any{
			"year": int(year), "round": int(next), "title": title, "opened_at": c.At, "base": p.Get(policy.SurveySendBase).Text,
		})
	}))
}

// Approve says who approved the questionnaire: as a rule the owners' joint representative committee.
func (d *Desk) Approve(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Approve, input, func(_ context.Context, c *register.Change) error {
		return c.Set("approved_by", c.Input.Text("approvedBy", maxTitle))
	})
}

// Count ends collecting. What comes in later is refused, because the figures stand.
func (d *Desk) Count(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Count, input, func(_ context.Context, c *register.Change) error {
		d.meet(c, RuleCount)
		return c.Set("counted_at", c.At)
	})
}

// Report says that the figures went to the general manager, his deputy and the departments.
func (d *Desk) Report(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Report, input, nothing)
}

func nothing(context.Context, *register.Change) error { return nil }

// Analyse keeps what the analysis meeting found, and raises a nonconformity for each main improvement item (K-16).
func (d *Desk) Analyse(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Analyse, input, func(ctx context.Context, c *register.Change) error {
		p, err := d.policies(ctx, c.Site)
		if err != nil {
			return err
		}
		s := c.Row.(*gen.Survey)
		all, err := d.results(ctx, c.Client, []*gen.Survey{s})
		if err != nil {
			return err
		}
		c.Then(func(ctx context.Context) error {
			for _, b := range all[0].Improvements {
				if !b.Main {
					continue
				}
				_, err := nonconformity.Raise(ctx, c.Client, p, nonconformity.Trigger{
					Site: c.Site, Source: "SURVEY", Topic: string(b.Item), Key: nonconformity.SurveyKey(s.ID, string(b.Item)), Survey: s.ID,
					Description: Improvement(s.Year, s.Round, b),
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		return c.Set("analysis", c.Input.Text("analysis", maxText))
	})
}

// Improvement says what a main improvement item is, as its nonconformity has it.
func Improvement(year, round int, b Bar) string {
	return fmt.Sprintf("%d 年第 %d 次满意度调查主要改进项：%s，不满意 %d 份，累计占 %.0f%%", year, round, b.TitleZh(), b.Dissatisfied, 100*b.Cumulative)
}

// Publish says that the measures were posted on the board, and what they are.
func (d *Desk) Publish(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Publish, input, func(_ context.Context, c *register.Change) error {
		d.meet(c, RulePublish)
		return set(c, map[string]any{"measures": c.Input.Text("measures", maxText), "published_at": c.At})
	})
}

// Track says that the measures are being followed.
func (d *Desk) Track(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Track, input, nothing)
}

// Close ends it, once all it raised is closed.
func (d *Desk) Close(ctx context.Context, input map[string]any) (*Payload, error) {
	return d.move(ctx, lifecycle.Close, input, func(ctx context.Context, c *register.Change) error {
		open, err := c.Row.(*gen.Survey).QueryNonconformities().Where(openOnes(c.Site)...).Count(ctx)
		if err == nil && open > 0 {
			c.Input.Refuse("id", fault.WrongState, fmt.Sprintf("%d of the nonconformities it raised are open", open), fmt.Sprintf("仍有 %d 项由其提出的不合格未关闭", open))
		}
		return err
	})
}

var responseNoun, answerNoun = named("SurveyResponse"), named("SurveyAnswer")

func named(name string) *noun.Noun { return gen.Nouns.Named(name) }
