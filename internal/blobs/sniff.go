package blobs

import (
	"bytes"
	"slices"
)

// sniffed is how much of the content Sniff wants to see.
const sniffed = 64

var magics = []struct{ mediaType, magic string }{
	{"image/jpeg", "\xff\xd8\xff"},
	{"image/png", "\x89PNG\r\n\x1a\n"},
	{"image/gif", "GIF87a"},
	{"image/gif", "GIF89a"},
	{"application/pdf", "%PDF-"},
}

// heic are the brands of ISO media files that are pictures of a phone and not films.
var heic = []string{"heic", "heix", "heim", "heis", "mif1"}

// Sniff is the media type of content by its first bytes, empty for what is not accepted: photos and scans are, and
// nothing that a browser would run. The name and type a client sends are not asked.
func Sniff(head []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.mediaType
		}
	}
	if len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP" {
		return "image/webp"
	}
	if len(head) >= 12 && string(head[4:8]) == "ftyp" && slices.Contains(heic, string(head[8:12])) {
		return "image/heic"
	}
	return ""
}
