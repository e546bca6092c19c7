package surveys

import (
	"cmp"
	"slices"

	"estatehub/ent/gen/surveyanswer"
)

// Bar is one item of the Pareto diagram of a survey.
type Bar struct {
	Item         surveyanswer.Item
	Dissatisfied int     // answers that are dissatisfied or very dissatisfied with it
	Cumulative   float64 // share of all dissatisfied answers that this item and those before it make up
	Main         bool    // whether it is a main improvement item
}

// Pareto sorts items by how many are dissatisfied with them and marks the main improvement items: as many as make up at
// most the share of all dissatisfied answers together, and always the first (K-16, G-43). Items with which as many are
// dissatisfied stay in the order given. Items with which nobody is are left out.
func Pareto(items []Bar, share float64) []Bar {
	bars := slices.DeleteFunc(slices.Clone(items), func(b Bar) bool { return b.Dissatisfied <= 0 })
	slices.SortStableFunc(bars, func(a, b Bar) int { return cmp.Compare(b.Dissatisfied, a.Dissatisfied) })
	total := 0
	for _, b := range bars {
		total += b.Dissatisfied
	}
	sum := 0
	for i := range bars {
		sum += bars[i].Dissatisfied
		bars[i].Cumulative = float64(sum) / float64(total)
		bars[i].Main = i == 0 || bars[i].Cumulative <= share+rounding
	}
	return bars
}

// rounding is what a sum of shares may miss by: four of five are 0.8, however they are added up.
const rounding = 1e-9

// TitleZh is the Chinese name of its item.
func (b Bar) TitleZh() string { return term(b.Item).ZH }

// TitleEn is the English name of its item.
func (b Bar) TitleEn() string { return term(b.Item).EN }
