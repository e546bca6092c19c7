package nonconformity

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"estatehub/ent/gen"
	"estatehub/ent/gen/nonconformity"
	"estatehub/internal/ident"
	"estatehub/internal/lifecycle"
	"estatehub/internal/moment"
	"estatehub/internal/policy"
	"estatehub/internal/store"
	"estatehub/tenants"
)

// Trigger is what raises a nonconformity.
type Trigger struct {
	Site ident.ID
	// Source is one of lifecycle.NonconformitySources, Topic one of lifecycle.Topics or empty.
	Source, Topic string
	// Description says what failed.
	Description string
	// Key names the matter, so that it is raised once: [VisitKey], [RepeatKey], [FindingKey], [SurveyKey].
	Key string
	// What it was raised by; zero where there is none.
	Ticket, Visit, Survey, Finding ident.ID
}

// VisitKey is the key of an unqualified return visit.
func VisitKey(visit ident.ID) string { return "visit:" + visit.String() }

// FindingKey is the key of a finding.
func FindingKey(finding ident.ID) string { return "finding:" + finding.String() }

// SurveyKey is the key of an item of a survey.
func SurveyKey(survey ident.ID, item string) string { return "survey:" + survey.String() + ":" + item }

// RepeatKey is the key of a matter that comes again: the same unit, topic and kind, counted from its first ticket.
func RepeatKey(unit ident.ID, topic, kind string, first ident.ID) string {
	return "repeat:" + unit.String() + ":" + topic + ":" + kind + ":" + first.String()
}

// Raise raises a nonconformity in the transaction of ctx and returns its id, or 0 where its key was raised in the community
// before, even if that one has been closed since. A matter that fails again after it was closed is raised anew under
// another key, e.g. one that counts; whether it has is for the caller to say.
//
// It is the hub that raises it: whoever recorded what failed need not be somebody who may write nonconformities.
func Raise(ctx context.Context, c *gen.Client, p *policy.Set, t Trigger) (ident.ID, error) {
	ctx = tenants.System(ctx, "nonconformity: what fails raises it, whoever recorded it")
	key := keyOf(t.Key)
	there, err := c.Nonconformity.Query().Where(nonconformity.CommunityID(t.Site), nonconformity.TriggerKey(key)).Exist(ctx)
	if there || err != nil {
		return 0, err
	}
	zone, err := moment.Zone(ctx, c)
	if err != nil {
		return 0, err
	}
	id, err := store.NextID(ctx, t.Site.Slot(), theNoun.Kind)
	if err != nil {
		return 0, err
	}
	at := moment.Now(ctx)
	n := c.Nonconformity.Create().SetID(id).SetCommunityID(t.Site).SetNumber(Number(id)).SetTriggerKey(key).
		SetSource(nonconformity.Source(t.Source)).SetState(nonconformity.State(lifecycle.Nonconformity.Initial)).
		SetDescription(clip(t.Description)).SetRaisedAt(at).SetMonth(moment.Month(at, zone)).
		SetDueAt(Due(at, p.Get(policy.CapaDueDays).Int(), zone))
	if t.Topic != "" {
		n.SetTopic(nonconformity.Topic(t.Topic))
	}
	n.SetNillableTicketID(optional(t.Ticket)).SetNillableReturnVisitID(optional(t.Visit)).
		SetNillableSurveyID(optional(t.Survey)).SetNillableFindingID(optional(t.Finding))
	err = n.Exec(ctx)
	if s := store.Classify(err); s != nil && s.Rule == store.Unique && slices.Contains(s.Columns, nonconformity.FieldTriggerKey) {
		return 0, nil // another transaction was a moment faster
	}
	if err != nil {
		return 0, err
	}
	return id, nil
}

// Number is the number of a nonconformity: NC-000123, by the counter of its id, which is the community's own.
func Number(id ident.ID) string { return fmt.Sprintf("NC-%06d", id.Counter()) }

// Due is the end of the day that lies so many days after the one on which something was raised.
func Due(at time.Time, days int, zone *time.Location) time.Time {
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d+days+1, 0, 0, 0, 0, zone).UTC()
}

// maxKey and maxDescription are the lengths of the columns.
const (
	maxKey         = 64
	maxDescription = 2000
)

// keyOf is a key as it is kept: what is too long is hashed.
func keyOf(key string) string {
	if len(key) <= maxKey {
		return key
	}
	h := sha256.Sum256([]byte(key))
	return hex.EncodeToString(h[:])
}

func optional(id ident.ID) *ident.ID {
	if id == 0 {
		return nil
	}
	return &id
}

// clip shortens what others have written to what a description holds.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= maxDescription {
		return s
	}
	return string([]rune(s)[:maxDescription-1]) + "…"
}
