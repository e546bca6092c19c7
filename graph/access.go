package graph

import (
	"context"
	"errors"

	"estatehub/ent/gen"
	grants "estatehub/ent/gen/grant"
	"estatehub/graph/exec"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/internal/access"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/upkeep"
	"estatehub/tenants"
)

// Grant finds the resolvers of a grant: its edges, and its node.
func (r *Resolver) Grant() exec.GrantResolver { return grant{nouns.Grant{Root: r.Root}, r} }

type grant struct {
	nouns.Grant
	r *Resolver
}

// Node answers grant.node.
func (g grant) Node(ctx context.Context, obj *gen.Grant) (gen.Node, error) {
	return query{r: g.r, Query: nouns.Query{Root: g.Root}}.Node(ctx, obj.NodeID)
}

// ServiceToken finds the resolvers of a service token: its edges, and its node.
func (r *Resolver) ServiceToken() exec.ServiceTokenResolver {
	return serviceToken{nouns.ServiceToken{Root: r.Root}, r}
}

type serviceToken struct {
	nouns.ServiceToken
	r *Resolver
}

// Node answers serviceToken.node.
func (t serviceToken) Node(ctx context.Context, obj *gen.ServiceToken) (gen.Node, error) {
	return query{r: t.r, Query: nouns.Query{Root: t.Root}}.Node(ctx, obj.NodeID)
}

// SignIn answers its mutation.
func (m mutation) SignIn(ctx context.Context, input model.SignInInput) (*model.SignInPayload, error) {
	token, v, err := m.r.Gate.SignIn(ctx, input.Login, input.Password, access.AddressOf(ctx))
	var f *fault.Error
	if errors.As(err, &f) && f.Code == fault.Unauthenticated {
		return &model.SignInPayload{UserErrors: []*fault.UserError{{Field: "input", Code: string(f.Code), Message: f.In(fault.Lang(ctx))}}}, nil
	}
	if err != nil {
		return nil, err
	}
	shown, err := m.r.viewer(ctx, v)
	if err != nil {
		return nil, err
	}
	access.SetCookie(ctx, token)
	return &model.SignInPayload{Token: &token, Viewer: shown, UserErrors: upkeep.Shown(nil)}, nil
}

// SignOut answers its mutation.
func (m mutation) SignOut(ctx context.Context) (*model.SignOutPayload, error) {
	done, err := m.r.Gate.SignOut(ctx, access.BearerOf(ctx))
	if err != nil {
		return nil, err
	}
	access.SetCookie(ctx, "")
	return &model.SignOutPayload{SignedOut: done, UserErrors: upkeep.Shown(nil)}, nil
}

// CreateUser answers its mutation.
func (m mutation) CreateUser(ctx context.Context, input model.CreateUserInput) (*model.CreateUserPayload, error) {
	in := access.NewUser{
		Login: input.Login, Name: input.Name, Password: input.Password.Value(), Staff: input.StaffID.Value(),
		Locale: input.Locale.Value(), Node: input.NodeID.Value(),
	}
	if r := input.Role.Value(); r != nil {
		role := tenants.Role(*r)
		in.Role = &role
	}
	u, errs, err := m.r.Gate.CreateUser(ctx, in)
	if err != nil {
		return nil, err
	}
	return &model.CreateUserPayload{User: u, UserErrors: upkeep.Shown(errs)}, nil
}

// UpdateUser answers its mutation.
func (m mutation) UpdateUser(ctx context.Context, input model.UpdateUserInput) (*model.UpdateUserPayload, error) {
	in := access.UserChange{
		Name: input.Name.Value(), Status: input.Status.Value(), Locale: input.Locale.Value(), Staff: input.StaffID.Value(),
		ClearStaff: input.StaffID.IsSet() && input.StaffID.Value() == nil,
	}
	u, errs, err := m.r.Gate.UpdateUser(ctx, input.ID, in)
	if err != nil {
		return nil, err
	}
	return &model.UpdateUserPayload{User: u, UserErrors: upkeep.Shown(errs)}, nil
}

// SetPassword answers its mutation.
func (m mutation) SetPassword(ctx context.Context, input model.SetPasswordInput) (*model.SetPasswordPayload, error) {
	u, errs, err := m.r.Gate.SetPassword(ctx, input.UserID.Value(), input.OldPassword.Value(), input.NewPassword)
	if err != nil {
		return nil, err
	}
	return &model.SetPasswordPayload{User: u, UserErrors: upkeep.Shown(errs)}, nil
}

// GrantRole answers its mutation.
func (m mutation) GrantRole(ctx context.Context, input model.GrantRoleInput) (*model.GrantRolePayload, error) {
	g, errs, err := m.r.Gate.GrantRole(ctx, input.UserID, tenants.Role(input.Role), input.NodeID)
	if err != nil {
		return nil, err
	}
	return &model.GrantRolePayload{Grant: g, UserErrors: upkeep.Shown(errs)}, nil
}

