package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/graph/sse"
	"estatehub/internal/fault"
)

// Limits of a request, generous for people and tools, far below what hurts.
const (
	// MaxBody is the most bytes of a JSON request.
	MaxBody = 1 << 20
	// MaxUpload is the most bytes of a multipart request.
	MaxUpload = 64 << 20

	maxTokens = 10_000 // tokens of a document
	documents = 500    // parsed documents kept
)

// Server is the API over HTTP: queries and mutations by POST, queries by GET, files by multipart, subscriptions over SSE.
func Server(r *Resolver) *handler.Server {
	s := handler.New(Schema(r))
	s.AddTransport(sse.Transport{KeepAlive: 15 * time.Second, MaxBody: MaxBody})
	s.AddTransport(transport.Options{AllowedMethods: []string{"GET", "POST", "OPTIONS"}})
	s.AddTransport(transport.GET{})
	s.AddTransport(transport.POST{})
	s.AddTransport(transport.MultipartForm{MaxUploadSize: MaxUpload, MaxMemory: 1 << 20})
	s.SetQueryCache(lru.New[*ast.QueryDocument](documents))
	s.SetParserTokenLimit(maxTokens)
	s.SetDisableSuggestion(true)
	s.SetErrorPresenter(Present)
	s.SetRecoverFunc(func(_ context.Context, v any) error { return &panicked{v} })
	s.Use(extension.Introspection{})
	return s
}

// panicked is a fault of the hub that one field's resolver met.
type panicked struct{ value any }

func (p *panicked) Error() string { return "panic: " + fault.New(fault.Internal, "%v", p.value).EN }
