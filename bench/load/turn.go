package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"estatehub/bench/ops"
)

// Turn is what one contestant did in its time.
type Turn struct {
	Requests  int
	Rows      int // of streams
	Elapsed   time.Duration
	Latencies []time.Duration
	Server    time.Duration // processor time of the server
	Database  time.Duration // and of the database
	Peak      int64         // resident memory of the server at most
}

// PerSecond is how many requests were answered in a second; of a stream, rows.
func (t *Turn) PerSecond() float64 {
	if t.Rows > 0 {
		return float64(t.Rows) / t.Elapsed.Seconds()
	}
	return float64(t.Requests) / t.Elapsed.Seconds()
}

// CPU is the processor time of server and database for a request, or for a row of a stream.
func (t *Turn) CPU() (server, database time.Duration) {
	n := time.Duration(max(t.Requests, t.Rows, 1))
	return t.Server / n, t.Database / n
}

// turn has clients ask for a while. Each sends its next request when it has read the last answer.
func (p *Plan) turn(ctx context.Context, op ops.Op, clients int, e *entrant, round int, long time.Duration) (*Turn, error) {
	all := make([]*client, clients)
	for i := range all {
		c, err := dial(ctx, e.URL, e.Token)
		if err != nil {
			return nil, err
		}
		defer c.close()
		all[i] = c
	}
	parts := make([]Turn, clients)
	errs := make([]error, clients)
	e.Server.Reset()
	server, database := e.Server.CPU(), e.Database.CPU()
	start := time.Now()
	var wg sync.WaitGroup
	for i, c := range all {
		wg.Go(func() { errs[i] = p.asks(ctx, op, e, c, &parts[i], round, i, start.Add(long)) })
	}
	wg.Wait()
	t := &Turn{Elapsed: time.Since(start), Server: e.Server.CPU() - server, Database: e.Database.CPU() - database, Peak: e.Server.Peak()}
	for i := range parts {
		t.Requests += parts[i].Requests
		t.Rows += parts[i].Rows
		t.Latencies = append(t.Latencies, parts[i].Latencies...)
	}
	return t, errors.Join(errs...)
}

// asks is one client's part of a turn.
func (p *Plan) asks(ctx context.Context, op ops.Op, e *entrant, c *client, t *Turn, round, number int, until time.Time) error {
	d := random(round, number, e.place)
	for first := true; first || time.Now().Before(until) && ctx.Err() == nil; first = false {
		body := e.body(op, p.Portfolio, d)
		begin := time.Now()
		switch {
		case !op.Stream:
			if _, err := ask(c, op, body); err != nil {
				return err
			}
		case e.paged:
			rows, err := inPages(c, op, ops.StreamRows(p.Portfolio), until)
			t.Rows += rows
			if err != nil {
				return err
			}
		default:
			if _, err := streamed(c, op, body); err != nil {
				return err
			}
			t.Rows += ops.StreamRows(p.Portfolio)
		}
		t.Latencies = append(t.Latencies, time.Since(begin))
		t.Requests++
	}
	return ctx.Err()
}

// ask posts a request and takes no error for an answer.
func ask(c *client, op ops.Op, body []byte) ([]byte, error) {
	status, answer, err := c.post(body)
	if err != nil {
		return nil, err
	}
	if err := good(status, answer); err != nil {
		return nil, err
	}
	if op.Writes && bytes.Contains(answer, []byte(`"code"`)) {
		return nil, fmt.Errorf("load: refused: %.300s", answer)
	}
	return answer, nil
}

var beginsWithErrors, hasErrors = []byte(`{"errors"`), []byte(`"errors":[`)

func good(status int, answer []byte) error {
	if status != 200 || bytes.HasPrefix(answer, beginsWithErrors) || bytes.Contains(answer[max(0, len(answer)-500):], hasErrors) {
		return fmt.Errorf("load: status %d: %.300s", status, answer)
	}
	return nil
}

// streamed posts a request for a long answer and returns its length. What matters of it is its beginning and its end.
func streamed(c *client, _ ops.Op, body []byte) (length int, err error) {
	const edge = 500
	var head, tail []byte
	status, err := c.stream(body, func(b []byte) {
		length += len(b)
		if room := edge - len(head); room > 0 {
			head = append(head, b[:min(room, len(b))]...)
		}
		if len(b) >= edge {
			tail = append(tail[:0], b[len(b)-edge:]...)
		} else {
			tail = append(tail, b...)
			tail = append(tail[:0], tail[max(0, len(tail)-edge):]...)
		}
	})
	if err != nil {
		return length, err
	}
	if err := good(status, head); err != nil {
		return length, err
	}
	return length, good(status, tail)
}

// pageRows is how many rows a page has for who does not stream.
const pageRows = 200

type paged struct {
	Data struct {
		Tickets struct {
			Nodes    []json.RawMessage
			PageInfo struct {
				HasNextPage bool
				EndCursor   string
			}
		}
	}
}

func onePage(c *client, op ops.Op, after string) (p paged, answer []byte, err error) {
	answer, err = ask(c, op, ops.Page(pageRows, after))
	if err != nil {
		return p, nil, err
	}
	return p, answer, json.Unmarshal(answer, &p)
}

// inPages reads as many rows page by page, or as many as there is time for.
func inPages(c *client, op ops.Op, rows int, until time.Time) (got int, err error) {
	for after := ""; got < rows; {
		p, _, err := onePage(c, op, after)
		if err != nil {
			return got, err
		}
		got += len(p.Data.Tickets.Nodes)
		if after = p.Data.Tickets.PageInfo.EndCursor; !p.Data.Tickets.PageInfo.HasNextPage || time.Now().After(until) {
			break
		}
	}
	return got, nil
}
