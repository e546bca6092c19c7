// Package ent is the hub's model: schema says what it keeps, rules what must be true of it, noun how to speak of it as
// data, gen is generated from them.
package ent

//go:generate go run ./generate
