package limits

import (
	"container/list"
	"context"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// documents keeps the documents that passed, with what was worked out of them. It is bounded by weight and not by number:
// ten thousand tokens take megabytes when they are parsed.
type documents struct {
	mu     sync.Mutex
	by     map[string]*list.Element
	order  *list.List // latest used first
	weight int
	limit  int
	made   func(*ast.OperationDefinition) *cost
}

// entry is a document that passed. It is not changed once it is valid.
type entry struct {
	text   string
	weight int
	doc    *ast.QueryDocument // nil until it is valid
	costs  map[*ast.OperationDefinition]*cost
}

// tokenWeight is about how many bytes a token takes when it is parsed, validated and its cost worked out.
const tokenWeight = 200

func newDocuments(limit int, made func(*ast.OperationDefinition) *cost) *documents {
	return &documents{by: map[string]*list.Element{}, order: list.New(), limit: limit, made: made}
}

func (d *documents) find(text string) *entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	at := d.by[text]
	if at == nil {
		return nil
	}
	d.order.MoveToFront(at)
	return at.Value.(*entry)
}

func (d *documents) put(e *entry) {
	if e.weight > d.limit/8 {
		return // one document does not push out all others
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if at := d.by[e.text]; at != nil {
		d.remove(at)
	}
	d.by[e.text] = d.order.PushFront(e)
	d.weight += e.weight
	for d.weight > d.limit {
		d.remove(d.order.Back())
	}
}

func (d *documents) remove(at *list.Element) {
	e := d.order.Remove(at).(*entry)
	delete(d.by, e.text)
	d.weight -= e.weight
}

// Get implements graphql.Cache: a document that was parsed and validated.
func (d *documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	if e := d.find(text); e != nil && e.doc != nil {
		return e.doc, true
	}
	return nil, false
}

// Add implements graphql.Cache: a document is valid.
func (d *documents) Add(_ context.Context, text string, doc *ast.QueryDocument) {
	known := d.find(text)
	if known == nil || known.doc != nil {
		return // too heavy to keep, or another request was first
	}
	e := &entry{text: text, weight: known.weight, doc: doc, costs: map[*ast.OperationDefinition]*cost{}}
	for _, op := range doc.Operations {
		e.costs[op] = d.made(op)
	}
	d.put(e)
}
