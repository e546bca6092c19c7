package access_test

import (
	"net/netip"
	"testing"
	"time"

	"estatehub/internal/access"
	"estatehub/tenants"
)

// Hana signed in twice. She sees both sessions and nobody else's, ends the other one, and who used it is out at once.
func TestSessions(t *testing.T) {
	worlds(t, func(w *world) {
		w.user("hana", tenants.HR, "A")
		w.user("otto", tenants.QualityDept, "A")
		home, away, ottos := w.session("hana"), w.session("hana"), w.session("otto")
		v, err := w.gate.Authenticate(w.Context(), home)
		if err != nil {
			w.Fatal(err)
		}
		hana := access.As(w.Context(), v, home)
		list, err := w.gate.Sessions(hana)
		if err != nil || len(list) != 2 {
			w.Fatalf("%v %v", list, err)
		}
		other := list[0]
		for _, s := range list {
			if !s.Current {
				other = s
			}
		}
		if list[0].Current == list[1].Current || !other.Until.After(w.now) || other.Since.After(w.now.Add(time.Hour)) {
			w.Errorf("%+v", list)
		}

		o, err := w.gate.Authenticate(w.Context(), ottos)
		if err != nil {
			w.Fatal(err)
		}
		if _, errs, err := w.gate.EndSession(access.As(w.Context(), o, ottos), &other.ID); err != nil || len(errs) != 1 || errs[0].Field != "input.id" {
			w.Errorf("Otto ends Hana's session: %v %v", errs, err)
		}
		ended, errs, err := w.gate.EndSession(hana, &other.ID)
		w.done(errs, err)
		if len(ended) != 1 || ended[0] != other.ID {
			w.Error(ended)
		}
		if _, err := w.gate.Authenticate(w.Context(), away); err == nil {
			w.Error("the ended session goes on")
		}

		token, root, err := w.gate.SignIn(w.Context(), "root", password, netip.MustParseAddr("::ffff:192.0.2.7"))
		if err != nil {
			w.Fatal(err)
		}
		later := w.session("root")
		first := access.As(w.Context(), root, token)
		list, err = w.gate.Sessions(first)
		if err != nil || len(list) != 3 || list[1].Address != "192.0.2.7" {
			w.Errorf("%+v %v", list, err)
		}
		ended, errs, err = w.gate.EndSession(first, nil)
		w.done(errs, err)
		if _, err := w.gate.Authenticate(w.Context(), later); err == nil || len(ended) != 2 {
			w.Error("all others, but not that one", ended)
		}
		if _, err := w.gate.Authenticate(w.Context(), token); err != nil {
			w.Error("his own session ended, too:", err)
		}
		if ended, errs, err = w.gate.EndSession(first, nil); err != nil || len(errs) > 0 || len(ended) > 0 {
			w.Error(ended, errs, err)
		}

		bi, _, errs, err := w.gate.CreateServiceToken(w.root, access.NewToken{Name: "BI", Role: tenants.BI, Node: w.id["A"], Expires: w.now.Add(time.Hour)})
		w.done(errs, err)
		tool, err := w.gate.Authenticate(w.Context(), bi)
		if err != nil {
			w.Fatal(err)
		}
		if list, err := w.gate.Sessions(access.As(w.Context(), tool, bi)); err != nil || len(list) > 0 {
			w.Errorf("a token has sessions: %+v %v", list, err)
		}
	})
}
