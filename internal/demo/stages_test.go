package demo_test

import (
	"testing"
	"time"

	"estatehub/ent/gen"
	"estatehub/ent/gen/ticket"
	"estatehub/internal/ident"
)

// stages holds the columns of the stages of tickets against their histories, and what happened against what is likely:
// most in time, some late, some overturned.
func stages(t *testing.T, l *library) {
	n := map[string]int{}
	share := func(what string, part, of int, low, high float64) {
		t.Helper()
		if p := 100 * float64(part) / float64(max(of, 1)); p < low || p > high || of < 10 {
			t.Errorf("%s: %d of %d", what, part, of)
		}
	}
	came := map[matter][]*gen.Ticket{}
	for _, tk := range l.tickets {
		if tk.UnitID != nil && tk.Topic != nil {
			m := matter{*tk.UnitID, *tk.Topic, tk.Kind}
			came[m] = append(came[m], tk)
		}
	}
	for _, tk := range l.tickets {
		h := l.stagesOf(tk)
		if !same(tk.DirectorToldAt, h.at["tellDirector"]) || !same(tk.CompanyToldAt, h.at["tellCompany"]) || !same(tk.TransferredAt, h.at["transferToSite"]) ||
			!same(tk.ReportedBackAt, h.at["reportBack"]) || !same(tk.HelpAskedAt, h.at["askCentre"]) {
			t.Errorf("%s: told %v %v, sent %v, reported %v, asked %v; its history says %v", tk.Number, tk.DirectorToldAt, tk.CompanyToldAt, tk.TransferredAt,
				tk.ReportedBackAt, tk.HelpAskedAt, h.at)
		}
		if tk.Arrivals != h.n["arrive"] || tk.Unfinished != h.n["leaveUnfinished"] || (tk.Unfinished > 0) != (tk.UnfinishedBecause != nil) {
			t.Errorf("%s: %d arrivals, %d in vain for %v; its history says %v", tk.Number, tk.Arrivals, tk.Unfinished, tk.UnfinishedBecause, h.n)
		}
		if (tk.Complainants != nil) != tk.Collective || tk.DirectorToldAt != nil && !tk.Collective && tk.Severity != ticket.SeverityMAJOR {
			t.Errorf("%s: collective %v, %v households", tk.Number, tk.Collective, tk.Complainants)
		}
		judgement := ""
		if tk.Judgement != nil {
			judgement = string(*tk.Judgement)
			if tk.JudgedBy == nil || h.looked == *tk.JudgedBy || h.judged != *tk.JudgedBy {
				t.Errorf("%s: judged by %v, looked at by %s", tk.Number, tk.JudgedBy, h.looked)
			}
		}
		if judgement != h.judgement || judgement == "PENDING" && !tk.Open && tk.State != ticket.StateEXPLAINED && tk.State != ticket.StateFOLLOWED && tk.State != ticket.StateRETURN_VISITED {
			t.Errorf("%s: judgement %s in %s; its history says %s", tk.Number, judgement, tk.State, h.judgement)
		}
		n[judgement]++
		want, first := 1, ident.ID(0)
		if tk.RepeatOfID != nil && h.n["classify"] == 0 {
			want, first = 2, *tk.RepeatOfID // linked when it was opened; how often is found when it is classified
		}
		if h.n["classify"] > 0 && (tk.Kind == ticket.KindCOMPLAINT || tk.Kind == ticket.KindREPAIR) && tk.UnitID != nil && tk.Topic != nil {
			for _, o := range came[matter{*tk.UnitID, *tk.Topic, tk.Kind}] {
				if o.ID < tk.ID && !o.OpenedAt.Before(tk.OpenedAt.AddDate(0, 0, -90)) && o.State != ticket.StateMERGED && o.State != ticket.StateCANCELLED &&
					(o.Validity == nil || *o.Validity != ticket.ValidityINVALID) {
					if want++; first == 0 {
						first = o.ID
					}
				}
			}
		}
		if tk.Occurrence != want || (first != 0) != (tk.RepeatOfID != nil) || first != 0 && *tk.RepeatOfID != first {
			t.Errorf("%s: occurrence %d of %v, want %d of %v", tk.Number, tk.Occurrence, tk.RepeatOfID, want, first)
		}
		n["repeated complaints"] += one(tk.Kind == ticket.KindCOMPLAINT && tk.Occurrence >= 2)
		n["repeated repairs"] += one(tk.Kind == ticket.KindREPAIR && tk.Occurrence >= 3)
		n["repairs there"] += one(tk.Kind == ticket.KindREPAIR && tk.Arrivals > 0)
		n["repairs in vain"] += one(tk.Kind == ticket.KindREPAIR && tk.Unfinished > 0)
		n["asked"] += one(tk.HelpAskedAt != nil)
		n["evaluated"] += h.n["evaluate"]
		if tk.Collective && tk.DirectorToldAt != nil {
			n["told"]++
			n["told late"] += one(tk.DirectorToldAt.Sub(h.collective) > 15*time.Minute)
			n["company told late"] += one(tk.CompanyToldAt != nil && tk.CompanyToldAt.Sub(*tk.DirectorToldAt) > 2*time.Hour)
		}
		if tk.ReportedBackAt != nil {
			n["reported back"]++
			n["reported back late"] += one(tk.ReportedBackAt.Sub(*tk.ResolvedAt) > 12*time.Hour)
		}
		if tk.Kind == ticket.KindCOMPLAINT && tk.ResolvedAt != nil {
			n["complaints"]++
			n["no feedback"] += one(h.n["feedBack"] == 0)
			n["late feedback"] += one(h.at["feedBack"] != nil && h.at["feedBack"].Sub(tk.OpenedAt) > 24*time.Hour)
			n["replied"] += one(h.n["reply"] > 0)
		}
		if t.Failed() {
			t.Fatalf("ticket %s: %v", tk.Number, tk)
		}
	}
	t.Log(n)
	share("directors told late", n["told late"], n["told"], 3, 45)
	share("companies told late", n["company told late"], n["told"], 3, 45)
	share("reported back late", n["reported back late"], n["reported back"], 5, 45)
	share("overturned", n["REVERSED"], n["REVERSED"]+n["UPHELD"], 8, 35)
	share("late feedback", n["late feedback"], n["complaints"], 3, 25)
	share("no feedback", n["no feedback"], n["complaints"], 0.1, 10)
	share("replied", n["replied"], n["complaints"], 80, 99)
	share("repairs in vain", n["repairs in vain"], n["repairs there"], 3, 15)
	for what, least := range map[string]int{"repeated complaints": 30, "repeated repairs": 5, "asked": 3, "evaluated": 10, "told": 10} {
		if n[what] < least {
			t.Errorf("%s: %d", what, n[what])
		}
	}
}

