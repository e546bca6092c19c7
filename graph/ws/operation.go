package ws

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph/ending"
	"estatehub/internal/fault"
)

// operation is one that runs.
type operation struct{ stop context.CancelFunc }

// subscribe begins an operation; it tells whether the connection goes on.
func (c *conn) subscribe(m *message) bool {
	c.mu.Lock()
	there, count := c.live[m.ID], len(c.live)
	c.mu.Unlock()
	if there != nil {
		return c.close(duplicate, fmt.Sprintf("Subscriber for %s already exists", m.ID))
	}
	if count >= c.Operations {
		c.fail(c.ctx, m.ID, gqlerror.List{gqlerror.Wrap(fault.Both(fault.LimitExceeded, fmt.Sprintf("at most %d operations at once over one connection", c.Operations),
			fmt.Sprintf("一个连接同时最多 %d 个操作", c.Operations)))})
		return true
	}
	params := &graphql.RawParams{}
	dec := json.NewDecoder(bytes.NewReader(m.Payload))
	dec.UseNumber()
	start := graphql.Now()
	if dec.Decode(params) != nil {
		return c.close(badMessage, "Invalid message")
	}
	params.Headers, params.ReadTime = c.header, graphql.TraceTiming{Start: start, End: graphql.Now()}

	ctx, err := c.enter(c.ctx)
	if err != nil {
		if locked(err) {
			return c.close(forbidden, reason(err))
		}
		c.fail(c.ctx, m.ID, gqlerror.List{gqlerror.Wrap(err)})
		return true
	}
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := c.exec.CreateOperationContext(ctx, params)
	ctx = graphql.WithOperationContext(ctx, op)
	if errs != nil {
		c.fail(ctx, m.ID, errs)
		return true
	}
	ctx, stop := context.WithCancel(ctx)
	live := &operation{stop}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		stop()
		return false
	}
	c.live[m.ID] = live
	c.operations.Go(func() { defer stop(); c.run(ctx, m.ID, live, op) })
	return true
}

// run answers an operation until it ends.
func (c *conn) run(ctx context.Context, id string, live *operation, op *graphql.OperationContext) {
	ctx, end := ending.With(ctx)
	c.answer(ctx, id, live, op)
	mine := c.is(id, live)
	if mine {
		c.mu.Lock()
		delete(c.live, id)
		c.mu.Unlock()
	}
	switch err := end.Why(); {
	case !mine: // its client has ended it and hears no more
	case err != nil:
		c.fail(ctx, id, gqlerror.List{gqlerror.Wrap(err)})
	default:
		c.send(&message{ID: id, Type: "complete"})
	}
}

// is tells whether an operation is the one that its client knows by an id.
func (c *conn) is(id string, live *operation) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.live[id] == live
}

func (c *conn) answer(ctx context.Context, id string, live *operation, op *graphql.OperationContext) {
	defer func() { // here nobody else would recover, and the hub would end
		if v := recover(); v != nil {
			ending.Say(ctx, fmt.Errorf("ws: panic: %v\n%s", v, debug.Stack()))
		}
	}()
	answers, ctx := c.exec.DispatchOperation(ctx, op)
	for {
		a := answers(ctx)
		if a == nil || !c.is(id, live) {
			return
		}
		c.send(&message{ID: id, Type: "next", Payload: payload(a)}) // before the next, which is made in the same buffer
		if op.Operation.Operation != "subscription" {
			return // one answer; gqlgen would ask for another for ever
		}
	}
}

// fail ends an operation with errors. Nothing follows it.
func (c *conn) fail(ctx context.Context, id string, errs gqlerror.List) {
	if graphql.HasOperationContext(ctx) {
		errs = c.exec.DispatchError(ctx, errs).Errors
	} else {
		errs = c.exec.DispatchError(graphql.WithOperationContext(ctx, &graphql.OperationContext{}), errs).Errors
	}
	b, err := json.Marshal(errs)
	if err != nil {
		panic("ws: " + err.Error())
	}
	c.send(&message{ID: id, Type: "error", Payload: b})
}

// payload is an answer as JSON. What failed before it was executed has no data, which is another thing than null.
func payload(a *graphql.Response) json.RawMessage {
	b, err := json.Marshal(struct {
		Errors     gqlerror.List   `json:"errors,omitempty"`
		Data       json.RawMessage `json:"data,omitempty"`
		Extensions map[string]any  `json:"extensions,omitempty"`
	}{a.Errors, a.Data, a.Extensions})
	if err != nil {
		panic("ws: " + err.Error()) // resolvers write JSON
	}
	return b
}

// endAll ends what runs, waits until it has been told, and lets nothing more begin.
func (c *conn) endAll() {
	c.mu.Lock()
	c.ended = true
	for _, op := range c.live {
		op.stop()
	}
	c.mu.Unlock()
	c.operations.Wait()
}
