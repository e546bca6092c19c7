package store

// mention is one table reference of a block.
type mention struct {
	table    string // the owned table, "" for any other
	column   string // its tenant column
	alias    string
	blk      *block
	derived  *query // of a derived table or a CTE
	anchored bool   // rows of known communities only
}

// block is one SELECT, INSERT, UPDATE or DELETE. A block without mentions also carries the CTEs of a WITH.
type block struct {
	parent   *block
	ctes     map[string]*query
	mentions []*mention
	exports  map[string]*mention // result columns that are tenant columns, by name
	sub      bool                // a sub-select of IN or EXISTS
	tie      *mention            // what ties such a sub-select to the statement around it
}

// query is a SELECT with the branches of its UNION.
type query struct{ branches []*block }
