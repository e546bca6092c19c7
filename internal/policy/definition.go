package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Type is what the value of a key is.
type Type string

// The types.
const (
	Whole     Type = "WHOLE"       // a whole number: 3
	Decimal   Type = "DECIMAL"     // a number with at most four decimals: 0.3; a share may be given as 30%
	YesNo     Type = "YES_NO"      // true or false
	TimeOfDay Type = "TIME_OF_DAY" // 17:30
	Choice    Type = "CHOICE"      // one of the key's words
)

// Definition is what a key means and which values it takes.
type Definition struct {
	Key  Key
	Type Type
	// Unit is in what it is counted: a code of lifecycle.ClockUnits where it is the length of a deadline, else COUNT, SHARE
	// (1 is all), FACTOR, MONTHS, YEARS, DAY_OF_MONTH (clamped to the month's end), TIME, YES_NO or CHOICE.
	Unit    string
	Default string // the hub's own value, in force where nobody has set another; empty: no limit
	// Min and Max bound a number, both included.
	Min, Max float64
	// Choices are the words of a Choice.
	Choices []string
	// Empty tells whether it may be empty: no limit, no target.
	Empty bool
	// Rule is where it comes from, in the domain's own numbering.
	Rule string
	// ZH and EN are its title.
	ZH, EN string
}

// at is the place of each key in the catalogue.
var at = func() map[Key]int {
	m := make(map[Key]int, len(Catalogue))
	for i := range Catalogue {
		m[Catalogue[i].Key] = i
	}
	return m
}()

// Of is the definition of a key; nil where there is none.
func Of(k Key) *Definition {
	if i, ok := at[k]; ok {
		return &Catalogue[i]
	}
	return nil
}

// ReminderDay is the key of the day a duty is reminded of, where the calendar column and the text differ (2d, G-08).
func ReminderDay(duty string) (Key, bool) {
	k := Key("calendar.reminder_day." + duty)
	return k, Of(k) != nil
}

// decimals are how many a Decimal may have.
const decimals = 4

// Read reads a value as somebody typed it and returns it as it is kept: one way of writing for each value. Where it is none
// of the key's, it returns what the key takes, in English and Chinese.
func (d *Definition) Read(text string) (value string, en, zh string) {
	text = strings.TrimSpace(text)
	if text == "" {
		if d.Empty {
			return "", "", ""
		}
		en, zh = d.takes()
		return "", en, zh
	}
	if v, ok := d.read(text); ok {
		return v, "", ""
	}
	en, zh = d.takes()
	return "", en, zh
}

func (d *Definition) read(text string) (string, bool) {
	switch d.Type {
	case Whole:
		n, err := strconv.Atoi(text)
		return strconv.Itoa(n), err == nil && plain(text) && d.within(float64(n))
	case Decimal:
		f, ok := decimal(text, d.Unit == "SHARE")
		return strconv.FormatFloat(f, 'f', -1, 64), ok && d.within(f)
	case YesNo:
		return text, text == "true" || text == "false"
	case TimeOfDay:
		t, err := time.Parse("15:04", text)
		return t.Format("15:04"), err == nil && len(text) == len("15:04")
	}
	return text, slices.Contains(d.Choices, text)
}

func (d *Definition) within(f float64) bool { return f >= d.Min && f <= d.Max }

// plain refuses other ways of writing a number than digits with a sign: 1e3, 0x10, 1_000, +3.
func plain(s string) bool { return strings.Trim(s, "0123456789.-") == "" }

// decimal reads a number with few decimals, or a share as percent.
func decimal(s string, share bool) (float64, bool) {
	places := decimals
	percent := false
	if share {
		s, percent = strings.CutSuffix(s, "%")
		if percent {
			places -= 2
		}
	}
	if _, after, found := strings.Cut(s, "."); !plain(s) || found && (after == "" || len(after) > places) {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if percent { // through text: 29 % is 0.29, not 0.28999999999999998
		f, _ = strconv.ParseFloat(strconv.FormatFloat(f/100, 'f', decimals, 64), 64)
	}
	if f == 0 {
		f = 0 // -0 is 0
	}
	return f, err == nil
}

// takes says which values the key takes.
func (d *Definition) takes() (en, zh string) {
	low, high := number(d.Min), number(d.Max)
	switch d.Type {
	case Whole:
		en, zh = fmt.Sprintf("a whole number from %s to %s", low, high), fmt.Sprintf("应为 %s 至 %s 的整数", low, high)
	case Decimal:
		en, zh = fmt.Sprintf("a number from %s to %s with at most %d decimals", low, high, decimals), fmt.Sprintf("应为 %s 至 %s 的数，至多 %d 位小数", low, high, decimals)
	case YesNo:
		en, zh = "true or false", "应为 true 或 false"
	case TimeOfDay:
		en, zh = "a time of day as 17:30", "应为时刻，如 17:30"
	case Choice:
		words := strings.Join(d.Choices, ", ")
		en, zh = "one of "+words, "应为以下之一："+words
	}
	if d.Empty {
		en, zh = en+", or empty for no limit", zh+"；留空表示不设限"
	}
	return en, zh
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
