package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"syscall"
	"time"
)

// process is a server that this program has started.
type process struct {
	name string
	url  *url.URL
	cmd  *exec.Cmd
	done chan struct{}
}

// answersAt is what both servers print when they listen.
var answersAt = regexp.MustCompile(`answers at (http://\S+)`)

// build builds one of our programs.
func (o *options) build(ctx context.Context, name, pkg string) (string, error) {
	path := filepath.Join(o.dir, "bin", name)
	cmd := exec.CommandContext(ctx, "go", "build", "-o", path, pkg) //nolint:gosec // our own packages
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go build %s (run from the repository): %w", pkg, err)
	}
	return path, nil
}

// start starts a server and waits until it says where it answers. It ends with this program, however that ends.
func (o *options) start(ctx context.Context, name, path string, args ...string) (*process, error) {
	log, err := os.Create(filepath.Join(o.dir, name+".log")) //nolint:gosec // our own folder
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	p := &process{name: name, cmd: exec.Command(path, args...), done: make(chan struct{})} //nolint:gosec,noctx // ended by stop
	p.cmd.Env = append(os.Environ(), o.env...)
	p.cmd.Stderr = log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	begun := make(chan error)
	go func() {
		runtime.LockOSThread() // the signal comes when the thread ends that started the child
		err := p.cmd.Start()
		begun <- err
		if err == nil {
			_ = p.cmd.Wait()
		}
		close(p.done)
	}()
	if err := <-begun; err != nil {
		return nil, err
	}
	if p.url, err = listens(ctx, out); err != nil {
		p.stop()
		return nil, fmt.Errorf("%s: %w; see %s", name, err, log.Name())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	o.log.Printf("%s is process %d at %s", name, p.cmd.Process.Pid, p.url)
	return p, nil
}

// listens reads what a server prints until it says where it answers.
func listens(ctx context.Context, out io.Reader) (*url.URL, error) {
	found := make(chan string, 1)
	go func() {
		defer close(found)
		for s := bufio.NewScanner(out); s.Scan(); {
			if m := answersAt.FindStringSubmatch(s.Text()); m != nil {
				found <- trim(m[1])
				return
			}
		}
	}()
	select {
	case at, ok := <-found:
		if !ok {
			return nil, errors.New("it ended")
		}
		return url.Parse(at)
	case <-time.After(time.Minute):
		return nil, errors.New("it does not answer")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// trim takes off what follows an address in a sentence.
func trim(at string) string {
	for len(at) > 0 && (at[len(at)-1] == ';' || at[len(at)-1] == '.') {
		at = at[:len(at)-1]
	}
	return at
}

// stop ends the process and waits until it has.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
	case <-time.After(25 * time.Second): // longer than the hub drains
		_ = p.cmd.Process.Kill()
		<-p.done
	}
}
