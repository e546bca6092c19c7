package post

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/internal/fault"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// piece is how long an answer may be that is copied together, so that it is one write and one read.
const piece = 64 << 10

// keep is the largest buffer that is kept: a few large answers should not stay in memory for ever.
const keep = 256 << 10

func buffer() *bytes.Buffer { return buffers.Get().(*bytes.Buffer) }

func release(b *bytes.Buffer) {
	if b.Cap() <= keep {
		b.Reset()
		buffers.Put(b)
	}
}

// write answers with a status. Data is JSON already and is sent as it is.
func write(w http.ResponseWriter, media string, status int, a *graphql.Response) {
	head, tail := buffer(), buffer()
	defer release(head)
	defer release(tail)
	head.WriteByte('{')
	if len(a.Errors) > 0 {
		head.WriteString(`"errors":`)
		encode(head, a.Errors)
		if a.Data != nil {
			head.WriteByte(',')
		}
	}
	if a.Data != nil {
		head.WriteString(`"data":`)
	}
	if len(a.Extensions) > 0 {
		if a.Data != nil || len(a.Errors) > 0 {
			tail.WriteByte(',')
		}
		tail.WriteString(`"extensions":`)
		encode(tail, a.Extensions)
	}
	tail.WriteByte('}')

	h := w.Header()
	h.Set("Content-Type", media+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(head.Len()+len(a.Data)+tail.Len()))
	w.WriteHeader(status)
	if head.Len()+len(a.Data)+tail.Len() <= piece {
		head.Write(a.Data)
		head.Write(tail.Bytes())
		_, _ = w.Write(head.Bytes())
		return
	}
	for _, part := range [][]byte{head.Bytes(), a.Data, tail.Bytes()} {
		if _, err := w.Write(part); err != nil {
			return // the client is gone
		}
	}
}

func encode(b *bytes.Buffer, v any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("post: " + err.Error()) // errors and extensions are the hub's own
	}
	b.Truncate(b.Len() - 1) // Encode ends the line
}

// statusOf is the status of an answer. One that was executed is a success, whatever its fields say; one that was not has
// its own status in the one media type, and in the other says no more than that it was understood.
func statusOf(media string, a *graphql.Response) int {
	if a.Data != nil || len(a.Errors) == 0 {
		return http.StatusOK
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	switch fault.Code(code) {
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Timeout:
		return http.StatusGatewayTimeout
	case fault.Internal:
		return http.StatusInternalServerError
	}
	if media == plainJSON {
		return http.StatusOK
	}
	switch fault.Code(code) {
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	}
	return http.StatusBadRequest
}
