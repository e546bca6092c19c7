// Package mask shows as much of a person's data as recognising needs, and no more: enough to tell two owners on a list
// apart, not enough to call on them. All functions are pure, take any bytes, and mask what they do not understand.
//
// Masking is display. Who sees the whole is decided elsewhere, and a masked value must never be written back.
package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden stands for what is not shown. It is always as long, so that it does not tell how much it hides.
const hidden = "****"

// Name keeps the surname of a Chinese name, of two characters where it is a compound one (张三丰 → 张**, 欧阳锋 → 欧阳*),
// and the first letter of any other (John Smith → J***). What stands before the first letter is dropped. A single
// letter stays, since nothing else is left to show or to hide; empty stays empty.
func Name(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	start := strings.IndexFunc(s, unicode.IsLetter)
	if start < 0 {
		return hidden
	}
	letters := []rune(s[start:])
	keep, stars := 1, "***"
	if unicode.Is(unicode.Han, letters[0]) {
		if len(letters) > 2 && compound[string(letters[:2])] {
			keep = 2
		}
		stars = strings.Repeat("*", min(len(letters)-keep, 2)) // 张* and 张** are how it is written by hand, too
	} else if len(letters) == 1 {
		stars = ""
	}
	return string(letters[:keep]) + stars
}

// Address hides the whole of a text that says where somebody lives: any part of it may be the house number. Empty
// stays empty.
func Address(s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return hidden
}

// compound holds the surnames of two characters that people in China bear today.
var compound = surnames("欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐长孙宇文司徒司空夏侯轩辕端木南宫百里呼延东郭西门独孤鲜于闾丘太史申屠" +
	"公羊澹台公冶宗政濮阳淳于单于钟离仲孙万俟闻人赫连拓跋第五梁丘左丘谷梁乐正颛孙巫马漆雕公西子车歐陽諸葛東方司馬上官夏侯長孫")

// surnames cuts s into pairs of characters, of three bytes each.
func surnames(s string) map[string]bool {
	const pair = 2 * len("张")
	set := make(map[string]bool, len(s)/pair)
	for ; len(s) >= pair; s = s[pair:] {
		set[s[:pair]] = true
	}
	return set
}

// asciiDigits are the digits of s, full-width ones made plain, all else dropped.
func asciiDigits(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		if r >= '0' && r <= '9' {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}
