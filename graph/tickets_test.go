package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"slices"
	"strings"
	"testing"

	"estatehub/graph"
	"estatehub/graph/exec"
	"estatehub/graph/graphtest"
	"estatehub/internal/attachments"
	"estatehub/internal/blobs"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/lifecycle"
	"estatehub/tenants"
)

const opens = `mutation($in: OpenTicketInput!) { openTicket(input: $in) { ticket { id number state openedMonth allowedVerbs { verb titleZh titleEn needs { argument titleZh } } } userErrors { field code message } } }`

// TestTicketsOverTheAPI: values reach the desk whether they stand in variables or in the document, and a viewer is told
// what he may do next.
func TestTicketsOverTheAPI(t *testing.T) {
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		a := graphtest.New(graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only")}))
		staff, manager := w.Viewer(tenants.SiteStaff, 0), w.Viewer(tenants.SiteManager, 0)
		s := w.Communities[0]
		d := a.Must(t, staff, opens, map[string]any{"in": map[string]any{"communityId": s.ID.String(), "kind": "COMPLAINT", "content": "电梯异响",
			"unitId": s.Units[0].ID.String(), "promisedAt": "2026-01-31T18:00:00+08:00", "collective": true, "complainants": 6, "channel": "APP"}})
		tk := graphtest.At(d, "openTicket", "ticket")
		id, _ := graphtest.At(tk, "id").(string)
		if graphtest.At(tk, "state") != "RECEIVED" || id == "" {
			t.Fatal(d)
		}
		if v := graphtest.At(tk, "allowedVerbs", 1); graphtest.At(v, "verb") != "classify" || graphtest.At(v, "needs", 0, "argument") != "class" || graphtest.At(v, "titleZh") != "登记分类" {
			t.Error(v)
		}
		do := func(v *tenants.Viewer, field, args string) map[string]any {
			t.Helper()
			d := a.Must(t, v, fmt.Sprintf(`mutation { r: %s(input: {id: %q %s}) { ticket { state class assigneeId } userErrors { field code } } }`, field, id, args), nil)
			return d["r"].(map[string]any)
		}
		for _, step := range []struct{ field, args, want string }{
			{"verifyTicket", "", "VERIFIED"},
			{"feedBackOnTicket", `text: "已致电" promisedAt: "2026-02-01T18:00:00+08:00"`, "VERIFIED"},
			{"moveTicket", "verb: tellDirector", "VERIFIED"},
			{"classifyTicket", "class: CLASS_2 severity: MAJOR topic: null collective: true complainants: 7", "CLASSIFIED"},
			{"dispatchTicket", fmt.Sprintf("assigneeId: %q", s.Staff[2].ID), "DISPATCHED"},
			{"acceptTicket", "", "IN_PROGRESS"},
			{"replyToTicket", `text: "已书面答复"`, "IN_PROGRESS"},
			{"arriveAtTicket", "", "IN_PROGRESS"},
			{"waitTicket", "waitingFor: PARTS", "WAITING"},
			{"resumeTicket", "", "IN_PROGRESS"},
			{"noteTicket", `text: "看过"`, "IN_PROGRESS"},
			{"transferTicket", `department: "工程部"`, "IN_PROGRESS"},
			{"resolveTicket", `result: "好了" outcome: SOLVED`, "RESOLVED"},
		} {
			if r := do(staff, step.field, step.args); graphtest.At(r, "ticket", "state") != step.want {
				t.Fatal(step.field, r)
			}
		}
		if r := do(staff, "checkTicket", ""); graphtest.At(r, "userErrors", 0, "code") != "FORBIDDEN" {
			t.Error(r)
		}
		for _, step := range []struct{ field, args, want string }{
			{"checkTicket", "", "RESULT_CHECKED"},
			{"notifyTicketOwner", "", "OWNER_NOTIFIED"},
			{"recordTicketReturnVisit", "qualified: true", "RETURN_VISITED"},
			{"closeTicket", "", "CLOSED"},
			{"reopenTicket", `reason: "又响"`, "REOPENED"},
			{"moveTicket", `verb: classify class: CLASS_1`, "CLASSIFIED"},
			{"moveTicket", `verb: settleOnSpot`, "HANDLED_ON_SPOT"},
		} {
			if r := do(manager, step.field, step.args); graphtest.At(r, "ticket", "state") != step.want {
				t.Fatal(step.field, r)
			}
		}
		if r := do(manager, "dispatchTicket", `assigneeId: "no id"`); graphtest.At(r, "userErrors", 0, "field") != "input.assigneeId" {
			t.Error(r)
		}
		if out := a.Ask(w.As(t, tenants.BI), `mutation { closeTicket(input: {id: "x"}) { userErrors { code } } }`, nil); out.Code() != "FORBIDDEN" {
			t.Error(out)
		}
		d = a.Must(t, w.Viewer(tenants.BI), `query($id: ID!) { ticket(id: $id) { allowedVerbs { verb } } }`, map[string]any{"id": id})
		if v, _ := graphtest.At(d, "ticket", "allowedVerbs").([]any); v == nil || len(v) != 0 {
			t.Error(d)
		}
	})
}

