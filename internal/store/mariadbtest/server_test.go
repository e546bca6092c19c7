package mariadbtest

import (
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
