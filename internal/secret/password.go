// Package secret keeps what must not be read back: passwords, bearer tokens, and the numbers of identity documents.
//
// It stores nothing itself but the vault's keys; callers keep the hashes and ciphertexts in their own rows.
package secret

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

const (
	// MinPassword is the fewest characters (runes, not bytes) a new password has.
	MinPassword = 8
	// MaxPassword is the most characters a password has: room for a pass phrase, too little to keep the hash busy.
	MaxPassword = 128
)

var (
	// ErrPasswordLength says that a new password is shorter than MinPassword or longer than MaxPassword.
	ErrPasswordLength = fmt.Errorf("a password has %d to %d characters", MinPassword, MaxPassword)
	// ErrPasswordHash says that a stored hash is none of ours: another algorithm, damaged, or absurdly expensive.
	ErrPasswordHash = errors.New("not an argon2id hash")
)

// cost is what one hash takes: memory in KiB, passes over it, lanes.
type cost struct {
	memory, passes uint32
	lanes          uint8
}

// currentCost is above OWASP's least (19 MiB, 2 passes). One lane, because the gate already keeps two cores busy.
var currentCost = cost{memory: 64 << 10, passes: 2, lanes: 1}

const (
	saltLen, keyLen     = 16, 32
	maxMemory           = 256 << 10 // KiB; a planted row must not be able to ask for all memory there is
	maxPasses, maxLanes = 16, 8
)

// gate admits two hashes at a time over the whole process. A hash is memory first of all: a hundred people signing in
// at eight in the morning, or a hundred attackers, wait in line instead of taking 6 GiB.
var gate = make(chan struct{}, 2)

// HashPassword hashes a new password for storage, as a PHC string that names its own parameters. It answers
// ErrPasswordLength, or the context's error when the line was too long to wait.
func HashPassword(ctx context.Context, plain string) (string, error) {
	if n := utf8.RuneCountInString(plain); n < MinPassword || n > MaxPassword {
		return "", ErrPasswordLength
	}
	h := passwordHash{cost: currentCost, salt: make([]byte, saltLen), key: make([]byte, keyLen)}
	_, _ = rand.Read(h.salt) // never fails: the runtime stops instead
	key, err := h.derive(ctx, plain)
	if err != nil {
		return "", err
	}
	h.key = key
	return h.String(), nil
}

// VerifyPassword tells whether plain is the password stored was made of, and whether it should be hashed anew because
// it was made at another cost than today's (rehash is true only where ok is).
//
// For a login that does not exist, pass the empty string: a whole hash is then computed for nothing and the answer is
// no, so that the time an answer takes does not tell which logins exist. Errors are ErrPasswordHash and the context's.
func VerifyPassword(ctx context.Context, stored, plain string) (ok, rehash bool, err error) {
	if utf8.RuneCountInString(plain) > MaxPassword {
		return false, false, nil // depends on the input alone, so it tells nothing about the login
	}
	h := passwordHash{cost: currentCost, salt: make([]byte, saltLen), key: make([]byte, keyLen)}
	if stored != "" {
		if h, err = parsePasswordHash(stored); err != nil {
			return false, false, err
		}
	}
	key, err := h.derive(ctx, plain)
	if err != nil {
		return false, false, err
	}
	ok = subtle.ConstantTimeCompare(key, h.key) == 1 && stored != ""
	return ok, ok && h.outdated(), nil
}

// passwordHash is a PHC string taken apart.
type passwordHash struct {
	cost
	salt, key []byte
}

// outdated tells whether the hash was made by other rules than today's.
func (h passwordHash) outdated() bool {
	return h.cost != currentCost || len(h.salt) != saltLen || len(h.key) != keyLen
}

// derive waits at the gate and computes the key of plain at the hash's own cost.
func (h passwordHash) derive(ctx context.Context, plain string) ([]byte, error) {
	select {
	case gate <- struct{}{}:
		defer func() { <-gate }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(plain), h.salt, h.passes, h.memory, h.lanes, uint32(len(h.key))), nil //nolint:gosec // ≤ 64
}

var phc64 = base64.RawStdEncoding

// String is the hash in PHC form: $argon2id$v=19$m=65536,t=2,p=1$salt$key.
func (h passwordHash) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes,
		phc64.EncodeToString(h.salt), phc64.EncodeToString(h.key))
}

// parsePasswordHash is strict: what String would not write is not a hash.
func parsePasswordHash(s string) (h passwordHash, err error) {
	part := strings.Split(s, "$")
	if len(part) != 6 {
		return h, ErrPasswordHash
	}
	if _, err = fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return h, ErrPasswordHash
	}
	salt, errSalt := phc64.DecodeString(part[4])
	key, errKey := phc64.DecodeString(part[5])
	h.salt, h.key = salt, key
	switch {
	case errSalt != nil || errKey != nil,
		len(salt) < 8 || len(salt) > 64 || len(key) < 16 || len(key) > 64,
		h.passes < 1 || h.passes > maxPasses || h.lanes < 1 || h.lanes > maxLanes,
		h.memory < 8*uint32(h.lanes) || h.memory > maxMemory,
		h.String() != s:
		return passwordHash{}, ErrPasswordHash
	}
	return h, nil
}
