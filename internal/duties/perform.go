package duties

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/attachment"
	"estatehub/ent/gen/duty"
	"estatehub/ent/gen/dutyline"
	"estatehub/internal/attachments"
	"estatehub/internal/fault"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/register"
	"estatehub/tenants"
)

const (
	// backdated is how long ago somebody may say that he did a duty.
	backdated = 24 * time.Hour
	maxFiles  = 8
	maxLines  = 200
)

// Perform says that a duty was done in time. Files are evidence that comes with it.
func (d *Desk) Perform(ctx context.Context, input map[string]any, files []attachments.File) (*Payload, error) {
	return d.do(ctx, lifecycle.Perform, input, files)
}

// MakeUp says that a duty was done after its time had run out.
func (d *Desk) MakeUp(ctx context.Context, input map[string]any, files []attachments.File) (*Payload, error) {
	return d.do(ctx, lifecycle.MakeUp, input, files)
}

func (d *Desk) do(ctx context.Context, verb lifecycle.Verb, input map[string]any, files []attachments.File) (*Payload, error) {
	kept, err := d.keep(ctx, input["id"], files)
	if err != nil {
		if errs := fault.Refused(err); errs != nil {
			return payload(nil, nil, errs, nil)
		}
		return nil, err
	}
	var findings []*gen.Finding
	row, errs, err := d.register().Move(ctx, verb, input, func(ctx context.Context, c *register.Change) error {
		findings = nil
		x := &doing{Change: c, desk: d, duty: c.Row.(*gen.Duty), kept: kept, found: &findings}
		return x.fill(ctx, verb)
	})
	return payload(row, findings, errs, err)
}

// keep takes the files that come with a duty, of who may change it: nobody else fills the disk.
func (d *Desk) keep(ctx context.Context, raw any, files []attachments.File) ([]*attachments.Kept, error) {
	if len(files) == 0 {
		return nil, nil
	}
	if len(files) > maxFiles {
		return nil, fault.Refuse(ctx, "input.files", fault.LimitExceeded, fmt.Sprintf("at most %d files", maxFiles), fmt.Sprintf("最多 %d 个文件", maxFiles))
	}
	if err := d.may(ctx, raw); err != nil {
		return nil, err
	}
	var all []*attachments.Kept
	for i, f := range files {
		k, err := d.Shelf.Keep(ctx, fmt.Sprintf("files.%d", i), f)
		if err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, nil
}

// may refuses who may not change the duty of an id, before anything is read of him.
func (d *Desk) may(ctx context.Context, raw any) error {
	var id ident.ID
	switch v := raw.(type) {
	case ident.ID:
		id = v
	case string:
		id, _ = ident.Parse(v)
	}
	v := tenants.ViewerFrom(ctx)
	if v == nil {
		return fault.Both(fault.Unauthenticated, "nobody is signed in", "请先登录")
	}
	there := id.Kind() == theNoun.Kind && v.Level(tenants.Duties, id.Community()) == tenants.Write
	if there {
		var err error
		if there, err = d.DB.Client.Duty.Query().Where(duty.ID(id), duty.CommunityID(id.Community())).Exist(ctx); err != nil {
			return err
		}
	}
	if !there {
		return fault.Refuse(ctx, "input.id", fault.NotFound, "no such row, or not in your scope", "不存在或不在您的管辖范围")
	}
	return nil
}

// doing is a duty as it is being done.
type doing struct {
	*register.Change
	desk     *Desk
	duty     *gen.Duty
	template *gen.DutyTemplate
	items    []*gen.DutyTemplateItem
	kept     []*attachments.Kept
	lines    []line
	at       time.Time
	found    *[]*gen.Finding
}

// line is one line of a checklist, filled in.
type line struct {
	*gen.DutyTemplateItem
	result, remark string
	points, score  int
}

func (x *doing) fill(ctx context.Context, verb lifecycle.Verb) (err error) {
	if x.template, x.items, err = template(ctx, x.Client, x.duty.TemplateID); err != nil {
		return err
	}
	if x.duty.Kind == "LOG" && (x.template.Code == SignLog || x.template.Code == SampleLog) {
		return fault.Refuse(ctx, "input.id", fault.BadInput, "it is done by signing or sampling the duty log", "请通过签阅或抽查值班记录完成")
	}
	if err := x.when(ctx, verb); err != nil {
		return err
	}
	set := map[string]any{"done_at": x.at, "on_time": verb == lifecycle.Perform, "verified_at": nil, "verified_by": nil}
	if verb == lifecycle.Perform {
		set["penalty_key"], set["reason"] = nil, nil
	} else if r := x.Input.Text("reason", 500); r != "" {
		set["reason"] = r
	}
	if by := tenants.ViewerFrom(ctx).Staff; by != 0 {
		set["done_by_id"] = by
	}
	if s := x.Input.Text("text", 8000); s != "" {
		set["text"] = s
	}
	if s := x.Input.Text("signer", 60); s != "" {
		set["signer"] = s
	}
	x.checklist()
	x.sample(set)
	if err := x.evidence(ctx, set); err != nil {
		return err
	}
	score, full := x.total()
	set["score"], set["full_score"] = nil, nil
	if full > 0 {
		set["score"], set["full_score"] = score, full
	}
	if err := sets(x.Change, set); err != nil {
		return err
	}
	findings, err := x.findings(ctx)
	if err != nil {
		return err
	}
	x.Then(func(ctx context.Context) error { return x.after(ctx, findings, score, full) })
	return nil
}

// when takes the time it was done: not in the future, not long ago, not before its period. The time it was done decides
// whether it was in time, not when that was told, so that each verb has its side of the due time.
func (x *doing) when(ctx context.Context, verb lifecycle.Verb) error {
	x.at = x.Input.Time("doneAt")
	if x.Input.Refused() {
		return nil
	}
	if x.at.IsZero() {
		x.at = x.At
	}
	zone, err := x.desk.zoneOf(ctx)
	if err != nil {
		return err
	}
	first, _ := begins(x.duty.Period)
	late := x.at.After(x.duty.DueAt)
	switch {
	case x.at.After(x.At):
		x.Input.Refuse("doneAt", fault.BadInput, "it lies in the future", "完成时间不能晚于当前时间")
	case x.At.Sub(x.at) > backdated:
		x.Input.Refuse("doneAt", fault.BadInput, "at most 24 hours ago", "完成时间最多补录24小时内")
	case x.at.Before(time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, zone)):
		x.Input.Refuse("id", fault.WrongState, "its period “"+x.duty.Period+"” has not begun", "所属周期“"+x.duty.Period+"”尚未开始")
	case late && verb == lifecycle.Perform:
		x.Input.Refuse("id", fault.WrongState, "its time has run out: make it up", "已逾期，请登记补做")
	case !late && verb == lifecycle.MakeUp:
		x.Input.Refuse("id", fault.WrongState, "it is in time: perform it", "尚未逾期，请登记完成")
	}
	return nil
}

