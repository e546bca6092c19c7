// Package tenantstest proves that nobody sees what he may not. It makes two worlds that are equal in all that one viewer
// may see and different in everything else, puts the same random requests to both, and compares the answers byte for
// byte. Whatever differs has come through a wall.
//
// Nothing here knows the API by name: nouns come from gen.Nouns, requests from the executable schema. What a viewer may
// see is said here a second time and in other words (rules.go), so that a mistake in the walls is not repeated by their
// test.
//
// Three things are told by design, and the worlds are made so that they do not count as leaks: a code that is unique in
// the whole group (of a company, a community, a member of staff) is refused when it is taken; the removal of a row is
// refused while anything refers to it; and a reference shows the id it points at, though not the row.
package tenantstest
