package allowance

import (
	"fmt"
	"sync"
	"time"

	"estatehub/internal/fault"
)

// callers counts what each caller does at once, so that one cannot take all places from the others.
type callers struct {
	what What
	most int

	mu  sync.Mutex // guards by
	now map[string]int
}

func newCallers(what What, most int) *callers {
	return &callers{what: what, most: most, now: map[string]int{}}
}

// enter counts one more of a caller; it refuses with fault.TooMany, and never waits.
func (c *callers) enter(caller string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now[caller] >= c.most {
		e := fault.Both(fault.TooMany, fmt.Sprintf("at most %d %s at once for one caller; wait for some to end", c.most, c.what.EN),
			fmt.Sprintf("同一调用方同时最多 %d 个%s，请等待其中一些完成", c.most, c.what.ZH))
		e.Retry = time.Second
		return e
	}
	c.now[caller]++
	return nil
}

func (c *callers) leave(caller string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now[caller]--; c.now[caller] == 0 {
		delete(c.now, caller)
	}
}
