package demo

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"
)

// seed is the year the hub was begun; another one makes another group of people, of the same size.
const seed = 2026

// dice is chance that falls alike every time. Each part of the portfolio has dice of its own, named after it, so that a
// change in one does not reshuffle the others.
type dice struct{ *rand.Rand }

func throw(part string) dice {
	h := fnv.New64a()
	_, _ = h.Write([]byte(part))
	return dice{rand.New(rand.NewPCG(seed, h.Sum64()))} //nolint:gosec // the same rows every time are what is wanted
}

// chance is true in p of 100 cases.
func (d dice) chance(p float64) bool { return d.Float64()*100 < p }

// from is a whole number from a to b, both included.
func (d dice) from(a, b int) int { return a + d.IntN(b-a+1) }

// minutes and hours are spans between two numbers of them, to the second.
func (d dice) minutes(a, b int) time.Duration { return time.Duration(d.from(a*60, b*60)) * time.Second }

func (d dice) hours(a, b int) time.Duration { return d.minutes(a*60, b*60) }

func pick[T any](d dice, of []T) T { return of[d.IntN(len(of))] }

// odds are weights of things to be drawn.
type odds[T any] struct {
	of    []T
	upTo  []int
	total int
}

func (o *odds[T]) add(v T, weight int) {
	if weight > 0 {
		o.total += weight
		o.of, o.upTo = append(o.of, v), append(o.upTo, o.total)
	}
}

func (o *odds[T]) draw(d dice) T {
	n := d.IntN(o.total)
	lo, hi := 0, len(o.upTo)-1
	for lo < hi {
		if mid := (lo + hi) / 2; o.upTo[mid] > n {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return o.of[lo]
}

// share is one line of a table of odds.
type share[T any] struct {
	v T
	w int
}

func among[T any](lines ...share[T]) *odds[T] {
	o := &odds[T]{}
	for _, l := range lines {
		o.add(l.v, l.w)
	}
	return o
}

// zone is the clock of every rule about days. China has had no summer time since 1991.
var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

const dayLayout = "2006-01-02"

func day(t time.Time) string { return t.In(zone).Format(dayLayout) }

// ago is the day a number of years, months and days before the year of tickets ends.
func (p *plan) ago(years, months, days int) string {
	return p.now.In(zone).AddDate(-years, -months, -days).Format(dayLayout)
}

func later(d string, days int) string {
	t, err := time.Parse(dayLayout, d)
	if err != nil {
		panic(fmt.Sprintf("demo: %q is no day", d))
	}
	return t.AddDate(0, 0, days).Format(dayLayout)
}

// between is a day from a to b, both included; a where b is before it.
func (d dice) between(a, b string) string {
	from, _ := time.Parse(dayLayout, a)
	to, _ := time.Parse(dayLayout, b)
	n := int(to.Sub(from).Hours() / 24)
	if n <= 0 {
		return a
	}
	return from.AddDate(0, 0, d.IntN(n+1)).Format(dayLayout)
}

// words splits a list written as one string.
func words(s string) []string { return strings.Fields(s) }
