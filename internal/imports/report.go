package imports

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"estatehub/ent/gen"
	"estatehub/internal/ident"
)

const (
	maxListed    = 1000 // problems, and remarks, in a report
	maxPerReason = 300  // of one reason, so that none drowns the others
)

// Problem is something wrong, or worth knowing, about a row of a file.
type Problem struct {
	File   string
	Line   int    // line of the text or row of the sheet; 0 where it is about the file
	Column string // header, or the field of the hub; empty where it is about the row
	Value  string // what stands there
	EN, ZH string // what was expected, or what was done

	kind string // what counts as the same reason
}

// Message is what was expected, in a language.
func (p *Problem) Message(lang string) string {
	if strings.HasPrefix(lang, "zh") {
		return p.ZH
	}
	return p.EN
}

// Reason is how often something was said of a column.
type Reason struct {
	Count   int
	Example Problem
}

// Counts is what became of the rows of one noun.
type Counts struct{ Created, Known, Updated int }

// Report says what an import did, or would do.
type Report struct {
	File, SHA256, Mapping string
	DryRun                bool
	// Applied tells whether the file was written; if not, nothing was.
	Applied bool
	// Batch is the batch to undo it by; zero where nothing was written.
	Batch ident.ID

	Read    int // rows of the file
	Refused int // rows of the file left out
	Nouns   map[string]*Counts

	Problems []Problem // why rows are refused, the first of each reason
	Remarks  []Problem // what is worth knowing, the first of each reason
	problems map[string]*Reason
	remarks  map[string]*Reason
}

func newReport(file, mapping string) *Report {
	return &Report{File: file, Mapping: mapping, Nouns: map[string]*Counts{}, problems: map[string]*Reason{}, remarks: map[string]*Reason{}}
}

func (r *Report) refuse(p Problem) { r.Problems = r.note(r.problems, r.Problems, p) }
func (r *Report) remark(p Problem) { r.Remarks = r.note(r.remarks, r.Remarks, p) }

func (r *Report) note(reasons map[string]*Reason, list []Problem, p Problem) []Problem {
	p.File = r.File
	if rs := []rune(p.Value); len(rs) > 100 {
		p.Value = string(rs[:100]) + "…"
	}
	key := p.Column + "\x00" + p.kind
	reason := reasons[key]
	if reason == nil {
		reason = &Reason{Example: p}
		reasons[key] = reason
	}
	if reason.Count++; reason.Count <= maxPerReason && len(list) < maxListed {
		list = append(list, p)
	}
	return list
}

func (r *Report) count(noun string) *Counts {
	if r.Nouns[noun] == nil {
		r.Nouns[noun] = &Counts{}
	}
	return r.Nouns[noun]
}

// Total adds the counts of all nouns.
func (r *Report) Total() (all Counts) {
	for _, c := range r.Nouns {
		all.Created, all.Known, all.Updated = all.Created+c.Created, all.Known+c.Known, all.Updated+c.Updated
	}
	return all
}

// ProblemReasons counts the problems by reason, the most frequent first; RemarkReasons the remarks.
func (r *Report) ProblemReasons() []Reason { return sortedReasons(r.problems) }

// RemarkReasons counts the remarks by reason, the most frequent first.
func (r *Report) RemarkReasons() []Reason { return sortedReasons(r.remarks) }

func sortedReasons(m map[string]*Reason) []Reason {
	var all []Reason
	for _, k := range slices.Sorted(maps.Keys(m)) {
		all = append(all, *m[k])
	}
	slices.SortStableFunc(all, func(a, b Reason) int { return cmp.Compare(b.Count, a.Count) })
	return all
}

// Print writes the report for people, "zh-CN" or "en".
func (r *Report) Print(w io.Writer, lang string) error {
	p := &printer{w: w, zh: strings.HasPrefix(lang, "zh"), lang: lang}
	switch {
	case r.Applied && r.Batch == 0:
		p.line("%s：没有变化", "%s: nothing to change", r.File)
	case r.Applied:
		p.line("%s：已导入，批次 %s", "%s: imported as batch %s", r.File, r.Batch)
	case r.DryRun && len(r.problems) == 0:
		p.line("%s：试运行通过，未写入", "%s: dry run passed, nothing written", r.File)
	case r.DryRun:
		p.line("%s：试运行发现问题，未写入", "%s: dry run found problems, nothing written", r.File)
	default:
		p.line("%s：有问题，未写入任何数据", "%s: refused, nothing written", r.File)
	}
	p.line("  读取 %d 行，拒绝 %d 行", "  rows read %d, refused %d", r.Read, r.Refused)
	for _, n := range gen.Nouns.All {
		if c := r.Nouns[n.Name]; c != nil {
			name := n.Plural
			if p.zh {
				name = n.ZH
			}
			p.line("  %s：新增 %d，已有 %d，更新 %d", "  %s: created %d, known %d, updated %d", name, c.Created, c.Known, c.Updated)
		}
	}
	p.list("问题", "problems", r.ProblemReasons(), r.Problems)
	p.list("说明", "remarks", r.RemarkReasons(), r.Remarks)
	return p.err
}

type printer struct {
	w    io.Writer
	zh   bool
	lang string
	err  error
}

func (p *printer) line(zh, en string, args ...any) {
	if p.zh {
		en = zh
	}
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, en+"\n", args...)
	}
}

func (p *printer) list(zh, en string, reasons []Reason, list []Problem) {
	for _, r := range reasons {
		p.line(zh+" %d × %s %s", en+" %d × %s %s", r.Count, r.Example.Column, r.Example.Message(p.lang))
	}
	for _, x := range list {
		p.line("  第 %d 行 %s “%s” %s", "  row %d %s %q %s", x.Line, x.Column, x.Value, x.Message(p.lang))
	}
}
