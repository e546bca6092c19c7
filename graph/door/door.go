// Package door is the way in for GraphQL requests over HTTP: the first transport that understands a request answers it.
// It does what gqlgen's handler does, but for panics, which it lets pass: an answer that was begun is to be broken off,
// not ended with an error behind it.
package door

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// maxErrors is how many errors a request gets that was not executed. The first ones say what is wrong; a document of ten
// thousand unknown fields is not told of each.
const maxErrors = 20

// Handler serves GraphQL over HTTP. The last transport should take every request.
type Handler struct {
	*executor.Executor
	transports []graphql.Transport
}

// New is a handler over an executor; transports are asked in their order.
func New(e *executor.Executor, transports ...graphql.Transport) *Handler {
	return &Handler{e, transports}
}

// Prefer puts a transport before the others.
func (h *Handler) Prefer(t graphql.Transport) {
	h.transports = append([]graphql.Transport{t}, h.transports...)
}

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(graphql.StartOperationTrace(r.Context()))
	for _, t := range h.transports {
		if t.Supports(r) {
			t.Do(w, r, h)
			return
		}
	}
	http.Error(w, "no transport", http.StatusNotImplemented)
}

// CreateOperationContext implements graphql.GraphExecutor.
func (h *Handler) CreateOperationContext(ctx context.Context, p *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	op, errs := h.Executor.CreateOperationContext(ctx, p)
	return op, errs[:min(len(errs), maxErrors)]
}

var _ graphql.GraphExecutor = (*Handler)(nil)
