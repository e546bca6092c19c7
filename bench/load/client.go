package load

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"time"
)

// client is one keep-alive connection that posts GraphQL. It does what net/http's client does for such a request and
// little else, because what it costs is taken from the machine the contestants run on.
type client struct {
	conn net.Conn
	r    *bufio.Reader
	head []byte
	out  []byte
	body []byte
}

// patience is how long an answer may take.
const patience = 2 * time.Minute

func dial(ctx context.Context, at *url.URL, token string) (*client, error) {
	conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "tcp", at.Host)
	if err != nil {
		return nil, err
	}
	c := &client{conn: conn, r: bufio.NewReaderSize(conn, 64<<10)}
	path := at.RequestURI()
	c.head = fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nAccept: application/json\r\n", path, at.Host)
	if token != "" {
		c.head = fmt.Appendf(c.head, "Authorization: Bearer %s\r\n", token)
	}
	c.head = append(c.head, "Content-Length: "...)
	return c, nil
}

func (c *client) close() { _ = c.conn.Close() }

// post sends a body and reads the whole answer, which is valid until the next call.
func (c *client) post(body []byte) (status int, answer []byte, err error) {
	c.body = c.body[:0]
	status, err = c.stream(body, func(piece []byte) { c.body = append(c.body, piece...) })
	return status, c.body, err
}

// stream sends a body and hands the answer over piece by piece.
func (c *client) stream(body []byte, piece func([]byte)) (status int, err error) {
	if err := c.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return 0, err
	}
	c.out = append(c.out[:0], c.head...)
	c.out = strconv.AppendInt(c.out, int64(len(body)), 10)
	c.out = append(append(c.out, "\r\n\r\n"...), body...)
	if _, err := c.conn.Write(c.out); err != nil {
		return 0, err
	}
	line, err := c.line()
	if err != nil {
		return 0, err
	}
	if len(line) < len("HTTP/1.1 200") {
		return 0, fmt.Errorf("load: no status: %q", line)
	}
	if status, err = strconv.Atoi(string(line[len("HTTP/1.1 "):len("HTTP/1.1 200")])); err != nil {
		return 0, err
	}
	length, chunked := -1, false
	for {
		if line, err = c.line(); err != nil {
			return 0, err
		}
		if len(line) == 0 {
			break
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimSpace(value)
		switch {
		case bytes.EqualFold(name, []byte("content-length")):
			if length, err = strconv.Atoi(string(value)); err != nil {
				return 0, err
			}
		case bytes.EqualFold(name, []byte("transfer-encoding")):
			chunked = bytes.EqualFold(value, []byte("chunked"))
		}
	}
	switch {
	case chunked:
		err = c.chunks(piece)
	case length >= 0:
		err = c.take(length, piece)
	default:
		err = errors.New("load: an answer without a length")
	}
	return status, err
}

func (c *client) line() ([]byte, error) {
	line, err := c.r.ReadSlice('\n')
	return bytes.TrimRight(line, "\r\n"), err
}

// take hands over the next n bytes.
func (c *client) take(n int, piece func([]byte)) error {
	for n > 0 {
		if c.r.Buffered() == 0 {
			if _, err := c.r.Peek(1); err != nil {
				return noEOF(err)
			}
		}
		b, _ := c.r.Peek(min(n, c.r.Buffered()))
		piece(b)
		_, _ = c.r.Discard(len(b))
		n -= len(b)
	}
	return nil
}

func (c *client) chunks(piece func([]byte)) error {
	for {
		line, err := c.line()
		if err != nil {
			return noEOF(err)
		}
		size, err := strconv.ParseInt(string(line), 16, 32)
		if err != nil {
			return err
		}
		if err := c.take(int(size), piece); err != nil {
			return err
		}
		if line, err = c.line(); err != nil || len(line) > 0 {
			return errors.Join(noEOF(err), fmt.Errorf("load: %q after a chunk", line))
		}
		if size == 0 {
			return nil
		}
	}
}

// noEOF makes the end of a connection in the middle of an answer an error of its own.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
