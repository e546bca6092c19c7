package imports_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"estatehub/internal/imports"
)

// TestCommand tells of the command line: a progress bar, a report in the language asked for, and an error for what was
// refused.
func TestCommand(t *testing.T) {
	h := newHub(t, t.TempDir()+"/hub.db")
	file := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var out, bar strings.Builder
	set := file("blocks.csv", blocks)
	if err := imports.Command(h.sys, h.DB, imports.Options{Files: []string{set}, As: "singapore-hdb", Office: "M", Lang: "en"}, &out, &bar); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"blocks.csv: imported as batch", "rows read 3, refused 0", "units: created 11, known 0, updated 0"} {
		if !strings.Contains(out.String(), s) {
			t.Errorf("no %q in\n%s", s, out.String())
		}
	}
	if !strings.Contains(bar.String(), "check") || !strings.Contains(bar.String(), "write") {
		t.Errorf("bar %q", bar.String())
	}
	out.Reset()
	bad := file("zones.csv", "片区编码,片区名称\nZ1,\n")
	err := imports.Command(h.sys, h.DB, imports.Options{Files: []string{bad, set}, As: "zone", Community: "HOME", Lang: "zh-CN"}, &out, &bar)
	if !errors.Is(err, imports.ErrRefused) || !strings.Contains(out.String(), "有问题，未写入任何数据") || !strings.Contains(out.String(), "第 2 行 片区名称") {
		t.Errorf("%v\n%s", err, out.String())
	}
	mapping := file("own.yaml", "name: own\ncommunity: {const: HOME}\ntargets:\n- noun: Zone\n  fields: {code: nr, name: {template: '{nr} {what}'}}\n")
	out.Reset()
	if err := imports.Command(h.sys, h.DB, imports.Options{Files: []string{file("own.csv", "nr,what\n1,north\n")}, As: mapping, Lang: "en"}, &out, &bar); err != nil {
		t.Error(err, out.String())
	}
	if z := h.Client.Zone.Query().OnlyX(h.sys); z.Name != "1 north" || z.CommunityID != h.home {
		t.Errorf("zone %v", z)
	}
	for _, o := range []imports.Options{{As: "cats"}, {As: "zone", Community: "NOWHERE"}, {As: "zone", Files: []string{"/nowhere"}}} {
		if err := imports.Command(h.sys, h.DB, o, &out, &bar); err == nil {
			t.Errorf("%+v is no error", o)
		}
	}
}
