package imports_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"

	"estatehub/docs/mappings"
	"estatehub/internal/data"
	"estatehub/internal/data/datatest"
	"estatehub/internal/imports"
	"estatehub/tenants"
)

// FuzzRun holds that no mapping and no file, however broken, stops the hub: each is refused with problems that name a
// place and say in both languages what was expected, and a dry run writes nothing.
func FuzzRun(f *testing.F) {
	for _, name := range imports.Library() {
		text, err := fs.ReadFile(mappings.Files, name+".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), blocks)
		f.Add(string(text), cases)
	}
	f.Add("unit", "物业号*,楼栋编码,房号,楼层\n1-101,1,101,1\n\"x\n")
	f.Add("ticket", "number,kind,state,content,openedAt,closedAt\n1,投诉,已关闭,漏水,2024-1-1,2023-1-1\n")
	f.Add("name: x\ntargets:\n- noun: Zone\n  fields: {code: {template: '{a:99}{'}, name: {choose: [{const: y}]}}", "a,b\n1,2\n")
	ctx := tenants.System(context.Background(), "test")
	db := datatest.SQLite(f, data.Options{})
	f.Fuzz(func(t *testing.T, mapping, text string) {
		m := imports.Native(mapping)
		if m == nil {
			var err error
			if m, err = imports.ReadMapping(strings.NewReader(mapping)); err != nil {
				return
			}
		}
		r, err := imports.Run(ctx, db, imports.Job{Name: "f", Content: strings.NewReader(text), Size: int64(len(text)), Mapping: m, DryRun: true}, nil)
		if err != nil {
			if m.Office != "" { // no such office
				return
			}
			t.Fatal(err)
		}
		if r.Applied || r.Refused > r.Read || r.Refused > 0 && len(r.Problems) == 0 {
			t.Errorf("%+v", r)
		}
		for _, p := range append(r.Problems, r.Remarks...) {
			if p.EN == "" || p.ZH == "" || p.Line < 0 {
				t.Errorf("%+v", p)
			}
		}
		var out strings.Builder
		if err := r.Print(&out, "zh-CN"); err != nil || out.Len() == 0 {
			t.Error(err)
		}
	})
}