// TestLifecycles: what the API tells of the machines is what they say, and every verb of a ticket is one of the enum.
func TestLifecycles(t *testing.T) {
	db := datatest.SQLite(t, data.Options{})
	a := graphtest.New(graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only")}))
	v := tenants.NewViewer(1, 0, "x", nil)
	d := a.Must(t, v, `{ lifecycles { name titleZh initial states { state titleZh phase final } transitions { verb from to needs { argument } roles clock rule } } }`, nil)
	var codes []string
	for _, c := range exec.NewExecutableSchema(exec.Config{}).Schema().Types["TicketVerbCode"].EnumValues {
		codes = append(codes, c.Name)
	}
	all := d["lifecycles"].([]any)
	if len(all) != len(lifecycle.Machines()) {
		t.Fatal(len(all))
	}
	for i, m := range lifecycle.Machines() {
		if graphtest.At(all[i], "name") != m.Name || len(graphtest.At(all[i], "transitions").([]any)) != len(m.Transitions) ||
			len(graphtest.At(all[i], "states").([]any)) != len(m.States()) {
			t.Error(m.Name, all[i])
		}
		for _, verb := range m.Verbs() {
			if m.Group == tenants.Tickets && !slices.Contains(codes, string(verb)) {
				t.Error(m.Name, verb, "is not in TicketVerbCode")
			}
		}
	}
	if out := a.Ask(t.Context(), `{ lifecycles { name } }`, nil); out.Code() != "UNAUTHENTICATED" {
		t.Error(out)
	}
}

// site is the hub's API and files as one viewer after another sees them.
type site struct {
	t    *testing.T
	mux  *http.ServeMux
	self *tenants.Viewer
}

func (s *site) do(r *http.Request) *httptest.ResponseRecorder {
	ctx := s.t.Context()
	if s.self != nil {
		ctx = tenants.WithViewer(ctx, s.self)
	}
	rec := httptest.NewRecorder()
	s.mux.ServeHTTP(rec, r.WithContext(ctx))
	return rec
}

// upload sends a file by multipart request and returns the mutation's payload.
func (s *site) upload(mutation, id, name, content string) map[string]any {
	s.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	input := map[string]any{"file": nil, map[string]string{"attachToTicket": "ticketId", "attachToUnit": "unitId"}[mutation]: id}
	ops, _ := json.Marshal(map[string]any{"query": fmt.Sprintf(`mutation($in: %sInput!) { %s(input: $in) { attachment { id url name mediaType size sha256 } userErrors { field code message } } }`,
		strings.ToUpper(mutation[:1])+mutation[1:], mutation), "variables": map[string]any{"in": input}})
	_ = m.WriteField("operations", string(ops))
	_ = m.WriteField("map", `{"0":["variables.in.file"]}`)
	p, _ := m.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="0"; filename="` + name + `"`}, "Content-Type": {"text/html"}})
	_, _ = io.WriteString(p, content)
	_ = m.Close()
	r := httptest.NewRequest("POST", "/graphql", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	rec := s.do(r)
	var out struct {
		Data   map[string]map[string]any
		Errors []any
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &out); err != nil || out.Errors != nil {
		s.t.Fatal(rec.Code, rec.Body.String(), err)
	}
	return out.Data[mutation]
}

// TestAttachments: a photo goes up and comes down again for who may see the ticket, and for nobody else.
func TestAttachments(t *testing.T) {
	const photo = "\xff\xd8\xff\xe0 a photo"
	datatest.Each(t, func(t *testing.T, db *data.DB) {
		w := datatest.Tell(t, db)
		store := &blobs.Store{Dir: t.TempDir(), Limit: 1000}
		s := &site{t: t, mux: http.NewServeMux(), self: w.Viewer(tenants.SiteStaff, 0)}
		r := graph.New(graph.Parts{DB: db, Key: []byte("a key of cursors, for tests only"), Blobs: store})
		s.mux.Handle("/graphql", graph.Server(r))
		s.mux.Handle("GET /files/{attachmentId}", attachments.Handler(db, store))
		a := graphtest.New(r)
		community := w.Communities[0]
		d := a.Must(t, s.self, opens, map[string]any{"in": map[string]any{"communityId": community.ID.String(), "kind": "REPAIR", "content": "漏水"}})
		id := graphtest.At(d, "openTicket", "ticket", "id").(string)

		p := s.upload("attachToTicket", id, `C:\\照片\\电梯 1.jpg`, photo)
		url, _ := graphtest.At(p, "attachment", "url").(string)
		if graphtest.At(p, "attachment", "mediaType") != "image/jpeg" || graphtest.At(p, "attachment", "name") != "电梯 1.jpg" || graphtest.At(p, "attachment", "size") != float64(len(photo)) {
			t.Fatal(p)
		}
		d = a.Must(t, s.self, `query($id: ID!) { ticket(id: $id) { attachments { nodes { url } } events { nodes { verb text } } } }`, map[string]any{"id": id})
		if graphtest.At(d, "ticket", "attachments", "nodes", 0, "url") != url || graphtest.At(d, "ticket", "events", "nodes", 1, "text") != "电梯 1.jpg" {
			t.Error(d)
		}
		got := s.do(httptest.NewRequest("GET", url, nil))
		h := got.Header()
		if got.Code != 200 || got.Body.String() != photo || h.Get("Content-Type") != "image/jpeg" || h.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.Contains(h.Get("Content-Security-Policy"), "sandbox") ||
			h.Get("Content-Disposition") != `inline; filename="__ 1.jpg"; filename*=UTF-8''%E7%94%B5%E6%A2%AF%201.jpg` {
			t.Error(got.Code, h)
		}
		again := httptest.NewRequest("GET", url, nil)
		again.Header.Set("If-None-Match", h.Get("ETag"))
		if got := s.do(again); got.Code != http.StatusNotModified {
			t.Error("asked again:", got.Code)
		}

		for name, content := range map[string]string{"too large": photo + strings.Repeat("x", 1000), "a page": "<html><script>alert(1)</script>", "empty": ""} {
			p := s.upload("attachToTicket", id, "x.jpg", content)
			code := map[bool]string{true: "LIMIT_EXCEEDED", false: "BAD_USER_INPUT"}[name == "too large"]
			if p["attachment"] != nil || graphtest.At(p, "userErrors", 0, "field") != "input.file" || graphtest.At(p, "userErrors", 0, "code") != code {
				t.Error(name, p)
			}
		}
		if p := s.upload("attachToUnit", community.Units[0].ID.String(), "plan.pdf", "%PDF-1.7 plan"); graphtest.At(p, "attachment", "mediaType") != "application/pdf" {
			t.Error(p)
		}
		if p := s.upload("attachToUnit", w.Communities[1].Units[0].ID.String(), "plan.pdf", "%PDF-1.7 plan"); graphtest.At(p, "userErrors", 0, "code") != "NOT_FOUND" {
			t.Error(p)
		}
		strange(t, s, w, id, url, again)
	})
}

// strange: to a viewer of another site the attachment is as one that does not exist, to the byte, even where he knows its
// sum; HR sees no tickets; nobody sees nothing.
func strange(t *testing.T, s *site, w *datatest.World, id, url string, known *http.Request) {
	t.Helper()
	s.self = w.Viewer(tenants.SiteManager, 1)
	if p := s.upload("attachToTicket", id, "x.jpg", "\xff\xd8\xff"); graphtest.At(p, "userErrors", 0, "code") != "NOT_FOUND" {
		t.Error(p)
	}
	none := s.do(httptest.NewRequest("GET", "/files/"+w.Communities[0].ID.String(), nil))
	want := fmt.Sprint(none.Code, none.Header(), none.Body)
	if none.Code != http.StatusNotFound {
		t.Fatal(want)
	}
	for _, v := range []*tenants.Viewer{s.self, w.Viewer(tenants.HR)} {
		s.self = v
		for _, r := range []*http.Request{httptest.NewRequest("GET", url, nil), known, httptest.NewRequest("GET", "/files/x", nil)} {
			if got := s.do(r); fmt.Sprint(got.Code, got.Header(), got.Body) != want {
				t.Error(r.URL, got.Code, got.Header(), got.Body)
			}
		}
	}
	s.self = nil
	if got := s.do(httptest.NewRequest("GET", url, nil)); got.Code != http.StatusUnauthorized {
		t.Error("nobody:", got.Code)
	}
}
