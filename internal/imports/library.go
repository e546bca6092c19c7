package imports

import (
	"fmt"
	"io/fs"
	"os"
	"strings"

	"estatehub/docs/mappings"
)

// Library lists the names of the mappings that come with the hub.
func Library() []string {
	var all []string
	files, err := fs.Glob(mappings.Files, "*.yaml")
	if err != nil {
		return nil
	}
	for _, f := range files {
		all = append(all, strings.TrimSuffix(f, ".yaml"))
	}
	return all
}

// Named is a mapping that comes with the hub, by its name.
func Named(name string) (*Mapping, error) {
	f, err := mappings.Files.Open(name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("imports: no mapping %q; there are %s", name, strings.Join(Library(), ", "))
	}
	defer func() { _ = f.Close() }()
	return ReadMapping(f)
}

// LoadMapping is a mapping by what a user calls it: a noun's template, one that comes with the hub, or a file of his own.
func LoadMapping(name string) (*Mapping, error) {
	if m := Native(name); m != nil {
		return m, nil
	}
	if !strings.HasSuffix(name, ".yaml") && !strings.HasSuffix(name, ".yml") {
		return Named(name)
	}
	f, err := os.Open(name) //nolint:gosec // the user's own file, on his own command line
	if err != nil {
		return nil, fmt.Errorf("imports: %w", err)
	}
	defer func() { _ = f.Close() }()
	return ReadMapping(f)
}
