package fault

import "context"

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
