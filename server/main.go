// Command server is the hub: `go run ./server` starts it, on an embedded database with a demo portfolio where nothing else
// is said.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// cli is the command line. What all commands share stands here.
type cli struct {
	Data     string `help:"Folder of the embedded database, attachments, keys and demo sign-ins." default:"./data" type:"path" env:"ESTATEHUB_DATA"`
	Database string `help:"Database: mysql://user:password@host:3306/name for MariaDB or MySQL. Left out, the hub keeps an embedded SQLite database in the data folder." placeholder:"URL" env:"ESTATEHUB_DATABASE"`
	Verbose  bool   `help:"Log what is only of interest when something is wrong." short:"v"`

	Serve   serveCmd   `cmd:"" default:"withargs" help:"Run the hub (the default). An empty database is migrated and filled with the demo portfolio first, unless --no-demo."`
	Migrate migrateCmd `cmd:"" help:"Bring the database to the schema of this version, and stop."`
	Counts  countsCmd  `cmd:"" help:"Hold the counts that figures are read from against the rows, and put them right with --repair."`
	Demo    demoCmd    `cmd:"" help:"Fill an empty database with the demo portfolio and write demo-signins.json, and stop."`
	Import  importCmd  `cmd:"" help:"Import a CSV or XLSX file: a dry run unless --apply is given."`
	User    userCmd    `cmd:"" help:"Users: add one, grant a role, set a password."`
	Token   tokenCmd   `cmd:"" help:"Service tokens for BI tools: make one, revoke one."`
}

const description = `EstateHub: a GraphQL hub for a property-management group's portfolio.

  go run ./server                                   run with an embedded database and a demo portfolio
  server --database mysql://hub:secret@db/hub       run on MariaDB or MySQL
  server migrate --database mysql://…               migrate only
  server user add admin --role ADMINISTRATOR        the first user of a real portfolio
  server import units.xlsx --as unit --community XH01 --apply  
  server token add powerbi --user bi --role BI      a token for a BI tool

GraphQL is served at /graphql, GraphiQL at /graphiql, health at /healthz and /readyz, Prometheus metrics at /metrics.`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	k := kong.Parse(&c, kong.Name("server"), kong.Description(description), kong.UsageOnError(),
		kong.Vars{"nouns": nounNames()}, kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: 110}), kong.BindTo(ctx, (*context.Context)(nil)))
	if err := k.Run(&c); err != nil {
		fmt.Fprintln(os.Stderr, "server:", explain(err))
		os.Exit(1)
	}
}
