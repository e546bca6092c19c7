package post

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph/sink"
	"estatehub/internal/fault"
)

// exchange is one request and its answer.
type exchange struct {
	w     http.ResponseWriter
	r     *http.Request
	exec  graphql.GraphExecutor
	media string
	sink  *sink.Sink
	start graphql.TraceTiming
}

// begin prepares an answer, which nobody may keep.
func begin(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) *exchange {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Add("Vary", "Accept")
	x := &exchange{w: w, r: r, exec: exec, media: negotiate(r.Header.Values("Accept"))}
	x.start.Start = graphql.Now()
	return x
}

// acceptable refuses a client that reads none of the media types.
func (x *exchange) acceptable() bool {
	if x.media != "" {
		return true
	}
	x.media = plainJSON
	x.refuse(http.StatusNotAcceptable, fault.Both(fault.BadRequest, "answers are "+graphqlJSON+" or "+plainJSON+", and Accept names neither",
		"只能返回 "+graphqlJSON+" 或 "+plainJSON+"，而 Accept 都未包含"))
	return false
}

// refuse answers a request that never became an operation.
func (x *exchange) refuse(status int, err error) {
	x.fail(x.r.Context(), status, gqlerror.List{gqlerror.Wrap(err)})
}

// fail answers with errors; without a status of its own it is that of the first error.
func (x *exchange) fail(ctx context.Context, status int, errs gqlerror.List) {
	if !graphql.HasOperationContext(ctx) {
		ctx = graphql.WithOperationContext(ctx, &graphql.OperationContext{})
	}
	a := x.exec.DispatchError(ctx, errs)
	if status == 0 {
		status = statusOf(x.media, a)
	}
	write(x.w, x.media, status, a)
}

// run executes a request and answers it.
func (x *exchange) run(p *graphql.RawParams) {
	ctx := x.r.Context()
	p.Headers = x.r.Header
	p.ReadTime = graphql.TraceTiming{Start: x.start.Start, End: graphql.Now()}
	op, errs := x.exec.CreateOperationContext(ctx, p)
	ctx = graphql.WithOperationContext(ctx, op)
	if len(errs) > 0 {
		x.fail(ctx, 0, errs)
		return
	}
	switch kind := op.Operation.Operation; {
	case kind == ast.Subscription:
		x.fail(ctx, http.StatusNotAcceptable, one(fault.Both(fault.BadRequest, "a subscription is answered as text/event-stream, and Accept does not name it",
			"订阅以 text/event-stream 返回，而 Accept 未包含")))
		return
	case kind != ast.Query && x.r.Method != http.MethodPost:
		x.w.Header().Set("Allow", "POST")
		x.fail(ctx, http.StatusMethodNotAllowed, one(fault.Both(fault.BadRequest, "GET only asks; what changes something is sent by POST", "GET 只能查询，变更请用 POST")))
		return
	}
	ctx = sink.With(ctx, x.w, x.media+"; charset=utf-8")
	x.sink = sink.From(ctx)
	answers, ctx := x.exec.DispatchOperation(ctx, op)
	a := answers(ctx)
	switch {
	case x.sink.Begun():
		if a != nil && len(a.Errors) > 0 {
			x.sink.Abort()
		}
	case a == nil: // it was given up, or had no time left
		x.fail(ctx, 0, one(context.Cause(ctx)))
	default:
		write(x.w, x.media, statusOf(x.media, a), a)
	}
}

func one(err error) gqlerror.List {
	if err == nil {
		err = fault.New(fault.Internal, "the operation has no answer")
	}
	return gqlerror.List{gqlerror.Wrap(err)}
}

// recovered answers for a panic, or breaks off the answer that was begun.
func (x *exchange) recovered() {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v)
	}
	err := fmt.Errorf("post: panic: %v\n%s", v, debug.Stack())
	if x.sink.Begun() {
		x.exec.DispatchError(graphql.WithOperationContext(x.r.Context(), &graphql.OperationContext{}), one(err)) // logs it
		x.sink.Abort()
	}
	if x.media == "" {
		x.media = plainJSON
	}
	x.refuse(http.StatusInternalServerError, err)
}

// allow is what may be done with the address.
var allow = strings.Join([]string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions}, ", ")
