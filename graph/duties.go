package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/graph/model"
	"estatehub/internal/attachments"
	"estatehub/internal/duties"
	"estatehub/internal/fault"
	"estatehub/internal/upkeep"
)

// duties is the desk of duties, with the shelf their evidence is put on.
func (r *Resolver) duties() *duties.Desk {
	d := *r.Engines.Duties
	d.Shelf = r.shelf()
	return &d
}

// files are the uploads of an input.
func files(input map[string]any) []attachments.File {
	var all []attachments.File
	add := func(u *graphql.Upload) {
		if u != nil && u.File != nil {
			all = append(all, attachments.File{Name: u.Filename, Content: u.File})
		}
	}
	switch list := input["files"].(type) {
	case []*graphql.Upload:
		for _, u := range list {
			add(u)
		}
	case []graphql.Upload:
		for i := range list {
			add(&list[i])
		}
	case []any:
		for _, v := range list {
			switch u := v.(type) {
			case *graphql.Upload:
				add(u)
			case graphql.Upload:
				add(&u)
			}
		}
	case graphql.Upload: // one alone stands for a list of one
		add(&list)
	}
	return all
}

// without is an input without its uploads, which are no values of fields.
func without(input map[string]any) map[string]any {
	out := make(map[string]any, len(input))
	for k, v := range input {
		if k != "files" {
			out[k] = v
		}
	}
	return out
}

// PerformDuty answers its mutation.
func (m mutation) PerformDuty(ctx context.Context, input map[string]any) (*duties.Payload, error) {
	return m.r.duties().Perform(ctx, without(input), files(input))
}

// MakeUpDuty answers its mutation.
func (m mutation) MakeUpDuty(ctx context.Context, input map[string]any) (*duties.Payload, error) {
	return m.r.duties().MakeUp(ctx, without(input), files(input))
}

// VerifyDuty answers its mutation.
func (m mutation) VerifyDuty(ctx context.Context, input map[string]any) (*duties.Payload, error) {
	return m.r.duties().Verify(ctx, input)
}

// RejectDuty answers its mutation.
func (m mutation) RejectDuty(ctx context.Context, input map[string]any) (*duties.Payload, error) {
	return m.r.duties().Reject(ctx, input)
}

// SkipDuty answers its mutation.
func (m mutation) SkipDuty(ctx context.Context, input map[string]any) (*duties.Payload, error) {
	return m.r.duties().Skip(ctx, input)
}

// AssignDuty answers its mutation.
func (m mutation) AssignDuty(ctx context.Context, input map[string]any) (*duties.Payload, error) {
	return m.r.duties().Assign(ctx, input)
}

// OpenInspection answers its mutation.
func (m mutation) OpenInspection(ctx context.Context, input map[string]any) (*duties.Payload, error) {
	return m.r.duties().OpenInspection(ctx, input)
}

// AddDutyLogEntry answers its mutation.
func (m mutation) AddDutyLogEntry(ctx context.Context, input map[string]any) (*duties.EntryPayload, error) {
	return m.r.duties().AddEntry(ctx, input)
}

// CompleteDutyLogEntry answers its mutation.
func (m mutation) CompleteDutyLogEntry(ctx context.Context, input map[string]any) (*duties.EntryPayload, error) {
	return m.r.duties().CompleteEntry(ctx, input)
}

// SignDutyLog answers its mutation.
func (m mutation) SignDutyLog(ctx context.Context, input map[string]any) (*duties.LogPayload, error) {
	return m.r.duties().SignLog(ctx, input)
}

// SampleDutyLog answers its mutation.
func (m mutation) SampleDutyLog(ctx context.Context, input map[string]any) (*duties.LogPayload, error) {
	return m.r.duties().SampleLog(ctx, input)
}

// AdoptWorkCalendar answers its mutation.
func (m mutation) AdoptWorkCalendar(ctx context.Context) (*duties.AdoptPayload, error) {
	return m.r.duties().Adopt(ctx)
}

// CreateDutyTemplate answers its mutation; what it answers with holds to the rule language.
func (m mutation) CreateDutyTemplate(ctx context.Context, input map[string]any) (*model.CreateDutyTemplatePayload, error) {
	t, errs, err := m.keepTemplate(ctx, input, m.Upkeep.Create)
	if err != nil {
		return nil, err
	}
	return &model.CreateDutyTemplatePayload{DutyTemplate: t, UserErrors: upkeep.Shown(errs)}, nil
}

// UpdateDutyTemplate answers its mutation; what it answers with holds to the rule language.
func (m mutation) UpdateDutyTemplate(ctx context.Context, input map[string]any) (*model.UpdateDutyTemplatePayload, error) {
	t, errs, err := m.keepTemplate(ctx, input, m.Upkeep.Update)
	if err != nil {
		return nil, err
	}
	return &model.UpdateDutyTemplatePayload{DutyTemplate: t, UserErrors: upkeep.Shown(errs)}, nil
}

func (m mutation) keepTemplate(ctx context.Context, input map[string]any, keep func(context.Context, *noun.Noun, map[string]any) (gen.Node, []*fault.UserError, error)) (*gen.DutyTemplate, []*fault.UserError, error) {
	return m.r.duties().KeepTemplate(ctx, func(ctx context.Context) (*gen.DutyTemplate, []*fault.UserError, error) {
		v, errs, err := keep(ctx, gen.Nouns.Named("DutyTemplate"), input)
		t, _ := v.(*gen.DutyTemplate)
		return t, errs, err
	})
}
