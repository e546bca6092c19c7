package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
)

const (
	slow = `{"query": "query Slow { __typename }"}`
	pull = `{"query": "query Pull { __typename }"}`
)

// Slow requests take all places and the queue: the next is refused at once, and told when to come back. When they are
// done the hub answers as before.
func TestOverload(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--requests-at-once=3", "--requests-waiting=1", "--requests-per-caller=3")
	ann, bob := s.person("ann"), s.person("bob")
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { res, body := s.ask(ann, slow); s.wants(res, body, http.StatusOK, `"__typename":"Query"`) })
	}
	s.began(3)
	wg.Go(func() { s.works(bob) }) // waits
	for until := time.Now().Add(5 * time.Second); s.allowance.Places()[0].Waiting() == 0 && time.Now().Before(until); {
		time.Sleep(time.Millisecond)
	}
	for _, headers := range [][]string{nil, {"Accept", "application/graphql-response+json"}} {
		res, body := s.ask(bob, page, headers...)
		s.wants(res, body, http.StatusServiceUnavailable, `"code":"UNAVAILABLE"`, "at most 3 requests at once, and 1 may wait", `"requestId":"`)
		if res.Header.Get("Retry-After") != "1" {
			t.Errorf("Retry-After %q", res.Header.Get("Retry-After"))
		}
	}
	s.release()
	wg.Wait()
	s.works(bob)
	if p := s.allowance.Places()[0]; p.Taken() != 0 || p.Refused() != 2 {
		t.Errorf("%d taken, %d refused", p.Taken(), p.Refused())
	}
	res, err := http.Get(s.http.URL + "/metrics") //nolint:noctx // a test
	if err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(res.Body)
	_ = res.Body.Close()
	if !strings.Contains(string(b), `estatehub_places_refused_total{of="requests"} 2`) {
		t.Error("the metrics do not tell")
	}
}

// One caller takes no more than his share, whatever he sends: others are answered meanwhile.
func TestOneCallerLeavesPlaces(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--requests-at-once=4", "--requests-waiting=4", "--requests-per-caller=2")
	ann, bob := s.person("ann"), s.person("bob")
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { s.ask(ann, slow) })
	}
	s.began(2)
	res, body := s.ask(ann, page)
	s.wants(res, body, http.StatusTooManyRequests, `"code":"TOO_MANY_REQUESTS"`, "at most 2 requests at once for one caller")
	if res.Header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After %q", res.Header.Get("Retry-After"))
	}
	s.works(bob)
	s.release()
	wg.Wait()
	s.works(ann)
}

// Who guesses passwords is told to wait in a way that tools understand.
func TestGuessing(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}))
	s.person("ann")
	for range 10 {
		res, body := s.ask("", `{"query": "mutation { signIn(input: {login: \"ann\", password: \"wrong horse\"}) { token } }"}`)
		if res.StatusCode == http.StatusTooManyRequests {
			if s.wants(res, body, http.StatusTooManyRequests, `"code":"TOO_MANY_REQUESTS"`); res.Header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			return
		}
	}
	t.Error("nobody slows him down")
}

// Long reads run beside the requests: as many as may run, and those that wait, leave all places of pages free.
func TestLongReadsStarveNobody(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--requests-at-once=2", "--requests-waiting=0", "--long-reads=2", "--request-time=3s")
	bi, bob := s.person("bi"), s.person("bob")
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { res, body := s.ask(bi, pull); s.wants(res, body, http.StatusOK, `"__typename"`) })
		s.began(1)
	}
	for i := range 2 { // these wait, and then have waited for as long as a request may
		wg.Go(func() {
			res, body := s.ask(bi, pull)
			s.wants(res, body, http.StatusGatewayTimeout, `"TIMEOUT"`, "longer than 3s")
		})
		for until := time.Now().Add(5 * time.Second); s.allowance.Places()[2].Waiting() <= i && time.Now().Before(until); {
			time.Sleep(time.Millisecond)
		}
	}
	for range 20 {
		s.works(bob)
	}
	time.Sleep(3500 * time.Millisecond) // longer than a request may take
	s.release()
	wg.Wait()
	s.works(bi)
	for _, p := range s.allowance.Places() {
		if p.Taken() != 0 {
			t.Errorf("%s: %d taken", p.What().EN, p.Taken())
		}
	}
}

