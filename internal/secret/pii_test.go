package secret_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"estatehub/internal/ident"
	"estatehub/internal/secret"
)

const card = "11010519491231002X" // the example of GB 11643

var (
	jinxiu, binjiang = ident.Community(7), ident.Community(8)
	owner, neighbour = ident.New(7, 9, 1), ident.New(7, 9, 2)
)

func open(t *testing.T, dir string) *secret.Vault {
	t.Helper()
	v, err := secret.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestANumberOpensInItsOwnRowOnly(t *testing.T) {
	v := open(t, t.TempDir())
	sealed, err := v.Seal(owner, card)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte(card)) || len(sealed) != len(card)+33 {
		t.Errorf("sealed to %d bytes %q", len(sealed), sealed)
	}
	if got, err := v.Reveal(owner, sealed); got != card || err != nil {
		t.Errorf("reveals %q, %v", got, err)
	}
	if got, err := v.Reveal(neighbour, sealed); got != "" || !errors.Is(err, secret.ErrSealed) {
		t.Errorf("copied into the neighbour's row it reveals %q, %v", got, err)
	}
	if again, _ := v.Seal(owner, card); bytes.Equal(again, sealed) {
		t.Error("equal numbers can be seen to be equal")
	}
	if _, err := v.Seal(0, card); !errors.Is(err, secret.ErrNoRow) {
		t.Errorf("sealed for no row: %v", err)
	}
}

func TestTwoCommunitiesShareNoIndex(t *testing.T) {
	v := open(t, t.TempDir())
	index := v.Index(jinxiu, card)
	if len(index) != 64 {
		t.Errorf("an index of %d characters", len(index))
	}
	for _, typed := range []string{"11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "110105-491231-002"} {
		if v.Index(jinxiu, typed) != index {
			t.Errorf("%q is not found", typed)
		}
	}
	if v.Index(owner, card) != index {
		t.Error("a row does not stand for its community")
	}
	if v.Index(binjiang, card) == index {
		t.Error("one person can be followed over two communities")
	}
	if v.Index(jinxiu, "440524188001010014") == index {
		t.Error("two people have one index")
	}
	if v.Index(jinxiu, " ") != "" {
		t.Error("people without a number are found as one")
	}
	defer func() {
		if recover() == nil {
			t.Error("the head office has an index over all communities")
		}
	}()
	v.Index(ident.New(0, 9, 1), card)
}

func TestTheKeysOutliveTheProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	first := open(t, dir)
	sealed, _ := first.Seal(owner, card)
	second := open(t, dir)
	if got, err := second.Reveal(owner, sealed); got != card || err != nil {
		t.Errorf("after a restart it reveals %q, %v", got, err)
	}
	if first.Index(jinxiu, card) != second.Index(jinxiu, card) {
		t.Error("after a restart nobody is found")
	}
	other := open(t, t.TempDir())
	if _, err := other.Reveal(owner, sealed); !errors.Is(err, secret.ErrSealed) {
		t.Errorf("other keys open it: %v", err)
	}
	if other.Index(jinxiu, card) == first.Index(jinxiu, card) {
		t.Error("an index can be computed without the key")
	}
}

func TestTheKeysAreTheOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	files, _ := os.ReadDir(dir)
	if len(files) != 1 || files[0].Name() != "keys.json" {
		t.Fatalf("the folder holds %v", files)
	}
	path := filepath.Join(dir, "keys.json")
	if runtime.GOOS != "windows" {
		if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
			t.Errorf("made with %v", info.Mode())
		}
		_ = os.Chmod(path, 0o644) //nolint:gosec // what is to be refused
		if _, err := secret.Open(dir); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("opens what all can read: %v", err)
		}
		_ = os.Chmod(path, 0o600)
	}
	whole, _ := os.ReadFile(path)
	for _, damaged := range []string{"", "{}", string(whole[:len(whole)/2]), `{"aead":{},"index":""}`, `{"aead":null,"index":"AAAA"}`} {
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := secret.Open(dir); err == nil {
			t.Errorf("opens %q", damaged)
		}
		if after, _ := os.ReadFile(path); string(after) != damaged {
			t.Errorf("damaged keys were written over: they may be mended yet")
		}
	}
}

func TestStartingTogetherAllUseOneKey(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	index := make([]string, 8)
	for i := range index {
		group.Go(func() {
			if v, err := secret.Open(dir); err != nil {
				t.Error(err)
			} else {
				index[i] = v.Index(jinxiu, card)
			}
		})
	}
	group.Wait()
	for _, got := range index {
		if got != index[0] {
			t.Fatal("two processes have two keys")
		}
	}
}

func FuzzOnlySealedValuesOpen(f *testing.F) {
	dir := f.TempDir()
	v, err := secret.Open(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{}, card)
	f.Add(make([]byte, 40), "")
	f.Fuzz(func(t *testing.T, b []byte, plain string) {
		if _, err := v.Reveal(owner, b); err == nil {
			t.Errorf("%x opens", b)
		}
		sealed, err := v.Seal(owner, plain)
		if got, err2 := v.Reveal(owner, sealed); err != nil || err2 != nil || got != plain {
			t.Errorf("%q comes back as %q: %v, %v", plain, got, err, err2)
		}
	})
}
