package demo

import (
	"context"
	"fmt"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/ent/gen/company"
	entgrant "estatehub/ent/gen/grant"
	"estatehub/ent/gen/servicetoken"
	"estatehub/ent/gen/staff"
	entuser "estatehub/ent/gen/user"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

// companies are the two of the group: what they are called and what they are.
var companies = []struct {
	code, name string
	kind       company.Kind
}{
	{"AJWY", "云川安居物业服务有限公司", company.KindPROPERTY},
	{"TXZX", "桐溪镇物业管理服务中心", company.KindTOWNSHIP_OFFICE},
}

// tree gives the rows of the organisation their ids.
func (p *plan) tree() {
	kind := func(noun string) ident.Kind { return gen.Nouns.Named(noun).Kind }
	p.root = p.draw(kind("Organization"))
	for range companies {
		p.companies = append(p.companies, p.draw(kind("Company")))
	}
	for _, s := range p.sites {
		s.office = p.draw(kind("ManagementOffice"))
	}
	p.posts = append(p.posts, handbook...)
	for i := range p.posts {
		p.posts[i].id = p.draw(kind("Post"))
	}
	for _, h := range p.staff {
		h.id = p.draw(kind("Staff"))
	}
	for _, u := range p.users {
		u.id = p.draw(kind("User"))
		for _, seat := range seats { // the head office's are of the whole group
			if seat.login == u.login && seat.role != tenants.SiteManager {
				u.allow(seat.role, p.root)
			}
		}
		for i := range u.grants {
			u.grants[i].id = p.draw(kind("Grant"))
		}
	}
	p.rule()
	p.years()
}

func (w *writer) organisation(ctx context.Context, c *gen.Client) error {
	w.tell("organisation")
	err := c.Organization.Create().SetID(w.root).SetCode("YCAJ").SetName("云川安居物业集团").SetPresident("顾怀远").SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
	if err != nil {
		return err
	}
	w.count("organizations", 1)
	for i, co := range companies {
		err := c.Company.Create().SetID(w.companies[i]).SetCode(co.code).SetName(co.name).SetKind(co.kind).SetOrganizationID(w.root).
			SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
		if err != nil {
			return err
		}
		w.count("companies", 1)
	}
	for _, o := range w.posts {
		n := c.Post.Create().SetID(o.id).SetCode(o.code).SetTitle(o.title).SetDuties(o.duties).SetRights(o.rights).SetCreatedAt(w.now).SetUpdatedAt(w.now)
		if o.above != "" {
			n.SetReportsToID(w.postID(o.above))
		}
		if err := n.Exec(ctx); err != nil {
			return err
		}
		w.count("posts", 1)
	}
	return nil
}

// sitesRows writes the management offices and the communities.
func (w *writer) sitesRows(ctx context.Context, c *gen.Client) error {
	for _, s := range w.sites {
		err := c.ManagementOffice.Create().SetID(s.office).SetCode(s.code + "-GLC").SetName(s.name + "管理处").SetDirector(s.director().name).
			SetHotline(s.hotline).SetAddress(s.address).SetCompanyID(w.companies[s.company]).SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
		if err != nil {
			return err
		}
		moved, people := s.moved()
		from := w.now.In(zone).AddDate(-1, 0, 0).Format("2006") + "-01-01"
		err = c.Community.Create().SetID(s.id).SetCode(s.code).SetName(s.name).SetManagementOfficeID(s.office).SetAddress(s.address).
			SetDeveloper(s.developer).SetMoveInDate(s.opened).SetGrossArea(s.area()).SetHouseholdsPlanned(s.homes()).SetHouseholdsMovedIn(moved).
			SetResidents(people).SetSurroundings(s.surroundings).SetPropertyFacts(s.facts).SetCustomerMix(s.mix).SetPhase(s.spec.phase).
			SetStarLevel(s.stars).SetContractFrom(from).SetContractTo(later(from, 3*365)).SetStatus(community.Status(s.status)).
			SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
		if err != nil {
			return err
		}
		w.count("managementOffices", 1)
		w.count("communities", 1)
	}
	return nil
}

func (w *writer) people(ctx context.Context, c *gen.Client) error {
	w.tell("staff")
	for _, h := range w.staff {
		n := c.Staff.Create().SetID(h.id).SetStaffNo(h.no).SetName(h.name).SetCompanyID(w.companies[h.company]).SetStatus(staff.Status(h.status)).
			SetGender(staff.Gender(h.gender)).SetPhone(h.phone).SetHireDate(h.hired).SetGrade(h.grade).SetNillableVeteran(h.veteran).
			SetCreatedAt(w.now).SetUpdatedAt(w.now)
		if err := n.Exec(ctx); err != nil {
			return err
		}
		w.count("staff", 1)
	}
	return nil
}

// accounts writes who signs in, and with what.
func (w *writer) accounts(ctx context.Context, c *gen.Client, keys []*key) error {
	w.tell("users")
	byLogin := map[string]*key{}
	for _, k := range keys {
		byLogin[k.Login] = k
	}
	for _, u := range w.users {
		n := c.User.Create().SetID(u.id).SetLogin(u.login).SetName(u.name).SetCreatedAt(w.now).SetUpdatedAt(w.now)
		if u.staff != nil {
			n.SetStaffID(u.staff.id)
		}
		if u.disabled {
			n.SetStatus(entuser.StatusDISABLED)
		}
		k := byLogin[u.login]
		if k != nil {
			hash, err := k.hashed()
			if err != nil {
				return err
			}
			n.SetPasswordHash(hash)
		}
		if err := n.Exec(ctx); err != nil {
			return fmt.Errorf("demo: user %s: %w", u.login, err)
		}
		w.count("users", 1)
		for _, g := range u.grants {
			err := c.Grant.Create().SetID(g.id).SetUserID(u.id).SetRole(entgrant.Role(g.role)).SetNodeID(g.node).SetCreatedAt(w.now).SetUpdatedAt(w.now).Exec(ctx)
			if err != nil {
				return err
			}
			w.count("grants", 1)
		}
		if k != nil {
			if err := w.token(ctx, c, u, k); err != nil {
				return err
			}
		}
	}
	for _, k := range keys {
		w.signIns = append(w.signIns, k.SignIn)
	}
	w.tell("done")
	return nil
}

// token writes what a sign-in's token is looked up by. It runs from the present, whenever the year of tickets ends.
func (w *writer) token(ctx context.Context, c *gen.Client, u *user, k *key) error {
	until := time.Now().UTC().Truncate(time.Second).Add(life)
	if k.Role == tenants.BI {
		w.count("serviceTokens", 1)
		return c.ServiceToken.Create().SetUserID(u.id).SetName("演示报表").SetHash(k.tokenHash).SetRole(servicetoken.Role(k.Role)).SetNodeID(w.root).
			SetExpiresAt(until).Exec(ctx)
	}
	return c.Session.Create().SetUserID(u.id).SetHash(k.tokenHash).SetExpiresAt(until).Exec(ctx)
}
