package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/ident"
)

// A BI tool pulls all tickets of a site in one request: they come as one JSON document, in pieces, by one statement, the
// same rows as by pages; what cannot be streamed is told so before the first byte.
func TestLongRead(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		s := newSite(t, db)
		ann := s.person("ann")
		const rows = 5000
		s.fill(rows)
		query := `{"query": "{ tickets(first: %d, orderBy: {field: OPENED_AT, direction: DESC}%s) { %snodes { id number openedAt unit { propertyNo } community { name } } totalCount } }"}`
		res, body := s.ask(ann, fmt.Sprintf(query, 100_000, "", ""))
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Length") != "" {
			t.Fatal(res.StatusCode, res.Header)
		}
		var pulled struct {
			Data struct {
				Tickets struct {
					Nodes []struct {
						ID, Number string
						Unit       *struct{ PropertyNo string }
						Community  struct{ Name string }
					}
					TotalCount int
				}
			}
		}
		if err := json.Unmarshal([]byte(body), &pulled); err != nil {
			t.Fatal(err)
		}
		got := pulled.Data.Tickets
		if len(got.Nodes) != rows || got.TotalCount != rows {
			t.Fatalf("%d rows of %d", len(got.Nodes), got.TotalCount)
		}
		seen := map[string]bool{}
		for _, n := range got.Nodes {
			seen[n.ID] = true
			if n.Community.Name == "" || n.Unit == nil || n.Unit.PropertyNo == "" {
				t.Fatalf("%+v", n)
			}
		}
		if len(seen) != rows {
			t.Errorf("%d different rows", len(seen))
		}
		_, page := s.ask(ann, fmt.Sprintf(query, 200, "", ""))
		head := strings.SplitN(strings.TrimPrefix(page, `{"data":{"tickets":{"nodes":[`), `],"totalCount"`, 2)[0]
		if !strings.Contains(body, head) {
			t.Error("the first page is not how the long read begins")
		}
		s.turns(ann, seen)
		for what, c := range map[string][2]string{
			"no page info before": {"pageInfo { hasNextPage } ", "at most 200"},
			"no other list in it": {"edges { node { attachments { totalCount } } } ", "cost"},
		} {
			if res, body := s.ask(ann, fmt.Sprintf(query, 100_000, "", c[0])); !strings.Contains(body, c[1]) || !strings.Contains(body, "LIMIT_EXCEEDED") {
				t.Errorf("%s: %d %.300s", what, res.StatusCode, body)
			}
		}
		if res, body := s.ask(ann, fmt.Sprintf(query, 100_000, `, after: \"x\"`, "")); !strings.Contains(body, "CURSOR_INVALID") {
			t.Errorf("bad cursor: %d %.300s", res.StatusCode, body)
		}
		if res, body := s.ask(ann, fmt.Sprintf(query, 2_000_000, "", "")); !strings.Contains(body, `"longRead"`) {
			t.Errorf("more than a long read: %d %.300s", res.StatusCode, body)
		}
	})
}

// turns pulls the same rows in two long reads, the second from where the first says that it ended.
func (s *site) turns(who string, seen map[string]bool) {
	s.Helper()
	var got struct {
		Data struct {
			Tickets struct {
				Nodes    []struct{ ID string }
				PageInfo struct {
					HasNextPage, HasPreviousPage bool
					StartCursor, EndCursor       string
				}
			}
		}
	}
	after, left := "", len(seen)
	for i, want := range []int{3000, left - 3000} {
		_, body := s.ask(who, fmt.Sprintf(`{"query": "{ tickets(first: 3000%s) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"}`, after))
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			s.Fatalf("%v: %.100s…%s", err, body, body[max(0, len(body)-200):])
		}
		t := got.Data.Tickets
		if len(t.Nodes) != want || t.PageInfo.HasNextPage != (i == 0) || t.PageInfo.HasPreviousPage != (i == 1) || t.PageInfo.StartCursor == "" {
			s.Fatalf("%d rows, %+v", len(t.Nodes), t.PageInfo)
		}
		for _, n := range t.Nodes {
			if seen[n.ID] {
				left--
			}
		}
		after = `, after: \"` + t.PageInfo.EndCursor + `\"`
	}
	if left != 0 {
		s.Errorf("%d rows are missing", left)
	}
}

// fill gives the first community tickets of its first unit.
func (s *site) fill(rows int) {
	s.Helper()
	ctx, n, site := datatest.System(s.T), gen.Nouns.Named("Ticket"), s.world.Communities[0]
	first, err := s.db.Reserve(ctx, n, site.ID, rows)
	if err != nil {
		s.Fatal(err)
	}
	err = s.db.Tx(ctx, func(ctx context.Context, _ *gen.Client) error {
		b, err := s.db.NewBulk(ctx, n, "number", "kind", "state", "content", "unit_id", "opened_at", "due_at", "opened_month")
		if err != nil {
			return err
		}
		start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for k := range rows {
			at := start.Add(time.Duration(k/3) * time.Minute)
			if err := b.Add(ctx, first+ident.ID(k), fmt.Sprintf("T%06d", k), "REPAIR", "REPORTED", "水管漏水", site.Units[0].ID, at, at.Add(24*time.Hour), "2026-01"); err != nil {
				return err
			}
		}
		_, err = b.Close(ctx)
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
}
