package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"estatehub/ent/gen/community"
	"estatehub/internal/data"
	"estatehub/internal/ident"
	"estatehub/internal/imports"
	"estatehub/tenants"
)

type importCmd struct {
	File      string `arg:"" optional:"" help:"CSV (also .csv.gz) or XLSX file." type:"existingfile"`
	Noun      string `help:"What the file holds, in the hub's own template: ${nouns}." placeholder:"NOUN"`
	Mapping   string `help:"Mapping of a foreign file, see docs/mappings." type:"existingfile" placeholder:"FILE"`
	Community string `help:"Code of the community all rows belong to, where the file does not say it." placeholder:"CODE"`
	Office    string `help:"Code of the management office that new communities are put under." placeholder:"CODE"`
	Apply     bool   `help:"Write; without it the file is only tried."`
	GoodRows  bool   `help:"Write the good rows although others are refused."`
	OnlyNew   bool   `help:"Refuse rows that the hub has with other values instead of changing them."`
	Undo      string `help:"Undo an earlier import by the id of its batch." placeholder:"BATCH"`
}

func (i *importCmd) Run(ctx context.Context, c *cli) error {
	return c.with(ctx, func(ctx context.Context, db *data.DB) error {
		ctx = tenants.System(ctx, "server: an import from the command line")
		if i.Undo != "" {
			return i.undo(ctx, db)
		}
		job, file, err := i.job(ctx, db)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		report, err := imports.Run(ctx, db, job, imports.Progress(bar(os.Stderr)))
		if err != nil {
			return err
		}
		lang := "en"
		if strings.HasPrefix(os.Getenv("LANG"), "zh") {
			lang = "zh-CN"
		}
		return report.Print(os.Stdout, lang)
	})
}

func (i *importCmd) job(ctx context.Context, db *data.DB) (job imports.Job, file *os.File, err error) {
	switch {
	case i.File == "":
		return job, nil, fmt.Errorf("name the file to import, or --undo a batch")
	case (i.Mapping == "") == (i.Noun == ""):
		return job, nil, fmt.Errorf("say what the file holds: either --noun or --mapping")
	case i.Noun != "":
		if job.Mapping = imports.Native(i.Noun); job.Mapping == nil {
			return job, nil, fmt.Errorf("--noun: one of %s", nounNames())
		}
	default:
		m, err := os.Open(i.Mapping)
		if err != nil {
			return job, nil, err
		}
		defer func() { _ = m.Close() }()
		if job.Mapping, err = imports.ReadMapping(m); err != nil {
			return job, nil, fmt.Errorf("%s: %w", i.Mapping, err)
		}
	}
	if i.Community != "" {
		if job.Community, err = db.Client.Community.Query().Where(community.Code(i.Community)).OnlyID(ctx); err != nil {
			return job, nil, fmt.Errorf("--community: no community has the code %q", i.Community)
		}
	}
	if file, err = os.Open(i.File); err != nil {
		return job, nil, err
	}
	s, err := file.Stat()
	if err != nil {
		return job, file, err
	}
	job.Name, job.Content, job.Size = filepath.Base(i.File), file, s.Size()
	job.Office, job.DryRun, job.GoodRowsOnly, job.OnlyNew = i.Office, !i.Apply, i.GoodRows, i.OnlyNew
	return job, file, nil
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
		names = append(names, n.Name)
	}
	return strings.Join(names, ", ")
}
