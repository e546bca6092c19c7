package cursor_test

import (
	"strings"
	"testing"

	"estatehub/internal/cursor"
)

// TestCursors: what is handed out comes back, what was changed or made elsewhere does not.
func TestCursors(t *testing.T) {
	key, other := cursor.Key("one key"), cursor.Key("another")
	said := []byte(`{"p":42}`)
	signed, sealed := key.Sign(said), key.Seal("feed", said)
	if b, ok := key.Verify(signed); !ok || string(b) != string(said) {
		t.Errorf("signed: %s %v", b, ok)
	}
	if b, ok := key.Open("feed", sealed); !ok || string(b) != string(said) {
		t.Errorf("sealed: %s %v", b, ok)
	}
	if again := key.Seal("feed", said); again != sealed {
		t.Error("the same position gave another cursor")
	}
	if key.Seal("feed", []byte(`{"p":43}`))[:12] == sealed[:12] {
		t.Error("two positions share a nonce")
	}
	for name, bad := range map[string]string{"empty": "", "no base64": "?", "short": "AAAA", "longer": sealed + "A", "changed": flip(sealed)} {
		if _, ok := key.Open("feed", bad); ok {
			t.Errorf("sealed, %s: opened", name)
		}
	}
	for name, bad := range map[string]string{"empty": "", "short": "AAAA", "changed": flip(signed)} {
		if _, ok := key.Verify(bad); ok {
			t.Errorf("signed, %s: verified", name)
		}
	}
	if _, ok := other.Open("feed", sealed); ok {
		t.Error("opened with another key")
	}
	if _, ok := key.Open("audit", sealed); ok {
		t.Error("opened for another use")
	}
	if _, ok := other.Verify(signed); ok {
		t.Error("verified with another key")
	}
}

// flip changes one character in the middle.
func flip(s string) string {
	i := len(s) / 2
	c := "A"
	if strings.HasPrefix(s[i:], c) {
		c = "B"
	}
	return s[:i] + c + s[i+1:]
}
