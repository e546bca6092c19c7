package imports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/managementoffice"
	"estatehub/ent/noun"
	"estatehub/internal/clocks"
	"estatehub/internal/data"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/moment"
	"estatehub/internal/sheets"
	"estatehub/tenants"
)

// Job is a file to be imported.
type Job struct {
	Name    string // of the file
	Content io.ReaderAt
	Size    int64
	Mapping *Mapping
	// Community is the one community that all rows belong to; zero where the file says it.
	Community ident.ID
	// Office is the code of the management office of new communities; empty for that of the mapping.
	Office string
	// DryRun writes nothing.
	DryRun bool
	// GoodRowsOnly leaves refused rows out instead of refusing the file.
	GoodRowsOnly bool
	// OnlyNew refuses rows that the hub has with other values, instead of changing them.
	OnlyNew bool
}

// A chunk ends with so many lines, or records.
const (
	maxLines   = 2000
	maxRecords = 10_000
)

// Progress is told how far a reading is, in bytes of the file or rows of the sheet; the total is 0 where it is unknown.
type Progress func(done, total int64, what string)

// run is one import.
type run struct {
	db     *data.DB
	job    *Job
	office ident.ID
	zone   *time.Location
	now    time.Time
	// inForce is by what the deadlines of tickets are reckoned, nil where the file has none; company is that of the office,
	// whose policies hold in communities that the file brings.
	inForce *clocks.InForce
	company ident.ID
	scopes  map[tenants.Group]tenants.Scope
	drawn   map[string]ident.ID // ids of the new communities, by code
	supply  map[lot]ident.ID    // first of the ids reserved
	need    map[lot]int
	tell    Progress
	sha256  string
}

// lot is a stock of ids.
type lot struct {
	kind ident.Kind
	site string
}

// reading is one reading of the file.
type reading struct {
	*run
	plan     *plan
	report   *Report
	located  bool // rows belong to communities
	fixed    *site
	sites    map[string]*site
	parents  map[thing]ident.ID // what the file brought, as far as it is referred to
	refs     map[thing]ident.ID // what the hub has, as far as it was asked
	existing map[known]*found
	seen     *seen
	used     map[lot]int
	writer   *writer
}

// Run imports a file, or says why not. The error is of the hub's making; what is wrong with the file is in the report.
func Run(ctx context.Context, db *data.DB, job Job, progress Progress) (*Report, error) {
	if progress == nil {
		progress = func(int64, int64, string) {}
	}
	r := &run{db: db, job: &job, scopes: map[tenants.Group]tenants.Scope{}, drawn: map[string]ident.ID{}, tell: progress}
	if err := r.prepare(ctx); err != nil {
		return nil, err
	}
	dry, err := r.read(ctx, "check", nil)
	if err != nil {
		return nil, err
	}
	dry.report.DryRun = job.DryRun
	total := dry.report.Total()
	good := len(dry.report.problems) == 0 || job.GoodRowsOnly && dry.plan != nil
	if job.DryRun || !good {
		return dry.report, nil
	}
	if total.Created+total.Updated == 0 {
		dry.report.Applied = true
		return dry.report, nil
	}
	if err := r.reserve(ctx, dry); err != nil {
		return nil, err
	}
	return r.apply(ctx)
}

// prepare finds out who may do what, and where.
func (r *run) prepare(ctx context.Context) error {
	var nouns []*noun.Noun
	for i := range r.job.Mapping.Targets {
		nouns = append(nouns, gen.Nouns.Named(r.job.Mapping.Targets[i].Noun))
	}
	for _, n := range nouns {
		scope, err := tenants.ScopeOf(ctx, n.Group, tenants.Write)
		if err != nil {
			return err
		}
		if scope.IsNone() {
			return fault.Both(fault.Forbidden, "your role may not change "+n.Plural, "您的角色无权维护"+n.ZH)
		}
		r.scopes[n.Group] = scope
	}
	r.zone, r.now = zone(ctx, r.db), moment.Now(ctx)
	if r.job.Mapping.Brings("Ticket") {
		var err error
		if r.inForce, err = clocks.Read(ctx, r.db); err != nil {
			return err
		}
	}
	code := r.job.Office
	if code == "" {
		code = r.job.Mapping.Office
	}
	if code != "" && r.job.Community == 0 {
		office, err := r.db.Client.ManagementOffice.Query().Where(managementoffice.Code(code)).Only(ctx)
		if gen.IsNotFound(err) {
			return fault.Both(fault.NotFound, "no management office "+code, "没有管理处 "+code)
		}
		if err != nil {
			return err
		}
		r.company = office.CompanyID
		if scope, err := tenants.ScopeOf(ctx, tenants.Portfolio, tenants.Write); err == nil && scope.Covers(office.ID) {
			r.office = office.ID
		}
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(r.job.Content, 0, r.job.Size)); err != nil {
		return fmt.Errorf("imports: %w", err)
	}
	r.sha256 = hex.EncodeToString(h.Sum(nil))
	return nil
}

