// Package migrations holds the SQL that brings a database from nothing to the schema of this version, file by file, for
// each dialect. The files are made by
//
//	go run ./ent/migrations/diff NAME
//
// and never changed once they are released; internal/data runs them.
package migrations

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"path"
	"strconv"
	"strings"

	"entgo.io/ent/dialect"
)

//go:embed sqlite/*.sql mysql/*.sql
var files embed.FS

// Folders are the folders of the dialects.
var Folders = map[string]string{dialect.SQLite: "sqlite", dialect.MySQL: "mysql"}

// Migration is one file.
type Migration struct {
	Version    int
	Name       string // 0001_initial.sql
	Checksum   string // SHA-256, hexadecimal
	Statements []string
}

// Of lists the migrations of a dialect in their order.
func Of(dialect string) ([]Migration, error) {
	entries, err := files.ReadDir(Folders[dialect])
	if err != nil {
		return nil, fmt.Errorf("migrations: no dialect %q", dialect)
	}
	var all []Migration
	for i, e := range entries { // sorted by name
		b, err := files.ReadFile(path.Join(Folders[dialect], e.Name()))
		if err != nil {
			return nil, err
		}
		m := Migration{Name: e.Name(), Statements: split(string(b))}
		number, _, _ := strings.Cut(e.Name(), "_")
		if m.Version, err = strconv.Atoi(number); err != nil || m.Version != i+1 {
			return nil, fmt.Errorf("migrations: %s/%s should be number %d", Folders[dialect], e.Name(), i+1)
		}
		sum := sha256.Sum256(b)
		m.Checksum = hex.EncodeToString(sum[:])
		all = append(all, m)
	}
	return all, nil
}

// split takes a file apart: a statement ends with a semicolon at the end of a line, and a line that begins with two
// dashes is a comment.
func split(text string) []string {
	var all []string
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "--") || b.Len() == 0 && strings.TrimSpace(line) == "" {
			continue
		}
		if s, ends := strings.CutSuffix(line, ";"); ends {
			all = append(all, b.String()+s)
			b.Reset()
			continue
		}
		b.WriteString(line + "\n")
	}
	if b.Len() > 0 {
		all = append(all, b.String())
	}
	return all
}

// Change is a statement to be written into a file, with what it is for.
type Change struct{ Comment, SQL string }

// Text is the file of some changes.
func Text(changes []Change) (string, error) {
	var b strings.Builder
	for _, c := range changes {
		if strings.Contains(c.SQL, ";\n") || strings.Contains(c.SQL, "\n--") {
			return "", fmt.Errorf("migrations: cannot be taken apart again: %s", c.SQL)
		}
		if c.Comment != "" {
			fmt.Fprintf(&b, "-- %s\n", strings.ReplaceAll(c.Comment, "\n", " "))
		}
		fmt.Fprintf(&b, "%s;\n", c.SQL)
	}
	return b.String(), nil
}
