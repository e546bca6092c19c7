package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"

	"estatehub/internal/blobs"
	"estatehub/internal/ident"
)

// file is a photo or scan: evidence of a duty, or the photo of a finding.
type file struct {
	id      ident.ID
	name    string
	content []byte
	task    *task
	found   *discovery
	at      time.Time
}

// attach gives the duties that want a file as evidence theirs once they are done, and most findings a photo.
func (p *plan) attach(s *site) {
	d := throw("files " + s.code)
	for _, t := range s.tasks {
		if t.Evidence == "FILE" && !t.done.IsZero() {
			s.files = append(s.files,
				&file{name: s.name + t.Period + t.ZH + ".pdf", content: report(s.code + " " + t.Period + " " + t.EN), task: t, at: t.done},
				&file{name: "公告栏张贴.png", content: photo(d), task: t, at: t.done})
		}
		for _, f := range t.found {
			if d.chance(70) {
				s.files = append(s.files, &file{name: "现场照片.png", content: photo(d), found: f, at: f.ticket.opened})
			}
		}
	}
}

// photo is a small picture: a wall, a floor and something on it.
func photo(d dice) []byte {
	const width, height = 64, 48
	wall, floor := color.Gray{uint8(d.from(150, 220))}, color.Gray{uint8(d.from(70, 130))} //nolint:gosec // within a byte
	stain := color.Gray{uint8(d.from(10, 50))}                                             //nolint:gosec // within a byte
	x, y, r := d.from(10, width-10), d.from(8, height-8), d.from(4, 9)
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range width {
		for j := range height {
			c := wall
			if j > height*2/3 {
				c = floor
			}
			if (i-x)*(i-x)+(j-y)*(j-y) < r*r {
				c = stain
			}
			img.SetGray(i, j, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // into memory
	}
	return b.Bytes()
}

// report is a PDF of one page with a line of ASCII on it.
func report(line string) []byte {
	text := fmt.Sprintf("BT /F1 18 Tf 60 760 Td (%s) Tj ET", line)
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

// shelve puts the contents of all files into a store: before the rows that refer to them.
func (p *plan) shelve(store *blobs.Store) error {
	for _, s := range p.sites {
		for _, f := range s.files {
			if _, err := store.Put(bytes.NewReader(f.content)); err != nil {
				return err
			}
		}
	}
	return nil
}

// attachments writes the rows of the files.
func (w *writer) attachments(ctx context.Context) error {
	return w.rows(ctx, "Attachment", stamped("duty_id finding_id name media_type size sha256"), func(s *site, add func(ident.ID, ...any)) {
		for _, f := range s.files {
			sum := sha256.Sum256(f.content)
			add(f.id, f.task.ref(), f.found.ref(), f.name, blobs.Sniff(f.content), len(f.content), hex.EncodeToString(sum[:]), f.at, f.at)
		}
	})
}

func (f *discovery) ref() any {
	if f == nil {
		return nil
	}
	return f.id
}
