package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"estatehub/bench/portfolio"
)

// options are the command line.
type options struct {
	dir      string
	pool     string
	sqlite   bool
	fresh    bool
	generate bool
	size     portfolio.Size
	log      *log.Logger
}

func main() {
	o := &options{size: portfolio.Full(), log: log.New(os.Stderr, "", log.Ltime)}
	flag.StringVar(&o.dir, "dir", "/tmp/eh-bench", "folder of the databases, kept for the next run")
	flag.StringVar(&o.pool, "pool", "2G", "MariaDB's buffer pool")
	flag.BoolVar(&o.sqlite, "sqlite", false, "on embedded SQLite instead of a private MariaDB")
	flag.BoolVar(&o.fresh, "fresh", false, "fill the database anew")
	flag.BoolVar(&o.generate, "generate", false, "fill the database and stop")
	flag.IntVar(&o.size.Communities, "communities", o.size.Communities, "communities")
	flag.IntVar(&o.size.Units, "units", o.size.Units, "units in each community")
	flag.IntVar(&o.size.Tickets, "tickets", o.size.Tickets, "tickets in each community")
	flag.Float64Var(&o.size.Open, "open", o.size.Open, "how many of a hundred tickets are open")
	flag.Uint64Var(&o.size.Seed, "seed", o.size.Seed, "another seed makes another portfolio of the same size")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	start := time.Now()
	if err := o.run(ctx); err != nil && !errors.Is(err, context.Canceled) {
		o.log.Fatal(err)
	}
	o.log.Printf("done in %s", time.Since(start).Round(time.Second))
}

func (o *options) run(ctx context.Context) error {
	d, err := o.open(ctx)
	if err != nil {
		return err
	}
	defer d.stop()
	return nil
}
