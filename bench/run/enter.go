package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"estatehub/bench/load"
	"estatehub/bench/ops"
	"estatehub/bench/portfolio"
	"estatehub/internal/data"
)

// enter starts the contestants over a database and puts them into the plan. stop ends what was started, also where there
// is an error.
func (o *options) enter(ctx context.Context, d *database, plan *load.Plan) (stop func(), err error) {
	var running []*process
	stop = func() {
		for _, p := range slices.Backward(running) {
			p.stop()
		}
	}
	p, err := portfolio.Of(d.size)
	if err != nil {
		return stop, err
	}
	if plan.Portfolio == nil {
		plan.Portfolio = p
	}
	token, err := d.signIn(ctx)
	if err != nil {
		return stop, err
	}
	hub, err := o.build(ctx, "server", "./server")
	if err != nil {
		return stop, err
	}
	limit, err := o.build(ctx, "limit", "./bench/limit")
	if err != nil {
		return stop, err
	}
	add := func(name string, at *process, token string) *load.Contestant {
		c := &load.Contestant{Name: name, URL: at.url, Token: token, Server: load.Process(at.cmd.Process.Pid), Database: load.Process(d.pid), Portfolio: p}
		if o.scale {
			c.Name, c.Foreign = fmt.Sprintf("%s, %d communities", name, d.size.Communities), true
		}
		plan.Contestants = append(plan.Contestants, c)
		return c
	}
	var byHand *process
	for name := range strings.SplitSeq(o.contestants, ",") {
		var at *process
		switch name {
		case "limit":
			if at, err = o.start(ctx, name+d.tag, limit, "-database", d.url, "-listen", "127.0.0.1:0"); err == nil {
				byHand = at
				add(name, at, "")
			}
		case "hub", "plain":
			args := []string{"serve", "--no-demo", "--listen", "127.0.0.1:0", "--database", d.url, "--data", filepath.Join(o.dir, name+d.tag+"-data")}
			if name == "plain" {
				if !o.knows(ctx, hub, o.plain) {
					o.log.Printf("this hub does not know %s: it has no plain way beside another", o.plain)
					continue
				}
				args = append(args, o.plain)
			}
			if at, err = o.start(ctx, name+d.tag, hub, args...); err == nil {
				add(name, at, token)
			}
		case "counting":
			if byHand != nil && !o.scale {
				c := add(name, byHand, "")
				c.Only, c.Most, c.Body = "Q4", 1, func(ops.Op, *portfolio.Plan, *rand.Rand) []byte { return ops.Counting() }
			}
			continue
		default:
			err = fmt.Errorf("-contestants: nobody is called %q", name)
		}
		if at != nil {
			running = append(running, at)
		}
		if err != nil {
			return stop, err
		}
	}
	return stop, nil
}

// knows tells whether the hub has an argument.
func (o *options) knows(ctx context.Context, hub, argument string) bool {
	out, _ := exec.CommandContext(ctx, hub, "serve", "--help").CombinedOutput() //nolint:gosec // what was built just now
	return bytes.Contains(out, []byte(argument))
}

// signIn begins a session of the quality department, which sees the whole portfolio and opens tickets.
func (d *database) signIn(ctx context.Context) (token string, err error) {
	db, err := data.Open(ctx, d.url, data.Options{})
	if err != nil {
		return "", err
	}
	token, err = portfolio.SignIn(ctx, db, portfolio.QualityLogin)
	return token, errors.Join(err, db.Close())
}

// trim takes away what was opened, when all contestants have ended. It is done also after an error and an interruption.
func (d *database) trim(some []ops.Op, log *log.Logger) {
	if !slices.ContainsFunc(some, func(op ops.Op) bool { return op.Writes }) {
		return
	}
	ctx := context.Background()
	db, err := data.Open(ctx, d.url, data.Options{})
	if err == nil {
		var p *portfolio.Plan
		if p, err = portfolio.Of(d.size); err == nil {
			err = p.Trim(ctx, db)
		}
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		log.Print("what was opened could not be taken away: ", err)
	}
}

// heading says on what and how was measured.
func (o *options) heading(ctx context.Context) string {
	of := func(name string, args ...string) string {
		out, _ := exec.CommandContext(ctx, name, args...).Output() //nolint:gosec // names of ours
		line, _, _ := strings.Cut(string(out), "\n")
		return strings.TrimSpace(line)
	}
	database := "MariaDB with a buffer pool of " + o.pool
	if o.sqlite {
		database = "SQLite"
	}
	cpu := of("sh", "-c", "grep -m1 'model name' /proc/cpuinfo | cut -d: -f2")
	return fmt.Sprintf("%s, commit %s, %d × %s, %s, %s; %d rounds of %s each, %s\n", time.Now().UTC().Format("2006-01-02 15:04 UTC"),
		of("git", "rev-parse", "--short", "HEAD"), runtime.NumCPU(), cpu, runtime.Version(), database, o.rounds, o.turn, strings.Join(o.env, " "))
}
