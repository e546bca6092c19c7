package surveys

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/surveyanswer"
	"estatehub/ent/gen/surveyresponse"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
)

// Share is a part of something.
type Share struct {
	Numerator, Denominator int
	// SmallSample marks a denominator below small_sample: one answer more would change much.
	SmallSample bool
}

// Value is the share from 0 to 1; nil where there is nothing it could be a part of.
func (s Share) Value() *float64 {
	if s.Denominator == 0 {
		return nil
	}
	v := float64(s.Numerator) / float64(s.Denominator)
	return &v
}

// Tally is how many gave each mark, in the order of lifecycle.Marks.
type Tally [5]int

// Answered is how many answered at all.
func (t Tally) Answered() (n int) {
	for _, k := range t {
		n += k
	}
	return n
}

// Satisfied is how many are satisfied or very satisfied.
func (t Tally) Satisfied() int { return t[0] + t[1] }

// Dissatisfied is how many are dissatisfied or very dissatisfied.
func (t Tally) Dissatisfied() int { return t[3] + t[4] }

// Item is what households think of one item.
type Item struct {
	Item         surveyanswer.Item
	Tally        Tally
	Satisfaction Share
}

// TitleZh is the Chinese name of the item.
func (i Item) TitleZh() string { return term(i.Item).ZH }

// TitleEn is the English name of the item.
func (i Item) TitleEn() string { return term(i.Item).EN }

// Dissatisfied is how many are dissatisfied with it.
func (i Item) Dissatisfied() int { return i.Tally.Dissatisfied() }

// Marks is how many gave each mark.
func (i Item) Marks() []MarkCount { return i.Tally.marks() }

// Marks is how many gave each mark on the whole.
func (r *Results) Marks() []MarkCount { return r.Overall.marks() }

// MarkCount is how many gave a mark.
type MarkCount struct {
	Mark  surveyanswer.Mark
	Count int
}

func (t Tally) marks() (all []MarkCount) {
	for i, m := range lifecycle.Marks {
		all = append(all, MarkCount{surveyanswer.Mark(m.Code), t[i]})
	}
	return all
}

// term is an item with its names.
func term(item surveyanswer.Item) lifecycle.Term {
	for _, t := range lifecycle.SurveyItems {
		if t.Code == string(item) {
			return t
		}
	}
	return lifecycle.Term{Code: string(item), ZH: string(item), EN: string(item)}
}

// Results are the figures of a survey.
type Results struct {
	Survey       *gen.Survey
	Sending      Share // sent, of those it is meant for (K-11, K-12)
	Recovery     Share // returned, of those sent (K-13 to K-15)
	Satisfaction Share // satisfied on the whole, of those who say (K-34)
	Overall      Tally
	Items        []Item // all ten, in the order of the questionnaire
	Improvements []Bar  // the items that somebody is dissatisfied with, worst first (K-16)
}

// TargetMet tells whether as many came back as should; nil before it is sent.
func (r *Results) TargetMet() *bool {
	v := r.Recovery.Value()
	if v == nil {
		return nil
	}
	met := *v >= r.Survey.ReturnTarget-rounding
	return &met
}

// Results counts surveys, as the viewer may see them, with two statements for all of them together.
func (d *Desk) Results(ctx context.Context, all []*gen.Survey) ([]*Results, error) {
	return d.results(ctx, d.DB.Client, all)
}

func (d *Desk) results(ctx context.Context, c *gen.Client, all []*gen.Survey) ([]*Results, error) {
	if len(all) == 0 {
		return []*Results{}, nil
	}
	var sites, ids []ident.ID
	for _, s := range all {
		sites, ids = append(sites, s.CommunityID), append(ids, s.ID)
	}
	var overall []struct {
		SurveyID     ident.ID `sql:"survey_id"`
		Satisfaction string   `sql:"satisfaction"`
		Count        int      `sql:"count"`
	}
	err := c.SurveyResponse.Query().Where(surveyresponse.CommunityIDIn(sites...), surveyresponse.SurveyIDIn(ids...),
		surveyresponse.StateEQ(surveyresponse.StateRETURNED), surveyresponse.SatisfactionNotNil()).
		GroupBy(surveyresponse.FieldSurveyID, surveyresponse.FieldSatisfaction).Aggregate(gen.Count()).Scan(ctx, &overall)
	if err != nil {
		return nil, err
	}
	var marks []struct {
		SurveyID ident.ID          `sql:"survey_id"`
		Item     surveyanswer.Item `sql:"item"`
		Mark     string            `sql:"mark"`
		Count    int               `sql:"count"`
	}
	err = c.SurveyAnswer.Query().Where(surveyanswer.CommunityIDIn(sites...), surveyanswer.SurveyIDIn(ids...)).
		GroupBy(surveyanswer.FieldSurveyID, surveyanswer.FieldItem, surveyanswer.FieldMark).Aggregate(gen.Count()).Scan(ctx, &marks)
	if err != nil {
		return nil, err
	}
	counts := map[ident.ID]*Counts{}
	for _, s := range all {
		counts[s.ID] = &Counts{Items: map[surveyanswer.Item]Tally{}}
	}
	for _, o := range overall {
		counts[o.SurveyID].Overall[place(o.Satisfaction)] += o.Count
	}
	for _, m := range marks {
		t := counts[m.SurveyID].Items[m.Item]
		t[place(m.Mark)] += m.Count
		counts[m.SurveyID].Items[m.Item] = t
	}
	out := make([]*Results, len(all))
	for i, s := range all {
		p, err := d.Policies.At(ctx, s.CommunityID, judged(ctx, s))
		if err != nil {
			return nil, err
		}
		out[i] = Reckon(s, counts[s.ID], p)
	}
	return out, nil
}

// Counts are the answers of a survey, counted.
type Counts struct {
	Overall Tally
	Items   map[surveyanswer.Item]Tally
}

// Reckon makes figures of counts, by the policies in force.
func Reckon(s *gen.Survey, n *Counts, p *policy.Set) *Results {
	small := p.Get(policy.SmallSample).Int()
	share := func(part, of int) Share { return Share{part, of, of < small} }
	r := &Results{
		Survey: s, Overall: n.Overall, Sending: share(s.Sent, s.Target), Recovery: share(s.Returned, s.Sent),
		Satisfaction: share(n.Overall.Satisfied(), n.Overall.Answered()),
	}
	bars := make([]Bar, len(lifecycle.SurveyItems))
	for i, t := range lifecycle.SurveyItems {
		item := surveyanswer.Item(t.Code)
		tally := n.Items[item]
		r.Items = append(r.Items, Item{item, tally, share(tally.Satisfied(), tally.Answered())})
		bars[i] = Bar{Item: item, Dissatisfied: tally.Dissatisfied()}
	}
	r.Improvements = Pareto(bars, p.Get(policy.SurveyMainShare).Float())
	return r
}

// judged is the time by whose policies a survey is judged: when it was counted, or now while it is not. So a change of
// policy judges no survey anew.
func judged(ctx context.Context, s *gen.Survey) time.Time {
	if s.CountedAt != nil {
		return *s.CountedAt
	}
	return moment.Now(ctx)
}

// place is a mark's place in a tally.
func place(mark string) int {
	for i, m := range lifecycle.Marks {
		if m.Code == mark {
			return i
		}
	}
	panic("surveys: no mark " + mark) // the column takes no other
}
