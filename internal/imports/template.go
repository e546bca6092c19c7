package imports

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"estatehub/ent/gen"
	"estatehub/ent/noun"
	"estatehub/internal/sheets"
)

// Templates answers GET …/unit.xlsx and the like with an empty file to be filled in; ?lang=en has headers in English.
func Templates() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := path.Base(r.URL.Path)
		ext := path.Ext(name)
		m := Native(strings.TrimSuffix(name, ext))
		format := sheets.Format(strings.TrimPrefix(ext, "."))
		types := map[sheets.Format]string{sheets.CSV: "text/csv; charset=utf-8", sheets.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
		if m == nil || types[format] == "" {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "GET only", http.StatusMethodNotAllowed)
			return
		}
		lang := "zh-CN"
		if strings.HasPrefix(r.URL.Query().Get("lang"), "en") {
			lang = "en"
		}
		var b bytes.Buffer
		if err := m.WriteTemplate(&b, format, lang); err != nil {
			http.Error(w, "the template could not be written", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", types[format])
		w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s%s"`, m.native.Field, ext))
		w.Header().Set("Content-Length", fmt.Sprint(b.Len()))
		_, _ = w.Write(b.Bytes())
	})
}

// WriteTemplate writes the empty file of a noun: headers, with hints and choices in a workbook. A header with a star must
// be filled in.
func (m *Mapping) WriteTemplate(to io.Writer, format sheets.Format, lang string) error {
	if m.native == nil {
		return fmt.Errorf("imports: the mapping %s is for a foreign file and has no template", m.Name)
	}
	zh := strings.HasPrefix(lang, "zh")
	name := m.native.Name
	if zh {
		name = m.native.ZH
	}
	w, err := sheets.NewWriter(to, format, name)
	if err != nil {
		return fmt.Errorf("imports: template: %w", err)
	}
	var columns []sheets.Column
	if m.Community != nil {
		c := sheets.Column{Title: communityTitle, Text: true, Hint: "导入单个小区时可不填"}
		if !zh {
			c.Title, c.Hint = "communityCode", "may be left out of an import into one community"
		}
		columns = append(columns, c)
	}
	for _, f := range m.native.Fields {
		if importable(m.native, f) {
			columns = append(columns, column(f, zh, lang))
		}
	}
	if err := w.Header(columns); err != nil {
		return fmt.Errorf("imports: template: %w", err)
	}
	return w.Close()
}

func column(f *noun.Field, zh bool, lang string) sheets.Column {
	c := sheets.Column{Name: f.API, Title: title(f), Hint: hint(f, zh), Text: f.Type == noun.Text || f.Type == noun.Ref}
	if !zh {
		c.Title = f.API
		if f.Type == noun.Ref {
			key := refKey(f.Ref).API
			c.Title = strings.TrimSuffix(f.API, "Id") + strings.ToUpper(key[:1]) + key[1:]
		}
	}
	if required(f) {
		c.Title += "*"
	}
	if f.Type == noun.Enum {
		c.Enum = choices(f, lang)
	}
	return c
}

// hint says what a cell holds.
func hint(f *noun.Field, zh bool) string {
	switch {
	case zh && f.Type == noun.Date:
		return "日期，如 2024-03-05"
	case zh && f.Type == noun.Time:
		return "时间，如 2024-03-05 14:30"
	case zh && f.Type == noun.Bool:
		return "是 或 否"
	case zh && f.Type == noun.Ref:
		return gen.Nouns.Named(f.Ref).ZH + "的" + refKey(f.Ref).ZH
	case zh && f.Type == noun.Fen:
		return "金额，单位为元"
	case zh && f.Min != nil:
		return fmt.Sprintf("%d 到 %d 的整数", *f.Min, *f.Top)
	case zh && f.Max > 0:
		return fmt.Sprintf("最多 %d 个字符", f.Max)
	case zh:
		return f.ZH
	}
	return f.Doc
}
