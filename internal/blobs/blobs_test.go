package blobs

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const png = "\x89PNG\r\n\x1a\n"

// TestPut: content is kept once, whole, under its own sum, and nobody may run it.
func TestPut(t *testing.T) {
	s := &Store{Dir: filepath.Join(t.TempDir(), "attachments"), Limit: 100}
	for range 2 {
		b, err := s.Put(strings.NewReader(png + "x"))
		if err != nil || b.Size != 9 || b.MediaType != "image/png" || len(b.SHA256) != 64 {
			t.Fatal(b, err)
		}
		f, err := s.Open(b.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(f)
		info, _ := f.Stat()
		_ = f.Close()
		if string(content) != png+"x" || info.Mode().Perm() != 0o600 {
			t.Fatalf("%q %v", content, info.Mode())
		}
	}
	if n := files(t, s.Dir); n != 1 {
		t.Fatal(n, "files")
	}
	if _, err := s.Put(strings.NewReader(png + strings.Repeat("x", 92))); err != nil {
		t.Error("exactly the limit:", err)
	}
}

// TestRefused: what is too large, empty or of no accepted kind leaves nothing behind, nor does a sender who goes away.
func TestRefused(t *testing.T) {
	s := &Store{Dir: t.TempDir(), Limit: 100}
	gone := errors.New("gone")
	for _, c := range []struct {
		content io.Reader
		want    error
	}{
		{strings.NewReader(png + strings.Repeat("x", 93)), ErrTooLarge},
		{strings.NewReader(""), ErrEmpty},
		{strings.NewReader("<html><script>"), ErrKind},
		{strings.NewReader("MZ\x90"), ErrKind},
		{strings.NewReader("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"), ErrKind},
		{strings.NewReader("PK\x03\x04"), ErrKind},
		{strings.NewReader("\x00\x00\x00\x18ftypmp42"), ErrKind},
		{io.MultiReader(bytes.NewReader(append([]byte(png), make([]byte, 80)...)), broken{gone}), gone},
	} {
		if _, err := s.Put(c.content); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	if n := files(t, s.Dir); n != 0 {
		t.Error(n, "files left")
	}
	for _, sum := range []string{"", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("a", 64)} {
		if _, err := s.Open(sum); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", sum, err)
		}
	}
}

// TestSniff: the kinds that are accepted, by their first bytes.
func TestSniff(t *testing.T) {
	for head, want := range map[string]string{
		"\xff\xd8\xff\xe0": "image/jpeg", png: "image/png", "GIF89a": "image/gif", "GIF87a": "image/gif", "%PDF-1.7": "application/pdf",
		"RIFF\x10\x00\x00\x00WEBPVP8 ": "image/webp", "\x00\x00\x00\x18ftypheic": "image/heic", "RIFF\x10\x00\x00\x00WAVE": "", "": "", "GIF": "",
	} {
		if got := Sniff([]byte(head)); got != want {
			t.Errorf("%q: %q, want %q", head, got, want)
		}
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

func files(t *testing.T, dir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
