package data

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"estatehub/ent/gen/changedraft"
	"estatehub/internal/ident"
)

// maxDrafts is how many entries are written with one statement: a transaction of more writes as it goes, so that neither
// its memory nor the number of different texts grows with it.
const maxDrafts = 100

// draft is an entry of the ledger that its transaction has noted and not written yet.
type draft struct {
	community, first, last, actor ident.ID
	operation, request, fields    string
	at                            time.Time
}

// check holds an entry against the columns, as ent would: SQLite has no limits of its own.
func (d *draft) check() error {
	err := errors.Join(changedraft.OperationValidator(changedraft.Operation(d.operation)), changedraft.RequestValidator(d.request),
		changedraft.FieldsValidator(d.fields))
	if err != nil {
		return fmt.Errorf("data: the ledger's entry of %s: %w", d.first, err)
	}
	return nil
}

var draftColumns = []string{
	changedraft.FieldCommunityID, changedraft.FieldEntityID, changedraft.FieldLastID, changedraft.FieldOperation,
	changedraft.FieldActorID, changedraft.FieldRequest, changedraft.FieldAt, changedraft.FieldFields,
}

// draftTexts are the statements for one entry and more.
var draftTexts = func() (texts [maxDrafts + 1]string) {
	row := "(?" + strings.Repeat(", ?", len(draftColumns)-1) + ")"
	for n := 1; n <= maxDrafts; n++ {
		texts[n] = "INSERT INTO `" + changedraft.Table + "` (`" + strings.Join(draftColumns, "`, `") + "`) VALUES " + row + strings.Repeat(", "+row, n-1)
	}
	return texts
}()

// writeDrafts writes the entries a transaction has noted, in the order in which they were: the database numbers the rows
// of a statement as they stand in it.
func (db *DB) writeDrafts(ctx context.Context, w *work) error {
	if len(w.drafts) == 0 {
		return nil
	}
	args := make([]any, 0, len(w.drafts)*len(draftColumns))
	for _, d := range w.drafts {
		args = append(args, int64(d.community), int64(d.first), int64(d.last), d.operation, int64(d.actor), d.request, d.at, d.fields)
	}
	if err := db.Driver().Exec(ctx, draftTexts[len(w.drafts)], args, nil); err != nil {
		return fmt.Errorf("data: the ledger's entries of a transaction: %w", err)
	}
	w.drafts = w.drafts[:0]
	return nil
}
