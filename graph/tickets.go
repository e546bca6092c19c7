package graph

import (
	"context"

	"estatehub/ent/gen"
	"estatehub/graph/exec"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/internal/coerce"
	"estatehub/internal/lifecycle"
	"estatehub/internal/tickets"
)

// Ticket finds the resolvers of a ticket.
func (r *Resolver) Ticket() exec.TicketResolver { return ticketResolver{nouns.Ticket{Root: r.Root}} }

type ticketResolver struct{ nouns.Ticket }

// AllowedVerbs answers ticket.allowedVerbs.
func (ticketResolver) AllowedVerbs(ctx context.Context, t *gen.Ticket) ([]*model.TicketVerb, error) {
	verbs := []*model.TicketVerb{}
	for _, tr := range tickets.Allowed(ctx, t) {
		title := lifecycle.VerbTitle(tr.Verb)
		verbs = append(verbs, &model.TicketVerb{Verb: string(tr.Verb), TitleZh: title.ZH, TitleEn: title.EN, Needs: needs(tr)})
	}
	return verbs, nil
}

// OpenTicket answers its mutation.
func (m mutation) OpenTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Open(ctx, input)
}

// NoteTicket answers its mutation.
func (m mutation) NoteTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Note(ctx, input)
}

// TransferTicket answers its mutation.
func (m mutation) TransferTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Transfer(ctx, input)
}

// MoveTicket answers its mutation.
func (m mutation) MoveTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	verb, _ := coerce.Plain(input["verb"]).(string) // the schema lets no other text in
	return m.r.desk.Move(ctx, lifecycle.Verb(verb), input)
}

// VerifyTicket answers its mutation.
func (m mutation) VerifyTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Verify, input)
}

// ClassifyTicket answers its mutation.
func (m mutation) ClassifyTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Classify, input)
}

// FeedBackOnTicket answers its mutation.
func (m mutation) FeedBackOnTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.FeedBack, input)
}

// ReplyToTicket answers its mutation.
func (m mutation) ReplyToTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Reply, input)
}

// DispatchTicket answers its mutation.
func (m mutation) DispatchTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Dispatch, input)
}

// AcceptTicket answers its mutation.
func (m mutation) AcceptTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Accept, input)
}

// ArriveAtTicket answers its mutation.
func (m mutation) ArriveAtTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Arrive, input)
}

// WaitTicket answers its mutation.
func (m mutation) WaitTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Wait, input)
}

// ResumeTicket answers its mutation.
func (m mutation) ResumeTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Resume, input)
}

// ResolveTicket answers its mutation.
func (m mutation) ResolveTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Resolve, input)
}

// CheckTicket answers its mutation.
func (m mutation) CheckTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Check, input)
}

// NotifyTicketOwner answers its mutation.
func (m mutation) NotifyTicketOwner(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.NotifyOwner, input)
}

// RecordTicketReturnVisit answers its mutation.
func (m mutation) RecordTicketReturnVisit(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.RecordReturnVisit, input)
}

// CloseTicket answers its mutation.
func (m mutation) CloseTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Close, input)
}

// ReopenTicket answers its mutation.
func (m mutation) ReopenTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Reopen, input)
}

// MergeTicket answers its mutation.
func (m mutation) MergeTicket(ctx context.Context, input map[string]any) (*tickets.Payload, error) {
	return m.r.desk.Move(ctx, lifecycle.Merge, input)
}
