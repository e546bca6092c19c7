package metrics_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"estatehub/ent/gen"
)

// listed are the rows of the counted nouns as a viewer lists them.
func listed(t *testing.T, ctx context.Context, c *gen.Client) map[string][]reflect.Value {
	t.Helper()
	all := map[string][]reflect.Value{}
	take := func(noun string, rows any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		v := reflect.ValueOf(rows)
		for i := range v.Len() {
			all[noun] = append(all[noun], v.Index(i).Elem())
		}
	}
	rows := func(noun string, query func() (any, error)) { r, err := query(); take(noun, r, err) }
	rows("Ticket", func() (any, error) { return c.Ticket.Query().All(ctx) })
	rows("Survey", func() (any, error) { return c.Survey.Query().All(ctx) })
	rows("SurveyResponse", func() (any, error) { return c.SurveyResponse.Query().All(ctx) })
	rows("SurveyAnswer", func() (any, error) { return c.SurveyAnswer.Query().All(ctx) })
	rows("VisitSample", func() (any, error) { return c.VisitSample.Query().All(ctx) })
	rows("ReturnVisit", func() (any, error) { return c.ReturnVisit.Query().All(ctx) })
	rows("Clock", func() (any, error) { return c.Clock.Query().All(ctx) })
	rows("Nonconformity", func() (any, error) { return c.Nonconformity.Query().All(ctx) })
	rows("Duty", func() (any, error) { return c.Duty.Query().All(ctx) })
	rows("Finding", func() (any, error) { return c.Finding.Query().All(ctx) })
	rows("DutyLogEntry", func() (any, error) { return c.DutyLogEntry.Query().All(ctx) })
	return all
}

// at is a field of a row by its Go name, without its pointer; nil where it is none.
func at(row reflect.Value, name string) any {
	v := row.FieldByName(name)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	return v.Interface()
}

func in(v any, of ...string) bool { s, ok := v.(string); return ok && slices.Contains(of, s) }

// part is what a row adds to a figure: to the denominator and to the numerator.
type part struct{ down, up float64 }

