// Package imports brings files into the hub. A mapping says what the columns of a file mean; each noun has one of its own
// (its template), and foreign files get theirs in YAML, without code.
//
// A file is read twice. The first reading, the dry run, writes nothing: it judges every row, gathers what is wrong and
// counts what there is to create. The second reading judges again, in the transaction that writes, so that nothing that
// happened in between is missed. All of the file is written in one transaction, on MariaDB too: half an import is worse
// than a long one, and the ledger learns of runs of ids and not of rows.
//
// Rows are judged in chunks, with one query for each noun and community of a chunk and none for a single row. What is in
// memory besides a chunk: the keys of rows that other rows of the same file refer to (a file of units that makes its
// buildings keeps the buildings' keys), and 11 to 22 bytes for each key of the file, by which a key that comes twice is
// noticed. Units made by a repeat are covered by the key of their row.
//
// A row is recognised by its noun's natural key within its community. So the same file twice changes nothing.
package imports
