// Package journeys_test lets Playwright walk the console's main ways in Chromium, against the hub as it is shipped and its
// demo portfolio, on both databases.
package journeys_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"estatehub/internal/store/mariadbtest"
)

func TestMain(m *testing.M) {
	code := m.Run()
	mariadbtest.Stop()
	os.Exit(code)
}

// TestJourneys runs the files beside this one, each as its user: head-office HR, head-office quality, a site manager, an
// administrator with his BI tool. Each database sees both widths and both languages; to walk all four ways on both would
// take twice as long. Outside CI the first way of each will do.
func TestJourneys(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	playwright := filepath.Join("..", "node_modules", "@playwright", "test", "cli.js")
	if _, err := os.Stat(playwright); err != nil {
		missing(t, "Playwright is not installed: npm ci in web/")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "Chromium is not installed: apt-get install chromium fonts-noto-cjk")
	}
	look(t)
	program := filepath.Join(t.TempDir(), "server")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../../server").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, c := range map[string]struct {
		database func(t *testing.T) []string
		ways     []string
	}{
		"SQLite":  {func(*testing.T) []string { return nil }, []string{"desktop-zh", "phone-en"}},
		"MariaDB": {func(t *testing.T) []string { return []string{"--database", mariadbtest.New(t)} }, []string{"phone-zh", "desktop-en"}},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			at := serve(t, program, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, c.database(t)...))
			args := []string{playwright, "test", "--config", "playwright.config.ts"}
			if os.Getenv("CI") == "" { // who changes something else need not wait for all of them
				c.ways = c.ways[:1]
			}
			for _, way := range c.ways {
				args = append(args, "--project", way)
			}
			walk := exec.CommandContext(t.Context(), "node", args...)
			walk.Env = append(os.Environ(), "ESTATEHUB_URL="+at, "ESTATEHUB_SIGNINS="+filepath.Join(data, "demo-signins.json"),
				"ESTATEHUB_DATABASE="+name, "ESTATEHUB_TRACES="+filepath.Join(t.TempDir(), "traces"), "CHROMIUM="+chromium)
			var out strings.Builder
			walk.Stdout = &out
			if testing.Verbose() {
				walk.Stdout = io.MultiWriter(&out, os.Stdout)
			}
			walk.Stderr = walk.Stdout
			if err := walk.Run(); err != nil {
				t.Errorf("%v\n%s", err, out.String())
			}
			t.Log(last(out.String(), 12))
		})
	}
}

// look reads the folders of everything that is walked through. The hub is a program of its own here and the journeys are
// not Go: without that, go test would take the result of another hub for this one's.
func look(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", ".."), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// missing is a reason to skip, but not in CI.
func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

var answers = regexp.MustCompile(`answers at (\S+)/graphql`)

// serve starts a hub and waits until it says where it answers; it is ended with the test.
func serve(t *testing.T, program string, args []string) string {
	t.Helper()
	hub := exec.CommandContext(context.WithoutCancel(t.Context()), program, args...)
	out, err := hub.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	hub.Stderr = &said
	if err := hub.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = hub.Process.Signal(syscall.SIGTERM)
		var exit *exec.ExitError
		if err := hub.Wait(); err != nil && !errors.As(err, &exit) {
			t.Error(err)
		}
		if t.Failed() {
			t.Log(last(said.String(), 40))
		}
	})
	at := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if m := answers.FindStringSubmatch(lines.Text()); m != nil {
				at <- m[1]
			}
		}
	}()
	select {
	case url := <-at:
		return url
	case <-time.After(5 * time.Minute):
		t.Fatal("the hub does not say that it answers")
		return ""
	}
}

// last is the end of a text, some lines of it.
func last(text string, lines int) string {
	all := strings.Split(strings.TrimSpace(text), "\n")
	return fmt.Sprintln(strings.Join(all[max(0, len(all)-lines):], "\n"))
}
