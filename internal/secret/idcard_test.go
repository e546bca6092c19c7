package secret_test

import (
	"testing"

	"estatehub/internal/ident"
	"estatehub/internal/secret"
)

func TestNumbersOfDocuments(t *testing.T) {
	for number, want := range map[string]bool{
		"11010519491231002X":   true, // the examples of GB 11643
		"440524188001010014":   true,
		"11010519491231002x":   true,
		"110105 19491231 002X": true,
		"110105194912310021":   false, // another check digit
		"110105194912310O2X":   false, // the letter O
		"010105194912310020":   false, // no such province
		"110105491231002":      true,  // the old card
		"110105491331002":      false, // in a thirteenth month
		"1101054912310020":     false, // 16 digits
		"E12345678":            true,  // a passport
		"H1234567800":          true,  // a Hong Kong travel permit
		"12345678":             true,  // a Taiwan travel permit
		"USA110090010111":      true,  // a former permanent resident's card
		"1SA110090010111":      false,
		"":                     false,
		"1234":                 false,
		"E1234_678":            false,
		"居民身份证":                false,
	} {
		if got := secret.ValidIDCard(number); got != want {
			t.Errorf("%q is valid: %v", number, got)
		}
	}
	// The right check digit does not help a day that never was.
	for _, d := range "0123456789X" {
		if n := "11010519490230002" + string(d); secret.ValidIDCard(n) {
			t.Errorf("%s was born on 30 February", n)
		}
	}
}

func TestNumbersAreComparedAsOne(t *testing.T) {
	for typed, want := range map[string]string{
		" 110105-19491231-002x\n": "11010519491231002X",
		"１１０１０５１９４９１２３１００２ｘ":      "11010519491231002X",
		"110105491231002":         "110105491231002", // the old number is written as it is
		"e 1234 5678\u200b":       "E12345678",
		"":                        "",
	} {
		if got := secret.NormaliseIDCard(typed); got != want {
			t.Errorf("%q is written %q", typed, got)
		}
	}
}

// FuzzNumbersOfDocuments holds that nothing breaks the reader, that writing a number twice changes nothing, and that
// how it was typed changes neither its validity nor its index.
func FuzzNumbersOfDocuments(f *testing.F) {
	v, err := secret.Open(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"11010519491231002x", "110105491231002", "E12345678", "１１０", "ſſſſſ", "\xff", "ŉ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := secret.NormaliseIDCard(s)
		if again := secret.NormaliseIDCard(n); again != n {
			t.Errorf("%q is written %q and then %q", s, n, again)
		}
		if secret.ValidIDCard(s) != secret.ValidIDCard(n) {
			t.Errorf("%q and %q differ in validity", s, n)
		}
		if v.Index(ident.Community(1), s) != v.Index(ident.Community(1), n) {
			t.Errorf("%q and %q differ in index", s, n)
		}
	})
}
