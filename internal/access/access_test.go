package access_test

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/user"
	"estatehub/internal/access"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/store"
	"estatehub/tenants"
)

func TestScopesFollowTheTree(t *testing.T) {
	worlds(t, func(w *world) {
		for _, c := range []struct {
			role                          tenants.Role
			node                          string
			communities, visible, covered []string
			whole                         bool
			statements                    int
		}{
			{tenants.QualityDept, "G", nil, nil, nil, true, 1},
			{tenants.HR, "A", []string{"lake", "hill", "wood"}, []string{"G", "A", "A1", "A2", "A3"}, []string{"A", "A1", "A2", "A3"}, false, 2},
			{tenants.SiteManager, "A1", []string{"lake", "hill"}, []string{"G", "A", "A1"}, []string{"A1"}, false, 2},
			{tenants.SiteStaff, "port", []string{"port"}, []string{"G", "B", "B1"}, nil, false, 2},
			{tenants.Finance, "C", nil, []string{"G", "C"}, []string{"C"}, false, 2},
			{tenants.Finance, "A3", nil, []string{"G", "A", "A3"}, []string{"A3"}, false, 2},
		} {
			login := string(c.role) + "-" + c.node
			w.user(login, c.role, c.node)
			ctx, n := store.WithCounter(w.Context())
			v, err := w.gate.Authenticate(ctx, w.session(login))
			w.ok(err)
			if n.N() != c.statements {
				w.Errorf("%s: %d statements, want %d: %q", login, n.N(), c.statements, n.Statements())
			}
			s := v.Scope(tenants.Portfolio, tenants.Read)
			if s.IsWhole() != c.whole || !same(s.Communities(), w.ids(c.communities...)) || !same(s.Nodes(), w.ids(c.visible...)) || !same(s.Covered(), w.ids(c.covered...)) {
				w.Errorf("%s: got %+v", login, s)
			}
			if other := v.Scope(tenants.Admin, tenants.Bare); !other.IsNone() {
				w.Errorf("%s: the role opens a group that is not its own: %+v", login, other)
			}
		}
	})
}

func same(a, b []ident.ID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func TestManyGrantsTakeTwoStatements(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("busy", tenants.SiteStaff, "port")
		for _, g := range []struct {
			role tenants.Role
			node string
		}{{tenants.HR, "A1"}, {tenants.SiteStaff, "lake"}, {tenants.SiteStaff, "hill"}, {tenants.Finance, "A"}, {tenants.Finance, "B"}} {
			_, errs, err := w.gate.GrantRole(w.root, w.id["busy"], g.role, w.id[g.node])
			w.done(errs, err)
		}
		ctx, n := store.WithCounter(w.Context())
		v, err := w.gate.Authenticate(ctx, w.session("busy"))
		w.ok(err)
		if n.N() != 2 {
			w.Errorf("%d statements: %q", n.N(), n.Statements())
		}
		if got := v.Scope(tenants.People, tenants.Write).Communities(); !same(got, w.ids("lake", "hill")) {
			w.Errorf("people: %v", got)
		}
		if got := v.Scope(tenants.Tickets, tenants.Write).Communities(); !same(got, w.ids("lake", "hill", "port")) {
			w.Errorf("tickets: %v", got)
		}
		if got := v.Scope(tenants.Money, tenants.Read).Communities(); !same(got, w.ids("lake", "hill", "wood", "port")) {
			w.Errorf("money: %v", got)
		}
	})
}

func TestTheNextRequestSeesTheChange(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("ann", tenants.SiteManager, "A1")
		token := w.session("ann")
		sees := func() []ident.ID {
			v, err := w.gate.Authenticate(w.Context(), token)
			w.ok(err)
			return v.Scope(tenants.Tickets, tenants.Write).Communities()
		}
		if got := sees(); !same(got, w.ids("lake", "hill")) {
			w.Fatalf("at first: %v", got)
		}
		// A community moves to another office.
		w.ok(w.db.Tx(w.root, func(ctx context.Context, c *gen.Client) error {
			return c.Community.UpdateOneID(w.id["hill"]).SetManagementOfficeID(w.id["A2"]).Exec(ctx)
		}))
		if got := sees(); !same(got, w.ids("lake")) {
			w.Fatalf("after the move: %v", got)
		}
		id := w.grantOf("ann")
		_, errs, err := w.gate.RevokeGrant(w.root, id)
		w.done(errs, err)
		if got := sees(); len(got) != 0 {
			w.Fatalf("after the revocation: %v", got)
		}
		_, errs, err = w.gate.RevokeGrant(w.root, id)
		w.refused(errs, err, "input.id", fault.NotFound)

		disabled := user.StatusDISABLED
		_, errs, err = w.gate.UpdateUser(w.root, w.id["ann"], access.UserChange{Status: &disabled})
		w.done(errs, err)
		_, err = w.gate.Authenticate(w.Context(), token)
		w.code(err, fault.Unauthenticated)
	})
}

