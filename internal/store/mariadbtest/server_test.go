package mariadbtest

import (
	"errors"
	"net"
	"net/url"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	code := m.Run()
	Stop()
	os.Exit(code)
}

// TestNew has two databases of one server, and the server on its port.
func TestNew(t *testing.T) {
	a, b := New(t), New(t)
	if a == b {
		t.Fatalf("one database for two tests: %s", a)
	}
	u, err := url.Parse(a)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
}

// TestTemporary: a server keeps its temporary tables in its own folder. In one that several share, whoever starts removes
// those of the others while they use them.
func TestTemporary(t *testing.T) {
	dir, err := os.MkdirTemp("", "mariadbtest-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s, err := Run(t.Context(), dir)
	if errors.Is(err, ErrMissing) && os.Getenv("CI") == "" {
		t.Skip("MariaDB is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	// Two rows where one is wanted are an error: the client can only say yes or no.
	if err := s.Exec(t.Context(), "SELECT IF(@@tmpdir = '"+dir+"/tmp', 1, (SELECT 1 UNION SELECT 2))"); err != nil {
		t.Error("it lies elsewhere:", err)
	}
}
