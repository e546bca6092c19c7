// Package graph is the GraphQL API: resolvers, ids, limits, errors.
package graph

//go:generate go run ./generate
