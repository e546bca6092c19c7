package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/ent/gen"
	"estatehub/graph/exec"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/internal/attachments"
)

// Attachment finds the resolvers of an attachment.
func (r *Resolver) Attachment() exec.AttachmentResolver {
	return attachmentResolver{nouns.Attachment{Root: r.Root}}
}

type attachmentResolver struct{ nouns.Attachment }

// URL answers attachment.url.
func (attachmentResolver) URL(_ context.Context, a *gen.Attachment) (string, error) {
	return attachments.URL(a.ID), nil
}

func (r *Resolver) shelf() *attachments.Shelf {
	return &attachments.Shelf{DB: r.DB, Blobs: r.Blobs}
}

// AttachToTicket answers its mutation.
func (m mutation) AttachToTicket(ctx context.Context, input model.AttachToTicketInput) (*attachments.Payload, error) {
	return m.r.shelf().ToTicket(ctx, input.TicketID, file(input.File, input.Name))
}

// AttachToUnit answers its mutation.
func (m mutation) AttachToUnit(ctx context.Context, input model.AttachToUnitInput) (*attachments.Payload, error) {
	return m.r.shelf().ToUnit(ctx, input.UnitID, file(input.File, input.Name))
}

// AttachToDuty answers its mutation.
func (m mutation) AttachToDuty(ctx context.Context, input model.AttachToDutyInput) (*attachments.Payload, error) {
	return m.r.shelf().ToRow(ctx, "Duty", "dutyId", input.DutyID, file(input.File, input.Name))
}

// AttachToFinding answers its mutation.
func (m mutation) AttachToFinding(ctx context.Context, input model.AttachToFindingInput) (*attachments.Payload, error) {
	return m.r.shelf().ToRow(ctx, "Finding", "findingId", input.FindingID, file(input.File, input.Name))
}

// AttachToReturnVisit answers its mutation.
func (m mutation) AttachToReturnVisit(ctx context.Context, input model.AttachToReturnVisitInput) (*attachments.Payload, error) {
	return m.r.shelf().ToRow(ctx, "ReturnVisit", "returnVisitId", input.ReturnVisitID, file(input.File, input.Name))
}

// AttachToSurvey answers its mutation.
func (m mutation) AttachToSurvey(ctx context.Context, input model.AttachToSurveyInput) (*attachments.Payload, error) {
	return m.r.shelf().ToRow(ctx, "Survey", "surveyId", input.SurveyID, file(input.File, input.Name))
}

// AttachToNonconformity answers its mutation.
func (m mutation) AttachToNonconformity(ctx context.Context, input model.AttachToNonconformityInput) (*attachments.Payload, error) {
	return m.r.shelf().ToRow(ctx, "Nonconformity", "nonconformityId", input.NonconformityID, file(input.File, input.Name))
}

// file is an upload, called as its sender wishes.
func file(u graphql.Upload, name graphql.Omittable[*string]) attachments.File {
	f := attachments.File{Name: u.Filename, Content: u.File}
	if s := name.Value(); s != nil && *s != "" {
		f.Name = *s
	}
	return f
}
