package visits_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"estatehub/internal/visits"
)

// coverages are shares as policies have them: hundredths, and now and then what no sensible policy has.
func coverages() *rapid.Generator[float64] {
	return rapid.Custom(func(t *rapid.T) float64 {
		if rapid.IntRange(0, 9).Draw(t, "odd") == 0 {
			return float64(rapid.IntRange(1, 1_000_000).Draw(t, "millionths")) / 1e6
		}
		return float64(rapid.IntRange(1, 100).Draw(t, "hundredths")) / 100
	})
}

// TestEnoughAndNoMore: at any time no more are chosen than the quota and at most one less; topped up they are as many.
func TestEnoughAndNoMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, coverage := rapid.Int64().Draw(t, "seed"), coverages().Draw(t, "coverage")
		s := visits.Sample{Seed: seed, Coverage: coverage}
		chosen := map[int]bool{}
		for range rapid.IntRange(0, 400).Draw(t, "completed") {
			n, drawn := s.Take()
			chosen[n] = drawn
			quota := int(math.Ceil(coverage*float64(n) - 1e-7)) // figured another way
			if s.Drawn > quota || s.Drawn < quota-1 || visits.Quota(coverage, n) != quota {
				t.Fatalf("%d of %d drawn, the quota is %d", s.Drawn, n, quota)
			}
			if n > 1 && coverage >= 1 && !drawn {
				t.Fatal("not all where all are to be")
			}
			short := s.Short()
			if (short > 0) != (s.Drawn < quota) || short > n || chosen[short] {
				t.Fatalf("topped up with %d of %d", short, n)
			}
		}
		again := visits.Redraw(seed, coverage, s.Completed)
		if len(again) != s.Drawn {
			t.Fatalf("drawn again %d, was %d", len(again), s.Drawn)
		}
		for _, n := range again {
			if !chosen[n] || !visits.Chosen(seed, coverage, n) {
				t.Fatalf("%d was not chosen before", n)
			}
		}
	})
}

// TestFair: over many seeds each number is visited about as often as the coverage says; the strata are whole numbers, so
// one number may be in a smaller stratum than another.
func TestFair(t *testing.T) {
	const seeds, numbers = 6000, 40
	for _, coverage := range []float64{0.1, 0.3, 0.45, 0.6} {
		var hits [numbers + 1]int
		for seed := range int64(seeds) {
			for _, n := range visits.Redraw(seed, coverage, numbers) {
				hits[n]++
			}
		}
		low, high := 1/math.Ceil(1/coverage), 1/math.Floor(1/coverage)
		for n := 1; n <= numbers; n++ {
			if p := float64(hits[n]) / seeds; p < low-0.03 || p > high+0.03 {
				t.Errorf("coverage %v: number %d visited in %.3f of the months, between %.3f and %.3f expected", coverage, n, p, low, high)
			}
		}
	}
}

// TestKnownDraw holds the draw against one reckoned by hand with sha256sum: what was drawn yesterday is drawn for ever.
func TestKnownDraw(t *testing.T) {
	// printf 42/1 | sha256sum | cut -c1-16 and so on, modulo the sizes 3, 3, 4 of the strata 1-3, 4-6, 7-10.
	want := []int{1, 4, 8}
	got := visits.Redraw(42, 0.3, 10)
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("got %v, want %v", got, want)
	}
	if visits.Chosen(42, 0, 1) || visits.Chosen(42, 0.3, 0) || visits.TopUp(42, 0, 9) != 0 || visits.Quota(2, 5) != 5 {
		t.Error("nothing is visited of nothing")
	}
}
