package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"estatehub/bench/load"
	"estatehub/bench/ops"
	"estatehub/bench/portfolio"
	"estatehub/internal/ident"
)

// peer reads a contestant that runs already:
//
//	name=http://127.0.0.1:5678/graphql,docs=bench/peers/postgraphile,server=PID,database=PID,token=…,ids=text
//
// docs is a folder with the operations in its own words, ids how it wants 64-bit integers: number, or text.
func peer(text string) (*load.Contestant, error) {
	name, rest, ok := strings.Cut(text, "=")
	address, rest, _ := strings.Cut(rest, ",")
	at, err := url.Parse(address)
	if !ok || err != nil || at.Host == "" {
		return nil, fmt.Errorf("-peer %s: want name=http://host:port/path,docs=folder", text)
	}
	c := &load.Contestant{Name: name, URL: at, Foreign: true}
	docs, asText := "", false
	for option := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(option, "=")
		switch key {
		case "docs":
			docs = value
		case "token":
			c.Token = value
		case "ids":
			asText = value == "text"
		case "server", "database":
			pid, err := strconv.Atoi(value)
			if err != nil {
				return nil, fmt.Errorf("-peer %s: %s: %w", text, key, err)
			}
			if key == "server" {
				c.Server = load.Process(pid)
			} else {
				c.Database = load.Process(pid)
			}
		case "":
		default:
			return nil, fmt.Errorf("-peer %s: unknown %s", text, key)
		}
	}
	if docs == "" {
		return nil, errors.New("-peer: docs is missing")
	}
	if err := prepare(docs); err != nil {
		return nil, err
	}
	c.Body = func(op ops.Op, p *portfolio.Plan, d *rand.Rand) []byte { return foreign(docs, op, p, d, asText) }
	return c, nil
}

// documents are the operations of peers by file, read once.
var documents = map[string]string{}

// prepare reads the documents of all operations before clients ask at once.
func prepare(docs string) error {
	for _, op := range ops.All {
		path := filepath.Join(docs, strings.ToLower(op.Name)+".graphql")
		b, err := os.ReadFile(path) //nolint:gosec // named on the command line
		if errors.Is(err, os.ErrNotExist) {
			continue // an operation it does not take part in
		}
		if err != nil {
			return err
		}
		documents[docs+op.Name] = string(b)
	}
	return nil
}

// foreign is the body of an operation in a peer's words. Without a document of its own it is no request, and refused.
func foreign(docs string, op ops.Op, p *portfolio.Plan, d *rand.Rand, asText bool) []byte {
	args := op.Args(p, d)
	for name, v := range args {
		id, ok := v.(ident.ID)
		switch {
		case ok && asText:
			args[name] = strconv.FormatInt(int64(id), 10)
		case ok:
			args[name] = int64(id)
		}
	}
	b, err := json.Marshal(map[string]any{"operationName": op.Name, "query": documents[docs+op.Name], "variables": args})
	if err != nil {
		panic(err) // texts and numbers
	}
	return b
}
