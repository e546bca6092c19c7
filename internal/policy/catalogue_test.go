package policy

import (
	"regexp"
	"strings"
	"testing"

	"estatehub/internal/lifecycle"
)

// TestCatalogue: every key is named once, as the document names keys, and its own default is one of its values.
func TestCatalogue(t *testing.T) {
	units := map[string]bool{}
	for _, u := range append(lifecycle.Codes(lifecycle.ClockUnits), "COUNT", "SHARE", "FACTOR", "MONTHS", "YEARS", "DAY_OF_MONTH", "TIME", "YES_NO", "CHOICE") {
		units[u] = true
	}
	seen, titles := map[Key]bool{}, map[string]bool{}
	for _, d := range Catalogue {
		if seen[d.Key] || len(d.Key) > 64 || !regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*(\.W-\d\d)?$`).MatchString(string(d.Key)) {
			t.Errorf("the name %q", d.Key)
		}
		if titles[d.ZH] || titles[d.EN] || d.ZH == "" || d.EN == "" || d.Rule == "" || !units[d.Unit] {
			t.Errorf("%s: %+v", d.Key, d)
		}
		seen[d.Key], titles[d.ZH], titles[d.EN] = true, true, true
		if v, en, _ := d.Read(d.Default); en != "" || v != d.Default {
			t.Errorf("%s: the default %q is read as %q: %s", d.Key, d.Default, v, en)
		}
		if (d.Type == Whole || d.Type == Decimal) != (d.Max > 0) || d.Min < 0 || d.Min > d.Max || (d.Type == Choice) != (d.Choices != nil) {
			t.Errorf("%s: bounds %v to %v, choices %v", d.Key, d.Min, d.Max, d.Choices)
		}
		if d.Unit == "SHARE" && d.Max > 1 || d.Unit == "DAY_OF_MONTH" && (d.Min < 1 || d.Max > 31) {
			t.Errorf("%s: bounds %v to %v of a %s", d.Key, d.Min, d.Max, d.Unit)
		}
	}
}

// TestDocument: the keys and defaults of the table of conflicts (2b.2), as the document has them.
func TestDocument(t *testing.T) {
	for k, want := range map[Key]string{
		"complaint.on_spot_report_hours": "1", "complaint.first_feedback_hours": "24", "complaint.formal_reply_workdays": "3",
		"complaint.resolve_days.class1": "3", "complaint.resolve_days.class2_ordinary": "15", "complaint.resolve_days.class2_major": "30",
		"complaint.resolve_days.class3": "", "complaint.class3_followup_days": "7", "complaint.notify_owner_workdays": "3",
		"complaint.collective.director_minutes": "15", "complaint.collective.company_hours": "2", "complaint.centre_reportback_hours": "12",
		"return_visit.complaint.days": "3", "return_visit.repair.coverage": "0.3", "return_visit.repair.days": "3", "return_visit.home_service.coverage": "1",
		"survey.return_target": "0.7", "survey.send_base": "OCCUPIED", "survey.times_per_year": "1", "renovation.review_workdays": "5",
		"renovation.refund_target_workdays": "3", "renovation.refund_limit_workdays": "7", "repair.door_minutes": "30", "defect.small": "0",
		"defect.larger_days": "3", "defect.deemed_accepted_days": "7", "fee.late_fee_start": "DEADLINE_NOTICE", "arrears.visit_months": "3",
		"arrears.letter_months": "6", "arrears.visit_requires_occupied": "true", "swap.max_per_month": "3", "conduct.repeat_from": "3",
		"conduct.multiplier": "2", "dutylog.sample_rate": "0.2", "records.return_visit_years": "2", "workday.cutoff": "17:30",
		"complaint.repeat_window_days": "90", "repeat.complaint_from": "2", "repeat.repair_from": "3", "capa.due_days": "15",
		"capa.effect_days": "30", "escalation.step_hours": "24", "clock.warn_share": "0.8", "small_sample": "30",
	} {
		if v := Defaults().Get(k); v.Text != want || v.Version != 0 || v.None() != (want == "") {
			t.Errorf("%s is %q, want %q", k, v.Text, want)
		}
	}
	if k, ok := ReminderDay("W-30"); !ok || Defaults().Get(k).Int() != 23 {
		t.Error("the training plan is reminded of on the 23rd")
	}
	if _, ok := ReminderDay("W-01"); ok {
		t.Error("the duty log has no day of the month")
	}
}

// TestUnknownKey: a key of no definition is found when it is first asked for.
func TestUnknownKey(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a value of nothing")
		}
	}()
	Defaults().Get("complaint.first_feedback_hour")
}

func TestValues(t *testing.T) {
	d := Defaults()
	if d.Get(ClockWarnShare).Float() != 0.8 || d.Get(RepairDoorMinutes).Int() != 30 || !d.Get(ArrearsVisitRequiresOccupied).Bool() ||
		d.Get(WorkdayCutoff).Clock().Minutes() != 17*60+30 || d.Get(SurveySendBase).Text != "OCCUPIED" {
		t.Error("a default does not read as what it is")
	}
}

// TestRead: what is typed becomes the one way of writing it, and what is none of the key's values is refused.
func TestRead(t *testing.T) {
	for _, x := range []struct {
		key      Key
		in, want string
	}{
		{RepairDoorMinutes, "45", "45"}, {RepairDoorMinutes, " 045 ", "45"}, {RepairDoorMinutes, "0", "!"}, {RepairDoorMinutes, "-30", "!"},
		{RepairDoorMinutes, "1441", "!"}, {RepairDoorMinutes, "99999999999999999999", "!"}, {RepairDoorMinutes, "30.0", "!"},
		{RepairDoorMinutes, "3e1", "!"}, {RepairDoorMinutes, "0x1e", "!"}, {RepairDoorMinutes, "+30", "!"}, {RepairDoorMinutes, "3_0", "!"},
		{RepairDoorMinutes, "三十", "!"}, {RepairDoorMinutes, "", "!"}, {RepairDoorMinutes, "30分钟", "!"},
		{ComplaintResolveDaysClass3, "", ""}, {ComplaintResolveDaysClass3, "  ", ""}, {ComplaintResolveDaysClass3, "60", "60"}, {ComplaintResolveDaysClass3, "none", "!"},
		{SurveyReturnTarget, "0.90", "0.9"}, {SurveyReturnTarget, "90%", "0.9"}, {SurveyReturnTarget, "29%", "0.29"}, {SurveyReturnTarget, "66.67%", "0.6667"},
		{SurveyReturnTarget, "1", "1"}, {SurveyReturnTarget, "100%", "1"}, {SurveyReturnTarget, "0", "0"}, {SurveyReturnTarget, "-0", "0"}, {SurveyReturnTarget, "90", "!"},
		{SurveyReturnTarget, "1.01", "!"}, {SurveyReturnTarget, "-0.1", "!"}, {SurveyReturnTarget, "0.12345", "!"}, {SurveyReturnTarget, "12.345%", "!"},
		{SurveyReturnTarget, "NaN", "!"}, {SurveyReturnTarget, "Inf", "!"}, {SurveyReturnTarget, "%", "!"}, {SurveyReturnTarget, ".", "!"}, {SurveyReturnTarget, "1.", "!"},
		{ConductMultiplier, "1.5", "1.5"}, {ConductMultiplier, "150%", "!"}, {ConductMultiplier, "100", "!"},
		{ArrearsVisitRequiresOccupied, "false", "false"}, {ArrearsVisitRequiresOccupied, "no", "!"}, {ArrearsVisitRequiresOccupied, "TRUE", "!"},
		{WorkdayCutoff, "18:00", "18:00"}, {WorkdayCutoff, "24:00", "!"}, {WorkdayCutoff, "8:00", "!"}, {WorkdayCutoff, "17:30:00", "!"},
		{SurveySendBase, "LONG_TERM", "LONG_TERM"}, {SurveySendBase, "long_term", "!"},
	} {
		v, en, zh := Of(x.key).Read(x.in)
		if refused := en != ""; refused != (x.want == "!") || !refused && v != x.want || (zh == "") == refused {
			t.Errorf("%s %q: %q, %q %q; want %q", x.key, x.in, v, en, zh, x.want)
		}
	}
}

// FuzzRead: whatever is typed, what is taken is within the bounds, and is read again as itself.
func FuzzRead(f *testing.F) {
	for i, d := range Catalogue {
		f.Add(i, d.Default)
	}
	for _, s := range []string{"-1", "1e9", "99.99%", "0.00001", "٣", "1/2", "--1", "1-", "1.2.3", "-.5", "00:00", "17:60"} {
		f.Add(0, s)
		f.Add(60, s)
	}
	f.Fuzz(func(t *testing.T, i int, text string) {
		d := &Catalogue[int(uint(i)%uint(len(Catalogue)))]
		v, en, zh := d.Read(text)
		if (en == "") != (zh == "") || en != "" && v != "" {
			t.Fatalf("%s %q: %q, %q %q", d.Key, text, v, en, zh)
		}
		if en != "" {
			return
		}
		if again, en, _ := d.Read(v); again != v || en != "" {
			t.Errorf("%s: %q becomes %q becomes %q", d.Key, text, v, again)
		}
		value := Value{Text: v}
		switch {
		case v == "":
			if !d.Empty || strings.TrimSpace(text) != "" {
				t.Errorf("%s: %q is no limit", d.Key, text)
			}
		case d.Type == Whole:
			if n := float64(value.Int()); n < d.Min || n > d.Max {
				t.Errorf("%s: %q", d.Key, v)
			}
		case d.Type == Decimal:
			if n := value.Float(); !(n >= d.Min && n <= d.Max) {
				t.Errorf("%s: %q", d.Key, v)
			}
		}
	})
}
