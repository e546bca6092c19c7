package graph

import (
	"context"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/policyvalue"
	"estatehub/graph/exec"
	"estatehub/graph/model"
	"estatehub/graph/nouns"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/upkeep"
	"estatehub/internal/workdays"
	"estatehub/tenants"
)

// PolicyValue finds the resolvers of a version of a policy: its edges, and its node.
func (r *Resolver) PolicyValue() exec.PolicyValueResolver {
	return policyValue{nouns.PolicyValue{Root: r.Root}, r}
}

type policyValue struct {
	nouns.PolicyValue
	r *Resolver
}

// Node answers policyValue.node.
func (p policyValue) Node(ctx context.Context, obj *gen.PolicyValue) (gen.Node, error) {
	return query{r: p.r, Query: nouns.Query{Root: p.Root}}.Node(ctx, obj.NodeID)
}

// Policies answers policies: what the keys mean, which is no secret of any community.
func (q query) Policies(ctx context.Context) ([]*model.Policy, error) {
	if tenants.ViewerFrom(ctx) == nil {
		return nil, fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	all := make([]*model.Policy, len(policy.Catalogue))
	for i := range policy.Catalogue {
		all[i] = defined(&policy.Catalogue[i])
	}
	return all, nil
}

func defined(d *policy.Definition) *model.Policy {
	p := &model.Policy{
		Key: string(d.Key), TitleZh: d.ZH, TitleEn: d.EN, Type: model.PolicyType(d.Type), Unit: d.Unit, Default: limit(d.Default),
		Choices: append([]string{}, d.Choices...), Unlimited: d.Empty, Rule: d.Rule,
	}
	if d.Type == policy.Whole || d.Type == policy.Decimal {
		p.Min, p.Max = &d.Min, &d.Max
	}
	return p
}

// limit is a value as the API shows it: null where there is no limit.
func limit(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// EffectivePolicy answers effectivePolicy.
func (q query) EffectivePolicy(ctx context.Context, communityID ident.ID, key string, at *time.Time) (*model.EffectivePolicy, error) {
	set, err := q.r.inForce(ctx, communityID, at)
	if err != nil {
		return nil, err
	}
	if policy.Of(policy.Key(key)) == nil {
		return nil, fault.Both(fault.BadInput, "no policy has this name; the query policies lists them", "没有该参数；可用参数见查询 policies")
	}
	all, err := q.r.effective(ctx, set, policy.Key(key))
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// EffectivePolicies answers effectivePolicies.
func (q query) EffectivePolicies(ctx context.Context, communityID ident.ID, at *time.Time) ([]*model.EffectivePolicy, error) {
	set, err := q.r.inForce(ctx, communityID, at)
	if err != nil {
		return nil, err
	}
	keys := make([]policy.Key, len(policy.Catalogue))
	for i := range policy.Catalogue {
		keys[i] = policy.Catalogue[i].Key
	}
	return q.r.effective(ctx, set, keys...)
}

// inForce is what is in force in a community that the viewer sees.
func (r *Resolver) inForce(ctx context.Context, site ident.ID, at *time.Time) (*policy.Set, error) {
	scope, err := tenants.ScopeOf(ctx, tenants.Policies, tenants.Bare)
	if err != nil {
		return nil, err
	}
	if site.Kind() != ident.KindCommunity || !scope.Has(site) {
		return nil, fault.Both(fault.NotFound, "no such community, or not in your scope", "不存在或不在您的管辖范围")
	}
	if at == nil {
		now := moment.Now(ctx)
		at = &now
	}
	return r.Engines.Policies.At(ctx, site, *at)
}

// effective shows values with the versions they come from, as far as the viewer sees those.
func (r *Resolver) effective(ctx context.Context, set *policy.Set, keys ...policy.Key) ([]*model.EffectivePolicy, error) {
	found := make([]policy.Effective, len(keys))
	var ids []ident.ID
	for i, k := range keys {
		found[i] = set.Explain(k)
		ids = append(ids, found[i].Version)
		if next := found[i].Next; next != nil {
			ids = append(ids, next.Version)
		}
	}
	rows, err := r.versions(ctx, ids)
	if err != nil {
		return nil, err
	}
	all := make([]*model.EffectivePolicy, len(keys))
	for i := range found {
		e := &found[i]
		d := defined(policy.Of(e.Key))
		all[i] = &model.EffectivePolicy{
			Key: d.Key, Policy: *d, Value: limit(e.Text), Unit: d.Unit, Level: levelOf(e.Node), Version: rows[e.Version],
		}
		if n := e.Next; n != nil {
			all[i].Next = &model.PolicyChange{Day: n.Day, Value: limit(n.Text), Level: levelOf(n.Node), Version: rows[n.Version]}
		}
	}
	return all, nil
}

// versions are the rows of some ids, read at once.
func (r *Resolver) versions(ctx context.Context, ids []ident.ID) (map[ident.ID]*gen.PolicyValue, error) {
	by := map[ident.ID]*gen.PolicyValue{}
	var some []ident.ID
	for _, id := range ids {
		if id != 0 {
			some = append(some, id)
		}
	}
	if some == nil {
		return by, nil
	}
	rows, err := r.Client.PolicyValue.Query().Where(policyvalue.IDIn(some...)).All(ctx)
	for _, row := range rows {
		by[row.ID] = row
	}
	return by, err
}

// levelOf is the level of a node of the organisation tree; 0 is the hub itself.
func levelOf(node ident.ID) model.PolicyLevel {
	switch n := gen.Nouns.Of(node); {
	case n == nil:
		return model.PolicyLevelDefault
	case n.Name == "Organization":
		return model.PolicyLevelOrganization
	case n.Name == "Company":
		return model.PolicyLevelCompany
	}
	return model.PolicyLevelCommunity
}

func (r *Resolver) policies() *policy.Desk { return &policy.Desk{DB: r.DB} }

// SetPolicy answers its mutation.
func (m mutation) SetPolicy(ctx context.Context, input model.SetPolicyInput) (*model.SetPolicyPayload, error) {
	w := policy.Wanted{Node: input.NodeID, Key: input.Key, From: input.EffectiveFrom, By: input.ApprovedBy, Why: input.Reason}
	if v := input.Value.Value(); v != nil {
		w.Value = *v
	}
	if v := input.EffectiveUntil.Value(); v != nil {
		w.Until = *v
	}
	row, errs, err := m.r.policies().Set(ctx, w)
	if err != nil {
		return nil, err
	}
	return &model.SetPolicyPayload{PolicyValue: row, UserErrors: upkeep.Shown(errs)}, nil
}

// EndPolicy answers its mutation.
func (m mutation) EndPolicy(ctx context.Context, input model.EndPolicyInput) (*model.EndPolicyPayload, error) {
	row, errs, err := m.r.policies().End(ctx, input.ID, input.EffectiveUntil)
	if err != nil {
		return nil, err
	}
	return &model.EndPolicyPayload{PolicyValue: row, UserErrors: upkeep.Shown(errs)}, nil
}

// WithdrawPolicy answers its mutation.
func (m mutation) WithdrawPolicy(ctx context.Context, input model.WithdrawPolicyInput) (*model.WithdrawPolicyPayload, error) {
	before, errs, err := m.r.policies().Withdraw(ctx, input.ID)
	if err != nil {
		return nil, err
	}
	p := &model.WithdrawPolicyPayload{PolicyValue: before, UserErrors: upkeep.Shown(errs)}
	if errs == nil {
		p.ID = &input.ID
	}
	return p, nil
}

// SetHolidayCalendar answers its mutation.
func (m mutation) SetHolidayCalendar(ctx context.Context, input model.SetHolidayCalendarInput) (*model.SetHolidayCalendarPayload, error) {
	w := workdays.Wanted{Year: input.Year, Source: input.Source}
	for _, d := range input.Days {
		w.Days = append(w.Days, workdays.Day{Day: d.Day, Kind: workdays.Kind(d.Kind), Name: d.Name})
	}
	row, errs, err := (&workdays.Desk{DB: m.r.DB}).Set(ctx, w)
	if err != nil {
		return nil, err
	}
	return &model.SetHolidayCalendarPayload{HolidayCalendar: row, UserErrors: upkeep.Shown(errs)}, nil
}
