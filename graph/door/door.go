// Package door is the way in for GraphQL requests over HTTP: the first transport that understands a request answers it.
// It does what gqlgen's handler does, but for panics, which it lets pass: an answer that was begun is to be broken off,
// not ended with an error behind it.
package door

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
)

// Handler serves GraphQL over HTTP. The last transport should take every request.
type Handler struct {
	*executor.Executor
	front      graphql.GraphExecutor // what transports see of it
	transports []graphql.Transport
}

// New is a handler over an executor that its transports see through front; they are asked in their order.
func New(e *executor.Executor, front graphql.GraphExecutor, transports ...graphql.Transport) *Handler {
	return &Handler{e, front, transports}
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
			t.Do(w, r, h.front)
			return
		}
	}
	http.Error(w, "no transport", http.StatusNotImplemented)
}
