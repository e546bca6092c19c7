package limits

import (
	"context"
	"runtime"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Queue is an executor that works on no more unknown documents at once than there are processors: to parse and validate
// takes nothing but processor time and memory, so that more at once are not done sooner and only take more memory. Known
// documents do not wait.
type Queue struct {
	*executor.Executor
	guard *Guard
	slots chan struct{}
}

// Queued is an executor behind a queue for what the guard does not know.
func (g *Guard) Queued(e *executor.Executor) *Queue {
	return &Queue{e, g, make(chan struct{}, runtime.GOMAXPROCS(0))}
}

var _ graphql.GraphExecutor = (*Queue)(nil)

// CreateOperationContext implements graphql.GraphExecutor.
func (q *Queue) CreateOperationContext(ctx context.Context, p *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	if _, known := q.guard.documents.Get(ctx, p.Query); !known {
		select {
		case q.slots <- struct{}{}:
			defer func() { <-q.slots }()
		case <-ctx.Done():
			return &graphql.OperationContext{}, gqlerror.List{gqlerror.Wrap(context.Cause(ctx))}
		}
	}
	return q.Executor.CreateOperationContext(ctx, p)
}
