package fault

import (
	"context"
	"errors"
)

// UserError is something wrong with the input of a mutation, which therefore did nothing.
type UserError struct {
	Field   string // path of the argument, as input.unitId; empty for the whole
	Code    string
	Message string
}

type langKey struct{}

// WithLang returns a context in which the hub speaks a language, "zh-CN" or "en".
func WithLang(ctx context.Context, lang string) context.Context {
	return context.WithValue(ctx, langKey{}, lang)
}

// Lang is the language of a context; Chinese where none is set.
func Lang(ctx context.Context) string {
	if lang, ok := ctx.Value(langKey{}).(string); ok {
		return lang
	}
	return "zh-CN"
}

// Refusal carries user errors out of a transaction, which it ends.
type Refusal struct{ Errors []*UserError }

// Error implements error.
func (*Refusal) Error() string { return "fault: refused, the user errors say why" }

// Refuse is a refusal for one reason, in the language of the context; field is the path of the argument.
func Refuse(ctx context.Context, field string, code Code, en, zh string) *Refusal {
	return &Refusal{[]*UserError{Tell(ctx, field, code, en, zh)}}
}

// Tell is a user error in the language of the context.
func Tell(ctx context.Context, field string, code Code, en, zh string) *UserError {
	return &UserError{Field: field, Code: string(code), Message: Both(code, en, zh).In(Lang(ctx))}
}

// Refused are the user errors an error carries, nil where it is none of the user's.
func Refused(err error) []*UserError {
	var r *Refusal
	if errors.As(err, &r) {
		return r.Errors
	}
	return nil
}

// HasLang tells whether a language was set.
func HasLang(ctx context.Context) bool {
	_, ok := ctx.Value(langKey{}).(string)
	return ok
}
