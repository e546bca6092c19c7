package demo_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen/servicetoken"
	"estatehub/ent/gen/session"
	"estatehub/ent/gen/user"
	"estatehub/internal/access"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/demo"
	"estatehub/internal/secret"
	"estatehub/tenants"
)

// signIns tells that every sign-in's password and token open, that the four kinds of users come first, and that nobody
// else has a password.
func signIns(t *testing.T, db *data.DB, list []demo.SignIn) {
	ctx := datatest.System(t)
	want := []tenants.Role{tenants.HR, tenants.QualityDept, tenants.SiteManager, tenants.BI, tenants.Administrator, tenants.ComplaintCentre}
	if len(list) != len(want) {
		t.Fatalf("%d sign-ins", len(list))
	}
	for i, s := range list {
		if s.Role != want[i] || len(s.Password) != 16 {
			t.Errorf("%d: %+v", i, s)
		}
		u := db.Client.User.Query().Where(user.Login(s.Login)).OnlyX(ctx)
		if ok, _, err := secret.VerifyPassword(ctx, *u.PasswordHash, s.Password); !ok || err != nil {
			t.Errorf("%s: the password does not open: %v", s.Login, err)
		}
		kind, ok := secret.Parse(s.Token)
		if !ok || (kind == secret.Service) != (s.Role == tenants.BI) {
			t.Errorf("%s: token of kind %q", s.Login, kind)
		}
		var until time.Time
		if kind == secret.Service {
			tk := db.Client.ServiceToken.Query().Where(servicetoken.Hash(secret.Hash(s.Token)), servicetoken.UserID(u.ID)).OnlyX(ctx)
			until = tk.ExpiresAt
		} else {
			until = db.Client.Session.Query().Where(session.Hash(secret.Hash(s.Token)), session.UserID(u.ID)).OnlyX(ctx).ExpiresAt
		}
		if left := time.Until(until); left < 364*24*time.Hour || left > 366*24*time.Hour {
			t.Errorf("%s: the token is good for %v", s.Login, left)
		}
		v, err := access.New(db).Authenticate(ctx, s.Token)
		if err != nil {
			t.Fatalf("%s: the token does not open: %v", s.Login, err)
		}
		if scope := v.Scope(tenants.Portfolio, tenants.Read); scope.IsWhole() == (s.Role == tenants.SiteManager) ||
			s.Role == tenants.SiteManager && len(scope.Communities()) != 1 {
			t.Errorf("%s sees %d communities, everything: %v", s.Login, len(scope.Communities()), scope.IsWhole())
		}
	}
	if n := db.Client.User.Query().Where(user.PasswordHashNotNil()).CountX(ctx); n != len(list) {
		t.Errorf("%d users have a password", n)
	}

	dir := t.TempDir()
	if err := demo.WriteSignIns(dir, list); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, demo.File)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var back []map[string]string
	if err := json.Unmarshal(text, &back); err != nil || len(back) != len(list) || back[0]["role"] != "HR" || back[3]["token"] != list[3].Token || len(back[0]) != 4 {
		t.Errorf("%v %s", err, text)
	}
	var out bytes.Buffer
	if err := demo.PrintSignIns(&out, list); err != nil || !strings.Contains(out.String(), list[2].Password) || strings.Contains(out.String(), list[0].Token) {
		t.Errorf("%v %s", err, out.String())
	}
}
