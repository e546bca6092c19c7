package secret_test

import (
	"fmt"
	"net/netip"
	"testing"
	"time"

	"estatehub/internal/secret"
)

// clock is a clock the test winds.
type clock struct{ t time.Time }

func (c *clock) now() time.Time       { return c.t }
func (c *clock) pass(d time.Duration) { c.t = c.t.Add(d) }

func newThrottle() (*secret.Throttle, *clock) {
	c := &clock{t: time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)}
	return secret.NewThrottle(c.now), c
}

// fail tries once and gets it wrong.
func fail(t *testing.T, th *secret.Throttle, keys ...secret.Key) {
	t.Helper()
	if wait, ok := th.Allow(keys...); !ok {
		t.Fatalf("has to wait %v", wait)
	}
	th.Failed(keys...)
}

func TestFiveFailuresAreFreeThenEachDoublesTheWait(t *testing.T) {
	th, c := newThrottle()
	zhang := secret.LoginKey("zhang")
	for range 5 {
		fail(t, th, zhang)
	}
	for want := time.Second; want <= 256*time.Second; want *= 2 {
		wait, ok := th.Allow(zhang)
		if ok || wait != want {
			t.Fatalf("waits %v (%v), want %v", wait, ok, want)
		}
		c.pass(wait - time.Nanosecond)
		if _, ok := th.Allow(zhang); ok {
			t.Fatal("may try before the wait is over")
		}
		c.pass(time.Nanosecond)
		fail(t, th, zhang)
	}
	if _, ok := th.Allow(secret.LoginKey("li")); !ok {
		t.Error("li waits for zhang")
	}
}

func TestADayOfGuessingIsAHundredGuesses(t *testing.T) {
	th, c := newThrottle()
	zhang, guesses, longest := secret.LoginKey("zhang"), 0, time.Duration(0)
	for evening := c.t.Add(24 * time.Hour); c.t.Before(evening); {
		wait, ok := th.Allow(zhang)
		if ok {
			th.Failed(zhang)
			guesses++
		}
		longest = max(longest, wait)
		c.pass(wait)
	}
	if guesses > 115 || longest != 15*time.Minute {
		t.Errorf("%d guesses, the longest wait %v", guesses, longest)
	}
}

func TestFailuresAreForgottenOnePerQuarter(t *testing.T) {
	th, c := newThrottle()
	zhang := secret.LoginKey("zhang")
	for range 4 {
		fail(t, th, zhang)
	}
	c.pass(30 * time.Minute) // two of four are left
	for range 3 {
		fail(t, th, zhang)
	}
	if _, ok := th.Allow(zhang); ok {
		t.Error("all was forgotten")
	}
	c.pass(24 * time.Hour)
	for range 5 {
		fail(t, th, zhang)
	}
}

func TestSigningInClearsTheLoginButNotTheAddress(t *testing.T) {
	th, _ := newThrottle()
	office := secret.AddressKey(netip.MustParseAddr("203.0.113.7"))
	own := secret.LoginKey("attacker")
	for i := range 4 {
		fail(t, th, secret.LoginKey(fmt.Sprint("victim", i)), office)
		fail(t, th, own)
	}
	if _, ok := th.Allow(own, office); !ok {
		t.Fatal("may not sign in")
	}
	th.Succeeded(own, office)
	for range 4 {
		fail(t, th, own) // begins anew
	}
	fail(t, th, secret.LoginKey("victim"), office)
	if _, ok := th.Allow(secret.LoginKey("another"), office); ok {
		t.Error("an account of one's own buys guesses at others")
	}
}

func TestARefusedAttemptCountsNowhere(t *testing.T) {
	th, c := newThrottle()
	locked, office := secret.LoginKey("locked"), secret.AddressKey(netip.MustParseAddr("203.0.113.7"))
	for range 5 {
		fail(t, th, locked)
	}
	for range 50 {
		if _, ok := th.Allow(locked, office); ok {
			t.Fatal("may try")
		}
	}
	if _, ok := th.Allow(secret.LoginKey("colleague"), office); !ok {
		t.Error("the office waits for one colleague")
	}
	c.pass(time.Second)
	if _, ok := th.Allow(locked, office); !ok {
		t.Error("waits longer than was said")
	}
}

func TestAThousandGuessesAtOnceAreFive(t *testing.T) {
	th, c := newThrottle()
	zhang, allowed := secret.LoginKey("zhang"), 0
	for range 1000 {
		if _, ok := th.Allow(zhang); ok {
			allowed++
		}
	}
	if allowed != 5 {
		t.Errorf("%d ran at once", allowed)
	}
	c.pass(time.Minute) // whoever asked has gone without reporting
	if _, ok := th.Allow(zhang); !ok {
		t.Error("attempts nobody reported lock the login for good")
	}
}

func TestOnePersonIsOneKey(t *testing.T) {
	addr := func(s string) secret.Key { return secret.AddressKey(netip.MustParseAddr(s)) }
	if secret.LoginKey(" Zhang ") != secret.LoginKey("zhang") {
		t.Error("a login is many by its case")
	}
	if addr("2001:db8:1:2::1") != addr("2001:db8:1:2:ffff::9") || addr("2001:db8:1:2::1") == addr("2001:db8:1:3::1") {
		t.Error("IPv6 does not count by /64")
	}
	if addr("::ffff:203.0.113.7") != addr("203.0.113.7") || addr("203.0.113.7") == addr("203.0.113.8") {
		t.Error("IPv4 does not count by address")
	}
	if secret.LoginKey("203.0.113.7") == addr("203.0.113.7") {
		t.Error("a login passes for an address")
	}
	_ = secret.AddressKey(netip.Addr{}) // an address nobody could read is a key like any other
}

func TestAFloodForgetsTheLongestUnused(t *testing.T) {
	th, _ := newThrottle()
	first, last := secret.LoginKey("first"), secret.LoginKey("last")
	for range 5 {
		fail(t, th, first)
	}
	for i := range 9_998 {
		fail(t, th, secret.LoginKey(fmt.Sprint(i)))
	}
	for range 5 {
		fail(t, th, last)
	}
	if _, ok := th.Allow(first); ok {
		t.Fatal("forgotten before there were 10,000")
	}
	for i := range 9_999 {
		fail(t, th, secret.LoginKey(fmt.Sprint("more", i)))
	}
	if _, ok := th.Allow(last); !ok {
		t.Error("more than 10,000 are remembered")
	}
	if _, ok := th.Allow(first); !ok {
		t.Error("more than 10,000 are remembered")
	}
}
