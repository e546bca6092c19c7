// Package cursor makes texts that a client hands back unread: where he stands in a list. Signed ones cannot be changed,
// sealed ones cannot be read either.
package cursor

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// Key is the installation's key of cursors.
type Key []byte

const macLen = 10

// Sign turns what b says into a cursor that anyone may read and nobody can make.
func (k Key) Sign(b []byte) string {
	return base64.RawURLEncoding.EncodeToString(append(k.mac("", b)[:macLen:macLen], b...))
}

// Verify returns what was signed.
func (k Key) Verify(s string) ([]byte, bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) < macLen || !hmac.Equal(b[:macLen], k.mac("", b[macLen:])[:macLen]) {
		return nil, false
	}
	return b[macLen:], true
}

// Seal turns what b says into a cursor that nobody else can read. The same cursor is made of the same b, as answers that
// did not change must have the same bytes: the nonce is a digest of b.
func (k Key) Seal(use string, b []byte) string {
	box := k.box(use)
	nonce := k.mac("nonce of "+use, b)[:box.NonceSize()]
	return base64.RawURLEncoding.EncodeToString(box.Seal(nonce, nonce, b, nil)) //nolint:gosec // a digest, as said above
}

// Open returns what was sealed for the same use.
func (k Key) Open(use, s string) ([]byte, bool) {
	box := k.box(use)
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) < box.NonceSize() {
		return nil, false
	}
	b, err = box.Open(nil, b[:box.NonceSize()], b[box.NonceSize():], nil)
	return b, err == nil
}

func (k Key) box(use string) cipher.AEAD {
	block, err := aes.NewCipher(k.mac("key of "+use, nil))
	if err != nil {
		panic("cursor: " + err.Error()) // 32 bytes are a key
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		panic("cursor: " + err.Error())
	}
	return box
}

func (k Key) mac(use string, b []byte) []byte {
	h := hmac.New(sha256.New, k)
	if use != "" {
		h.Write([]byte(use + "\x00")) // JSON, which is what is signed, begins otherwise
	}
	h.Write(b)
	return h.Sum(nil)
}
