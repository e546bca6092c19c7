package rules

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

func load(t *testing.T, path string) *gen.Graph {
	t.Helper()
	g, err := entc.LoadGraph(path, &gen.Config{Package: "estatehub/ent/gen"})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestSchema: the schema keeps the laws.
func TestSchema(t *testing.T) {
	g := load(t, "../schema")
	if len(g.Nodes) < 20 {
		t.Fatal("few nouns:", len(g.Nodes))
	}
	if err := Check(g); err != nil {
		t.Error(err)
	}
}

// TestLaws: each law bites. Every noun of testdata/bad breaks one law, and the error names it; the good ones among them
// break none.
func TestLaws(t *testing.T) {
	want := []string{
		"Unsaid: says neither whose its rows are (noun.Is) nor that it is the hub's own (noun.Bookkeeping)",
		"Ownerless: community_id and the Owned wall go together",
		"Ownerless: lacks the unique (community_id, id) that foreign keys refer to", // of what it has not
		"Claimed: community_id and the Owned wall go together",
		"Unreasoned: is not owned by a community and does not say why",
		"Kindless: has no kind number",
		"Mute: wants a description and its Chinese name",
		"MuteField.name: wants a comment and its Chinese name (noun.F)",
		"Endless.story: a text wants a limit (MaxRuneLen)",
		"MuteEdge.keeper: wants a comment",
		"GlobalUnique.code: unique across communities: it would tell strangers what exists",
		"WideIndex: unique index [code] does not begin with community_id",
		"Keyless: lacks the unique (community_id, id) that foreign keys refer to",
		"Unmaskable.phone: a masked field must be Nillable, so that it can be withheld",
		"Unmasked.phone: a field of another group wants a mask",
		"NullOrder.rank: a nullable column cannot be an order",
		"TellingOrder.rank: an order by a personal field would tell its values",
		"Stray.rank: follows no enum of its noun, or does not say what it is for each of its values",
		"Beyond.owed: is at most a column that is not there, or that is no amount, or not always known",
		"Tallied: is counted by rank, which is no enum that is always there and of the key of TalliedCounter",
		"TalliedCounter: wants rollup, community_id, n and at most 4 columns of Tallied",
		"TalliedCounter.rank: must be Nillable or of the key",
		"Uncounted: is counted and has no community, or no table of its counts",
		"Crowd.friends: a many-to-many table carries no community: use a noun of its own",
		"HiddenKey.keeper: its foreign key is no declared field",
		"Upward.keeper: a row of the organisation cannot belong to a row of one community",
	}
	err := Check(load(t, "./testdata/bad/schema"))
	if !errors.Is(err, ErrLaw) {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(err.Error(), "\n")
	got := strings.Split(text, "\n")
	for i := range got {
		got[i] = strings.TrimSpace(got[i])
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("not named: %s", w)
		}
	}
	for _, g := range got {
		if g != "Twin: kind 30 is Good's" && g != "Good: kind 30 is Twin's" && !slices.Contains(want, g) {
			t.Errorf("named and sound: %s", g)
		}
	}
	if !strings.Contains(text, "kind 30 is ") {
		t.Error("a kind was used twice")
	}
}
