// Package trusted knows the documents that clients built with the hub send by their ids. Whoever may not ask what he likes
// may send these all the same; a document by its id is the one that was reviewed with the hub's code.
package trusted

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"estatehub/internal/fault"
	"estatehub/tenants"
)

// DocumentID is the key by which a request names a trusted document instead of bringing its text.
const DocumentID = "documentId"

// Documents are trusted documents by their ids: "sha256:" and the hash of the text. It is an extension of gqlgen's
// executor that puts the text in the place of the id, and refuses free queries of those who may not send them.
type Documents map[string]string

// Read reads documents: a JSON object of texts by their hashes. The error names a hash that is another text's.
func Read(text []byte) (Documents, error) {
	var by map[string]string
	if err := json.Unmarshal(text, &by); err != nil {
		return nil, fmt.Errorf("trusted documents: %w", err)
	}
	d := Documents{}
	for hash, document := range by {
		if sum := sha256.Sum256([]byte(document)); hash != hex.EncodeToString(sum[:]) {
			return nil, fmt.Errorf("trusted documents: %s is not the hash of its document", hash)
		}
		d["sha256:"+hash] = document
	}
	return d, nil
}

// reference is an id that a transport found; what a client puts into extensions is never of this type.
type reference string

// Refer keeps an id with a request that has no text. It takes the place of the extensions: there are none that the hub
// looks at.
func Refer(p *graphql.RawParams, id string) {
	p.Extensions = map[string]any{DocumentID: reference(id)}
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
} = Documents{}

// ExtensionName implements graphql.HandlerExtension.
func (Documents) ExtensionName() string { return "TrustedDocuments" }

// Validate implements graphql.HandlerExtension.
func (Documents) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator. Nobody who is not signed in is refused: all he
// can do is to sign in.
func (d Documents) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	if id, ok := p.Extensions[DocumentID].(reference); ok {
		if p.Query, ok = d[string(id)]; !ok {
			return gqlerror.Wrap(fault.Both(fault.BadRequest, "there is no trusted document of this id; a page that is older than the hub should be loaded again",
				"没有该编号的可信查询文档；页面可能比服务旧，请刷新页面"))
		}
		return nil
	}
	if v := tenants.ViewerFrom(ctx); v != nil && !v.AsksFreely() {
		return gqlerror.Wrap(fault.Both(fault.Forbidden, "this user may send the console's own queries only", "该用户只能使用控制台自带的查询"))
	}
	return nil
}