// matter is what makes two tickets the same.
type matter struct {
	unit  ident.ID
	topic ticket.Topic
	kind  ticket.Kind
}

// told is what a history says of the stages of its ticket.
type told struct {
	at                        map[string]*time.Time // when a verb was last done, where it still holds
	n                         map[string]int
	judged, looked, judgement string
	collective                time.Time // when it was known to be collective
}

func (l *library) stagesOf(tk *gen.Ticket) told {
	h := told{at: map[string]*time.Time{}, n: map[string]int{}, collective: tk.OpenedAt}
	for _, e := range l.events[tk.ID] {
		h.n[e.Verb]++
		if e.Verb != "feedBack" || h.at["feedBack"] == nil { // the first one counts
			h.at[e.Verb] = &e.At
		}
		switch e.Verb {
		case "invalidate", "assist":
			h.judged, h.judgement, h.looked = e.Actor, "PENDING", ""
		case "uphold":
			h.looked, h.judgement = e.Actor, "UPHELD"
		case "overturn":
			h.looked, h.judgement = e.Actor, "REVERSED"
		case "tellDirector":
			if e.FromState != nil && string(*e.FromState) == "CLASSIFIED" {
				h.collective = *h.at["classify"]
			}
		}
		if e.Verb == "sendBack" || e.Verb == "reopen" || e.Verb == "overturn" { // to be done again, so to be reported again
			delete(h.at, "reportBack")
		}
	}
	return h
}
