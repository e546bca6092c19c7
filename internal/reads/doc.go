// Package reads answers GraphQL queries over the nouns by compiling them: the selection of an operation becomes, once,
// one SQL statement for its root with a LEFT JOIN for each to-one edge, one statement for each list edge, and templates of
// JSON; an execution copies columns into the answer and builds no entity. Every table that a statement names gets the
// viewer's tenant predicate (data.See), every personal column his mask, at one place (scope.go).
//
// A plan is the same for every viewer and every value of the variables; who asks and for what is bound at each execution.
// What the planner does not know is answered the plain way, by ent and resolvers, as is whatever must answer with an
// error of the request's making: the plain way alone knows how such errors are told. docs/reads.md walks one query
// through the package.
package reads
