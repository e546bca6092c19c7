package sheets

import (
	"errors"
	"io"
	"sync/atomic"
)

// counter counts the bytes of the file that have been read, for progress bars.
type counter struct {
	r     io.Reader
	done  atomic.Int64
	total int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.done.Add(int64(n))
	return n, err
}

// budget lets through so many bytes and then fails for good. Refilled at every record it bounds what one record may
// take into memory; never refilled it bounds what an archive may unpack to.
type budget struct {
	r    io.Reader
	left int64
	stop error
	hit  bool // parsers wrap or lose the errors of their readers
}

func (b *budget) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if b.left <= 0 {
		// A file that ends exactly at the limit is within it, so only a byte more is too much.
		n, err := b.r.Read(p[:1])
		if n == 0 {
			return 0, err
		}
		b.hit = true
		return 0, b.stop
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// unpackError keeps our own errors and calls everything else damage: what fails in an archive is the archive.
func unpackError(err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return problem(CodeDamaged, err)
}

// archived is what comes out of a gzip: its errors are damage to the file, unlike those of the medium below it.
type archived struct{ io.Reader }

func (a archived) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // readers return it bare
		err = unpackError(err)
	}
	return n, err
}
