package secret_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"estatehub/internal/secret"
)

func TestATokenTellsItsKind(t *testing.T) {
	for kind, prefix := range map[secret.Kind]string{secret.Session: "ehs_", secret.Service: "eht_"} {
		plain, hash := secret.Mint(kind)
		if !strings.HasPrefix(plain, prefix) || len(plain) != 53 || len(hash) != 64 {
			t.Errorf("minted %d characters, hash of %d", len(plain), len(hash))
		}
		if got, ok := secret.Parse(plain); !ok || got != kind {
			t.Errorf("a %q reads as %q, %v", kind, got, ok)
		}
		if secret.Hash(plain) != hash {
			t.Error("a token is not found by its hash")
		}
		if other, _ := secret.Mint(kind); other == plain {
			t.Error("two tokens are one")
		}
	}
}

func TestAMistypedTokenIsToldWithoutALookUp(t *testing.T) {
	plain, _ := secret.Mint(secret.Service)
	for i := range len(plain) {
		typo := []byte(plain)
		typo[i] = map[bool]byte{true: 'b', false: 'a'}[typo[i] == 'a']
		if _, ok := secret.Parse(string(typo)); ok {
			t.Errorf("a typo at %d passes", i)
		}
		if i > 0 && plain[i] != plain[i-1] {
			typo = []byte(plain)
			typo[i], typo[i-1] = typo[i-1], typo[i]
			if _, ok := secret.Parse(string(typo)); ok {
				t.Errorf("swapped letters at %d pass", i)
			}
		}
	}
	session := "ehs_" + strings.TrimPrefix(plain, "eht_")
	for _, s := range []string{"", plain[:52], plain + "0", " " + plain, session, strings.ToLower(plain)} {
		if _, ok := secret.Parse(s); ok {
			t.Errorf("%q passes", s)
		}
	}
}

func TestATokenIsAsGoodAsItsSource(t *testing.T) {
	plain, hash, err := secret.MintFrom(bytes.NewReader(make([]byte, 32)), secret.Session)
	if err != nil || plain != "ehs_"+strings.Repeat("0", 43)+plain[47:] || hash != secret.Hash(plain) {
		t.Errorf("of zeros: %q, %v", plain, err)
	}
	if plain, _, err = secret.MintFrom(bytes.NewReader(bytes.Repeat([]byte{255}, 32)), secret.Session); err != nil {
		t.Error(err)
	} else if _, ok := secret.Parse(plain); !ok {
		t.Errorf("the largest token %q does not parse", plain)
	}
	if _, _, err := secret.MintFrom(strings.NewReader("short"), secret.Session); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("too little randomness: %v", err)
	}
}

// FuzzOnlyMintedTokensParse holds that a token can be changed nowhere, and that nothing breaks the parser.
func FuzzOnlyMintedTokensParse(f *testing.F) {
	f.Add([]byte("ehs_"), 3)
	f.Add([]byte("Bearer eht_0000"), 50)
	f.Fuzz(func(t *testing.T, b []byte, at int) {
		_, _ = secret.Parse(string(b))
		random := append(append([]byte{}, b...), make([]byte, 32)...)
		plain, _, err := secret.MintFrom(bytes.NewReader(random), secret.Service)
		if _, ok := secret.Parse(plain); !ok || err != nil {
			t.Fatalf("%q does not parse: %v", plain, err)
		}
		if len(b) == 0 || at < 0 || at >= len(plain) || plain[at] == b[0] {
			return
		}
		changed := plain[:at] + string(b[:1]) + plain[at+1:]
		if _, ok := secret.Parse(changed); ok {
			t.Errorf("%q passes for %q", changed, plain)
		}
	})
}
