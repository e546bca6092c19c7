// Package sse is GraphQL over server-sent events in the distinct connections mode of the graphql-sse protocol: each
// operation is a POST whose answers are events of its own response. gqlgen's transport will not do: its complete event
// has no data, which browsers therefore never dispatch, its keep-alive writes on after the handler has returned, it
// echoes and logs bodies it cannot read, and it is cut off by the server's deadlines.
package sse

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph/ending"
	"estatehub/internal/fault"
)

// Transport answers POST requests that accept text/event-stream.
type Transport struct {
	KeepAlive time.Duration // between signs of life
	MaxBody   int64         // bytes of a request
}

var _ graphql.Transport = Transport{}

// Supports implements graphql.Transport.
func (Transport) Supports(r *http.Request) bool {
	if r.Method != http.MethodPost || !accepts(r.Header.Values("Accept")) {
		return false
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && media == "application/json"
}

func accepts(headers []string) bool {
	for _, one := range strings.Split(strings.Join(headers, ","), ",") {
		if media, _, err := mime.ParseMediaType(strings.TrimSpace(one)); err == nil && media == "text/event-stream" {
			return true
		}
	}
	return false
}

// Do implements graphql.Transport. The protocol wants errors before execution as events, too.
func (t Transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	start := graphql.Now()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	ctx, end := ending.With(ctx)

	params := &graphql.RawParams{}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, t.MaxBody))
	dec.UseNumber()
	unread := dec.Decode(params)
	s := newStream(w, t.KeepAlive)
	if unread != nil {
		s.next(exec.DispatchError(graphql.WithOperationContext(ctx, &graphql.OperationContext{}), list(bodyError(unread, t.MaxBody))))
		s.complete()
		return
	}
	params.Headers, params.ReadTime = r.Header, graphql.TraceTiming{Start: start, End: graphql.Now()}
	op, errs := exec.CreateOperationContext(ctx, params)
	ctx = graphql.WithOperationContext(ctx, op)
	if errs != nil {
		s.next(exec.DispatchError(ctx, errs))
		s.complete()
		return
	}
	answers, ctx := exec.DispatchOperation(ctx, op)
	s.pump(ctx, cancel, answers)
	if err := end.Why(); err != nil && r.Context().Err() == nil {
		s.next(exec.DispatchError(ctx, list(err)))
	}
	s.complete()
}

// list is an error as the executor wants it; its presenter finds the fault inside.
func list(err error) gqlerror.List { return gqlerror.List{gqlerror.Wrap(err)} }

// bodyError says what is wrong with a body and nothing of what is in it.
func bodyError(err error, limit int64) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fault.New(fault.LimitExceeded, "a request has at most %d bytes", limit)
	}
	return fault.New(fault.BadInput, "the body is no JSON object of a GraphQL request")
}
