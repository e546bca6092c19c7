// Package blobs keeps the content of attachments in a folder, by what it is: a file is named after the SHA-256 of its
// content, so that nothing is ever overwritten and the same photo is kept once. It knows neither tenants nor tickets;
// who may read a blob is decided where its attachment is looked up.
//
// A blob is written before the row that refers to it. Where that row is then not committed, or is removed later, the
// blob stays behind unreferenced: it takes room and can be reached by nobody.
package blobs

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
)

// DefaultLimit is the size of the largest blob where a store says nothing else.
const DefaultLimit = 20 << 20

// The errors of content that is not kept.
var (
	ErrTooLarge = errors.New("blobs: larger than the limit")
	ErrEmpty    = errors.New("blobs: empty")
	ErrKind     = errors.New("blobs: not one of the accepted kinds of content")
)

// Store is a folder of blobs.
type Store struct {
	Dir   string // made when the first blob comes
	Limit int64  // largest blob in bytes; 0 means DefaultLimit
}

// Blob is what is known of kept content.
type Blob struct {
	SHA256    string // hexadecimal
	Size      int64
	MediaType string // by the content's own first bytes, whatever its sender said
}

// Max is the size of the largest blob.
func (s *Store) Max() int64 {
	if s.Limit > 0 {
		return s.Limit
	}
	return DefaultLimit
}

// Put keeps content. It is streamed into a temporary file, judged, and renamed to its place only when all of it is on
// the disk, so that a blob is there whole or not at all.
func (s *Store) Put(r io.Reader) (Blob, error) {
	tmp := filepath.Join(s.Dir, "tmp")
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		return Blob{}, fmt.Errorf("blobs: %w", err)
	}
	f, err := os.CreateTemp(tmp, "put-") // mode 0600: nobody runs it
	if err != nil {
		return Blob{}, fmt.Errorf("blobs: %w", err)
	}
	defer func() { _ = f.Close(); _ = os.Remove(f.Name()) }()
	b, err := s.copy(f, r)
	if err != nil {
		return Blob{}, err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return Blob{}, fmt.Errorf("blobs: %w", err)
	}
	to := s.path(b.SHA256)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return Blob{}, fmt.Errorf("blobs: %w", err)
	}
	if err := os.Rename(f.Name(), to); err != nil { // over the same content, where it is there already
		return Blob{}, fmt.Errorf("blobs: %w", err)
	}
	return b, nil
}

// copy writes content to a file and judges it on the way.
func (s *Store) copy(f io.Writer, r io.Reader) (Blob, error) {
	head := make([]byte, sniffed)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return Blob{}, fmt.Errorf("blobs: read: %w", err)
	}
	if n == 0 {
		return Blob{}, ErrEmpty
	}
	head = head[:n]
	b := Blob{MediaType: Sniff(head)}
	if b.MediaType == "" {
		return Blob{}, ErrKind // before the rest of it is even read
	}
	hash := sha256.New()
	to := io.MultiWriter(f, hash)
	if _, err := to.Write(head); err != nil {
		return Blob{}, fmt.Errorf("blobs: write: %w", err)
	}
	more, err := io.Copy(to, io.LimitReader(r, s.Max()-int64(n)+1))
	if err != nil {
		return Blob{}, fmt.Errorf("blobs: write: %w", err)
	}
	if b.Size = int64(n) + more; b.Size > s.Max() {
		return Blob{}, ErrTooLarge
	}
	b.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return b, nil
}

var sum = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Open opens a blob by the SHA-256 of its content; an unknown one is fs.ErrNotExist.
func (s *Store) Open(sha256 string) (*os.File, error) {
	if !sum.MatchString(sha256) {
		return nil, os.ErrNotExist
	}
	return os.Open(s.path(sha256))
}

// path is where a blob lies: ab/cdef….
func (s *Store) path(sha256 string) string { return filepath.Join(s.Dir, sha256[:2], sha256[2:]) }
