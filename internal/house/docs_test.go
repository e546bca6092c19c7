package house

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"estatehub/tenants"
)

// powers is the table of roles, groups and levels as docs/tenancy.md has it.
func powers() string {
	var b strings.Builder
	line := func(first string, cell func(tenants.Group) string) {
		b.WriteString("| " + first)
		for _, g := range tenants.Groups() {
			b.WriteString(" | " + cell(g))
		}
		b.WriteString(" |\n")
	}
	line("role", func(g tenants.Group) string { return g.String() })
	line("---", func(tenants.Group) string { return "---" })
	for _, r := range tenants.Roles() {
		line(fmt.Sprintf("`%s`", r), func(g tenants.Group) string {
			if r.Level(g) == tenants.None {
				return ""
			}
			return strings.ToLower(r.Level(g).String())
		})
	}
	return b.String()
}

// TestTableOfPowers: the document says who may do what as the program does it.
func TestTableOfPowers(t *testing.T) {
	b, err := os.ReadFile(root + "/docs/tenancy.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), powers()) {
		t.Errorf("docs/tenancy.md should have this table:\n%s", powers())
	}
}

// TestLinks: a link of a document to a file of the repository leads somewhere.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	docs, err := filepath.Glob(root + "/docs/*.md")
	if err != nil || len(docs) < 5 {
		t.Fatal(docs, err)
	}
	for _, path := range append(docs, root+"/README.md") {
		b, err := os.ReadFile(path) //nolint:gosec // our own documents
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), m[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", filepath.Base(path), m[1])
			}
		}
	}
}
