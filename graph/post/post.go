// Package post is GraphQL over HTTP as its specification has it: POST with JSON, and GET for queries. gqlgen's transports
// answer what is not valid with statuses and data of their own, echo bodies they cannot read, and read them without end.
package post

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/graph/limits"
	"estatehub/graph/request"
	"estatehub/internal/fault"
)

// Transport answers every request; it is the last one of a handler.
type Transport struct{ Limits *limits.Limits }

var _ graphql.Transport = Transport{}

// Supports implements graphql.Transport.
func (Transport) Supports(*http.Request) bool { return true }

// Do implements graphql.Transport.
func (t Transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	x := begin(w, r, exec)
	defer x.recovered()
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", allow)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if !x.acceptable() {
		return
	}
	switch r.Method {
	case http.MethodPost:
		t.post(x)
	case http.MethodGet, http.MethodHead:
		t.get(x)
	default:
		w.Header().Set("Allow", allow)
		x.refuse(http.StatusMethodNotAllowed, fault.Both(fault.BadRequest, "requests are sent by POST or GET", "请求应使用 POST 或 GET"))
	}
}

func (t Transport) post(x *exchange) {
	if !readable(x.r.Header.Get("Content-Type")) {
		x.w.Header().Set("Accept", plainJSON)
		x.refuse(http.StatusUnsupportedMediaType, fault.Both(fault.BadRequest, "the body of a request is application/json in UTF-8, and Content-Type says so",
			"请求体应为 UTF-8 编码的 application/json，并在 Content-Type 中注明"))
		return
	}
	body := buffer()
	err := t.read(x, body)
	if err != nil {
		release(body)
		x.unread(err)
		return
	}
	p, err := request.Read(body.Bytes(), t.Limits)
	release(body) // what was read of it are copies
	if err != nil {
		x.unread(err)
		return
	}
	x.run(p)
}

// read reads the body as far as it may be long.
func (t Transport) read(x *exchange, into io.ReaderFrom) error {
	if n := x.r.ContentLength; n > int64(t.Limits.Body) {
		x.w.Header().Set("Connection", "close") // nobody waits for the rest
		return limits.Exceeded("body", t.Limits.Body, int(n))
	}
	_, err := into.ReadFrom(http.MaxBytesReader(x.w, x.r.Body, int64(t.Limits.Body)))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return limits.Exceeded("body", t.Limits.Body, t.Limits.Body+1)
	}
	if err != nil {
		return fault.Both(fault.BadRequest, "the body ended before its end", "请求体不完整")
	}
	return nil
}

// unread answers a body that is no request.
func (x *exchange) unread(err error) {
	status := http.StatusBadRequest
	if f := fault.Of(err); f != nil && f.Limit != nil && f.Limit.Name == "body" {
		status = http.StatusRequestEntityTooLarge
	}
	x.refuse(status, err)
}

func (t Transport) get(x *exchange) {
	q, err := url.ParseQuery(x.r.URL.RawQuery)
	if err != nil {
		x.refuse(http.StatusBadRequest, fault.Both(fault.BadRequest, "the query of the address is malformed", "网址参数格式错误"))
		return
	}
	for _, key := range []string{"query", "documentId", "operationName", "variables", "extensions"} {
		if len(q[key]) > 1 {
			x.refuse(http.StatusBadRequest, fault.Both(fault.BadRequest, key+" stands twice in the address", "网址中 "+key+" 重复"))
			return
		}
	}
	p := &graphql.RawParams{Query: q.Get("query"), OperationName: q.Get("operationName")}
	p.Variables, err = request.Object("variables", q.Get("variables"), t.Limits)
	if err == nil {
		p.Extensions, err = request.Object("extensions", q.Get("extensions"), t.Limits)
	}
	if err == nil {
		err = request.Complete(p, q.Get("documentId"))
	}
	if err != nil {
		x.unread(err)
		return
	}
	x.run(p)
}
