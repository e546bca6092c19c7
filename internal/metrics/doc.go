// Package metrics answers what head office asks: one primitive, metric × dimension × period × scope. What a metric counts,
// by what it may be cut and how it is judged stands in the catalogue as data; this package turns that into one grouped
// statement for each noun, behind the walls of the noun, and folds what comes back.
package metrics
