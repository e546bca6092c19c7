// Package sse is GraphQL over server-sent events in the distinct connections mode of the graphql-sse protocol: each
// operation is a POST whose answers are events of its own response. gqlgen's transport will not do: its complete event
// has no data, which browsers therefore never dispatch, its keep-alive writes on after the handler has returned, it
// echoes and logs bodies it cannot read, and it is cut off by the server's deadlines.
package sse

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph/ending"
	"estatehub/graph/limits"
	"estatehub/graph/request"
	"estatehub/internal/fault"
)

// Transport answers POST requests that accept text/event-stream and do not name JSON: clients that read both (urql names
// all there is) want streams for subscriptions only, which they ask for alone.
type Transport struct {
	KeepAlive time.Duration // between signs of life
	Limits    *limits.Limits
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

func accepts(headers []string) (stream bool) {
	for _, one := range strings.Split(strings.Join(headers, ","), ",") {
		switch media, _, _ := mime.ParseMediaType(strings.TrimSpace(one)); media {
		case "text/event-stream":
			stream = true
		case "application/json", "application/graphql-response+json":
			return false
		}
	}
	return stream
}

// Do implements graphql.Transport. The protocol wants errors before execution as events, too.
func (t Transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	start := graphql.Now()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	ctx, end := ending.With(ctx)

	params, unread := t.read(w, r)
	s := newStream(w, t.KeepAlive)
	if unread != nil {
		s.next(exec.DispatchError(graphql.WithOperationContext(ctx, &graphql.OperationContext{}), list(unread)))
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

// read reads the request, by the rules of every other.
func (t Transport) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, int64(t.Limits.Body)))
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return nil, limits.Exceeded("body", t.Limits.Body, t.Limits.Body+1)
	case err != nil:
		return nil, fault.Both(fault.BadRequest, "the body ended before its end", "请求体不完整")
	}
	return request.Read(body, t.Limits)
}
