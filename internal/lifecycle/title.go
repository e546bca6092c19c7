package lifecycle

import "strings"

// Title names something in the two languages of the house.
type Title struct{ ZH, EN string }

// In is the title in a language: English for en and its variants, otherwise Chinese, the language of the sites.
func (t Title) In(lang string) string {
	if english(lang) {
		return t.EN
	}
	return t.ZH
}

func english(lang string) bool { return strings.HasPrefix(strings.ToLower(lang), "en") }

func (t Title) complete() bool { return t.ZH != "" && t.EN != "" }
