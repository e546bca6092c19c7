package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// limit answers the operations of package ops by hand.
type limit struct {
	read, write *sql.DB
	lite        bool
	actor       struct {
		id    int64
		login string
	}
	ids     ids
	q1, q2  *sql.Stmt
	q3      [3]*sql.Stmt
	q4, q4c *sql.Stmt
	q5      *sql.Stmt
	m1      [5]*sql.Stmt
	buffers sync.Pool
}

// newLimit prepares all statements. Tickets are opened in the name of a user of the portfolio.
func newLimit(ctx context.Context, url, login string) (*limit, error) {
	l := &limit{buffers: sync.Pool{New: func() any { b := make([]byte, 0, 32<<10); return &b }}}
	var err error
	if l.read, l.write, l.lite, err = open(url); err != nil {
		return nil, err
	}
	l.ids.next = map[int64]*block{}
	l.actor.login = login
	if err := l.read.QueryRowContext(ctx, "SELECT id FROM users WHERE login = ?", login).Scan(&l.actor.id); err != nil {
		return nil, err
	}
	for _, s := range []struct {
		pool *sql.DB
		into **sql.Stmt
		text string
	}{
		{l.read, &l.q1, q1SQL}, {l.read, &l.q2, q2SQL}, {l.read, &l.q3[0], q3Building}, {l.read, &l.q3[1], q3Units}, {l.read, &l.q3[2], q3Tickets},
		{l.read, &l.q4, q4SQL}, {l.read, &l.q4c, q4Counting}, {l.read, &l.q5, q5SQL},
		{l.write, &l.m1[0], m1Ticket}, {l.write, &l.m1[1], m1Event}, {l.write, &l.m1[2], m1Clocks}, {l.write, &l.m1[3], m1Drafts}, {l.write, &l.m1[4], m1Counts},
	} {
		text := s.text
		if l.lite {
			text = strings.Replace(text, "STRAIGHT_JOIN ", "", 1)
			// Else the driver makes a time.Time of it, which would be formatted anew.
			for _, column := range []string{"t.opened_at", "t.due_at"} {
				text = strings.Replace(text, column+" /*text*/", column+" || ''", 1)
			}
		}
		if *s.into, err = s.pool.PrepareContext(ctx, text); err != nil {
			return nil, errors.Join(errors.New(text), err)
		}
	}
	return l, nil
}

// close closes the pools, and with them the statements.
func (l *limit) close() {
	_ = l.read.Close()
	_ = l.write.Close()
}

// request is what the limit reads of a POST: it knows the documents already.
type request struct {
	OperationName string `json:"operationName"`
	Variables     struct {
		Community string `json:"community"`
		Building  string `json:"building"`
		Now       string `json:"now"`
		Rows      int    `json:"rows"`
		Input     ticket `json:"input"`
	} `json:"variables"`
}

func (l *limit) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	buffer := l.buffers.Get().(*[]byte)
	defer l.buffers.Put(buffer)
	b, err := read(r.Body, (*buffer)[:0])
	if err != nil {
		return // the client is gone
	}
	var q request
	if err := json.Unmarshal(b, &q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	out := &answer{w: w, b: b[:0]}
	switch v := &q.Variables; q.OperationName {
	case "Q1":
		err = l.site(r.Context(), out, v.Community)
	case "Q2":
		err = l.overdue(r.Context(), out, v.Now)
	case "Q3":
		err = l.building(r.Context(), out, v.Building)
	case "Q4":
		err = l.counts(r.Context(), out, l.q4)
	case "Q4Counting":
		err = l.counts(r.Context(), out, l.q4c)
	case "Q5":
		err = l.all(r.Context(), out, v.Rows)
	case "M1":
		err = l.openTicket(r.Context(), out, &v.Input)
	default:
		err = errors.New("the limit does not know the operation " + q.OperationName)
	}
	if err != nil {
		out.fail(err)
		return
	}
	out.end()
	*buffer = out.b
}

// answer is an answer being written: in one piece with its length where it is short, in pieces where it is long.
type answer struct {
	w    http.ResponseWriter
	b    []byte
	sent bool
}

// piece is how much of a long answer is sent at once.
const piece = 32 << 10

// full sends what there is of a long answer.
func (a *answer) full() {
	if len(a.b) < piece {
		return
	}
	if !a.sent {
		a.w.Header()["Content-Type"] = jsonType
		a.sent = true
	}
	_, _ = a.w.Write(a.b)
	a.b = a.b[:0]
}

func (a *answer) end() {
	if !a.sent {
		h := a.w.Header()
		h["Content-Type"] = jsonType
		h["Content-Length"] = []string{strconv.Itoa(len(a.b))}
	}
	_, _ = a.w.Write(a.b)
}

func (a *answer) fail(err error) {
	if a.sent {
		panic(http.ErrAbortHandler)
	}
	b, _ := json.Marshal(map[string]any{"errors": []any{map[string]any{"message": err.Error()}}})
	a.w.Header()["Content-Type"] = jsonType
	_, _ = a.w.Write(b)
}

var jsonType = []string{"application/json"}

func (a *answer) text(s string) { a.b = append(a.b, s...) }

// read reads all of r into b.
func read(r io.Reader, b []byte) ([]byte, error) {
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return b, err
		}
	}
}
