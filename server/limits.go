package main

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"

	"estatehub/graph"
	"estatehub/internal/data"
	"estatehub/internal/fault"
)

// sized refuses a body over the limit before anything reads it as GraphQL. Files are limited where they are stored.
func sized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
			r.Body = http.MaxBytesReader(w, r.Body, graph.MaxUpload)
			next.ServeHTTP(w, r)
			return
		}
		body, err := io.ReadAll(io.LimitReader(r.Body, graph.MaxBody+1))
		if err != nil {
			return // the client is gone
		}
		if len(body) > graph.MaxBody {
			refuse(w, r, http.StatusRequestEntityTooLarge, fault.New(fault.LimitExceeded, "the body of a request is at most %d bytes", graph.MaxBody))
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// refuse answers a request that never became an operation, in the shape of a GraphQL error.
func refuse(w http.ResponseWriter, r *http.Request, status int, err *fault.Error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{
		"message":    err.In(fault.Lang(r.Context())),
		"extensions": map[string]any{"code": err.Code, "requestId": data.RequestOf(r.Context())},
	}}})
}
