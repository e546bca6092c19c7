//go:build race

package main

// raced: the race detector keeps a shadow of the memory, so that figures of memory say nothing.
const raced = true
