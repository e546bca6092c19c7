package imports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"

	"estatehub/ent/gen"
	"estatehub/ent/gen/community"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
)

// Options are what the command line says of an import.
type Options struct {
	Files        []string // paths
	As           string   // a noun, as unit; a mapping that comes with the hub, as singapore-hdb; or a YAML file
	Community    string   // code of the one community of all rows
	Office       string   // code of the management office of new communities
	DryRun       bool
	GoodRowsOnly bool
	OnlyNew      bool
	Lang         string // of the report, "zh-CN" or "en"
}

// ErrRefused is the error of a file that was not imported; its report says why.
var ErrRefused = errors.New("imports: refused")

// Command imports files from the command line, one batch each, with a progress bar on bar and the reports on out. The ctx
// says who does it. It ends at the first file that is refused.
func Command(ctx context.Context, db *data.DB, o Options, out, bar io.Writer) error {
	m, err := LoadMapping(o.As)
	if err != nil {
		return err
	}
	var at ident.ID
	if o.Community != "" {
		c, err := db.Client.Community.Query().Where(community.Code(o.Community)).Only(ctx)
		if gen.IsNotFound(err) {
			return fault.Both(fault.NotFound, "no community "+o.Community, "没有小区 "+o.Community)
		}
		if err != nil {
			return fmt.Errorf("imports: %w", err)
		}
		at = c.ID
	}
	for _, file := range o.Files {
		job := Job{Name: filepath.Base(file), Mapping: m, Community: at, Office: o.Office, DryRun: o.DryRun, GoodRowsOnly: o.GoodRowsOnly, OnlyNew: o.OnlyNew}
		if err := command(ctx, db, file, job, o.Lang, out, bar); err != nil {
			return err
		}
	}
	return nil
}

func command(ctx context.Context, db *data.DB, path string, job Job, lang string, out, bar io.Writer) error {
	f, err := os.Open(path) //nolint:gosec // named on the command line
	if err != nil {
		return fmt.Errorf("imports: %w", err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("imports: %w", err)
	}
	job.Content, job.Size = f, info.Size()
	report, err := Run(ctx, db, job, bars(bar))
	if err != nil {
		return fmt.Errorf("%s: %w", job.Name, err)
	}
	if err := report.Print(out, lang); err != nil {
		return err
	}
	if len(report.problems) > 0 && !report.Applied {
		return fmt.Errorf("%w: %s", ErrRefused, job.Name)
	}
	return nil
}

// bars shows how far each reading is.
func bars(w io.Writer) Progress {
	var bar *progressbar.ProgressBar
	last := ""
	return func(done, total int64, what string) {
		if total <= 0 {
			total = -1
		}
		if what != last {
			bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what),
				progressbar.OptionOnCompletion(func() { _, _ = fmt.Fprintln(w) }))
			last = what
		}
		_ = bar.Set64(min(done, max(total, done)))
	}
}
