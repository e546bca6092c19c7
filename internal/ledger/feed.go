package ledger

import (
	"context"
	"encoding/json"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/change"
	"estatehub/internal/cursor"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/tenants"
)

const (
	deleted     = change.OperationDELETE
	scanAtOnce  = 500    // changes read by one statement, and rows held against the walls at once
	scanAtMost  = 20_000 // changes, and rows, that one request looks at
	feedCursors = "feed"
)

// Reader tells of the ledger what its viewer may know.
type Reader struct {
	DB  *data.DB
	Key cursor.Key
}

// Feed is a piece of the ledger, oldest first.
type Feed struct {
	Rows       []*Row
	NextCursor string
	HasMore    bool
	AsOf       time.Time
	Restarted  bool
}

// stand is where a reader stands: all changes up to After are told, and of the next one the rows up to Within.
type stand struct {
	After  int64  `json:"a"`
	Within int64  `json:"w,omitempty"`
	Scope  string `json:"s"`
	Asked  Filter `json:"f"`
}

// Read returns what follows a cursor, from the beginning where there is none. A viewer whose scopes are not those of
// the cursor starts over, since what he may newly see lies behind him: the feed then says that it restarted. A filter
// other than the cursor's is refused. A request looks at a bounded number of changes, so a feed may have few rows or
// none and yet more to come.
func (r *Reader) Read(ctx context.Context, after *string, f Filter, limit int) (*Feed, error) {
	v, err := newView(ctx, f)
	if err != nil {
		return nil, err
	}
	at, restarted, err := r.begin(ctx, after, f)
	if err != nil {
		return nil, err
	}
	out := &Feed{AsOf: time.Now().UTC().Truncate(time.Microsecond), Restarted: restarted, Rows: []*Row{}}
	head, err := head(tenants.System(ctx, "ledger: how far it reaches"), r.DB.Client)
	if err != nil {
		return nil, err
	}
	w := &walk{stand: at, view: v, head: head, limit: limit, reader: r}
	if v.none {
		w.After, w.Within = max(head, at.After), 0
	}
	for w.After < head && !w.full && w.looked < scanAtMost {
		if err := w.step(ctx); err != nil {
			return nil, err
		}
	}
	out.HasMore = w.full || w.After < head
	if out.Rows, err = r.rows(ctx, w.told); err != nil {
		return nil, err
	}
	b, err := json.Marshal(w.stand)
	out.NextCursor = r.Key.Seal(feedCursors, b)
	return out, err
}

// begin is where a cursor points.
func (r *Reader) begin(ctx context.Context, after *string, f Filter) (at stand, restarted bool, err error) {
	at = stand{Asked: f}
	if at.Scope, err = fingerprint(ctx); err != nil || after == nil {
		return at, false, err
	}
	var old stand
	b, ok := r.Key.Open(feedCursors, *after)
	if !ok || json.Unmarshal(b, &old) != nil || !same(old.Asked, f) {
		return at, false, fault.New(fault.CursorInvalid, "the cursor does not belong to this feed and filter")
	}
	if old.Scope != at.Scope {
		return at, true, nil
	}
	return old, false, nil
}

// same tells whether two filters ask for the same.
func same(a, b Filter) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// walk goes through the ledger from a stand.
type walk struct {
	stand
	view    *view
	reader  *Reader
	head    int64
	limit   int
	told    []candidate
	pending []*gen.Change // read and not yet gone through
	last    bool          // nothing follows pending
	looked  int
	full    bool // the limit is reached and more follows
}

// step looks at some more rows.
func (w *walk) step(ctx context.Context) (err error) {
	if len(w.pending) == 0 {
		if w.last {
			w.After, w.Within = w.head, 0
			return nil
		}
		if w.pending, err = scan(ctx, w.reader.DB.Client, w.view.sites, w.After, w.head, scanAtOnce); err != nil {
			return err
		}
		w.last = len(w.pending) < scanAtOnce
	}
	all := w.expand()
	w.looked += len(all)
	ok, err := w.view.visible(ctx, w.reader.DB.Client, all)
	if err != nil {
		return err
	}
	for i, x := range all {
		if !ok[i] {
			w.pass(x)
			continue
		}
		if len(w.told) == w.limit {
			w.full = true
			return nil
		}
		w.told = append(w.told, x)
		w.pass(x)
	}
	return nil
}

// expand lists the next rows that the pending changes are about; those of nouns not asked for are skipped whole.
func (w *walk) expand() (all []candidate) {
	for len(w.pending) > 0 && len(all) < scanAtOnce {
		c := w.pending[0]
		first := c.EntityID
		if w.Within != 0 && c.ID == w.After+1 {
			first = ident.ID(w.Within) + 1
		}
		if _, asked := w.view.nouns[c.EntityID.Kind()]; !asked {
			all = append(all, candidate{c, c.LastID}) // invisible, yet passed in its turn
			w.pending = w.pending[1:]
			continue
		}
		for id := first; id <= c.LastID && len(all) < scanAtOnce; id++ {
			all = append(all, candidate{c, id})
		}
		if n := len(all); n == 0 || all[n-1].change != c || all[n-1].id >= c.LastID {
			w.pending = w.pending[1:]
		}
	}
	return all
}

// pass puts the stand behind a row.
func (w *walk) pass(x candidate) {
	if x.id >= x.change.LastID {
		w.After, w.Within = x.change.ID, 0
	} else {
		w.After, w.Within = x.change.ID-1, int64(x.id)
	}
}
