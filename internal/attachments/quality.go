package attachments

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/internal/coerce"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// ToSurvey attaches a file to a survey.
func (s *Shelf) ToSurvey(ctx context.Context, id ident.ID, f File) (*Payload, error) {
	return s.toQuality(ctx, "Survey", "surveyId", id, f, func(n *gen.AttachmentCreate) { n.SetSurveyID(id) })
}

// ToNonconformity attaches a file to a nonconformity.
func (s *Shelf) ToNonconformity(ctx context.Context, id ident.ID, f File) (*Payload, error) {
	return s.toQuality(ctx, "Nonconformity", "nonconformityId", id, f, func(n *gen.AttachmentCreate) { n.SetNonconformityID(id) })
}

// toQuality attaches a file to a row of a noun of quality that the viewer may change.
func (s *Shelf) toQuality(ctx context.Context, noun, argument string, id ident.ID, f File, refer func(*gen.AttachmentCreate)) (*Payload, error) {
	return s.attach(ctx, f, func(ctx context.Context, c *gen.Client, n *gen.AttachmentCreate) error {
		of := gen.Nouns.Named(noun)
		_, err := gen.OperationsOf[noun].Get(ctx, c, id)
		if gen.IsNotFound(err) || id.Kind() != of.Kind {
			p := coerce.NotFound()
			return fault.Refuse(ctx, "input."+argument, p.Code, p.EN, p.ZH)
		}
		if err != nil {
			return err
		}
		if tenants.ViewerFrom(ctx).Level(of.Group, id.Community()) < tenants.Write {
			return fault.Refuse(ctx, "input."+argument, fault.Forbidden, "you may read this, not attach to it", "您只能查看，无权上传附件")
		}
		if n != nil {
			n.SetCommunityID(id.Community())
			refer(n)
		}
		return nil
	})
}
