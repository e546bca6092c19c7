package store

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
)

// kept is how many statements a connection keeps prepared. The hub's reads have few texts, which come again and again.
const kept = 64

// prepared are the statements that a connection keeps ready. A text is prepared when it comes for the second time: to
// prepare costs a round trip, or a parse, more than to send it once. It belongs to its connection, which one goroutine
// uses at a time.
type prepared struct {
	ready map[string]sqldriver.Stmt
	once  map[string]struct{}
	order []string // of ready, oldest first
}

// statement is the prepared statement of a text, nil where it is to be sent as it is.
func (p *prepared) statement(ctx context.Context, c sqldriver.ConnPrepareContext, query string) (sqldriver.StmtQueryContext, error) {
	if s, ok := p.ready[query]; ok {
		return s.(sqldriver.StmtQueryContext), nil
	}
	if p.ready == nil {
		p.ready, p.once = map[string]sqldriver.Stmt{}, map[string]struct{}{}
	}
	if _, again := p.once[query]; !again {
		if len(p.once) >= 4*kept {
			clear(p.once)
		}
		p.once[query] = struct{}{}
		return nil, nil
	}
	s, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	delete(p.once, query)
	if len(p.order) >= kept {
		oldest := p.order[0]
		p.order = append(p.order[:0], p.order[1:]...)
		err = p.ready[oldest].Close()
		delete(p.ready, oldest)
	}
	p.ready[query], p.order = s, append(p.order, query)
	return s.(sqldriver.StmtQueryContext), err
}

// forget closes what is kept; the connection is about to close.
func (p *prepared) forget() (err error) {
	for _, s := range p.ready {
		err = errors.Join(err, s.Close())
	}
	p.ready, p.order = nil, nil
	return err
}

// keeper is a connection that keeps statements prepared.
type keeper interface{ keep() *prepared }
