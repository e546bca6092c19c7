package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"math/big"
	"strings"
)

// Kind is what a token opens. It is the token's prefix, so that a person, a log filter and a secret scanner can tell
// what they have found.
type Kind string

const (
	// Session is a signed-in person's cookie.
	Session Kind = "ehs_"
	// Service is a BI tool's long-lived access, shown once.
	Service Kind = "eht_"
)

const (
	base62    = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	bodyLen   = 43 // 256 bits: 62^43 > 2^256
	checkLen  = 6  // a CRC-32: 62^6 > 2^32
	prefixLen = 4
	tokenLen  = prefixLen + bodyLen + checkLen
)

// Mint makes a new token: plain is for its bearer and is never stored, hash is for the row. Both are ASCII without
// characters that need quoting in a header, a URL or a cookie: plain has 53 characters, hash 64.
func Mint(kind Kind) (plain, hash string) {
	plain, hash, err := MintFrom(rand.Reader, kind)
	if err != nil {
		panic(err) // crypto/rand does not fail; a token of anything less must not exist
	}
	return plain, hash
}

// MintFrom is Mint with another source of randomness, for tests that need to know their token beforehand. It takes 32
// bytes and answers the source's error. An unknown kind is a programming error and panics.
func MintFrom(random io.Reader, kind Kind) (plain, hash string, err error) {
	if kind != Session && kind != Service {
		panic(fmt.Sprintf("secret: no token kind %q", kind))
	}
	var b [32]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", "", fmt.Errorf("mint a token: %w", err)
	}
	plain = string(kind) + digits(new(big.Int).SetBytes(b[:]), bodyLen)
	plain += checksum(plain)
	return plain, Hash(plain), nil
}

// Parse tells what kind of token plain is. It is false for what was never minted: cut off, mistyped, or something
// else altogether. That costs no look-up; a token that parses may still be unknown, expired or revoked.
func Parse(plain string) (Kind, bool) {
	if len(plain) != tokenLen {
		return "", false
	}
	kind := Kind(plain[:prefixLen])
	if kind != Session && kind != Service {
		return "", false
	}
	body, check := plain[:tokenLen-checkLen], plain[tokenLen-checkLen:]
	for i := prefixLen; i < len(body); i++ {
		if strings.IndexByte(base62, body[i]) < 0 {
			return "", false
		}
	}
	if check != checksum(body) { // guards against typing, not against people: it needs no constant time
		return "", false
	}
	return kind, true
}

// Sum is Hash before it is written out: what a token is known by in memory.
func Sum(plain string) [sha256.Size]byte { return sha256.Sum256([]byte(plain)) }

// Hash is what is stored of a token and looked up by: SHA-256 in hex, 64 characters. No salt and no work factor,
// because 256 random bits cannot be guessed at any speed.
func Hash(plain string) string {
	sum := Sum(plain)
	return hex.EncodeToString(sum[:])
}

// checksum is the last characters of the token that begins with s.
func checksum(s string) string {
	var out [checkLen]byte
	rest := crc32.ChecksumIEEE([]byte(s))
	for i := checkLen - 1; i >= 0; i-- {
		out[i] = base62[rest%62]
		rest /= 62
	}
	return string(out[:])
}

// digits writes v in base 62, width characters wide.
func digits(v *big.Int, width int) string {
	out := make([]byte, width)
	base, digit := big.NewInt(int64(len(base62))), new(big.Int)
	for i := width - 1; i >= 0; i-- {
		v.QuoRem(v, base, digit)
		out[i] = base62[digit.Int64()]
	}
	return string(out)
}