// checklist reads the lines of the input: each line of the template once, or none.
func (x *doing) checklist() {
	byPosition := map[int]*gen.DutyTemplateItem{}
	for _, i := range x.items {
		byPosition[i.Position] = i
	}
	seen := map[int]bool{}
	if !x.Input.Has("lines") {
		return
	}
	x.Input.Rows("lines", maxLines, func(_ int, row *register.Input) {
		position, _ := row.Int("position", 1, maxLines)
		item := byPosition[int(position)]
		switch {
		case row.Refused():
			return
		case item == nil:
			row.Refuse("position", fault.NotFound, "the checklist has no such line", "检查表没有此项")
			return
		case seen[item.Position]:
			row.Refuse("position", fault.Conflict, "this line is given twice", "该检查项重复")
			return
		}
		seen[item.Position] = true
		x.lines = append(x.lines, x.line(item, row))
	})
	if len(x.lines) > 0 && len(seen) < len(x.items) && !x.Input.Refused() {
		x.Input.Refuse("lines", fault.BadInput, fmt.Sprintf("the checklist has %d lines, %d are filled in", len(x.items), len(seen)), fmt.Sprintf("检查表共 %d 项，仅填写 %d 项", len(x.items), len(seen)))
	}
}

func (x *doing) line(item *gen.DutyTemplateItem, row *register.Input) line {
	l := line{DutyTemplateItem: item, points: item.Points, remark: row.Text("remark", 500)}
	l.result, _ = row.Value("result", *lineNoun.ByName("result")).(string)
	score, given := row.Int("score", 0, 100)
	switch {
	case given && int(score) > item.Points:
		row.Refuse("score", fault.BadInput, fmt.Sprintf("at most %d points", item.Points), fmt.Sprintf("最高 %d 分", item.Points))
	case l.result == "NOT_APPLICABLE":
		l.points = 0
		if score > 0 {
			row.Refuse("score", fault.BadInput, "what is not applicable has no points", "不适用的项目不计分")
		}
	case given:
		l.score = int(score)
	case l.result == "IN_ORDER":
		l.score = item.Points
	}
	return l
}

func (x *doing) total() (score, full int) {
	for _, l := range x.lines {
		score, full = score+l.score, full+l.points
	}
	return score, full
}