func TestSigningIn(t *testing.T) {
	worlds(t, func(w *world) {
		home, away := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
		token, v, err := w.gate.SignIn(w.Context(), " ROOT ", password, home)
		w.ok(err)
		if v.User != w.id["root"] || !v.Scope(tenants.Admin, tenants.Write).IsWhole() {
			w.Fatalf("%+v", v)
		}
		w.user("mute", tenants.HR, "A") // has no password
		_, _, unknown := w.gate.SignIn(w.Context(), "nobody", password, home)
		_, _, mute := w.gate.SignIn(w.Context(), "mute", "", home)
		_, _, wrong := w.gate.SignIn(w.Context(), "root", "wrong horse", home)
		w.code(unknown, fault.Unauthenticated)
		if !errors.Is(unknown, wrong) || !errors.Is(unknown, mute) {
			w.Errorf("told apart: %v, %v, %v", unknown, mute, wrong)
		}
		for range 8 {
			if _, _, err = w.gate.SignIn(w.Context(), "root", "wrong horse", away); codeOf(err) == fault.TooMany {
				break
			}
		}
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.TooMany || f.Retry < time.Second {
			w.Fatalf("a guesser is not slowed down: %v", err)
		}
		if _, _, err = w.gate.SignIn(w.Context(), "root", password, home); codeOf(err) != fault.TooMany {
			w.Errorf("the login is not throttled from elsewhere: %v", err)
		}
		w.now = w.now.Add(f.Retry)
		_, _, err = w.gate.SignIn(w.Context(), "root", password, home)
		w.ok(err)

		if ended, err := w.gate.SignOut(w.Context(), token); err != nil || !ended {
			w.Fatal(ended, err)
		}
		_, err = w.gate.Authenticate(w.Context(), token)
		w.code(err, fault.Unauthenticated)
		late := w.session("root")
		w.now = w.now.Add(access.SessionLife)
		_, err = w.gate.Authenticate(w.Context(), late)
		w.code(err, fault.Unauthenticated)
		_, err = w.gate.Authenticate(w.Context(), "ehs_nonsense")
		w.code(err, fault.Unauthenticated)
	})
}

func TestAnAdministratorStaysWithinHisReach(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("adam", tenants.Administrator, "A")
		w.user("bert", tenants.SiteStaff, "port")
		w.user("hana", tenants.HR, "A")
		adam := w.as("adam")

		_, errs, err := w.gate.GrantRole(adam, w.id["hana"], tenants.SiteManager, w.id["lake"])
		w.done(errs, err)
		_, errs, err = w.gate.GrantRole(adam, w.id["hana"], tenants.SiteManager, w.id["lake"])
		if err != nil || len(errs) != 1 || errs[0].Code != string(fault.Conflict) {
			w.Errorf("granted twice: %v, %v", errs, err)
		}
		for _, node := range []string{"G", "B", "B1", "port", "owner of lake", "nothing"} {
			_, errs, err = w.gate.GrantRole(adam, w.id["hana"], tenants.Administrator, w.id[node])
			w.refused(errs, err, "input.nodeId", fault.NotFound)
		}
		_, errs, err = w.gate.GrantRole(w.root, w.id["hana"], tenants.HR, ident.New(0, 2, 999_999))
		w.refused(errs, err, "input.nodeId", fault.NotFound)
		_, errs, err = w.gate.GrantRole(adam, w.id["bert"], tenants.SiteStaff, w.id["lake"])
		w.refused(errs, err, "input.userId", fault.NotFound)
		_, errs, err = w.gate.RevokeGrant(adam, w.grantOf("bert"))
		w.refused(errs, err, "input.id", fault.NotFound)
		_, _, err = w.gate.GrantRole(w.as("hana"), w.id["hana"], tenants.Administrator, w.id["A"])
		w.code(err, fault.Forbidden)

		// He may add users, with a role in his part.
		role, at, far := tenants.SiteStaff, w.id["wood"], w.id["port"]
		_, errs, err = w.gate.CreateUser(adam, access.NewUser{Login: "new", Name: "New", Role: &role, Node: &far})
		w.refused(errs, err, "input.nodeId", fault.NotFound)
		_, errs, err = w.gate.CreateUser(adam, access.NewUser{Login: "new", Name: "New"})
		w.refused(errs, err, "input.role", fault.BadInput)
		short := "short"
		_, errs, err = w.gate.CreateUser(adam, access.NewUser{Login: "new", Name: "New", Password: &short, Role: &role, Node: &at})
		w.refused(errs, err, "input.password", fault.BadInput)
		_, errs, err = w.gate.CreateUser(adam, access.NewUser{Login: "New", Name: "New", Role: &role, Node: &at})
		w.done(errs, err)
		_, errs, err = w.gate.CreateUser(adam, access.NewUser{Login: "new", Name: "New", Role: &role, Node: &at})
		w.refused(errs, err, "input.login", fault.Conflict)
	})
}

