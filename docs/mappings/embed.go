// Package mappings holds the mappings of known foreign files, one in each YAML file.
package mappings

import "embed"

// Files are the mappings.
//
//go:embed *.yaml
var Files embed.FS
