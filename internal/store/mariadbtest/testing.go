package mariadbtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

const dirPrefix = "mariadbtest-"

var (
	names  atomic.Int64
	shared = sync.OnceValues(func() (*Server, error) {
		sweep()
		// Nothing tells us when a test binary without a TestMain ends: the server dies with it, and its directory, which
		// carries our process id, is removed by the next one.
		dir, err := os.MkdirTemp("", fmt.Sprintf("%s%d-", dirPrefix, os.Getpid()))
		if err != nil {
			return nil, err
		}
		return Run(context.Background(), dir)
	})
)

// New creates a fresh database on this test binary's server, dropped at the end of the test, and returns its URL. Where
// MariaDB is not installed the test is skipped, or fails if CI is set.
func New(tb testing.TB) string {
	tb.Helper()
	s, err := shared()
	switch {
	case errors.Is(err, ErrMissing) && os.Getenv("CI") == "":
		tb.Skip(err)
	case err != nil:
		tb.Fatal(err)
	}
	name := fmt.Sprintf("t%d", names.Add(1))
	if err := s.Exec(context.Background(), "CREATE DATABASE "+name); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Exec(context.Background(), "DROP DATABASE "+name) })
	return s.URL(name)
}

// Stop stops this test binary's server and removes its files. A TestMain may call it after m.Run; nothing has to.
func Stop() {
	if names.Load() == 0 {
		return
	}
	if s, err := shared(); err == nil {
		s.Stop()
		_ = os.RemoveAll(s.dir)
	}
}

// sweep removes the directories of test binaries that are gone.
func sweep() {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), dirPrefix+"*"))
	for _, dir := range dirs {
		pid, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), dirPrefix), "-")
		if n, err := strconv.Atoi(pid); err == nil && errors.Is(syscall.Kill(n, 0), syscall.ESRCH) {
			_ = os.RemoveAll(dir)
		}
	}
}