// Who administers one site must not get at the account of a colleague who works there and is more elsewhere.
func TestNobodyTakesOverAnAccountFromBelow(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("adam", tenants.Administrator, "A")
		w.user("gwen", tenants.Administrator, "G")
		_, errs, err := w.gate.GrantRole(w.root, w.id["gwen"], tenants.SiteStaff, w.id["lake"])
		w.done(errs, err)
		adam, disabled := w.as("adam"), user.StatusDISABLED
		gwen := w.id["gwen"]
		_, errs, err = w.gate.SetPassword(adam, &gwen, nil, "mine from now on")
		w.refused(errs, err, "input.userId", fault.Forbidden)
		_, errs, err = w.gate.UpdateUser(adam, gwen, access.UserChange{Status: &disabled})
		w.refused(errs, err, "input.id", fault.Forbidden)
		zero := ident.ID(0)
		_, errs, err = w.gate.SetPassword(adam, &zero, nil, "mine from now on")
		w.refused(errs, err, "input.userId", fault.NotFound)
	})
}

func TestPasswords(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("hana", tenants.HR, "A")
		hana := w.id["hana"]
		before := w.session("hana")
		_, errs, err := w.gate.SetPassword(w.root, &hana, nil, "first password")
		w.done(errs, err)
		_, err = w.gate.Authenticate(w.Context(), before)
		w.code(err, fault.Unauthenticated)

		me := w.as("hana")
		_, errs, err = w.gate.SetPassword(me, nil, nil, "second password")
		w.refused(errs, err, "input.oldPassword", fault.BadInput)
		old := "first password"
		_, errs, err = w.gate.SetPassword(me, nil, &old, "2nd")
		w.refused(errs, err, "input.newPassword", fault.BadInput)
		_, errs, err = w.gate.SetPassword(me, nil, &old, "second password")
		w.done(errs, err)
		_, _, err = w.gate.SignIn(w.Context(), "hana", old, netip.Addr{})
		w.code(err, fault.Unauthenticated)
		_, _, err = w.gate.SignIn(w.Context(), "hana", "second password", netip.Addr{})
		w.ok(err)
		root := w.id["root"]
		_, _, err = w.gate.SetPassword(me, &root, nil, "mine from now on")
		w.code(err, fault.Forbidden)
		en := user.LocaleEN
		_, errs, err = w.gate.UpdateUser(me, hana, access.UserChange{Locale: &en})
		w.done(errs, err)
		if v := tenants.ViewerFrom(w.as("hana")); v.Lang != "en" {
			w.Errorf("language %q", v.Lang)
		}
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	worlds(t, func(w *world) {
		disabled := user.StatusDISABLED
		first := w.grantOf("root")
		_, errs, err := w.gate.RevokeGrant(w.root, first)
		w.refused(errs, err, "input.id", fault.Conflict)
		_, errs, err = w.gate.UpdateUser(w.root, w.id["root"], access.UserChange{Status: &disabled})
		w.refused(errs, err, "input.status", fault.Conflict)

		// Two take each other away at once: one of them stays.
		w.user("gwen", tenants.Administrator, "G")
		second, gwen := w.grantOf("gwen"), w.as("gwen")
		var wg sync.WaitGroup
		for _, r := range []struct {
			ctx context.Context
			id  ident.ID
		}{{gwen, first}, {w.root, second}} {
			wg.Go(func() {
				if _, _, err := w.gate.RevokeGrant(r.ctx, r.id); err != nil {
					w.Error(err)
				}
			})
		}
		wg.Wait()
		left, err := w.db.Client.Grant.Query().Count(tenants.System(w.Context(), "test: count"))
		w.ok(err)
		if left != 1 {
			w.Errorf("%d administrators left", left)
		}
	})
}

