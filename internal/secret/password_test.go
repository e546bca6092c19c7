package secret

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestAPasswordIsKnownByItsHash(t *testing.T) {
	ctx := t.Context()
	stored, err := HashPassword(ctx, "物业管家-2024")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(stored, "$argon2id$v=19$m=65536,t=2,p=1$") {
		t.Errorf("the hash %s does not name its parameters", stored)
	}
	if ok, rehash, err := VerifyPassword(ctx, stored, "物业管家-2024"); !ok || rehash || err != nil {
		t.Errorf("the right password: %v, rehash %v, %v", ok, rehash, err)
	}
	if ok, _, err := VerifyPassword(ctx, stored, "物业管家-2025"); ok || err != nil {
		t.Errorf("a wrong password: %v, %v", ok, err)
	}
	again, _ := HashPassword(ctx, "物业管家-2024")
	if again == stored {
		t.Error("two people with one password have one hash")
	}
}

func TestPasswordsAreNeitherShortNorEndless(t *testing.T) {
	for _, plain := range []string{"", "七个汉字不够长", strings.Repeat("长", MaxPassword+1)} {
		if _, err := HashPassword(t.Context(), plain); !errors.Is(err, ErrPasswordLength) {
			t.Errorf("%d bytes: %v", len(plain), err)
		}
	}
	for _, plain := range []string{"八个汉字就足够了", strings.Repeat("长", MaxPassword)} {
		if _, err := HashPassword(t.Context(), plain); err != nil {
			t.Errorf("%d bytes: %v", len(plain), err)
		}
	}
}

func TestAnOldHashAsksToBeRenewed(t *testing.T) {
	old := passwordHash{cost: cost{memory: 64, passes: 1, lanes: 1}, salt: make([]byte, saltLen), key: make([]byte, keyLen)}
	old.key, _ = old.derive(t.Context(), "correct horse")
	if ok, rehash, err := VerifyPassword(t.Context(), old.String(), "correct horse"); !ok || !rehash || err != nil {
		t.Errorf("the right password: %v, rehash %v, %v", ok, rehash, err)
	}
	if ok, rehash, _ := VerifyPassword(t.Context(), old.String(), "wrong horse"); ok || rehash {
		t.Errorf("a wrong password: %v, rehash %v", ok, rehash)
	}
}

// An unknown login costs a hash like any other: it has to pass the gate, and is turned away when the gate is taken.
func TestAnUnknownLoginWaitsLikeAKnownOne(t *testing.T) {
	if ok, _, err := VerifyPassword(t.Context(), "", "whatever it is"); ok || err != nil {
		t.Errorf("an unknown login: %v, %v", ok, err)
	}
	for range cap(gate) {
		gate <- struct{}{}
	}
	defer func() {
		for range cap(gate) {
			<-gate
		}
	}()
	impatient, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := VerifyPassword(impatient, "", "whatever it is"); !errors.Is(err, context.Canceled) {
		t.Errorf("an unknown login went round the gate: %v", err)
	}
	if _, err := HashPassword(impatient, "whatever it is"); !errors.Is(err, context.Canceled) {
		t.Errorf("a new password went round the gate: %v", err)
	}
}

func TestOnlyOurOwnHashesAreRead(t *testing.T) {
	const tail = "$c2FsdHNhbHRzYWx0$a2V5a2V5a2V5a2V5a2V5a2V5a2V5"
	if _, err := parsePasswordHash("$argon2id$v=19$m=65536,t=2,p=1" + tail); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"secret", "$2a$10$N9qo8uLOickgx2ZMRZoMye",
		"$argon2i$v=19$m=65536,t=2,p=1" + tail, "$argon2id$v=16$m=65536,t=2,p=1" + tail,
		"$argon2id$v=19$m=4194304,t=2,p=1" + tail, // 4 GiB
		"$argon2id$v=19$m=65536,t=1000,p=1" + tail, "$argon2id$v=19$m=65536,t=0,p=1" + tail,
		"$argon2id$v=19$m=65536,t=2,p=0" + tail, "$argon2id$v=19$m=065536,t=2,p=1" + tail,
		"$argon2id$v=19$m=65536,t=2,p=1$$", "$argon2id$v=19$m=65536,t=2,p=1" + tail + "$",
	} {
		if _, _, err := VerifyPassword(t.Context(), s, "whatever"); !errors.Is(err, ErrPasswordHash) {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func FuzzStoredHashes(f *testing.F) {
	f.Add("$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0$a2V5a2V5a2V5a2V5a2V5a2V5a2V5")
	f.Add("$argon2id$v=19$m=,t=,p=$$")
	f.Fuzz(func(t *testing.T, s string) {
		h, err := parsePasswordHash(s)
		if err == nil && (h.String() != s || h.memory > maxMemory || h.passes > maxPasses || h.lanes > maxLanes) {
			t.Errorf("%q is read as %v", s, h)
		}
	})
}

func BenchmarkHashPassword(b *testing.B) {
	for b.Loop() {
		_, _ = HashPassword(b.Context(), "correct horse")
	}
}
