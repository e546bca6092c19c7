// Command run does the whole benchmark on one machine: it starts a private MariaDB (or takes embedded SQLite), fills it
// once, builds and starts the hub and the limit, sees that they answer alike, measures them in turns, and prints Markdown.
//
//	go run ./bench/run                              everything, some 20 minutes after the first time
//	go run ./bench/run -sqlite -only Q1,Q2,Q3
//	go run ./bench/run -scale                       a site's page and a new ticket among 10,000 communities instead of 500
//	go run ./bench/run -generate                    only fill the database
//
// What it starts it ends, by process id.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"estatehub/bench/load"
	"estatehub/bench/ops"
	"estatehub/bench/portfolio"
)

// options are the command line.
type options struct {
	dir, pool             string
	sqlite, fresh         bool
	generate, scale, hold bool
	size                  portfolio.Size
	contestants           string
	plain                 string
	env                   []string
	peers                 []*load.Contestant
	ops                   []ops.Op
	clients               []int
	rounds, checks        int
	turn, warm            time.Duration
	log                   *log.Logger
	locked                *os.File
}

func main() {
	o := &options{size: portfolio.Full(), log: log.New(os.Stderr, "", log.Ltime)}
	f := flag.CommandLine
	f.StringVar(&o.dir, "dir", "/tmp/eh-bench", "folder of the databases, kept for the next run")
	f.StringVar(&o.pool, "pool", "2G", "MariaDB's buffer pool")
	f.BoolVar(&o.sqlite, "sqlite", false, "on embedded SQLite instead of a private MariaDB")
	f.BoolVar(&o.fresh, "fresh", false, "fill the database anew")
	f.BoolVar(&o.generate, "generate", false, "fill the database and stop")
	f.BoolVar(&o.scale, "scale", false, "compare a site among 10,000 communities with one among 500")
	f.BoolVar(&o.hold, "hold", false, "start everything, say where it is, and wait")
	f.IntVar(&o.size.Communities, "communities", o.size.Communities, "communities")
	f.IntVar(&o.size.Units, "units", o.size.Units, "units in each community")
	f.IntVar(&o.size.Tickets, "tickets", o.size.Tickets, "tickets in each community")
	f.Float64Var(&o.size.Open, "open", o.size.Open, "how many of a hundred tickets are open")
	f.Uint64Var(&o.size.Seed, "seed", o.size.Seed, "another seed makes another portfolio of the same size")
	f.StringVar(&o.contestants, "contestants", "", "who takes part, by comma; limit,hub,plain,counting where left out, hub,limit with -scale; ratios are to the first")
	f.StringVar(&o.plain, "plain", "--plain-reads", "the hub's argument for the plain way")
	env := f.String("env", "GOMEMLIMIT=512MiB", "environment of hub and limit, by blanks")
	only := f.String("only", "", "operations, by comma; all where left out")
	clients := f.String("clients", "1,16", "numbers of clients at once, by comma")
	f.IntVar(&o.rounds, "rounds", 5, "how often each has his turn")
	f.DurationVar(&o.turn, "turn", 4*time.Second, "how long a turn is")
	f.DurationVar(&o.warm, "warm", 3*time.Second, "how long each is warmed up")
	f.IntVar(&o.checks, "checks", 20, "how many random requests must be answered alike beforehand")
	f.Func("peer", "a contestant that runs already: name=URL,docs=folder,server=PID,database=PID,token=…,ids=number|text", o.peer)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	start := time.Now()
	err := o.parse(*env, *only, *clients)
	if err == nil {
		err = o.run(ctx)
	}
	if err != nil {
		o.log.Fatal(err)
	}
	o.log.Printf("done in %s", time.Since(start).Round(time.Second))
}

func (o *options) parse(env, only, clients string) (err error) {
	o.env = strings.Fields(env)
	if o.scale && only == "" {
		only = "Q1,M1"
	}
	switch {
	case o.contestants != "":
	case o.scale:
		o.contestants = "hub,limit"
	default:
		o.contestants = "limit,hub,plain,counting"
	}
	if o.ops, err = ops.Named(only); err != nil {
		return err
	}
	for text := range strings.SplitSeq(clients, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("-clients %s", clients)
		}
		o.clients = append(o.clients, n)
	}
	return os.MkdirAll(o.dir, 0o700)
}

func (o *options) peer(text string) error {
	c, err := peer(text)
	o.peers = append(o.peers, c)
	return err
}

func (o *options) run(ctx context.Context) error {
	sizes := []portfolio.Size{o.size}
	if o.scale {
		sizes = scales(o.size)
	}
	plan := &load.Plan{Ops: o.ops, Clients: o.clients, Rounds: o.rounds, Turn: o.turn, Warm: o.warm, Checks: o.checks, Told: func(what string) { o.log.Print(what) }}
	for _, size := range sizes {
		d, err := o.open(ctx, size)
		if err != nil {
			return err
		}
		defer d.stop()
		if o.generate {
			continue
		}
		if o.hold {
			o.log.Printf("the database is %s, process %d, socket %s", d.url, d.pid, d.socket)
		}
		stop, err := o.enter(ctx, d, plan)
		defer d.trim(o.ops, o.log)
		defer stop()
		if err != nil {
			return err
		}
	}
	if o.generate {
		return nil
	}
	if o.hold {
		o.log.Print("everything runs until it is interrupted")
		<-ctx.Done()
		return nil
	}
	plan.Contestants = append(plan.Contestants, o.peers...)
	results, err := load.Run(ctx, plan)
	fmt.Print(o.heading(ctx))
	return errors.Join(load.Print(os.Stdout, results), err)
}

// scales are the sizes of -scale: the same in each community, few of them and many. Three tickets in ten are open, so that
// a page is full.
func scales(s portfolio.Size) []portfolio.Size {
	s.Units, s.Tickets, s.Open = 100, 200, 30
	few, many := s, s
	few.Communities, many.Communities = 500, 10_000
	return []portfolio.Size{few, many}
}