func yes(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

// by hand: what each metric means, said once more, over a row as somebody lists it. Nil is a row that does not count.
var byHand = map[string]func(r reflect.Value) *part{
	"COMPLAINTS":         of(complained, nil),
	"COMPLAINTS_VALID":   of(judged, func(r reflect.Value) bool { return at(r, "Validity") == "VALID" }),
	"COMPLAINTS_INVALID": of(judged, func(r reflect.Value) bool { return at(r, "Validity") == "INVALID" }),
	"COMPLAINTS_ASSIST":  of(judged, func(r reflect.Value) bool { return at(r, "Validity") == "ASSIST" }),
	"JUDGEMENTS_REVERSED": of(func(r reflect.Value) bool { return complained(r) && in(at(r, "Judgement"), "UPHELD", "REVERSED") },
		func(r reflect.Value) bool { return at(r, "Judgement") == "REVERSED" }),
	"COMPLAINTS_COLLECTIVE": of(func(r reflect.Value) bool { return complained(r) && at(r, "Collective") == true }, nil),
	"COMPLAINTS_REPEATED":   of(complained, func(r reflect.Value) bool { return at(r, "Occurrence").(int) > 1 }),
	"TICKETS":               of(unmerged, nil),
	"TICKETS_SOLVED":        of(lasting, func(r reflect.Value) bool { return at(r, "ResolvedAt") != nil }),
	"TICKETS_SOLVED_IN_TIME": of(solved, func(r reflect.Value) bool {
		return !at(r, "ResolvedAt").(time.Time).After(at(r, "DueAt").(time.Time))
	}),
	"SOLVE_MINUTES":       spent(solved, "OpenedAt", "ResolvedAt"),
	"REPAIRS_REPEATED":    of(func(r reflect.Value) bool { return unmerged(r) && at(r, "Kind") == "REPAIR" }, func(r reflect.Value) bool { return at(r, "Occurrence").(int) > 2 }),
	"REPAIRS_FIRST_VISIT": of(attended, func(r reflect.Value) bool { return at(r, "Unfinished").(int) == 0 }),
	"REPAIRS_UNFINISHED": of(func(r reflect.Value) bool {
		return lasting(r) && at(r, "Kind") == "REPAIR" && at(r, "Unfinished").(int) > 0
	}, nil),
	"HOME_SERVICES": of(func(r reflect.Value) bool { return unmerged(r) && at(r, "Kind") == "HOME_SERVICE" }, nil),
	"PAID_SERVICES": of(charged, nil),
	"PAID_SERVICE_INCOME": func(r reflect.Value) *part {
		if !charged(r) {
			return nil
		}
		fen, _ := at(r, "Quoted").(int64)
		return &part{1, float64(fen)}
	},
	"FIRST_FEEDBACK_IN_TIME":      met("D-08"),
	"FORMAL_REPLY_IN_TIME":        met("D-09", "D-10"),
	"DEFECT_PAST_15_DAYS":         missed("D-11"),
	"DEFECT_PAST_30_DAYS":         missed("D-12"),
	"COLLECTIVE_DIRECTOR_IN_TIME": met("D-03"),
	"COLLECTIVE_COMPANY_IN_TIME":  met("D-04"),
	"CENTRE_REPORTBACK_IN_TIME":   met("D-05"),
	"OWNER_TOLD_IN_TIME":          met("D-15"),
	"DOOR_IN_TIME":                met("D-19"),
	"DOOR_MINUTES": func(r reflect.Value) *part {
		p := spent(func(r reflect.Value) bool {
			return at(r, "Rule") == "D-19" && in(at(r, "State"), "MET", "LATE") && at(r, "EndedAt") != nil
		}, "StartedAt", "EndedAt")(r)
		if p != nil {
			p.up -= float64(at(r, "PausedSeconds").(int64)) / 60
		}
		return p
	},
	"SURVEY_COUNTED_IN_TIME":  met("D-35"),
	"MEASURES_POSTED_IN_TIME": met("D-36"),
	"DEADLINES_IN_TIME":       met("D-03", "D-04", "D-05", "D-08", "D-09", "D-10", "D-11", "D-12", "D-15", "D-19", "D-35", "D-36"),
	"VISIT_COVERAGE": func(r reflect.Value) *part {
		if r.Type() == reflect.TypeFor[gen.VisitSample]() {
			return &part{float64(at(r, "Completed").(int)), 0}
		}
		return &part{0, yes(at(r, "SampleID") != nil && at(r, "OnTime") == true)}
	},
	"VISITS_DRAWN": func(r reflect.Value) *part {
		return &part{float64(at(r, "Completed").(int)), float64(at(r, "Drawn").(int))}
	},
	"VISITS": of(func(r reflect.Value) bool { return at(r, "State") != "WAIVED" }, nil),
	"VISITS_IN_TIME": of(func(r reflect.Value) bool {
		return at(r, "State") != "WAIVED" && (at(r, "OnTime") != nil || overdue(r))
	}, func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"VISITS_UNQUALIFIED":        of(func(r reflect.Value) bool { return at(r, "Qualified") != nil }, func(r reflect.Value) bool { return at(r, "Qualified") == false }),
	"VISITS_SATISFIED":          content("Satisfaction"),
	"VISITS_SATISFIED_SECURITY": content("Security"),
	"VISITS_SATISFIED_CLEANING": content("Cleaning"),
	"VISITS_SATISFIED_GREENING": content("Greening"),
	"VISITS_SATISFIED_REPAIR":   content("Repair"),
	"VISITS_SATISFIED_STAFF":    content("StaffQuality"),
	"SURVEYS":                   of(func(r reflect.Value) bool { return at(r, "SentAt") != nil }, nil),
	"SURVEY_SENT":               sums("Target", "Sent"),
	"SURVEY_RETURNED":           sums("Sent", "Returned"),
	"SURVEY_SATISFIED":          content("Satisfaction"),
	"SURVEY_ITEM_SATISFIED":     content("Mark"),
	"SURVEY_DISSATISFIED":       of(func(r reflect.Value) bool { return in(at(r, "Mark"), "DISSATISFIED", "VERY_DISSATISFIED") }, nil),
	"NONCONFORMITIES":           of(func(reflect.Value) bool { return true }, nil),
	"NONCONFORMITIES_OPEN":      of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "State") != "CLOSED" }),
	"NONCONFORMITIES_OVERDUE": of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool {
		done, _ := at(r, "ImplementedAt").(time.Time)
		if done.IsZero() {
			done = present
		}
		return done.After(at(r, "DueAt").(time.Time))
	}),
	"MEASURES_EFFECTIVE":  of(func(r reflect.Value) bool { return at(r, "Effective") != nil }, func(r reflect.Value) bool { return at(r, "Effective") == true }),
	"DUTIES_IN_TIME":      of(expected(""), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"DUTIES_MADE_UP":      of(func(r reflect.Value) bool { return at(r, "State") != "SKIPPED" && tardy(r) }, func(r reflect.Value) bool { return !in(at(r, "State"), "SCHEDULED", "LATE") }),
	"DUTIES_PENALISED":    of(expected(""), func(r reflect.Value) bool { return at(r, "PenaltyKey") != nil }),
	"REPORTS_IN_TIME":     of(expected("REPORT"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"RETURNS_IN_TIME":     of(expected("RETURN"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"PATROLS_IN_TIME":     of(expected("PATROL"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"SIGN_CHECKS_IN_TIME": of(expected("SIGNAGE"), func(r reflect.Value) bool { return at(r, "OnTime") == true }),
	"PATROLS_MISSED":      of(expected("PATROL"), tardy),
	"CLEANING_SCORE":      points("CLEANING"),
	"INSPECTION_SCORE":    points("INSPECTION"),
	"FINDINGS":            of(func(reflect.Value) bool { return true }, nil),
	"FINDINGS_DONE":       of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "DoneAt") != nil }),
	"DUTY_LOG_SIGNED":     of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "SignedAt") != nil }),
	"DUTY_LOG_SAMPLED":    of(func(reflect.Value) bool { return true }, func(r reflect.Value) bool { return at(r, "Sampled") == true }),
}