// zone is the zone of the group's days.
func zone(ctx context.Context, db *data.DB) *time.Location {
	name := "Asia/Shanghai"
	if o, err := db.Client.Organization.Query().First(ctx); err == nil {
		name = o.Timezone
	}
	if in, err := time.LoadLocation(name); err == nil {
		return in
	}
	return time.FixedZone("CST", 8*3600)
}

// read reads the file once. With a writer it writes.
func (r *run) read(ctx context.Context, what string, w *writer) (*reading, error) {
	g := &reading{run: r, report: newReport(r.job.Name, r.job.Mapping.Name), sites: map[string]*site{}, parents: map[thing]ident.ID{},
		refs: map[thing]ident.ID{}, existing: map[known]*found{}, seen: newSeen(), used: map[lot]int{}, writer: w}
	g.report.SHA256 = r.sha256
	file, err := sheets.Open(r.job.Name, r.job.Content, r.job.Size, sheets.Options{})
	if err != nil {
		return g, g.unreadable(err)
	}
	g.plan = planned(r.job.Mapping, file.Header(), r.zone, r.job.Community != 0, g.report)
	if len(g.report.problems) > 0 {
		g.plan = nil
		return g, nil
	}
	for _, i := range g.plan.unknown {
		g.report.remark(Problem{Column: g.plan.header[i], kind: "unknown column", EN: "no field is called so; the column was not read", ZH: "没有对应的字段，此列未读取"})
	}
	for _, t := range g.plan.targets {
		g.located = g.located || t.owned() || t.n.Wall == noun.Root
	}
	if err := g.fix(ctx); err != nil {
		return nil, err
	}
	if w != nil {
		if err := w.begin(ctx, g); err != nil {
			return nil, err
		}
	}
	return g, g.all(ctx, file, what)
}

// fix finds the one community of an import into a site.
func (g *reading) fix(ctx context.Context) error {
	if g.job.Community == 0 || !g.located {
		return nil
	}
	c, err := g.db.Client.Community.Get(ctx, g.job.Community)
	if gen.IsNotFound(err) {
		return fault.Both(fault.NotFound, "no such community, or not in your scope", "小区不存在或不在您的管辖范围")
	}
	if err != nil {
		return err
	}
	if g.fixed = g.site(c.Code, c.ID); g.fixed.wrong != nil {
		return fault.Both(fault.NotFound, "no such community, or not in your scope", "小区不存在或不在您的管辖范围")
	}
	return nil
}

// all reads all rows, in chunks.
func (g *reading) all(ctx context.Context, file *sheets.Reader, what string) error {
	var lines []*line
	records := 0
	flush := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := g.chunk(ctx, lines)
		lines, records = lines[:0], 0
		done, total := file.Progress()
		g.tell(done, total, what)
		return err
	}
	for {
		row, err := file.Next()
		if errors.Is(err, io.EOF) {
			return flush()
		}
		var bad *sheets.RowError
		switch {
		case errors.As(err, &bad):
			g.report.Read++
			g.report.Refused++
			g.report.refuse(Problem{Line: bad.Err.Line, Column: cellColumn(g.plan.header, bad.Err.Column), kind: string(bad.Err.Code), EN: bad.Err.Problem("en"), ZH: bad.Err.Problem("zh-CN")})
			continue
		case err != nil:
			return g.unreadable(err)
		}
		g.report.Read++
		l := g.parse(row)
		lines = append(lines, l)
		if records += len(l.records); len(lines) == maxLines || records >= maxRecords {
			if err := flush(); err != nil {
				return err
			}
		}
	}
}

func cellColumn(header []string, i int) string {
	if i < 1 || i > len(header) {
		return ""
	}
	return header[i-1]
}

// unreadable puts what is wrong with the file as a whole into the report; nothing of it is good then.
func (g *reading) unreadable(err error) error {
	var e *sheets.Error
	if !errors.As(err, &e) {
		return err
	}
	g.plan = nil
	g.report.refuse(Problem{Line: e.Line, kind: string(e.Code), EN: e.Problem("en"), ZH: e.Problem("zh-CN")})
	return nil
}

// reserve sets ids aside for what the dry run would create.
func (r *run) reserve(ctx context.Context, dry *reading) error {
	r.need, r.supply = dry.used, map[lot]ident.ID{}
	at := map[string]ident.ID{}
	for code, s := range dry.sites {
		if at[code] = s.id; !s.brought {
			continue
		}
		for s.id = 0; s.id == 0 || slices.Contains(values(r.drawn), s.id); {
			var err error
			if s.id, err = r.db.FreeCommunity(ctx); err != nil {
				return err
			}
		}
		r.drawn[code], at[code] = s.id, s.id
	}
	if dry.fixed != nil {
		at[dry.fixed.code] = dry.fixed.id
	}
	for l, n := range r.need {
		first, err := r.db.ReserveIDs(ctx, at[l.site].Slot(), l.kind, n)
		if err != nil {
			return err
		}
		r.supply[l] = first
	}
	return nil
}

func values(m map[string]ident.ID) []ident.ID {
	var all []ident.ID
	for _, v := range m {
		all = append(all, v)
	}
	return all
}
