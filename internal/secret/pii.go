package secret

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/tink"

	"estatehub/internal/ident"
)

var (
	// ErrNoRow says that something was to be sealed for the zero id, before its row had one.
	ErrNoRow = errors.New("a sealed value belongs to a row")
	// ErrSealed says that a sealed value does not open: it is damaged, was sealed for another row or by other keys.
	ErrSealed = errors.New("the sealed value does not open")
)

// Vault encrypts the numbers of identity documents and makes them findable without decrypting. It is made by Open and
// safe for concurrent use.
type Vault struct {
	aead  tink.AEAD
	index []byte // the HMAC key; another than the cipher's, so that either can be replaced alone
}

// Seal encrypts plain (AES-256-GCM) for one row. The ciphertext opens for that row only, so nobody who can write to
// the database can learn a number by copying it into a row he may see. Equal plaintexts give different ciphertexts,
// 33 bytes longer than plain. It answers ErrNoRow for the zero id.
func (v *Vault) Seal(row ident.ID, plain string) ([]byte, error) {
	if row == 0 {
		return nil, ErrNoRow
	}
	sealed, err := v.aead.Encrypt([]byte(plain), idBytes(row))
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed, nil
}

// Reveal decrypts what Seal made for the same row. It answers ErrSealed for everything else, without saying why.
// Who may ask, and for what reason, is for the caller to check and to record.
func (v *Vault) Reveal(row ident.ID, sealed []byte) (string, error) {
	plain, err := v.aead.Decrypt(sealed, idBytes(row))
	if err != nil {
		return "", ErrSealed
	}
	return string(plain), nil
}

// Index is the blind index of a document's number in a community: HMAC-SHA-256 in hex, 64 characters. Equal numbers,
// however they were typed and whether on the old card or the new, have equal indexes in one community and different
// ones in two, so that an index says nothing across the wall between tenants. No number has the index "".
//
// community may be the community's id or that of any row in it. The head office has no index: an id without a
// community is a programming error and panics, because one value shared by all would be that hole in the wall.
func (v *Vault) Index(community ident.ID, plain string) string {
	tenant := community.Community()
	if tenant == 0 {
		panic("secret: a blind index belongs to a community")
	}
	number := canonical(plain)
	if number == "" {
		return ""
	}
	mac := hmac.New(sha256.New, v.index)
	mac.Write(idBytes(tenant)) // of fixed length, so that no number runs into it
	mac.Write([]byte(number))
	return hex.EncodeToString(mac.Sum(nil))
}

// idBytes is the id as 8 bytes, the form every seal and index depends on: it must not change.
func idBytes(id ident.ID) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(id)) //nolint:gosec // bits only
}
