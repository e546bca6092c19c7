package tenantstest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"estatehub/ent/noun"
	"estatehub/internal/policy"
	"estatehub/tenants"
)

// epoch is before anything a test does.
var epoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// fill gives a row its values: those the viewer may see alike in both worlds, the rest each world's own.
func (w *rows) fill(r *row) {
	for _, f := range r.noun.Fields {
		if f.Type == noun.Ref {
			continue
		}
		level := w.profile.readable(r, f)
		shape := w.random(r, f.Name+"?", level < tenants.Masked, 0)
		if f.Mask == noun.Hide && level < tenants.Read {
			shape = w.random(r, f.Name+"?", true, 0)
		}
		if f.Nullable && shape.IntN(4) == 0 {
			r.values[f.Name] = nil
			continue
		}
		r.values[f.Name] = value(r, f, w.random(r, f.Name, level < tenants.Read, 0))
	}
	for _, f := range r.noun.Fields {
		if f.Follows != "" {
			r.values[f.Name] = f.By[r.values[f.Follows].(string)]
		}
	}
	if r.noun.Name == "User" && r.id == me {
		r.values["login"], r.values["password_hash"] = "me", nil
	}
}

// Surnames and given names: a name is masked to its surname and two stars.
var surnames, givenNames = []rune("王李张刘陈"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超")

// value is a value of a field. There are few of each, so that rows of different communities often have the same.
func value(r *row, f *noun.Field, rnd *rand.Rand) any {
	switch f.Type {
	case noun.Text:
		return text(r, f, rnd)
	case noun.Int, noun.Fen:
		low, high := int64(1), int64(9)
		if f.Min != nil {
			low, high = *f.Min, min(*f.Top, *f.Min+9)
		}
		if keyed(r, f) {
			return low + r.id.Counter()%bound(f, 1000)
		}
		return low + rnd.Int64N(high-low+1)
	case noun.Float:
		return float64(rnd.IntN(400)) / 4
	case noun.Bool:
		return rnd.IntN(2) == 0
	case noun.Time:
		if f.Sort { // many rows of one instant: their order is the id's affair
			return epoch.Add(time.Duration(rnd.IntN(3)*40*24) * time.Hour)
		}
		return epoch.Add(time.Duration(rnd.IntN(200*24)) * time.Hour)
	case noun.Date:
		if keyed(r, f) {
			return epoch.AddDate(0, 0, int(r.id.Counter()%3000)).Format(time.DateOnly)
		}
		return epoch.AddDate(0, 0, rnd.IntN(40)).Format(time.DateOnly)
	case noun.Enum:
		if keyed(r, f) {
			return f.Values[r.id.Counter()%int64(len(f.Values))]
		}
		return f.Values[rnd.IntN(len(f.Values))]
	case noun.Bytes:
		b := make([]byte, 24)
		for i := range b {
			b[i] = byte(rnd.IntN(256))
		}
		return b
	}
	panic("tenantstest: no value for type " + string(f.Type))
}

// bound is how many values a number may have, or so many where nothing bounds it.
func bound(f *noun.Field, most int64) int64 {
	if f.Min == nil || f.Top == nil {
		return most
	}
	return *f.Top - *f.Min + 1
}

// policies are keys that metrics ask for.
var policies = []policy.Key{
	policy.SmallSample, policy.ComplaintFirstFeedbackHours, policy.RepairDoorMinutes, policy.ComplaintEfficiencyTarget,
	policy.ReturnVisitRepairCoverage, policy.ReturnVisitComplaintDays, policy.DutylogSampleRate, policy.SurveySendBase,
}

func text(r *row, f *noun.Field, rnd *rand.Rand) string {
	switch at := r.noun.Name + "." + f.Name; {
	case at == "PolicyValue.key":
		return string(policies[rnd.IntN(len(policies))])
	case at == "PolicyValue.value":
		return fmt.Sprint(1 + rnd.IntN(9))
	case f.Name == "month" && keyed(r, f):
		return fmt.Sprintf("2026-%02d", 1+r.id.Counter()/20%12)
	case f.Name == "month", f.Name == "opened_month":
		return fmt.Sprintf("2026-%02d", 1+rnd.IntN(12))
	}
	if r.noun.Wall == noun.Owned && keyed(r, f) && !f.Secret { // the same numbers in every community
		return fmt.Sprintf("N-%d", r.id.Counter())
	}
	var s string
	switch {
	case keyed(r, f):
		s = fmt.Sprintf("%s-%s-%s-%d", f.Name[:2], r.noun.Name[:2], r.key, rnd.IntN(90))
	case f.Mask == noun.Phone:
		return fmt.Sprintf("138%04d800%d", rnd.IntN(40), len(r.key)%10)
	case f.Mask == noun.Name:
		return string([]rune{surnames[int(r.id.Counter())%len(surnames)], givenNames[rnd.IntN(len(givenNames))], givenNames[rnd.IntN(len(givenNames))]})
	case f.Name == "timezone":
		return "Asia/Shanghai"
	case f.Name == "media_type":
		return []string{"image/jpeg", "image/png"}[rnd.IntN(2)]
	default:
		s = fmt.Sprintf("%s%d", f.ZH, rnd.IntN(30))
	}
	if runes := []rune(s); f.Max > 0 && len(runes) > f.Max {
		s = string(runes[:f.Max])
	}
	return s
}

// keyed tells whether a field is part of a unique index.
func keyed(r *row, f *noun.Field) bool {
	return slices.ContainsFunc(r.noun.Uniques, func(u noun.Unique) bool { return slices.Contains(u.Fields, f.Name) })
}
