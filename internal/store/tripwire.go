package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"

	"estatehub/tenants"
)

// ErrTripwire is the error of a statement that names an owned table without saying whose rows it means.
var ErrTripwire = errors.New("tripwire: statement without a tenant predicate")

const (
	maxVerdicts = 4096    // statements remembered
	maxVerdict  = 1 << 15 // bytes of a statement worth remembering; longer ones are imports
)

// tripwire judges statements by their text. It is the third wall: what it refuses is a bug of the code above it.
type tripwire struct {
	mysql bool
	owned map[string]Owned // by lower-case name
	known atomic.Pointer[verdicts]
}

type verdicts struct {
	m sync.Map // text → *verdict
	n atomic.Int64
}

// verdict is what the text of a statement says.
type verdict struct {
	missing []string // owned tables without a tenant predicate
	system  bool     // not a query: a whole-portfolio scope does not help
	why     string   // what could not be understood
	reads   bool     // certainly only reads
}

func newTripwire(dialectName string, owned map[string]Owned) *tripwire {
	t := &tripwire{mysql: dialectName == "mysql", owned: map[string]Owned{}}
	for name, o := range owned {
		o.Column = strings.ToLower(o.Column)
		t.owned[strings.ToLower(name)] = o
	}
	t.known.Store(&verdicts{})
	return t
}

// verdict is the cached judgement of a text.
func (t *tripwire) verdict(query string) *verdict {
	known := t.known.Load()
	if v, ok := known.m.Load(query); ok {
		return v.(*verdict)
	}
	v := t.judge(query)
	if len(query) <= maxVerdict {
		known.m.Store(strings.Clone(query), v)
		if known.n.Add(1) > maxVerdicts {
			t.known.Store(&verdicts{}) // starting anew is cheaper than knowing which to drop
		}
	}
	return v
}

// check refuses a statement that the scope of ctx does not allow.
func (t *tripwire) check(ctx context.Context, query string, v *verdict) error {
	if len(v.missing) == 0 || tenants.IsSystem(ctx) || (!v.system && t.whole(ctx, v.missing)) {
		return nil
	}
	slog.ErrorContext(ctx, "tripwire: statement refused", "tables", v.missing, "why", v.why, "statement", query)
	return fmt.Errorf("store: %w on %s", ErrTripwire, strings.Join(v.missing, ", "))
}

// whole tells whether the viewer of ctx sees the whole portfolio of every table.
func (t *tripwire) whole(ctx context.Context, tables []string) bool {
	viewer := tenants.ViewerFrom(ctx)
	if viewer == nil {
		return false
	}
	for _, name := range tables {
		if !viewer.Scope(t.owned[name].Group, tenants.Bare).IsWhole() {
			return false
		}
	}
	return true
}

// judge reads a statement. What it cannot read is refused as soon as it names an owned table.
func (t *tripwire) judge(query string) *verdict {
	toks, err := lex(query, t.mysql)
	if err != nil {
		low := strings.ToLower(query)
		return &verdict{system: true, why: err.Error(), missing: t.named(func(name string) bool { return strings.Contains(low, name) })}
	}
	p := newParser(toks, t.owned)
	v := &verdict{reads: p.reads()}
	mentioned := func(name string) bool {
		for _, tok := range toks {
			if tok.kind <= tString && strings.ToLower(tok.text) == name {
				return true
			}
		}
		return false
	}
	switch kind := p.statement(); {
	case kind == notQuery:
		v.system, v.why, v.missing = true, "no query", t.named(mentioned)
	case p.bad != "":
		v.why, v.missing = p.bad, t.named(mentioned)
	default:
		v.missing = p.missing()
	}
	return v
}

// named lists the owned tables that a test holds for.
func (t *tripwire) named(is func(string) bool) []string {
	var names []string
	for name := range t.owned {
		if is(name) {
			names = append(names, name)
		}
	}
	return names
}
