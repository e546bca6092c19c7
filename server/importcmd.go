package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/imports"
	"estatehub/tenants"
)

type importCmd struct {
	Files     []string `arg:"" optional:"" help:"CSV (also .csv.gz) or XLSX files." type:"existingfile"`
	As        string   `help:"What the files hold: a noun in the hub's own template (${nouns}), a mapping that comes with the hub (see docs/mappings), or a mapping of your own (a YAML file)." placeholder:"WHAT"`
	Community string   `help:"Code of the community all rows belong to, where the file does not say it." placeholder:"CODE"`
	Office    string   `help:"Code of the management office that new communities are put under." placeholder:"CODE"`
	Apply     bool     `help:"Write; without it the files are only tried."`
	GoodRows  bool     `help:"Write the good rows although others are refused."`
	OnlyNew   bool     `help:"Refuse rows that the hub has with other values instead of changing them."`
	Undo      string   `help:"Undo an earlier import by the id of its batch." placeholder:"BATCH"`
}

func (i *importCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		ctx = tenants.System(ctx, "server: an import from the command line")
		if i.Undo != "" {
			return i.undo(ctx, db)
		}
		if len(i.Files) == 0 || i.As == "" {
			return fmt.Errorf("name the files to import and say with --as what they hold, or --undo a batch")
		}
		return imports.Command(ctx, db, imports.Options{
			Files: i.Files, As: i.As, Community: i.Community, Office: i.Office,
			DryRun: !i.Apply, GoodRowsOnly: i.GoodRows, OnlyNew: i.OnlyNew, Lang: terminalLanguage(),
		}, os.Stdout, watched(os.Stderr))
	})
}

func (i *importCmd) undo(ctx context.Context, db *data.DB) error {
	id, ok := ident.Parse(i.Undo)
	if !ok {
		return fmt.Errorf("--undo: %q is no batch", i.Undo)
	}
	n, err := imports.Undo(ctx, db, id)
	if err == nil {
		fmt.Printf("Undone: %d rows removed.\n", n)
	}
	return err
}

func nounNames() string {
	var names []string
	for _, n := range imports.Nouns() {
		names = append(names, n.Field)
	}
	return strings.Join(names, ", ")
}

// watched is where progress goes: a file if it is a terminal, else nowhere.
func watched(f *os.File) io.Writer {
	if term.IsTerminal(int(f.Fd())) { //nolint:gosec // a file descriptor is small
		return f
	}
	return io.Discard
}
