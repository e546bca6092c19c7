package main

import (
	"bytes"
	"unicode/utf8"
)

// base32 is the alphabet of ids on the wire (see package ident).
const base32 = "0123456789abcdefghjkmnpqrstvwxyz"

// appendID appends an id as it goes over the wire, in quotes.
func appendID(b []byte, id int64) []byte {
	var text [15]byte
	text[0], text[14] = '"', '"'
	for i := 13; i >= 1; i-- {
		text[i] = base32[id&31]
		id >>= 5
	}
	return append(b, text[:]...)
}

// appendTime appends an instant of the database, "2026-01-02 15:04:05.120000", as the hub writes it: "2026-01-02T15:04:05.12Z".
func appendTime(b, at []byte) []byte {
	b = append(b, '"')
	b = append(b, at...)
	b[len(b)-len(at)+len("2026-01-02")] = 'T'
	if dot := bytes.IndexByte(at, '.'); dot >= 0 {
		b = bytes.TrimRight(b, "0")
		if b[len(b)-1] == '.' {
			b = b[:len(b)-1]
		}
	}
	return append(b, 'Z', '"')
}

// appendText appends a text as JSON; null for null.
func appendText(b, text []byte) []byte {
	if text == nil {
		return append(b, "null"...)
	}
	b = append(b, '"')
	from := 0
	for i, c := range text {
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, text[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			const hex = "0123456789abcdef"
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, text[from:]...), '"')
}

// appendName appends a person's name as the quality department sees it: the surname, and a star for each of up to two
// characters more. The portfolio's names are Chinese; of the compound surnames it has two.
func appendName(b, name []byte) []byte {
	_, keep := utf8.DecodeRune(name)
	if all := utf8.RuneCount(name); all > 2 && (bytes.HasPrefix(name, compound1) || bytes.HasPrefix(name, compound2)) {
		keep = len(compound1)
	}
	b = append(append(b, '"'), name[:keep]...)
	for range min(utf8.RuneCount(name[keep:]), 2) {
		b = append(b, '*')
	}
	return append(b, '"')
}

var compound1, compound2 = []byte("欧阳"), []byte("上官")
