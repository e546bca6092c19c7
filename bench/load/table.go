package load

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Print writes the results as Markdown.
func Print(w io.Writer, results []*Result) error {
	var b strings.Builder
	for i, r := range results {
		if i == 0 || results[i-1].Op.Name != r.Op.Name {
			fmt.Fprintf(&b, "\n**%s**: %s\n", r.Op.Name, r.Op.About)
		}
		unit := "req"
		if r.Op.Stream {
			unit = "row"
		}
		fmt.Fprintf(&b, "\n| %d client(s) | %ss/s | p50 ms | p99 ms | CPU server µs/%[3]s | CPU database µs/%[3]s | peak MiB | of %[4]s's %[2]ss/s (min–max) | CPU beside %[4]s's |\n", r.Clients, unit, unit, r.Lines[0].Contestant.Name)
		b.WriteString("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n")
		for _, l := range r.Lines {
			b.WriteString(l.row(r.Lines[0]))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (l *Line) row(first *Line) string {
	if l.Refused != "" {
		return fmt.Sprintf("| %s | not measured: %s | | | | | | | |\n", l.Contestant.Name, strings.ReplaceAll(l.Refused, "|", "\\|"))
	}
	server, database := l.cpu()
	ratio := ratios(l, first, (*Turn).PerSecond)
	cpu := ratios(l, first, func(t *Turn) float64 { s, d := t.CPU(); return float64(s + d) })
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %d | %.2f (%.2f–%.2f) | %.2f |\n", l.Contestant.Name, figure(median(l.Turns, (*Turn).PerSecond)),
		milli(l.Percentile(50)), milli(l.Percentile(99)), micro(server), micro(database), l.Peak()>>20, middle(ratio), slices.Min(ratio), slices.Max(ratio), middle(cpu))
}

// Percentile is a latency of all turns together.
func (l *Line) Percentile(p int) time.Duration {
	var all []time.Duration
	for _, t := range l.Turns {
		all = append(all, t.Latencies...)
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[min(len(all)-1, len(all)*p/100)]
}

// PerSecond is the median of the turns'.
func (l *Line) PerSecond() float64 { return median(l.Turns, (*Turn).PerSecond) }

// Peak is the most memory of any turn.
func (l *Line) Peak() (most int64) {
	for _, t := range l.Turns {
		most = max(most, t.Peak)
	}
	return most
}

func (l *Line) cpu() (server, database time.Duration) {
	of := func(which func(*Turn) time.Duration) time.Duration {
		return time.Duration(median(l.Turns, func(t *Turn) float64 { return float64(which(t)) }))
	}
	return of(func(t *Turn) time.Duration { s, _ := t.CPU(); return s }), of(func(t *Turn) time.Duration { _, d := t.CPU(); return d })
}

// ratios compares a contestant with the first, round by round, so that a round that went badly for both counts for little.
func ratios(l, first *Line, of func(*Turn) float64) []float64 {
	var all []float64
	for i, t := range l.Turns {
		if i < len(first.Turns) && of(first.Turns[i]) > 0 {
			all = append(all, of(t)/of(first.Turns[i]))
		}
	}
	if all == nil {
		return []float64{0}
	}
	return all
}

func median(turns []*Turn, of func(*Turn) float64) float64 {
	var all []float64
	for _, t := range turns {
		all = append(all, of(t))
	}
	return middle(all)
}

func middle(all []float64) float64 {
	if len(all) == 0 {
		return 0
	}
	all = slices.Sorted(slices.Values(all))
	if n := len(all); n%2 == 0 {
		return (all[n/2-1] + all[n/2]) / 2
	}
	return all[len(all)/2]
}

func figure(f float64) string {
	switch {
	case f >= 1000:
		s := fmt.Sprintf("%.0f", f)
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + "," + s[i:]
		}
		return s
	case f >= 100:
		return fmt.Sprintf("%.0f", f)
	}
	return fmt.Sprintf("%.1f", f)
}

func milli(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d)/float64(time.Millisecond)) }

func micro(d time.Duration) string { return figure(float64(d) / float64(time.Microsecond)) }