// sample reads what was looked at of what there was; below the template's share it is not done.
func (x *doing) sample(set map[string]any) {
	population, some := x.Input.Int("population", 0, 10_000_000)
	sampled, given := x.Input.Int("sampled", 0, 10_000_000)
	if some {
		set["population"] = int(population)
	}
	if given {
		set["sampled"] = int(sampled)
	}
	share := x.template.SampleShare
	switch {
	case x.Input.Refused():
	case given && some && sampled > population:
		x.Input.Refuse("sampled", fault.BadInput, "more than there were", "抽查数不能大于总数")
	case share == nil:
	case !some || !given:
		x.Input.Refuse("sampled", fault.BadInput, "it is a sample: say how many there were and how many were looked at", "该任务为抽查，请填写总数与抽查数")
	case int(sampled) < needed(int(population), *share):
		x.Input.Refuse("sampled", fault.BadInput, fmt.Sprintf("at least %d of %d", needed(int(population), *share), population), fmt.Sprintf("%d 条中至少应抽查 %d 条", population, needed(int(population), *share)))
	}
}

// needed is how many of a population a share of it is, rounded up; the smallest part of a share is forgiven to arithmetic.
func needed(population int, share float64) int {
	return int(math.Ceil(float64(population)*share - 1e-9))
}

// evidence holds the input against what the template asks for.
func (x *doing) evidence(ctx context.Context, set map[string]any) error {
	if x.Input.Refused() {
		return nil
	}
	has := func(column string, before *string) bool { return set[column] != nil || before != nil && *before != "" }
	switch x.template.Evidence {
	case "TEXT":
		if !has("text", x.duty.Text) && len(x.lines) == 0 {
			x.Input.Refuse("text", fault.BadInput, "say what was found or done", "请填写内容")
		}
	case "SIGNATURE":
		if !has("signer", nil) {
			x.Input.Refuse("signer", fault.BadInput, "say who signed", "请填写签字人")
		}
	case "CHECKLIST":
		if len(x.lines) == 0 {
			x.Input.Refuse("lines", fault.BadInput, "fill in the checklist", "请填写检查表")
		}
	case "FILE":
		if len(x.kept) > 0 {
			return nil
		}
		there, err := x.Client.Attachment.Query().Where(attachment.CommunityID(x.Site), attachment.DutyID(x.duty.ID)).Exist(ctx)
		if err != nil {
			return err
		}
		if !there {
			x.Input.Refuse("files", fault.BadInput, "a photo or file must show it", "请上传照片或文件作为凭证")
		}
	}
	return nil
}

// after writes what belongs to the duty, once it is saved.
func (x *doing) after(ctx context.Context, findings []*found, score, full int) error {
	if len(x.lines) > 0 { // done again after it was sent back
		if _, err := x.Client.DutyLine.Delete().Where(dutyline.CommunityID(x.Site), dutyline.DutyID(x.duty.ID)).Exec(ctx); err != nil {
			return err
		}
	}
	for _, l := range x.lines {
		n := x.Client.DutyLine.Create().SetCommunityID(x.Site).SetDutyID(x.duty.ID).SetPosition(l.Position).SetText(l.Text).
			SetResult(dutyline.Result(l.result)).SetPoints(l.points).SetScore(l.score)
		if l.remark != "" {
			n.SetRemark(l.remark)
		}
		if err := n.Exec(ctx); err != nil {
			return err
		}
	}
	for _, k := range x.kept {
		if err := x.desk.Shelf.Add(ctx, x.Client, k, "Duty", x.duty.ID); err != nil {
			return err
		}
	}
	for _, f := range findings {
		row, err := x.report(ctx, f)
		if err != nil {
			return err
		}
		*x.found = append(*x.found, row)
	}
	if full > 0 && float64(score) < PassShare*float64(full) && x.desk.Raise != nil {
		f := Failed{Site: x.Site, Duty: x.duty.ID, Key: fmt.Sprintf("duty:%s:%d", x.duty.ID, x.at.Unix())}
		f.Description = fmt.Sprintf("%s（%s）得分 %d / %d：%s", x.template.Title, x.duty.Period, score, full, strings.Join(x.faults(), "；"))
		if err := x.desk.Raise(ctx, x.Client, f); err != nil {
			return err
		}
	}
	if rule := x.template.ClockRule; rule != nil && x.desk.Met != nil {
		return x.desk.Met(ctx, x.Client, x.Site, x.duty.ID, *rule, x.at, x.At)
	}
	return nil
}

// faults are the lines that were not in order.
func (x *doing) faults() []string {
	var all []string
	for _, l := range x.lines {
		if l.result == "NOT_IN_ORDER" && len(all) < 10 {
			all = append(all, strings.TrimSpace(l.Text+" "+l.remark))
		}
	}
	return all
}
