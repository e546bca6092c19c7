package surveys

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"estatehub/ent/gen"
	"estatehub/ent/gen/survey"
	"estatehub/ent/gen/surveyresponse"
	"estatehub/ent/noun"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/register"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// MaxBatch is how many questionnaires can be recorded at once.
const MaxBatch = 500

// questionnaire is one that came back, as it was entered.
type questionnaire struct {
	path                           string // of its errors
	unit                           ident.ID
	channel, satisfaction, comment string
	answers                        []answer
	row                            *gen.SurveyResponse
	firstAnswer                    int // its place among the ids of all answers
}

type answer struct{ item, mark, remark string }

// Record records one questionnaire that came back.
func (d *Desk) Record(ctx context.Context, input map[string]any) (*ResponsePayload, error) {
	row := maps.Clone(input)
	delete(row, "surveyId")
	_, errs, err := d.record(ctx, map[string]any{"surveyId": input["surveyId"], "responses": []any{row}})
	if err != nil {
		return nil, err
	}
	if len(errs) > 0 {
		for _, e := range errs {
			e.Field = strings.Replace(e.Field, "input.responses.0", "input", 1)
		}
		return &ResponsePayload{UserErrors: errs}, nil
	}
	id, unitID := coerce.Reference(input["surveyId"]), coerce.Reference(input["unitId"])
	made, err := d.DB.Client.SurveyResponse.Query().Where(surveyresponse.CommunityID(id.Community()), surveyresponse.SurveyID(id), surveyresponse.UnitID(unitID)).Only(ctx)
	return &ResponsePayload{SurveyResponse: made, UserErrors: []*fault.UserError{}}, err
}

// RecordAll records many, or none where something is wrong with one.
func (d *Desk) RecordAll(ctx context.Context, input map[string]any) (*Payload, error) {
	return payload(d.record(ctx, input))
}

func (d *Desk) record(ctx context.Context, input map[string]any) (gen.Node, []*fault.UserError, error) {
	input = maps.Clone(input)
	input["id"] = input["surveyId"]
	row, errs, err := d.register.Move(ctx, lifecycle.Collect, input, func(ctx context.Context, c *register.Change) error {
		s := c.Row.(*gen.Survey)
		all := read(c)
		if len(all) == 0 && !c.Input.Refused() {
			c.Input.Refuse("responses", fault.BadInput, "at least one", "至少一份")
		}
		if err := asked(ctx, c, s, all); err != nil || c.Input.Refused() {
			return err
		}
		var ids []ident.ID
		for _, q := range all {
			q.firstAnswer = len(ids)
			for range q.answers {
				id, err := store.NextID(ctx, c.Site.Slot(), answerNoun.Kind)
				if err != nil {
					return err
				}
				ids = append(ids, id)
			}
		}
		if s.ReturnedAt == nil {
			d.begin(c, RuleCount)
			if err := c.Set("returned_at", c.At); err != nil {
				return err
			}
		}
		c.Then(func(ctx context.Context) error { return d.keep(ctx, c, all, ids) })
		return c.To.AddField(survey.FieldReturned, len(all))
	})
	for _, e := range errs {
		if e.Field == "input.id" {
			e.Field = "input.surveyId"
		}
	}
	return row, errs, err
}