func TestServiceTokens(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("finn", tenants.Finance, "A")
		w.user("adam", tenants.Administrator, "A")
		finn := w.as("finn")
		in := access.NewToken{Name: "Power BI", Role: tenants.Finance, Node: w.id["A1"], Expires: w.now.Add(time.Hour)}
		plain, row, errs, err := w.gate.CreateServiceToken(finn, in)
		w.done(errs, err)

		ctx, n := store.WithCounter(w.Context())
		v, err := w.gate.Authenticate(ctx, plain)
		w.ok(err)
		if n.N() != 2 {
			w.Errorf("%d statements: %q", n.N(), n.Statements())
		}
		if got := v.Scope(tenants.Money, tenants.Read).Communities(); !same(got, w.ids("lake", "hill")) || v.User != 0 {
			w.Errorf("%+v", v)
		}
		if s := v.Scope(tenants.Money, tenants.Write); !s.IsNone() {
			w.Errorf("a token may write: %+v", s)
		}
		machine := tenants.WithViewer(w.Context(), v)
		_, _, _, err = w.gate.CreateServiceToken(machine, in)
		w.code(err, fault.Forbidden)

		// No more than the maker has: not another role, not elsewhere, not for ever.
		for field, change := range map[string]func(*access.NewToken){
			"input.role":      func(t *access.NewToken) { t.Role = tenants.SiteManager },
			"input.nodeId":    func(t *access.NewToken) { t.Node = w.id["port"] },
			"input.expiresAt": func(t *access.NewToken) { t.Expires = w.now.Add(2 * access.TokenLife) },
		} {
			wrong := in
			change(&wrong)
			_, _, errs, err = w.gate.CreateServiceToken(finn, wrong)
			want := map[string]fault.Code{"input.role": fault.Forbidden, "input.nodeId": fault.NotFound, "input.expiresAt": fault.BadInput}[field]
			w.refused(errs, err, field, want)
		}
		in.Role, in.Node = tenants.BI, w.id["A"]
		bi, _, errs, err := w.gate.CreateServiceToken(w.as("adam"), in)
		w.done(errs, err)

		// The maker loses the role: the token opens nothing from then on.
		_, errs, err = w.gate.RevokeGrant(w.root, w.grantOf("finn"))
		w.done(errs, err)
		_, err = w.gate.Authenticate(w.Context(), plain)
		w.code(err, fault.Unauthenticated)
		// A user without a grant is seen by the whole portfolio alone; he gets a part of it back, which is not enough.
		_, errs, err = w.gate.GrantRole(w.root, w.id["finn"], tenants.Finance, w.id["lake"])
		w.done(errs, err)
		_, err = w.gate.Authenticate(w.Context(), plain)
		w.code(err, fault.Unauthenticated)

		_, errs, err = w.gate.RevokeServiceToken(w.as("finn"), row.ID)
		w.done(errs, err)
		_, err = w.gate.Authenticate(w.Context(), bi)
		w.ok(err)
		disabled := user.StatusDISABLED
		_, errs, err = w.gate.UpdateUser(w.root, w.id["adam"], access.UserChange{Status: &disabled})
		w.done(errs, err)
		_, err = w.gate.Authenticate(w.Context(), bi)
		w.code(err, fault.Unauthenticated)
	})
}

func TestTokensExpireAndAreRevoked(t *testing.T) {
	worlds(t, func(w *world) {
		make := func() (string, ident.ID) {
			plain, row, errs, err := w.gate.CreateServiceToken(w.root, access.NewToken{Name: "BI", Role: tenants.BI, Node: w.id["G"], Expires: w.now.Add(time.Hour)})
			w.done(errs, err)
			return plain, row.ID
		}
		one, id := make()
		two, _ := make()
		w.user("adam", tenants.Administrator, "A")
		_, errs, err := w.gate.RevokeServiceToken(w.as("adam"), id)
		w.refused(errs, err, "input.id", fault.NotFound)
		_, errs, err = w.gate.RevokeServiceToken(w.root, id)
		w.done(errs, err)
		_, err = w.gate.Authenticate(w.Context(), one)
		w.code(err, fault.Unauthenticated)
		_, err = w.gate.Authenticate(w.Context(), two)
		w.ok(err)
		w.now = w.now.Add(time.Hour)
		_, err = w.gate.Authenticate(w.Context(), two)
		w.code(err, fault.Unauthenticated)
	})
}

// The command line acts as an administrator who is no user: it governs, and has nothing of its own.
func TestTheCommandLineGoverns(t *testing.T) {
	worlds(t, func(w *world) {
		line := commandLine(w.Context())
		role, at, first := tenants.BI, w.id["A"], password
		u, errs, err := w.gate.CreateUser(line, access.NewUser{Login: "bo", Name: "Bo", Password: &first, Role: &role, Node: &at})
		w.done(errs, err)
		_, errs, err = w.gate.GrantRole(line, u.ID, tenants.HR, w.id["B"])
		w.done(errs, err)
		_, errs, err = w.gate.SetPassword(line, &u.ID, nil, "another password")
		w.done(errs, err)
		_, _, err = w.gate.SetPassword(line, nil, nil, "another password")
		w.code(err, fault.Forbidden)
		zero := ident.ID(0)
		_, errs, err = w.gate.SetPassword(line, &zero, nil, "another password")
		w.refused(errs, err, "input.userId", fault.NotFound)
		_, _, err = w.gate.SignIn(w.Context(), "bo", "another password", netip.Addr{})
		w.ok(err)
	})
}
