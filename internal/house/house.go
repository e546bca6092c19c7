// Package house holds the tests of the house itself: which way packages look, who passes the walls, and what is generated.
// There is nothing in it to import.
package house
