package graph

import (
	"context"
	"errors"
	"log/slog"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/outage"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// Present turns any error into what a client may see: a code of the fixed list, a sentence, the request's id. What the hub
// does not know is INTERNAL, and only the log has its text.
func Present(ctx context.Context, err error) *gqlerror.Error {
	out := graphql.DefaultErrorPresenter(ctx, err)
	known := fault.Of(err)
	if known == nil {
		known = recognise(ctx, out, err)
	}
	outage.Note(ctx, known)
	out.Message = clip(known.In(fault.Lang(ctx)))
	out.Err = nil
	out.Extensions = map[string]any{"code": string(known.Code)}
	if known.Limit != nil {
		out.Extensions["limit"] = known.Limit
	}
	if id := data.RequestOf(ctx); id != "" {
		out.Extensions["requestId"] = id
	}
	return out
}

// clip shortens a sentence that quotes what somebody sent.
func clip(s string) string {
	const most = 600
	if len(s) <= most {
		return s
	}
	end := most
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// recognise finds the code of an error that is none of the hub's own.
func recognise(ctx context.Context, out *gqlerror.Error, err error) *fault.Error {
	if code, ok := out.Extensions["code"].(string); ok && (code == errcode.ParseFailed || code == errcode.ValidationFailed) {
		return fault.New(fault.BadRequest, "%s", out.Message)
	}
	if errors.Is(err, tenants.ErrNoScope) {
		return fault.Both(fault.Unauthenticated, "sign in first", "请先登录")
	}
	var from *gqlerror.Error
	if errors.As(err, &from) && from.Err == nil && len(from.Path) == 0 && out.Rule != "" {
		return fault.New(fault.BadRequest, "%s", out.Message)
	}
	switch store.Classify(err).Kind {
	case store.Unavailable:
		slog.WarnContext(ctx, "database away", "request", data.RequestOf(ctx), "err", err)
		return fault.Both(fault.Unavailable, "the database does not answer; try again shortly", "数据库暂时不可用，请稍后重试")
	case store.Timeout:
		if limit := fault.Of(context.Cause(ctx)); limit != nil { // whoever ended the request says why
			return limit
		}
		return fault.Both(fault.Timeout, "it took too long and was given up", "处理超时，已放弃")
	case store.Conflict:
		return fault.Both(fault.Conflict, "others were changing the same rows; try again", "数据正被他人修改，请重试")
	}
	if errors.Is(err, context.Canceled) {
		return fault.New(fault.Timeout, "the request was given up")
	}
	slog.ErrorContext(ctx, "internal error", "request", data.RequestOf(ctx), "path", out.Path.String(), "err", err)
	return fault.Both(fault.Internal, "something went wrong in the hub; the request id leads to its log", "系统内部错误，请凭请求编号联系管理员")
}
