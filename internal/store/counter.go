package store

import (
	"context"
	"sync"
)

// maxTexts is how many statements a Counter remembers.
const maxTexts = 1000

// Counter counts the statements run under a context, for tests: their number must not depend on the size of a page.
type Counter struct {
	mu    sync.Mutex
	n     int
	texts []string
	args  [][]any
}

type counterKey struct{}

// WithCounter returns a context whose statements are counted.
func WithCounter(ctx context.Context) (context.Context, *Counter) {
	c := &Counter{}
	return context.WithValue(ctx, counterKey{}, c), c
}

// N is the number of statements so far.
func (c *Counter) N() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// Statements are the texts of the first thousand.
func (c *Counter) Statements() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.texts...)
}

// Asked are the texts with their arguments, for who explains them to himself.
func (c *Counter) Asked() (texts []string, args [][]any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.texts...), append([][]any(nil), c.args...)
}

func count(ctx context.Context, query string, args any) {
	c, _ := ctx.Value(counterKey{}).(*Counter)
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	if len(c.texts) < maxTexts {
		list, _ := args.([]any)
		c.texts, c.args = append(c.texts, query), append(c.args, list)
	}
}
