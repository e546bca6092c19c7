package visits

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
)

// million is what shares are reckoned in, so that nobody's arithmetic comes to another figure than ours.
const million = 1_000_000

func millionths(coverage float64) int64 {
	return int64(math.Round(min(max(coverage, 0), 1) * million))
}

// Quota is how many of n are to be visited: coverage × n, rounded up.
func Quota(coverage float64, n int) int {
	return int((int64(max(n, 0))*millionths(coverage) + million - 1) / million)
}

// A sample is drawn by strata: the numbers at which the quota is k are stratum k, and one of them is visited. So the share
// is right at any time to within one, no matter how many will come, and of those in a stratum each is as likely.

// stratum is the first and the last number of stratum k of a coverage, which is not 0.
func stratum(coverage float64, k int) (first, last int) {
	c := millionths(coverage)
	return int(int64(k-1)*million/c) + 1, int(int64(k) * million / c)
}

// pick is the number of stratum k that a seed visits.
func pick(seed int64, coverage float64, k int) int {
	first, last := stratum(coverage, k)
	return first + roll(fmt.Sprintf("%d/%d", seed, k), last-first+1)
}

// roll is a number from 0 to n-1 that follows from a text alone: the first eight bytes of its SHA-256, most significant
// first, modulo n.
func roll(text string, n int) int {
	sum := sha256.Sum256([]byte(text))
	return int(binary.BigEndian.Uint64(sum[:8]) % uint64(n)) //nolint:gosec // n is the size of a stratum
}

// Chosen tells whether the n-th to be completed in a month is visited. It follows from the seed of the sample, the coverage
// and the number alone, so anybody can ask again.
func Chosen(seed int64, coverage float64, n int) bool {
	k := Quota(coverage, n)
	return n > 0 && k > 0 && pick(seed, coverage, k) == n
}

// TopUp is the number that is visited in addition once a month is over with so many completed, 0 where none is: where the
// last stratum was broken off before the one that would have been visited, one of those that came is.
func TopUp(seed int64, coverage float64, completed int) int {
	k := Quota(coverage, completed)
	if k == 0 || pick(seed, coverage, k) <= completed {
		return 0
	}
	first, _ := stratum(coverage, k)
	return first + roll(fmt.Sprintf("%d/%d/top-up", seed, k), completed-first+1)
}

// Redraw lists the numbers a seed visits of so many completed.
func Redraw(seed int64, coverage float64, completed int) []int {
	all := []int{}
	for k := 1; k <= Quota(coverage, completed); k++ {
		if n := pick(seed, coverage, k); n <= completed {
			all = append(all, n)
		}
	}
	return all
}

// Sample is a sample as it grows.
type Sample struct {
	Seed             int64
	Coverage         float64
	Completed, Drawn int
}

// Take gives the next completed its number and says whether it is visited.
func (s *Sample) Take() (number int, drawn bool) {
	s.Completed++
	if drawn = Chosen(s.Seed, s.Coverage, s.Completed); drawn {
		s.Drawn++
	}
	return s.Completed, drawn
}

// Short is the number that must be visited in addition once the month is over; 0 where enough are.
func (s *Sample) Short() int {
	if s.Drawn >= Quota(s.Coverage, s.Completed) {
		return 0
	}
	return TopUp(s.Seed, s.Coverage, s.Completed)
}
