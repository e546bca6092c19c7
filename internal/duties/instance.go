package duties

import (
	"fmt"
	"time"

	"estatehub/ent/gen"
	"estatehub/internal/fault"
)

// Days tells working days from others: package workdays does, by the official calendar. A nil one, and a year it does not
// know, is Monday to Friday.
type Days interface {
	Works(day string) (works, known bool)
}

// Template is what of a template its instances follow from.
type Template struct {
	Kind, Frequency string
	Times           int
	Rule            *Rule
	Remind          *Rule // nil: on the day it is due
}

// Instance is one time a duty is due.
type Instance struct {
	Period      string
	Slot        int
	Begins      time.Time // the first day of its period
	Remind, Due time.Time
	Month       string // of the day it is due, in the zone
}

// Read takes a template with its rules. What is wrong with a rule is told with the field it is in.
func Read(kind, frequency string, times int, rule, remind string) (*Template, error) {
	t := &Template{Kind: kind, Frequency: frequency, Times: max(times, 1)}
	var err error
	if t.Rule, err = read(frequency, rule); err != nil {
		return nil, &RuleError{"rule", err}
	}
	if remind == "" {
		return t, nil
	}
	if t.Remind, err = read(frequency, remind); err != nil {
		return nil, &RuleError{"remind", err}
	}
	return t, nil
}

func read(frequency, text string) (*Rule, error) {
	r, err := Parse(text)
	if err != nil {
		return nil, err
	}
	return r, r.fits(frequency)
}

// RuleError says which rule of a template is wrong.
type RuleError struct {
	Field string // rule or remind
	Err   error
}

// Error implements error.
func (e *RuleError) Error() string { return fmt.Sprintf("duties: %s: %v", e.Field, e.Err) }

// Unwrap implements errors.
func (e *RuleError) Unwrap() error { return e.Err }

// of reads the row of a template.
func of(t *gen.DutyTemplate) (*Template, error) {
	remind := ""
	if t.Remind != nil {
		remind = *t.Remind
	}
	return Read(string(t.Kind), string(t.Frequency), t.Times, t.Rule, remind)
}

// sentences are the words of an error, in both languages.
func sentences(err error) (en, zh string) {
	if f, ok := err.(*fault.Error); ok { //nolint:errorlint // never wrapped here
		return f.EN, f.ZH
	}
	return err.Error(), err.Error()
}

// Instances are the times a template is due in periods that begin from one day to another, both included, in the order of
// time. What recurs on demand has none.
func Instances(t *Template, from, to time.Time, days Days, zone *time.Location) []Instance {
	if t.Frequency == "ON_DEMAND" {
		return nil
	}
	var all []Instance
	p := PeriodOf(t.Frequency, from)
	if p.First.Before(PeriodOf("DAILY", from).First) {
		p = p.Next()
	}
	for ; !p.First.After(to); p = p.Next() {
		for slot := 1; slot <= t.Times; slot++ {
			all = append(all, t.instance(p, slot, days, zone))
		}
	}
	return all
}

// instance is one slot of a period.
func (t *Template) instance(p Period, slot int, days Days, zone *time.Location) Instance {
	day := t.Rule.day(p, slot, days)
	due := t.Rule.at(day, slot, zone)
	remind := day
	i := Instance{Period: p.Key(), Slot: slot, Begins: p.First, Due: due, Month: day.Format("2006-01")}
	if t.Remind != nil {
		remind = earlier(t.Remind.day(p, slot, days), day)
		if len(t.Remind.times) > 0 {
			i.Remind = earlier(t.Remind.at(remind, slot, zone), due)
			return i
		}
	}
	i.Remind = time.Date(remind.Year(), remind.Month(), remind.Day(), 0, 0, 0, 0, zone).UTC()
	return i
}
