package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph"
	"estatehub/graph/limits"
	"estatehub/internal/allowance"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/outage"
)

// loadFlags are how much the hub takes on, as said on the command line.
type loadFlags struct {
	Requests  int           `name:"requests-at-once" help:"Requests answered at once. Above it they wait for a place." default:"64" env:"ESTATEHUB_REQUESTS_AT_ONCE"`
	Waiting   int           `name:"requests-waiting" help:"Requests that may wait for a place, 5 s at most. Above it they get 503 with Retry-After." default:"256" env:"ESTATEHUB_REQUESTS_WAITING"`
	PerCaller int           `name:"requests-per-caller" help:"Requests at once of one user or token (one address, where nobody is signed in); above it they get 429. As many as three quarters of the database's connections are worked on, the rest wait for their turn." default:"32" env:"ESTATEHUB_REQUESTS_PER_CALLER"`
	Time      time.Duration `name:"request-time" help:"How long a request may take, its statements in the database included." default:"20s" env:"ESTATEHUB_REQUEST_TIME"`
	BodyTime  time.Duration `name:"body-time" help:"How long a request may take to arrive." default:"15s" env:"ESTATEHUB_BODY_TIME"`

	LongReads    int           `name:"long-reads" help:"Streamed pulls of large lists at once, beside the requests; 8 more may wait 15 s. At most half of the database's connections." default:"2" env:"ESTATEHUB_LONG_READS"`
	LongReadTime time.Duration `name:"long-read-time" help:"How long such a pull may take." default:"15m" env:"ESTATEHUB_LONG_READ_TIME"`

	Uploads    int           `name:"uploads" help:"Uploads at once, beside the requests; as many may wait." default:"4" env:"ESTATEHUB_UPLOADS"`
	UploadTime time.Duration `name:"upload-time" help:"How long an upload may take." default:"5m" env:"ESTATEHUB_UPLOAD_TIME"`

	Streams          int `name:"streams" help:"Connections of subscriptions at once." default:"1000" env:"ESTATEHUB_STREAMS"`
	StreamsPerCaller int `name:"streams-per-caller" help:"Connections of subscriptions at once of one user or token." default:"32" env:"ESTATEHUB_STREAMS_PER_CALLER"`
	Subscriptions    int `name:"subscriptions" help:"Operations at once over one WebSocket." default:"32" env:"ESTATEHUB_SUBSCRIPTIONS"`
}

// Validate is called by kong.
func (f *loadFlags) Validate() error {
	for name, n := range map[string]int{
		"requests-at-once": f.Requests, "requests-per-caller": f.PerCaller, "long-reads": f.LongReads, "uploads": f.Uploads,
		"streams": f.Streams, "streams-per-caller": f.StreamsPerCaller, "subscriptions": f.Subscriptions,
	} {
		if n < 1 {
			return fmt.Errorf("--%s: at least 1", name)
		}
	}
	if f.Waiting < 0 {
		return errors.New("--requests-waiting: at least 0")
	}
	for name, d := range map[string]time.Duration{
		"request-time": f.Time, "body-time": f.BodyTime, "long-read-time": f.LongReadTime, "upload-time": f.UploadTime,
	} {
		if d < time.Second {
			return fmt.Errorf("--%s: at least 1s", name)
		}
	}
	return nil
}

// allowance are the flags as limits, held against the database's connections: long reads keep theirs for minutes, and
// pages must find some.
func (f *loadFlags) allowance(db *data.DB) (*allowance.Hub, error) {
	connections := db.Readers().Stats().MaxOpenConnections
	if most := connections / 2; f.LongReads > most {
		return nil, fmt.Errorf("--long-reads: at most %d, half of the connections to this database", most)
	}
	return allowance.New(allowance.Limits{
		Requests: f.Requests, Waiting: f.Waiting, Time: f.Time, PerCaller: f.PerCaller, Share: connections * 3 / 4,
		LongReads: f.LongReads, LongReadTime: f.LongReadTime, Uploads: f.Uploads, UploadTime: f.UploadTime, Streams: f.Streams, StreamsPerCaller: f.StreamsPerCaller,
	}), nil
}

