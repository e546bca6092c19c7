package graph

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/graph/exec"
	"estatehub/graph/sink"
	"estatehub/internal/allowance"
	"estatehub/internal/attachments"
	"estatehub/internal/ident"
	"estatehub/internal/reads"
)

// compiled is the executable schema whose queries are answered by the read planner, as far as it knows them, and all
// else by gqlgen's.
type compiled struct {
	graphql.ExecutableSchema
	planner *reads.Planner
}

// Schema is the executable schema over a resolver.
func Schema(r *Resolver) graphql.ExecutableSchema {
	if r.PlainReads {
		return Plain(r)
	}
	return SchemaWithout(r, reads.Walls{})
}

// SchemaWithout is Schema without some of the planner's walls. It is for tests.
func SchemaWithout(r *Resolver, walls reads.Walls) graphql.ExecutableSchema {
	return compiled{Plain(r), reads.New(r.DB, r.Pages, computed, r.Limits.LongRead).Without(walls)}
}

// Plain is the executable schema all of whose fields are resolved by ent and resolvers: the way that checks the other.
func Plain(r *Resolver) graphql.ExecutableSchema {
	return exec.NewExecutableSchema(exec.Config{Resolvers: r})
}

// Left names what of a query is left to the plain way.
func Left(r *Resolver, op *ast.OperationDefinition) (what []string) {
	plan, err := reads.New(r.DB, r.Pages, computed, r.Limits.LongRead).Plan(op, nil)
	if err != nil {
		return []string{err.Error()}
	}
	for _, f := range plan.Fields {
		var d *reads.Declined
		if errors.As(f.Left, &d) {
			what = append(what, d.What)
		}
	}
	return what
}

// computed are the nouns' fields that are no columns and that the planner knows.
var computed = reads.Computed{
	Made: map[string]*reads.Made{
		"Attachment.url": {Needs: []string{"id"}, Append: func(out []byte, row []reads.Value) []byte {
			return strconv.AppendQuote(out, attachments.URL(ident.ID(reads.Integer(row[0]))))
		}},
	},
	Through: map[string]*reads.Through{
		"Unit.owners": {To: "Owner", By: "Ownership", Here: "unit_id", There: "owner_id", WhileNull: "until"},
		"Owner.units": {To: "Unit", By: "Ownership", Here: "owner_id", There: "unit_id", WhileNull: "until"},
	},
	Counts: map[string]*reads.Grouping{
		"ticketCounts": {Noun: "Ticket", Answer: "TicketCounts", Row: "TicketCount", Columns: dimensions(ticketColumns),
			Fields: map[string]string{"communityId": "community_id", "state": "state", "phase": "phase", "kind": "kind", "month": "opened_month", "class": "class", "topic": "topic"}},
		"unitCounts": {Noun: "Unit", Answer: "UnitCounts", Row: "UnitCount", Columns: dimensions(unitColumns),
			Fields: map[string]string{"communityId": "community_id", "buildingId": "building_id", "occupancy": "occupancy", "use": "use"}},
	},
}

// dimensions are the columns of dimensions by their names.
func dimensions[D ~string](columns map[D]string) map[string]string {
	out := map[string]string{}
	for d, column := range columns {
		out[string(d)] = column
	}
	return out
}

// Exec implements graphql.ExecutableSchema.
func (c compiled) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	if oc.Operation.Operation != ast.Query {
		return c.ExecutableSchema.Exec(ctx)
	}
	plan, err := c.planner.Plan(oc.Operation, oc.Variables)
	if err != nil || !plan.Some() {
		return c.ExecutableSchema.Exec(ctx)
	}
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		a := &answer{compiled: c, oc: oc, plan: plan}
		return a.response(ctx)
	}
}

// answer is one answer in the making.
type answer struct {
	compiled
	oc    *graphql.OperationContext
	plan  *reads.Plan
	parts []json.RawMessage // by field; nil for what is left to the plain way
}

