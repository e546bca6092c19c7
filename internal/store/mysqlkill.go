package store

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"time"
)

const (
	killers    = 2               // connections beside the pool, for KILL alone: the pool may be all taken
	killWithin = 5 * time.Second // how long one may take
)

// killer ends on the server what was given up here. When a context ends under a statement, the driver closes its
// connection and its caller goes on; the server does not look at the connection before it has rows to send, and so
// would work on for nobody. KILL is used and not a time limit of the session, which a page and a long read share, and
// which knows nothing of a client that went away.
type killer struct {
	pool *sql.DB

	mu     sync.Mutex // guards what follows
	closed bool
	under  sync.WaitGroup
}

// kill ends a connection on the server, behind the caller's back. That it is gone already is as well.
func (k *killer) kill(id uint64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return
	}
	k.under.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), killWithin)
		defer cancel()
		_, err := k.pool.ExecContext(ctx, "KILL "+strconv.FormatUint(id, 10))
		slog.Debug("store: a statement was given up", "connection", id, "kill", err)
	})
}

func (k *killer) close() error {
	k.mu.Lock()
	k.closed = true
	k.mu.Unlock()
	k.under.Wait()
	return k.pool.Close()
}

// killConnector makes connections that are killed on the server if they break here.
type killConnector struct {
	sqldriver.Connector
	killer *killer
}

// Connect asks the server how it calls the connection: one more round trip for each of a pool that keeps them.
func (c killConnector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	id, err := connectionID(ctx, conn.(fullConn))
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return &killConn{checkedConn: conn.(checkedConn), killer: c.killer, id: id}, nil
}

func connectionID(ctx context.Context, conn fullConn) (uint64, error) {
	rows, err := conn.QueryContext(ctx, "SELECT CONNECTION_ID()", nil)
	if err != nil {
		return 0, err
	}
	defer rows.Close() //nolint:errcheck // the row was read, or its error is told
	row := make([]sqldriver.Value, 1)
	if err := rows.Next(row); err != nil {
		return 0, err
	}
	switch id := row[0].(type) { // signed on MariaDB, unsigned on MySQL
	case int64:
		return uint64(id), nil //nolint:gosec // counted from 1
	case uint64:
		return id, nil
	case []byte:
		return strconv.ParseUint(string(id), 10, 64)
	}
	return 0, fmt.Errorf("store: a connection is called %T", row[0])
}

// checkedConn is all that database/sql asks of a connection of the MySQL driver.
type checkedConn interface {
	fullConn
	sqldriver.NamedValueChecker
}

// killConn is a connection with its name on the server.
type killConn struct {
	checkedConn
	killer *killer
	id     uint64
	stmts  prepared // of Each; they end with the connection
}

func (c *killConn) keep() *prepared { return &c.stmts }

// Close closes the connection. One that is no longer valid broke under a statement, which may be running still.
func (c *killConn) Close() error {
	broken := !c.IsValid()
	err := c.checkedConn.Close()
	if broken {
		c.killer.kill(c.id)
	}
	return err
}
