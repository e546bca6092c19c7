package sheets

import "strings"

// headers trims the headers and insists that each can be told from the others: a column that cannot be named cannot be
// mapped, and one of two equal columns would be lost.
func headers(cells []string) ([]string, error) {
	out := make([]string, len(cells))
	seen := make(map[string]int, len(cells))
	var empty, twice []string
	for i, cell := range cells {
		out[i] = trim(cell)
		if out[i] == "" {
			empty = append(empty, ColumnName(i+1))
			continue
		}
		if seen[out[i]]++; seen[out[i]] == 2 {
			twice = append(twice, out[i])
		}
	}
	if len(empty) > 0 {
		return nil, problem(CodeHeaderEmpty, strings.Join(empty, ", "))
	}
	if len(twice) > 0 {
		return nil, problem(CodeHeaderTwice, strings.Join(twice, ", "))
	}
	return out, nil
}