// RevokeGrant answers its mutation.
func (m mutation) RevokeGrant(ctx context.Context, input model.RevokeGrantInput) (*model.RevokeGrantPayload, error) {
	id, errs, err := m.r.Gate.RevokeGrant(ctx, input.ID)
	if err != nil {
		return nil, err
	}
	p := &model.RevokeGrantPayload{UserErrors: upkeep.Shown(errs)}
	if id != 0 {
		p.ID = &id
	}
	return p, nil
}

// CreateServiceToken answers its mutation.
func (m mutation) CreateServiceToken(ctx context.Context, input model.CreateServiceTokenInput) (*model.CreateServiceTokenPayload, error) {
	plain, t, errs, err := m.r.Gate.CreateServiceToken(ctx, access.NewToken{
		Name: input.Name, Role: tenants.Role(input.Role), Node: input.NodeID, Expires: input.ExpiresAt,
	})
	if err != nil {
		return nil, err
	}
	p := &model.CreateServiceTokenPayload{ServiceToken: t, UserErrors: upkeep.Shown(errs)}
	if plain != "" {
		p.Token = &plain
	}
	return p, nil
}

// RevokeServiceToken answers its mutation.
func (m mutation) RevokeServiceToken(ctx context.Context, input model.RevokeServiceTokenInput) (*model.RevokeServiceTokenPayload, error) {
	t, errs, err := m.r.Gate.RevokeServiceToken(ctx, input.ID)
	if err != nil {
		return nil, err
	}
	return &model.RevokeServiceTokenPayload{ServiceToken: t, UserErrors: upkeep.Shown(errs)}, nil
}

// RecordOwnerDocument answers its mutation.
func (m mutation) RecordOwnerDocument(ctx context.Context, input model.RecordOwnerDocumentInput) (*model.RecordOwnerDocumentPayload, error) {
	o, errs, err := m.r.Gate.RecordOwnerDocument(ctx, input.OwnerID, string(input.Kind), input.Number)
	if err != nil {
		return nil, err
	}
	return &model.RecordOwnerDocumentPayload{Owner: o, UserErrors: upkeep.Shown(errs)}, nil
}

// RevealOwner answers its mutation.
func (m mutation) RevealOwner(ctx context.Context, input model.RevealOwnerInput) (*model.RevealOwnerPayload, error) {
	v, errs, err := m.r.Gate.RevealOwner(ctx, input.OwnerID, input.Reason)
	if err != nil {
		return nil, err
	}
	p := &model.RevealOwnerPayload{UserErrors: upkeep.Shown(errs)}
	if v != nil {
		p.Phone, p.DocumentKind, p.DocumentNumber, p.Reveal = v.Phone, v.Kind, v.Number, v.Reveal
	}
	return p, nil
}

// ExplainAccess answers explainAccess.
func (q query) ExplainAccess(ctx context.Context, id ident.ID) (*model.AccessExplanation, error) {
	e, err := q.r.Gate.Explain(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &model.AccessExplanation{Known: e.Known, Text: e.Text, Own: e.Own, Grants: []*model.OpeningGrant{}, Access: []*model.GroupAccess{}}
	for _, o := range e.Grants {
		out.Grants = append(out.Grants, &model.OpeningGrant{Role: grants.Role(o.Role), NodeID: o.Node, Level: model.AccessLevel(o.Level.String())})
	}
	if !e.Known {
		return out, nil
	}
	for _, group := range tenants.Groups() {
		a := &model.GroupAccess{Group: model.FieldGroup(group.String())}
		if level := e.Access[group]; level > tenants.None {
			l := model.AccessLevel(level.String())
			a.Level = &l
		}
		out.Access = append(out.Access, a)
	}
	return out, nil
}

// Sessions answers sessions.
func (q query) Sessions(ctx context.Context) ([]*model.ViewerSession, error) {
	list, err := q.r.Gate.Sessions(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]*model.ViewerSession, len(list))
	for i, s := range list {
		out[i] = &model.ViewerSession{ID: s.ID, Since: s.Since, Until: s.Until, Agent: s.Agent, Address: s.Address, Current: s.Current}
	}
	return out, nil
}

// EndSession answers its mutation.
func (m mutation) EndSession(ctx context.Context, input model.EndSessionInput) (*model.EndSessionPayload, error) {
	ended, errs, err := m.r.Gate.EndSession(ctx, input.ID.Value())
	if err != nil {
		return nil, err
	}
	if ended == nil {
		ended = []ident.ID{}
	}
	return &model.EndSessionPayload{Ids: ended, UserErrors: upkeep.Shown(errs)}, nil
}
