package secret

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

// keysFile is the vault's file in the data folder. Whoever loses it loses every sealed number; whoever has it and the
// database has them all. Back it up, and not together with the database.
const keysFile = "keys.json"

const indexKeyLen = 32

// keys is the content of keysFile.
type keys struct {
	AEAD  json.RawMessage `json:"aead"`  // a tink keyset, so that keys can be rotated with tink's own tools
	Index []byte          `json:"index"` // the HMAC key, base64; rotating it means computing every index again
}

// Open opens the vault whose keys lie in keys.json in dir, and makes both at the first start. Several processes may
// start at once: one of them writes, all of them use what it wrote. It answers an error where the file cannot be
// read or written, is damaged, or can be read by others than its owner (not looked at on Windows).
func Open(dir string) (*Vault, error) {
	path := filepath.Join(dir, keysFile)
	v, err := readVault(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = createKeys(dir, path); err == nil || errors.Is(err, fs.ErrExist) {
			v, err = readVault(path)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open the vault: %w", err)
	}
	return v, nil
}

// readVault reads the keys and makes a vault of them.
func readVault(path string) (*Vault, error) {
	f, err := os.Open(path) //nolint:gosec // the data folder's own file
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("%s can be read by others (%v): chmod 600 it", path, mode)
	}
	var k keys
	if err := json.NewDecoder(f).Decode(&k); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(k.AEAD)))
	if err != nil || len(k.Index) != indexKeyLen {
		return nil, fmt.Errorf("%s holds no keys of ours", path)
	}
	cipher, err := aead.New(handle)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &Vault{aead: cipher, index: k.Index}, nil
}

// createKeys writes new keys to path, whole or not at all. It answers fs.ErrExist where there are keys already: keys
// are never written over, so the finished file is linked to its name and not renamed to it.
func createKeys(dir, path string) (err error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return err
	}
	var cipher bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&cipher)); err != nil {
		return err
	}
	k := keys{AEAD: cipher.Bytes(), Index: make([]byte, indexKeyLen)}
	_, _ = rand.Read(k.Index) // never fails: the runtime stops instead
	text, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, keysFile+".*") // made with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // the name only: the file has another by then, or is not wanted
	_, errWrite := f.Write(append(text, '\n'))
	if err := errors.Join(errWrite, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir makes a new name in dir survive a power cut. Windows cannot and needs not.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir) //nolint:gosec // the data folder
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
