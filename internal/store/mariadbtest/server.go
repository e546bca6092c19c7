package mariadbtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrMissing is the error of Run where MariaDB is not installed.
var ErrMissing = errors.New("mariadbtest: mariadbd, mariadb-install-db or mariadb is not installed")

const (
	startTimeout = time.Minute
	stopTimeout  = 10 * time.Second
)

// Server is a running MariaDB.
type Server struct {
	Socket string // its Unix socket
	Port   int    // its port on 127.0.0.1
	dir    string
	cmd    *exec.Cmd
	done   chan struct{} // closed when the process has ended
}

// Run starts a MariaDB whose data is in dir, which it fills if it is empty. It listens on the loopback alone, lets root in
// without a password, and dies with this process. Its settings are those of tests, which want it small and trust the
// machine not to fail; options of mariadbd given here go before them.
func Run(ctx context.Context, dir string, options ...string) (*Server, error) {
	mariadbd, install, client := find("mariadbd"), find("mariadb-install-db"), find("mariadb")
	if mariadbd == "" || install == "" || client == "" {
		return nil, ErrMissing
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("mariadbtest: %w", err)
	}
	me, err := user.Current()
	if err != nil {
		return nil, fmt.Errorf("mariadbtest: %w", err)
	}
	// A folder for temporary tables of its own: a server that starts removes whatever lies in that folder, and another one's
	// tables with it.
	data, temporary := filepath.Join(dir, "data"), "--tmpdir="+filepath.Join(dir, "tmp")
	if err := os.MkdirAll(filepath.Join(dir, "tmp"), 0o700); err != nil {
		return nil, fmt.Errorf("mariadbtest: %w", err)
	}
	if _, err := os.Stat(filepath.Join(data, "mysql")); err != nil {
		//nolint:gosec // our own directory
		cmd := exec.CommandContext(ctx, install, "--no-defaults", "--user="+me.Username, "--datadir="+data, temporary,
			"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", "--innodb-log-file-size=16M")
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("mariadbtest: mariadb-install-db: %w\n%s", err, out)
		}
	}
	// Another process may take the free port before the server does.
	for try := 0; ; try++ {
		s, err := start(ctx, mariadbd, me.Username, dir, append([]string{temporary}, options...))
		if err == nil || try == 3 || ctx.Err() != nil {
			return s, err
		}
	}
}

func start(ctx context.Context, mariadbd, user, dir string, options []string) (*Server, error) {
	port, err := freePort(ctx)
	if err != nil {
		return nil, fmt.Errorf("mariadbtest: %w", err)
	}
	s := &Server{Socket: filepath.Join(dir, "sock"), Port: port, dir: dir, done: make(chan struct{})}
	log, err := os.Create(filepath.Join(dir, "log")) //nolint:gosec // our own directory
	if err != nil {
		return nil, fmt.Errorf("mariadbtest: %w", err)
	}
	defer func() { _ = log.Close() }()
	args := append([]string{"--no-defaults", "--user=" + user,
		"--datadir=" + filepath.Join(dir, "data"), "--socket=" + s.Socket, "--pid-file=" + filepath.Join(dir, "pid"),
		"--skip-networking=0", "--bind-address=127.0.0.1", "--port=" + strconv.Itoa(port), "--skip-name-resolve",
		"--innodb-buffer-pool-size=256M", "--innodb-flush-log-at-trx-commit=2", "--innodb-log-file-size=64M",
		"--innodb-flush-method=nosync", "--sync-frm=OFF", "--performance-schema=off", "--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_ci",
		"--max-connections=300", "--max-allowed-packet=64M"}, options...)
	s.cmd = exec.Command(mariadbd, args...) //nolint:gosec,noctx // outlives the call
	s.cmd.Stdout, s.cmd.Stderr = log, log
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	started := make(chan error)
	go func() {
		// The signal comes when the thread ends that started the child, so the thread is kept until the child has.
		runtime.LockOSThread()
		err := s.cmd.Start()
		started <- err
		if err == nil {
			_ = s.cmd.Wait()
		}
		close(s.done)
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("mariadbtest: %w", err)
	}
	if err := s.await(ctx); err != nil {
		s.Stop()
		tail, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("mariadbtest: %w\n%s", err, tail[max(0, len(tail)-2000):])
	}
	return s, nil
}

// await waits for the server's greeting, which it sends when it is ready for connections.
func (s *Server) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		var d net.Dialer
		if conn, err := d.DialContext(ctx, "unix", s.Socket); err == nil {
			var greeting [5]byte
			_ = conn.SetReadDeadline(time.Now().Add(time.Second))
			_, err = conn.Read(greeting[:])
			_ = conn.Close()
			if err == nil {
				return nil
			}
		}
		select {
		case <-s.done:
			return errors.New("mariadbd ended")
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// URL is the address of a database of the server, for store.Open.
func (s *Server) URL(db string) string {
	return fmt.Sprintf("mysql://root@127.0.0.1:%d/%s", s.Port, db)
}

// PID is the process of the server.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Exec runs SQL as root with MariaDB's own client.
func (s *Server) Exec(ctx context.Context, sql string) error {
	//nolint:gosec // our own server
	cmd := exec.CommandContext(ctx, find("mariadb"), "--no-defaults", "--user=root", "--socket="+s.Socket)
	cmd.Stdin = strings.NewReader(sql)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("mariadbtest: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// Stop ends the server and waits until it has. The data stays.
func (s *Server) Stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.done:
	case <-time.After(stopTimeout):
		_ = s.cmd.Process.Kill()
		<-s.done
	}
}

func freePort(ctx context.Context) (int, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// find looks for a program where it may not be in the path of a plain user.
func find(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	for _, dir := range []string{"/usr/sbin", "/usr/local/sbin", "/usr/libexec"} {
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return path
		}
	}
	return ""
}
