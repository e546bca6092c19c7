package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"estatehub/bench/ops"
	"estatehub/bench/portfolio"
)

func small(t *testing.T) *options {
	t.Helper()
	o := &options{dir: t.TempDir(), pool: "64M", sqlite: true, size: portfolio.Small(), rounds: 1, checks: 2, turn: 100 * time.Millisecond, warm: 10 * time.Millisecond, log: log.New(io.Discard, "", 0)}
	if err := o.parse("GOMEMLIMIT=256MiB", "", "1,2"); err != nil {
		t.Fatal(err)
	}
	return o
}

// TestFilledOnce: a folder is filled the first time, taken as it is afterwards, and filled again where that was broken off
// or is asked for.
func TestFilledOnce(t *testing.T) {
	o := small(t)
	file := func() os.FileInfo {
		d, err := o.open(t.Context(), o.size)
		if err != nil {
			t.Fatal(err)
		}
		d.stop()
		info, err := os.Stat(strings.TrimPrefix(d.url, "sqlite://"))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	first := file()
	other := *o
	other.locked = nil
	if _, err := other.open(t.Context(), o.size); err == nil {
		t.Error("two at once in one folder")
	}
	if again := file(); !os.SameFile(first, again) || again.ModTime() != first.ModTime() {
		t.Error("it was filled twice")
	}
	marks, err := filepath.Glob(filepath.Join(o.dir, "*", "portfolio.json"))
	if err != nil || len(marks) != 1 {
		t.Fatal(marks, err)
	}
	if err := os.Remove(marks[0]); err != nil {
		t.Fatal(err)
	}
	second := file()
	o.fresh = true
	if third := file(); second.ModTime() == first.ModTime() || third.ModTime() == second.ModTime() {
		t.Error("it was not filled again")
	}
}

// TestWhole does all of it at small size: the answers are equal, the table has everybody, and nothing is left running.
func TestWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the hub")
	}
	o := small(t)
	o.contestants = "limit,hub,counting"
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(root)
	var said strings.Builder
	o.log = log.New(&said, "", 0)
	out := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stdout = w
	printed := make(chan string)
	go func() {
		b, _ := io.ReadAll(r)
		printed <- string(b)
	}()
	err = o.run(t.Context())
	os.Stdout = out
	_ = w.Close()
	table := <-printed
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	for _, op := range ops.All {
		if !strings.Contains(table, "**"+op.Name+"**") {
			t.Errorf("no %s in\n%s", op.Name, table)
		}
	}
	// Six operations at two numbers of clients, but for the stream.
	if n := strings.Count(table, "\n| hub | "); n != 11 || strings.Contains(table, "not measured") || strings.Count(table, "\n| counting | ") != 1 {
		t.Errorf("%d lines of the hub in\n%s", n, table)
	}
	for line := range strings.Lines(said.String()) {
		if _, rest, ok := strings.Cut(line, " is process "); ok {
			var pid int
			if err := json.Unmarshal([]byte(strings.Fields(rest)[0]), &pid); err != nil {
				t.Fatal(err)
			}
			if err := syscall.Kill(pid, 0); err == nil {
				t.Errorf("still runs: %s", line)
			}
		}
	}
}

// TestStart: who does not say where he answers is told of with his log, and ended.
func TestStart(t *testing.T) {
	o := small(t)
	p, err := o.start(t.Context(), "good", "/bin/sh", "-c", `echo "hub answers at http://127.0.0.1:9/graphql; more"; exec sleep 60`)
	if err != nil {
		t.Fatal(err)
	}
	if p.url.String() != "http://127.0.0.1:9/graphql" {
		t.Error(p.url)
	}
	pid := p.cmd.Process.Pid
	p.stop()
	if err := syscall.Kill(pid, 0); err == nil {
		t.Error("it goes on")
	}
	if _, err := o.start(t.Context(), "bad", "/bin/sh", "-c", "echo no >&2"); err == nil || !strings.Contains(err.Error(), "bad.log") {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := o.start(ctx, "mute", "/bin/sh", "-c", "exec sleep 60"); err == nil {
		t.Error("it waited for nothing")
	}
}

// TestPeer reads peers, and puts their documents into the requests.
func TestPeer(t *testing.T) {
	for _, docs := range []string{"postgraphile", "graphjin", "directus"} {
		c, err := peer("x=http://127.0.0.1:5000/graphql,docs=../peers/" + docs + ",server=1,ids=text,token=t")
		if err != nil {
			t.Fatal(err)
		}
		p, err := portfolio.Of(portfolio.Small())
		if err != nil {
			t.Fatal(err)
		}
		if c.Name != "x" || c.Token != "t" || c.Server != 1 || !c.Foreign {
			t.Errorf("%+v", c)
		}
		for _, op := range ops.All {
			var body struct {
				OperationName, Query string
				Variables            map[string]any
			}
			if err := json.Unmarshal(c.Body(op, p, rand.New(rand.NewPCG(1, 2))), &body); err != nil {
				t.Fatal(err)
			}
			if !op.Writes && !strings.Contains(body.Query, "query "+op.Name) {
				t.Errorf("%s has no %s", docs, op.Name)
			}
			if id, ok := body.Variables["community"].(string); op.Name == "Q1" && (!ok || strings.Trim(id, "0123456789") != "") {
				t.Errorf("%s: %v", docs, body.Variables)
			}
		}
	}
	for _, bad := range []string{"x", "x=http://h", "x=http://h/,docs=../peers/graphjin,pid=3", "x=http://h/,docs=../peers/graphjin,server=a"} {
		if _, err := peer(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// TestCommandLine: what cannot be meant is refused.
func TestCommandLine(t *testing.T) {
	for _, wrong := range [][2]string{{"Q9", "1"}, {"", "0"}, {"", "a"}} {
		if err := (&options{dir: t.TempDir()}).parse("", wrong[0], wrong[1]); err == nil {
			t.Errorf("%v was taken", wrong)
		}
	}
	o := &options{dir: t.TempDir(), scale: true}
	if err := o.parse("", "", "16"); err != nil || len(o.ops) != 2 || o.contestants != "hub,limit" {
		t.Error(err, o.ops)
	}
	few, many := scales(portfolio.Full())[0], scales(portfolio.Full())[1]
	if few.Tickets != many.Tickets || few.Communities*20 != many.Communities {
		t.Error(few, many)
	}
}