// A request ends with its time, down to its statement: the connection is free for the next.
func TestTimeOfARequest(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	s := newSite(t, db, "--request-time=1s")
	ann := s.person("ann")
	var wg sync.WaitGroup
	for range 6 { // more than there are readers
		wg.Go(func() {
			res, body := s.ask(ann, `{"query": "query Endless { __typename }"}`)
			s.wants(res, body, http.StatusGatewayTimeout, `"code":"TIMEOUT"`, "it took longer than 1s")
		})
	}
	wg.Wait()
	s.works(ann)
	for until := time.Now().Add(5 * time.Second); db.Readers().Stats().InUse > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("%d connections are in use", db.Readers().Stats().InUse)
		}
	}
}

// Who sends his request byte by byte is given up, and takes no place meanwhile.
func TestSlowClients(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--requests-at-once=1", "--requests-waiting=0", "--body-time=2s")
	ann := s.person("ann")
	const head = "POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
	type client struct {
		text string
		want string
	}
	var wg sync.WaitGroup
	for _, c := range []client{
		{head + "\r\n{\"query\"", "408 Request Timeout"},
		{head + "X-Slow: ", "408 Request Timeout"}, // or nothing: the header never came
		{strings.Replace(head, "Content-Length: 100", "Transfer-Encoding: chunked", 1) + "\r\n5\r\n{\"que", "408 Request Timeout"},
	} {
		wg.Go(func() {
			conn := s.dial()
			_, _ = io.WriteString(conn, c.text)
			line, err := bufio.NewReader(conn).ReadString('\n')
			if err != nil && err != io.EOF || line != "" && !strings.Contains(line, c.want) {
				t.Errorf("%q: %q %v", c.text[len(c.text)-10:], line, err)
			}
		})
	}
	time.Sleep(200 * time.Millisecond)
	s.works(ann) // the one place is free
	wg.Wait()
	s.works(ann)
	conn := s.dial()
	_, _ = fmt.Fprintf(conn, "GET /healthz HTTP/1.1\r\nHost: hub\r\nX-Long: %s\r\n\r\n", strings.Repeat("x", 100<<10))
	if line, _ := bufio.NewReader(conn).ReadString('\n'); !strings.Contains(line, "431") {
		t.Errorf("a header of 100 KiB: %q", line)
	}
}

// Large bodies are read whole and correctly, a few at once; who keeps their places by sending slowly keeps nobody from
// asking for a page.
func TestLargeBodies(t *testing.T) {
	s := newSite(t, datatest.SQLite(t, data.Options{}), "--body-time=3s")
	ann := s.person("ann")
	for _, size := range []int{60_000, 65_023, 65_024, 65_025, 65_536, 100_000, 1<<20 - 200} {
		res, body := s.ask(ann, "{"+strings.Repeat(" ", size)+page[1:])
		s.wants(res, body, http.StatusOK, "propertyNo")
	}
	const chunk = 100_000
	large := s.allowance.Places()[4]
	for range 32 {
		c := s.dial()
		_, _ = fmt.Fprintf(c, "POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n%s", strings.Repeat(" ", chunk))
	}
	for until := time.Now().Add(5 * time.Second); large.Taken() < 32 && time.Now().Before(until); {
		time.Sleep(time.Millisecond)
	}
	s.works(ann)
	for until := time.Now().Add(10 * time.Second); large.Taken() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("%d places are kept", large.Taken())
		}
	}
}

// What cannot work is refused at the start, by name.
func TestLimitFlags(t *testing.T) {
	for arg, says := range map[string]string{
		"--requests-at-once=0": "--requests-at-once: at least 1", "--request-time=10ms": "--request-time: at least 1s", "--requests-waiting=-1": "--requests-waiting: at least 0",
	} {
		var c serveCmd
		k, err := kong.New(&c, kong.Vars{"nouns": ""})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Parse([]string{arg}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", arg, err)
		}
	}
	db := datatest.SQLite(t, data.Options{})
	most := db.Readers().Stats().MaxOpenConnections / 2
	if _, err := flags(t, fmt.Sprintf("--long-reads=%d", most)).Load.allowance(db); err != nil {
		t.Error(err)
	}
	if _, err := flags(t, fmt.Sprintf("--long-reads=%d", most+1)).Load.allowance(db); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("at most %d", most)) {
		t.Error(err)
	}
}
