package metrics

import (
	"context"
	"slices"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/ent/gen/managementoffice"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// Site is a community the figures cover.
type Site struct {
	ID        ident.ID
	Name      string
	Company   ident.ID // 0 where the viewer does not see it
	Developer *string
}

// cover lists the communities an answer covers, by id: those whose rows of the noun the viewer sees and the conditions let
// through. Whoever sees rows of none is refused.
func (e *Engine) cover(ctx context.Context, q *question) ([]*Site, error) {
	n := theNoun(q.metric.Noun)
	scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Bare)
	if err != nil {
		return nil, err
	}
	if !scope.IsWhole() && len(scope.Communities()) == 0 {
		return nil, fault.Both(fault.Forbidden, "your role does not read the "+n.Plural+" this metric counts", "您的角色无权查看该指标所统计的"+n.ZH)
	}
	find := e.DB.Client.Community.Query().Order(gen.Asc(community.FieldID))
	if !scope.IsWhole() {
		find.Where(community.IDIn(scope.Communities()...))
	}
	if q.sites != nil {
		find.Where(community.IDIn(q.sites...))
	}
	rows, err := find.Select(community.FieldID, community.FieldName, community.FieldManagementOfficeID, community.FieldDeveloper).All(ctx)
	if err != nil {
		return nil, err
	}
	offices, err := e.DB.Client.ManagementOffice.Query().Select(managementoffice.FieldID, managementoffice.FieldCompanyID).All(ctx)
	if err != nil {
		return nil, err
	}
	companies := make(map[ident.ID]ident.ID, len(offices))
	for _, o := range offices {
		companies[o.ID] = o.CompanyID
	}
	var sites []*Site
	for _, c := range rows {
		s := &Site{ID: c.ID, Name: c.Name, Company: companies[c.ManagementOfficeID], Developer: c.Developer}
		if q.firms != nil && !slices.Contains(q.firms, s.Company) {
			continue
		}
		if q.builders != nil && (s.Developer == nil || !slices.Contains(q.builders, *s.Developer)) {
			continue
		}
		sites = append(sites, s)
	}
	return sites, nil
}

// narrowed tells whether the question names communities, be it by their company or developer.
func (q *question) narrowed() bool { return q.sites != nil || q.firms != nil || q.builders != nil }
