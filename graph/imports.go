package graph

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"

	"estatehub/ent/gen"
	"estatehub/ent/gen/importbatch"
	"estatehub/graph/model"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/imports"
)

// ImportMappings answers importMappings.
func (query) ImportMappings(context.Context) ([]string, error) { return imports.Library(), nil }

// ImportFile answers its mutation.
func (m mutation) ImportFile(ctx context.Context, input model.ImportFileInput) (*model.ImportFilePayload, error) {
	refused := func(field, en, zh string) (*model.ImportFilePayload, error) {
		return &model.ImportFilePayload{UserErrors: []*fault.UserError{fault.Tell(ctx, field, fault.BadInput, en, zh)}}, nil
	}
	name := strings.ReplaceAll(string(input.Noun), "_", "")
	mapping := imports.Native(name)
	if named := input.Mapping.Value(); named != nil {
		var err error
		if mapping, err = imports.Named(*named); err != nil || !mapping.Brings(name) {
			return refused("mapping", "one of "+strings.Join(imports.Library(), ", ")+" that brings the noun", "没有此映射，或该映射不导入所选对象")
		}
	}
	job := imports.Job{Name: input.File.Filename, Content: &uploaded{f: input.File.File}, Size: input.File.Size, Mapping: mapping,
		DryRun: input.DryRun, GoodRowsOnly: input.GoodRowsOnly}
	if id := input.CommunityID.Value(); id != nil {
		if job.Community = *id; job.Community.Kind() != ident.KindCommunity {
			return refused("communityId", "no such community, or not in your scope", "小区不存在或不在您的管辖范围")
		}
	}
	if code := input.OfficeCode.Value(); code != nil {
		job.Office = *code
	}
	report, err := imports.Run(ctx, m.r.DB, job, nil)
	if f := userFault(err); f != nil {
		return &model.ImportFilePayload{UserErrors: []*fault.UserError{fault.Tell(ctx, "", f.Code, f.EN, f.ZH)}}, nil
	}
	if err != nil {
		return nil, err
	}
	out := &model.ImportFilePayload{Report: shownReport(ctx, report), UserErrors: []*fault.UserError{}}
	if report.Batch != 0 {
		out.Batch, err = m.r.Client.ImportBatch.Query().Where(importbatch.ID(report.Batch)).Only(ctx)
	}
	return out, err
}

// UndoImport answers its mutation.
func (m mutation) UndoImport(ctx context.Context, input model.UndoImportInput) (*model.UndoImportPayload, error) {
	gone, err := imports.Undo(ctx, m.r.DB, input.ID)
	if f := userFault(err); f != nil {
		field := ""
		if f.Code == fault.NotFound {
			field = "id"
		}
		return &model.UndoImportPayload{UserErrors: []*fault.UserError{fault.Tell(ctx, field, f.Code, f.EN, f.ZH)}}, nil
	}
	if err != nil {
		return nil, err
	}
	b, err := m.r.Client.ImportBatch.Query().Where(importbatch.ID(input.ID)).Only(ctx)
	return &model.UndoImportPayload{Batch: b, RowsRemoved: int(gone), UserErrors: []*fault.UserError{}}, err
}

// userFault is an error that is the user's to mend; nil for those that are not.
func userFault(err error) *fault.Error {
	f := fault.Of(err)
	if f == nil || f.Code == fault.Forbidden || f.Code == fault.Unauthenticated || f.Code == fault.Internal {
		return nil
	}
	return f
}

func shownReport(ctx context.Context, r *imports.Report) *model.ImportReport {
	lang, total := fault.Lang(ctx), r.Total()
	one := func(p imports.Problem) *model.ImportProblem {
		return &model.ImportProblem{File: p.File, Line: p.Line, Column: p.Column, Value: p.Value, Message: p.Message(lang)}
	}
	all := func(list []imports.Problem) []*model.ImportProblem {
		out := make([]*model.ImportProblem, len(list))
		for i := range list {
			out[i] = one(list[i])
		}
		return out
	}
	reasons := func(list []imports.Reason) []*model.ImportReason {
		out := make([]*model.ImportReason, len(list))
		for i, x := range list {
			out[i] = &model.ImportReason{Count: x.Count, Example: *one(x.Example)}
		}
		return out
	}
	out := &model.ImportReport{Applied: r.Applied, RowsRead: r.Read, RowsCreated: total.Created, RowsKnown: total.Known, RowsUpdated: total.Updated,
		RowsRefused: r.Refused, Counts: []*model.ImportCount{}, Problems: all(r.Problems), Remarks: all(r.Remarks),
		ProblemReasons: reasons(r.ProblemReasons()), RemarkReasons: reasons(r.RemarkReasons())}
	for _, n := range gen.Nouns.All {
		if c := r.Nouns[n.Name]; c != nil {
			out.Counts = append(out.Counts, &model.ImportCount{TypeName: n.Name, Created: c.Created, Known: c.Known, Updated: c.Updated})
		}
	}
	return out
}

// uploaded reads an upload from any place, as workbooks are read.
type uploaded struct {
	mu sync.Mutex
	f  io.ReadSeeker
}

// ReadAt implements io.ReaderAt.
func (u *uploaded) ReadAt(p []byte, at int64) (int, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if _, err := u.f.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(u.f, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}
