package load

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"estatehub/bench/ops"
)

// compare asks everybody the same random requests and wants the same answers, as JSON values. Of a stream, whoever gives
// pages is held against the beginning of the others'.
func (p *Plan) compare(ctx context.Context, op ops.Op, all []*entrant) error {
	checks := p.Checks
	if op.Stream {
		checks = min(checks, 1)
	}
	for n := range checks {
		var first *entrant
		var want any
		for _, e := range all {
			if e.Foreign {
				continue
			}
			p.tell("%s: %s is checked, %d of %d", op.Name, e.Name, n+1, checks)
			got, err := p.answer(ctx, op, e, n)
			if err != nil {
				return fmt.Errorf("%s: %w", e.Name, err)
			}
			if first == nil {
				first, want = e, got
				continue
			}
			if err := same(op, want, got); err != nil {
				return fmt.Errorf("%s and %s do not answer alike: %w", first.Name, e.Name, err)
			}
		}
	}
	return nil
}

// answer is what a contestant says to the nth random request.
func (p *Plan) answer(ctx context.Context, op ops.Op, e *entrant, n int) (v any, err error) {
	c, err := dial(ctx, e.URL, e.Token)
	if err != nil {
		return nil, err
	}
	defer c.close()
	if e.paged {
		p, _, err := onePage(c, op, "")
		if err != nil {
			return nil, err
		}
		nodes := make([]any, len(p.Data.Tickets.Nodes))
		for i, raw := range p.Data.Tickets.Nodes {
			if err := json.Unmarshal(raw, &nodes[i]); err != nil {
				return nil, err
			}
		}
		return nodes, nil
	}
	b, err := ask(c, op, e.body(op, p.Portfolio, random(1000+n, 0, 0)))
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	delete(v.(map[string]any), "extensions") // what it cost, which only some tell
	return v, nil
}

// made are the fields of a new ticket that differ from one to the next.
var made = []string{"id", "number", "openedAt", "dueAt"}

func same(op ops.Op, a, b any) error {
	switch {
	case op.Writes:
		for _, v := range []any{a, b} {
			t, ok := dig(v, "data", "openTicket", "ticket").(map[string]any)
			if !ok {
				return fmt.Errorf("no ticket in %v", v)
			}
			for _, name := range made {
				if _, there := t[name]; there {
					t[name] = nil
				}
			}
		}
	case op.Stream:
		a, b = nodes(a), nodes(b)
		if n := min(len(a.([]any)), len(b.([]any))); n > 0 {
			a, b = a.([]any)[:n], b.([]any)[:n]
		}
	}
	if !reflect.DeepEqual(a, b) {
		return fmt.Errorf("%s", difference("", a, b))
	}
	return nil
}

func nodes(v any) any {
	if list, ok := v.([]any); ok {
		return list
	}
	list, _ := dig(v, "data", "tickets", "nodes").([]any)
	return list
}

func dig(v any, path ...string) any {
	for _, name := range path {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	return v
}

// difference is the first place where two values differ.
func difference(at string, a, b any) string {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok {
			break
		}
		for name := range a {
			if !reflect.DeepEqual(a[name], b[name]) {
				return difference(at+"."+name, a[name], b[name])
			}
		}
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return fmt.Sprintf("%s: %d and %d elements", at, len(a), len(b))
		}
		for i := range a {
			if !reflect.DeepEqual(a[i], b[i]) {
				return difference(fmt.Sprintf("%s[%d]", at, i), a[i], b[i])
			}
		}
	}
	return fmt.Sprintf("%s: %v and %v", at, a, b)
}