// read reads the questionnaires of an input.
func read(c *register.Change) (all []*questionnaire) {
	enum := func(in *register.Input, name, column string) string {
		f := responseNoun.ByName(column)
		if column == "item" || column == "mark" {
			f = answerNoun.ByName(column)
		}
		s, _ := in.Value(name, *f).(string)
		return s
	}
	seen := map[ident.ID]bool{}
	c.Input.Rows("responses", MaxBatch, func(at int, in *register.Input) {
		q := &questionnaire{path: fmt.Sprintf("responses.%d", at)}
		all = append(all, q)
		q.unit, _ = in.Value("unitId", noun.Field{Type: noun.Ref}).(ident.ID) // asked looks them all up at once
		q.channel, q.satisfaction = enum(in, "channel", "channel"), enum(in, "satisfaction", "satisfaction")
		q.comment = in.Text("comment", responseNoun.ByName("comment").Max)
		items := map[string]bool{}
		in.Rows("answers", len(lifecycle.SurveyItems), func(_ int, in *register.Input) {
			a := answer{enum(in, "item", "item"), enum(in, "mark", "mark"), in.Text("remark", answerNoun.ByName("remark").Max)}
			switch {
			case a.item == "" && !in.Refused():
				in.Refuse("item", fault.BadInput, "a value is required", "必填")
			case a.mark == "" && !in.Refused():
				in.Refuse("mark", fault.BadInput, "a value is required", "必填")
			case items[a.item] && a.item != "":
				in.Refuse("item", fault.BadInput, "an item is marked once", "同一项目只能评价一次")
			}
			items[a.item] = true
			q.answers = append(q.answers, a)
		})
		if in.Refused() {
			return
		}
		switch {
		case q.unit == 0:
			in.Refuse("unitId", fault.BadInput, "a value is required", "必填")
		case seen[q.unit]:
			in.Refuse("unitId", fault.Conflict, "the same household twice", "同一住户重复")
		case q.channel == "":
			in.Refuse("channel", fault.BadInput, "a value is required", "必填")
		case len(q.answers) == 0 && q.satisfaction == "":
			in.Refuse("answers", fault.BadInput, "a questionnaire without an answer has not come back", "空白问卷不能登记")
		}
		seen[q.unit] = true
	})
	return all
}

// asked finds the questionnaires that were sent, and refuses households that were not asked or have answered.
func asked(ctx context.Context, c *register.Change, s *gen.Survey, all []*questionnaire) error {
	var units []ident.ID
	for _, q := range all {
		if q.unit != 0 {
			units = append(units, q.unit)
		}
	}
	if len(units) == 0 {
		return nil
	}
	rows, err := c.Client.SurveyResponse.Query().Where(surveyresponse.CommunityID(c.Site), surveyresponse.SurveyID(s.ID), surveyresponse.UnitIDIn(units...)).All(ctx)
	if err != nil {
		return err
	}
	of := map[ident.ID]*gen.SurveyResponse{}
	for _, r := range rows {
		of[r.UnitID] = r
	}
	for _, q := range all {
		switch q.row = of[q.unit]; {
		case q.unit == 0:
		case q.row == nil:
			c.Input.Refuse(q.path+".unitId", fault.NotFound, "no questionnaire was sent to this household", "未向该住户发放问卷")
		case q.row.State == surveyresponse.StateRETURNED:
			c.Input.Refuse(q.path+".unitId", fault.Conflict, twiceEN, twiceZH)
		}
	}
	return nil
}

const twiceEN, twiceZH = "this household has answered already", "该住户的问卷已登记"

// keep writes what came back. The survey has been written before, so that whoever records at the same time waits here; who
// then finds that a household has answered is told so, and nothing of his is kept.
func (d *Desk) keep(ctx context.Context, c *register.Change, all []*questionnaire, ids []ident.ID) error {
	b, err := d.DB.NewBulk(ctx, answerNoun, "survey_id", "response_id", "item", "mark", "remark")
	if err != nil {
		return err
	}
	login := tenants.ViewerFrom(ctx).Login
	out := &fault.Refusal{}
	for _, q := range all {
		r := c.Client.SurveyResponse.UpdateOneID(q.row.ID).Where(surveyresponse.CommunityID(c.Site), surveyresponse.StateEQ(surveyresponse.StateSENT)).
			SetState(surveyresponse.StateRETURNED).SetReturnedAt(c.At).SetChannel(surveyresponse.Channel(q.channel)).SetRecordedBy(login)
		if q.satisfaction != "" {
			r.SetSatisfaction(surveyresponse.Satisfaction(q.satisfaction))
		}
		if q.comment != "" {
			r.SetComment(q.comment)
		}
		err := r.Exec(ctx)
		if gen.IsNotFound(err) {
			out.Errors = append(out.Errors, fault.Tell(ctx, "input."+q.path+".unitId", fault.Conflict, twiceEN, twiceZH))
			continue
		}
		if err != nil {
			return err
		}
		for i, a := range q.answers {
			var remark any
			if a.remark != "" {
				remark = a.remark
			}
			if err := b.Add(ctx, ids[q.firstAnswer+i], c.Saved.Ident(), q.row.ID, a.item, a.mark, remark); err != nil {
				return err
			}
		}
	}
	if len(out.Errors) > 0 {
		return out
	}
	_, err = b.Close(ctx)
	return err
}