func (a *answer) response(ctx context.Context) *graphql.Response {
	if streamed, resp := a.stream(ctx); streamed {
		return resp
	}
	if len(a.plan.Fields) == 1 { // the usual case: the value is written where it stays
		f := &a.plan.Fields[0]
		out, err := a.planner.Append(ctx, f.Root, a.oc.Variables, []byte(`{"`+f.Key+`":`))
		switch {
		case err == nil:
			return &graphql.Response{Data: append(out, '}')}
		case !reads.IsDeclined(err):
			return a.failed(ctx, f, err)
		}
		return a.ExecutableSchema.Exec(ctx)(ctx)
	}
	a.parts = make([]json.RawMessage, len(a.plan.Fields))
	var left []*reads.Field
	for i := range a.plan.Fields {
		f := &a.plan.Fields[i]
		if f.Root == nil {
			left = append(left, f)
			continue
		}
		out, err := a.planner.Append(ctx, f.Root, a.oc.Variables, nil)
		switch {
		case reads.IsDeclined(err):
			left = append(left, f)
		case err != nil:
			return a.failed(ctx, f, err)
		default:
			a.parts[i] = out
		}
	}
	if len(left) == len(a.plan.Fields) {
		return a.ExecutableSchema.Exec(ctx)(ctx)
	}
	resp := &graphql.Response{}
	if len(left) > 0 {
		if resp = a.plain(ctx, left); resp == nil || string(resp.Data) == "null" || len(resp.Data) == 0 {
			return resp
		}
	}
	resp.Data = a.join()
	return resp
}

// plain answers the fields that are left, and puts their values where they belong.
func (a *answer) plain(ctx context.Context, left []*reads.Field) *graphql.Response {
	op := *a.oc.Operation
	op.SelectionSet = nil
	for _, f := range left {
		op.SelectionSet = append(op.SelectionSet, f.Plain...)
	}
	ctx = graphql.WithOperationContext(ctx, &graphql.OperationContext{
		RawQuery: a.oc.RawQuery, Variables: a.oc.Variables, OperationName: a.oc.OperationName, Doc: a.oc.Doc,
		Extensions: a.oc.Extensions, Headers: a.oc.Headers, Operation: &op, DisableIntrospection: a.oc.DisableIntrospection,
		RecoverFunc: a.oc.RecoverFunc, ResolverMiddleware: a.oc.ResolverMiddleware,
		RootResolverMiddleware: a.oc.RootResolverMiddleware, Stats: a.oc.Stats,
	})
	resp := a.ExecutableSchema.Exec(ctx)(ctx)
	if resp == nil {
		return nil
	}
	values := map[string]json.RawMessage{}
	if err := json.Unmarshal(resp.Data, &values); err != nil {
		return resp
	}
	for i, f := range a.plan.Fields {
		if v, ok := values[f.Key]; ok && a.parts[i] == nil {
			a.parts[i] = v
		}
	}
	return resp
}

// join puts the fields together in the order of the operation.
func (a *answer) join() json.RawMessage {
	n := 2
	for i, p := range a.parts {
		n += len(p) + len(a.plan.Fields[i].Key) + 4
	}
	out := make([]byte, 0, n)
	out = append(out, '{')
	for i, p := range a.parts {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '"')
		out = append(out, a.plan.Fields[i].Key...)
		out = append(out, '"', ':')
		out = append(out, p...)
	}
	return append(out, '}')
}

// failed answers with the error of a field that the database did not answer.
func (a *answer) failed(ctx context.Context, f *reads.Field, err error) *graphql.Response {
	graphql.AddError(ctx, gqlerror.WrapPath(ast.Path{ast.PathName(f.Key)}, err))
	return &graphql.Response{Data: json.RawMessage("null")}
}

// stream writes a list that is longer than a page as its rows come, where the way in can do that.
func (a *answer) stream(ctx context.Context) (bool, *graphql.Response) {
	out := sink.From(ctx)
	if out == nil || len(a.plan.Fields) != 1 {
		return false, nil
	}
	f := &a.plan.Fields[0]
	if f.Root == nil || !a.planner.Long(f.Root, a.oc.Variables) {
		return false, nil
	}
	leave, err := allowance.LongRead(ctx)
	if err != nil {
		return true, a.failed(ctx, f, err)
	}
	defer leave()
	err = a.planner.Stream(ctx, f.Root, a.oc.Variables, func() (io.Writer, error) {
		w := out.Begin()
		_, err := io.WriteString(w, `{"data":{"`+f.Key+`":`)
		return w, err
	}, func(w io.Writer) error {
		tail := []byte("}")
		if ext := graphql.GetExtensions(ctx); len(ext) > 0 {
			b, err := json.Marshal(ext)
			if err != nil {
				return err
			}
			tail = append(append(tail, `,"extensions":`...), b...)
		}
		_, err := w.Write(append(tail, '}'))
		return err
	})
	switch {
	case err == nil:
		return true, &graphql.Response{}
	case out.Begun():
		slog.WarnContext(ctx, "long read broken off", "err", err)
		out.Abort()
	case reads.IsDeclined(err):
		return false, nil
	}
	return true, a.failed(ctx, f, err)
}
