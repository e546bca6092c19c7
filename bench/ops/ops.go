// Package ops holds what the hub is measured by: five reads and one mutation, as GraphQL documents with the arguments that
// a portfolio has for them. Every contestant gets the same requests.
package ops

import (
	"embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"estatehub/bench/portfolio"
)

//go:embed *.graphql
var documents embed.FS

// Op is one operation.
type Op struct {
	Name   string
	About  string // what it asks, in a line
	Stream bool   // one long answer, measured in rows
	Writes bool   // changes the database, so that answers cannot be compared as they are
	args   func(p *portfolio.Plan, d *rand.Rand) map[string]any
}

// All are the operations in the order of the table.
var All = []Op{
	{Name: "Q1", About: "newest 50 open tickets of a random community, with unit, building, estate and assignee", args: func(p *portfolio.Plan, d *rand.Rand) map[string]any {
		return map[string]any{"community": p.Community(d.IntN(p.Communities))}
	}},
	{Name: "Q2", About: "newest 50 overdue tickets of the portfolio, with community", args: func(p *portfolio.Plan, d *rand.Rand) map[string]any {
		return map[string]any{"now": p.Now.Add(-time.Duration(d.IntN(240)) * time.Hour).Format(time.RFC3339)}
	}},
	{Name: "Q3", About: "a random building with its 100 units, their owners, and each unit's 5 latest tickets", args: func(p *portfolio.Plan, d *rand.Rand) map[string]any {
		return map[string]any{"building": p.Building(d.IntN(p.Communities), d.IntN(p.Buildings()))}
	}},
	{Name: "Q4", About: "all tickets counted by community and state", args: func(*portfolio.Plan, *rand.Rand) map[string]any { return nil }},
	{Name: "Q5", About: "200,000 tickets with unit and building, flat, streamed", Stream: true, args: func(p *portfolio.Plan, _ *rand.Rand) map[string]any {
		return map[string]any{"rows": StreamRows(p)}
	}},
	{Name: "M1", About: "open a ticket", Writes: true, args: func(p *portfolio.Plan, d *rand.Rand) map[string]any {
		n := d.IntN(p.Communities)
		return map[string]any{"input": map[string]any{
			"communityId": p.Community(n), "kind": "REPAIR", "channel": "PHONE", "topic": "WATER", "unitId": p.Unit(n, d.IntN(p.Units)),
			"contactName": "王建国", "contactPhone": fmt.Sprintf("154%08d", d.IntN(100_000_000)), "content": "今天早上，厨房水龙头关不严，一直滴水，水槽下面的柜子已经泡胀。",
		}}
	}},
}

// StreamRows is how many tickets Q5 asks for: a tenth of the portfolio's.
func StreamRows(p *portfolio.Plan) int { return p.Communities * p.Tickets / 10 }

// Named finds operations by their names, given by comma; all of them for none.
func Named(names string) ([]Op, error) {
	if names == "" {
		return All, nil
	}
	var some []Op
	for name := range strings.SplitSeq(names, ",") {
		found := false
		for _, o := range All {
			if strings.EqualFold(o.Name, strings.TrimSpace(name)) {
				some, found = append(some, o), true
			}
		}
		if !found {
			return nil, fmt.Errorf("ops: there is no operation %q", name)
		}
	}
	return some, nil
}

// Document is the operation in GraphQL.
func (o Op) Document() string { return document(o.Name) }

// Args are random arguments; ids are of type ident.ID.
func (o Op) Args(p *portfolio.Plan, d *rand.Rand) map[string]any { return o.args(p, d) }

// Body is the body of a POST with random arguments.
func (o Op) Body(p *portfolio.Plan, d *rand.Rand) []byte { return body(o.Name, o.args(p, d)) }

// Page is the body of a POST for one page of Q5, for who does not stream. after is empty for the first.
func Page(rows int, after string) []byte {
	args := map[string]any{"rows": rows}
	if after != "" {
		args["after"] = after
	}
	return body("Q5Page", args)
}

// Counting is the body that has the limit count the tickets one by one, instead of reading counters: what Q4 is compared
// with.
func Counting() []byte {
	return []byte(strings.Replace(string(body("Q4", nil)), `"operationName":"Q4"`, `"operationName":"Q4Counting"`, 1))
}

func document(name string) string {
	b, err := documents.ReadFile(strings.ToLower(name) + ".graphql")
	if err != nil {
		panic("ops: " + err.Error()) // embedded
	}
	return string(b)
}

func body(name string, args map[string]any) []byte {
	b, err := json.Marshal(struct {
		OperationName string         `json:"operationName"`
		Query         string         `json:"query"`
		Variables     map[string]any `json:"variables,omitempty"`
	}{name, document(name), args})
	if err != nil {
		panic("ops: " + err.Error()) // texts and numbers
	}
	return b
}
