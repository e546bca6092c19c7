//go:build race

package datatest

// raced: the race detector is on.
const raced = true
