// Command generate runs gqlgen with the bindings of the nouns added to gqlgen.yml. It runs in the folder graph.
package main

import (
	"log"
	"os"
	"strings"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
)

func main() {
	log.SetFlags(0)
	if err := os.Chdir(".."); err != nil {
		log.Fatal(err)
	}
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		log.Fatal(err)
	}
	for _, n := range gen.Nouns.All {
		if !n.Internal {
			bind(cfg, n)
		}
	}
	if err := api.Generate(cfg); err != nil {
		log.Fatal(err)
	}
}

const (
	anyMap = "map[string]interface{}"
	model  = "estatehub/graph/model."
	text   = "github.com/99designs/gqlgen/graphql.String"
)

// bind says which Go types are a noun's: its entity, its connection, texts for enums, and maps for inputs, which the
// engines read by the noun's description.
func bind(cfg *config.Config, n *noun.Noun) {
	set := func(name, to string) { cfg.Models[name] = config.TypeMapEntry{Model: config.StringList{to}} }
	set(n.Name, "estatehub/ent/gen."+n.Name)
	set(n.Name+"Connection", model+n.Name+"Connection")
	set(n.Name+"Edge", model+n.Name+"Edge")
	set(n.Name+"Where", anyMap)
	set(n.Name+"Order", anyMap)
	set(n.Name+"OrderField", text)
	for _, f := range n.Fields {
		if f.EnumType != "" {
			set(f.EnumType, "estatehub/ent/gen/"+strings.ToLower(n.Name)+"."+f.Go)
		}
	}
	if n.Upkeep {
		set("Create"+n.Name+"Input", anyMap)
		set("Update"+n.Name+"Input", anyMap)
		set("Remove"+n.Name+"Input", anyMap)
	}
	entry := cfg.Models[n.Name]
	entry.Fields = map[string]config.TypeMapField{}
	for _, e := range n.Edges {
		entry.Fields[e.Name] = config.TypeMapField{Resolver: true}
	}
	cfg.Models[n.Name] = entry
}
