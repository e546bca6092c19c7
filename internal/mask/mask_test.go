package mask_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"estatehub/internal/mask"
)

func TestPhonesShowTheirEndsOnly(t *testing.T) {
	for in, want := range map[string]string{
		"13812348000":           "138****8000",
		"138-1234-8000":         "138****8000",
		"138 1234 8000":         "138****8000",
		"１３８１２３４８０００":           "138****8000",
		"张先生 13812348000":       "138****8000",
		"+8613812348000":        "+86 138****8000",
		"＋86 138 1234 8000":     "+86 138****8000",
		"008613812348000":       "+86 138****8000",
		"8613812348000":         "+86 138****8000",
		"028-85551234":          "028-****1234",
		"(010) 8555 1234":       "010-****1234",
		"0838-2551234":          "0838-****1234",
		"0755 82551234":         "0755-****1234",
		"85551234":              "****1234",
		"86551234":              "****1234", // a Chengdu number, not a country code
		"400-812-3456":          "****3456",
		"+1 415 555 2671":       "****2671",
		"+86 28 8555 1234":      "+86 ****1234",
		"13812348000/133555566": "****5566",
		"110":                   "****",
		"801234":                "****",
		"no phone":              "****",
		"+86":                   "+86 ****",
		"":                      "",
		"  ":                    "",
	} {
		if got := mask.Phone(in); got != want {
			t.Errorf("Phone(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNamesKeepTheSurname(t *testing.T) {
	for in, want := range map[string]string{
		"张三":                  "张*",
		"张三丰":                 "张**",
		" 张三丰 ":               "张**",
		"欧阳锋":                 "欧阳*",
		"欧阳震华":                "欧阳**",
		"歐陽鋒":                 "歐陽*",
		"欧阳":                  "欧*", // a person called 阳 of the family 欧: the surname may not be the whole name
		"阿卜杜拉·买买提":            "阿**",
		"成都某某物业服务有限公司":        "成**",
		"𠮷田茂":                 "𠮷**", // outside the basic plane
		"（业主）":                "业**",
		"John Smith":          "J***",
		"Li":                  "L***",
		"Ærøskøbing":          "Æ***",
		"J":                   "J",
		"张":                   "张",
		"13812348000":         "****",
		"\xff\xfe":            "****",
		"":                    "",
		"\t":                  "",
		mask.Name("张三丰"):      "张**", // masking twice changes nothing
		mask.Name("Jo Smith"): "J***",
	} {
		if got := mask.Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAddressesAreHiddenWhole(t *testing.T) {
	if got := mask.Address("天府大道 1 号 3 栋 2 单元 1801"); got != "****" {
		t.Errorf("an address shows as %q", got)
	}
	if got := mask.Address(" "); got != "" {
		t.Errorf("no address shows as %q", got)
	}
}

// FuzzNothingShowsWhole feeds all masks any bytes: none panics, writes broken text, or gives two or more characters
// back as they were, unless they have been masked before.
func FuzzNothingShowsWhole(f *testing.F) {
	for _, s := range []string{"张三丰", "欧阳", "13812348000", "+86", "028-85551234", "J*", "\xff", "é", "０８６", "****"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, out := range map[string]string{"Phone": mask.Phone(s), "Name": mask.Name(s), "Address": mask.Address(s)} {
			if !utf8.ValidString(out) {
				t.Errorf("%s(%q) = %q is not UTF-8", name, s, out)
			}
			if out == s && utf8.RuneCountInString(s) >= 2 && !strings.Contains(s, "*") {
				t.Errorf("%s(%q) shows it whole", name, s)
			}
		}
	})
}

// FuzzTheMiddleNeverShows makes numbers whose middle is all fives and whose ends have none, writes them in odd ways,
// and looks for a five.
func FuzzTheMiddleNeverShows(f *testing.F) {
	heads := []string{"138", "028", "010", "0838", "+86 139", "0086199", "+1 41", "400", ""}
	for i := range heads {
		f.Add(uint8(i), uint8(i), "-")
	}
	f.Add(uint8(0), uint8(1), "５")
	f.Fuzz(func(t *testing.T, head, middle uint8, between string) {
		if strings.ContainsAny(between, "0123456789０１２３４６７８９") {
			t.Skip("another number")
		}
		number := heads[int(head)%len(heads)] + between + strings.Repeat("5", int(middle)%9+3) + between + "1234"
		if out := mask.Phone(number); strings.ContainsAny(out, "5５") {
			t.Errorf("Phone(%q) = %q shows the middle", number, out)
		}
	})
}

func ExamplePhone() {
	fmt.Println(mask.Phone("13812348000"), mask.Phone("028-85551234"))
	// Output: 138****8000 028-****1234
}

func ExampleName() {
	fmt.Println(mask.Name("张三丰"), mask.Name("欧阳锋"), mask.Name("John Smith"))
	// Output: 张** 欧阳* J***
}