// admit lets requests in as far as there is place for them. What comes slowly is read before it takes one.
func (h *hub) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind := kindOf(r)
		if kind == allowance.Upload { // read by its transport, file by file
			until := time.Now().Add(h.load.UploadTime)
			ctl := http.NewResponseController(w)
			_, _ = ctl.SetReadDeadline(until), ctl.SetWriteDeadline(until.Add(writeWithin))
			r.Body = http.MaxBytesReader(w, r.Body, graph.MaxUpload)
		} else {
			body := bodies.Get().(*bytes.Buffer)
			defer recycle(body)
			leave, err := h.read(body, r)
			if err != nil {
				w.Header().Set("Connection", "close")
				refuse(w, r, err)
				return
			}
			defer leave()
			r.Body = io.NopCloser(bytes.NewReader(body.Bytes()))
		}
		ctx, end, err := h.allowance.Begin(r.Context(), kind)
		if err != nil {
			refuse(w, r, err)
			return
		}
		defer end()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func kindOf(r *http.Request) allowance.Kind {
	switch {
	case strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/"):
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
			return allowance.Upload
		}
	case isStream(r):
		return allowance.Stream
	}
	return allowance.Request
}

// overStream has queries and mutations that come over a stream take a place as others do.
func overStream(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	if op := graphql.GetOperationContext(ctx).Operation; op == nil || op.Operation == "subscription" {
		return next(ctx)
	}
	before := ctx
	ctx, end, err := allowance.Operation(ctx)
	if err != nil {
		return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{graph.Present(before, err)}})
	}
	handler := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		defer end()
		return handler(ctx)
	}
}

// mostKept is the largest buffer that is used again: most requests are far below, and one large one must not stay.
const mostKept = 64 << 10

var bodies = sync.Pool{New: func() any { return &bytes.Buffer{} }}

func recycle(b *bytes.Buffer) {
	if b.Cap() <= mostKept {
		b.Reset()
		bodies.Put(b)
	}
}

// read reads the body of a request whole, before anything takes it for GraphQL. Only so many that are not small are held
// at once, until leave is called: they are rare, and a thousand of them would be a gigabyte.
func (h *hub) read(into *bytes.Buffer, r *http.Request) (leave func(), err error) {
	leave = func() {}
	if r.Body == nil || r.Body == http.NoBody {
		return leave, nil
	}
	_, err = into.ReadFrom(io.LimitReader(r.Body, mostKept-bytes.MinRead))
	if err == nil && into.Len() == mostKept-bytes.MinRead {
		if leave, err = h.allowance.Large(r.Context()); err != nil {
			return nil, err
		}
		into.Grow(int(min(max(r.ContentLength, mostKept), int64(h.limits.Body)))) // at once, instead of by doubling
		_, err = into.ReadFrom(io.LimitReader(r.Body, int64(h.limits.Body+1-into.Len())))
	}
	switch {
	case into.Len() > h.limits.Body:
		err = &refusal{http.StatusRequestEntityTooLarge, limits.Exceeded("body", h.limits.Body, into.Len())}
	case err != nil:
		err = &refusal{http.StatusRequestTimeout, fault.Both(fault.Timeout, "the body of the request did not arrive in time, or not whole", "请求正文未能及时完整送达")}
	default:
		return leave, nil
	}
	leave()
	return nil, err
}

// refusal is a fault with a status of its own.
type refusal struct {
	status int
	why    *fault.Error
}

func (r *refusal) Error() string { return r.why.Error() }

func (r *refusal) Unwrap() error { return r.why }

// refuse answers a request that never became an operation, in the shape of a GraphQL error.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, known := http.StatusInternalServerError, fault.Of(err)
	var own *refusal
	switch {
	case errors.As(err, &own):
		status = own.status
	case known != nil:
		outage.Note(r.Context(), known)
	default: // the client is gone, nobody reads it
		known = fault.New(fault.Timeout, "the request was given up")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	extensions := map[string]any{"code": known.Code, "requestId": data.RequestOf(r.Context())}
	if known.Limit != nil {
		extensions["limit"] = known.Limit
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{
		"message": known.In(fault.Lang(r.Context())), "extensions": extensions,
	}}})
}