func of(counts, good func(reflect.Value) bool) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		if !counts(r) {
			return nil
		}
		return &part{1, yes(good == nil || good(r))}
	}
}

func unmerged(r reflect.Value) bool   { return at(r, "State") != "MERGED" }
func lasting(r reflect.Value) bool    { return unmerged(r) && at(r, "State") != "CANCELLED" }
func complained(r reflect.Value) bool { return unmerged(r) && at(r, "Kind") == "COMPLAINT" }
func judged(r reflect.Value) bool     { return complained(r) && at(r, "Validity") != nil }
func solved(r reflect.Value) bool     { return lasting(r) && at(r, "ResolvedAt") != nil }

func attended(r reflect.Value) bool {
	return lasting(r) && at(r, "Kind") == "REPAIR" && at(r, "Arrivals").(int) > 0 && (at(r, "ResolvedAt") != nil || at(r, "Unfinished").(int) > 0)
}

func charged(r reflect.Value) bool {
	return lasting(r) && in(at(r, "Kind"), "REPAIR", "HOME_SERVICE", "SPECIAL_SERVICE") && at(r, "ReceiptNo") != nil
}

func spent(counts func(reflect.Value) bool, from, till string) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		if !counts(r) {
			return nil
		}
		return &part{1, float64(at(r, till).(time.Time).Unix()-at(r, from).(time.Time).Unix()) / 60}
	}
}

func met(rules ...string) func(reflect.Value) *part {
	return of(func(r reflect.Value) bool {
		return in(at(r, "Rule"), rules...) && in(at(r, "State"), "MET", "LATE", "BREACHED")
	},
		func(r reflect.Value) bool { return at(r, "State") == "MET" })
}

func missed(rule string) func(reflect.Value) *part {
	return of(func(r reflect.Value) bool {
		return at(r, "Rule") == rule && in(at(r, "State"), "MET", "LATE", "BREACHED")
	},
		func(r reflect.Value) bool { return at(r, "State") != "MET" })
}

func overdue(r reflect.Value) bool {
	return at(r, "Open") == true && at(r, "DueAt").(time.Time).Before(present)
}

func content(field string) func(reflect.Value) *part {
	return of(func(r reflect.Value) bool { return at(r, field) != nil }, func(r reflect.Value) bool { return in(at(r, field), "SATISFIED", "VERY_SATISFIED") })
}

func sums(down, up string) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		if at(r, "SentAt") == nil {
			return nil
		}
		return &part{float64(at(r, down).(int)), float64(at(r, up).(int))}
	}
}

func expected(kind string) func(reflect.Value) bool {
	return func(r reflect.Value) bool {
		return at(r, "State") != "SKIPPED" && (kind == "" || at(r, "Kind") == kind) && (at(r, "OnTime") != nil || at(r, "DueAt").(time.Time).Before(present))
	}
}

func tardy(r reflect.Value) bool { return at(r, "OnTime") == false || overdue(r) }

func points(kind string) func(reflect.Value) *part {
	return func(r reflect.Value) *part {
		full, _ := at(r, "FullScore").(int)
		score, given := at(r, "Score").(int)
		if at(r, "Kind") != kind || !given || full == 0 {
			return nil
		}
		return &part{float64(full), float64(score)}
	}
}
