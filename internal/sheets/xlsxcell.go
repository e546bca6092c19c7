package sheets

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

const exactInExcel = 1e15 // Excel keeps 15 digits and replaces the others by zeros

// cell reads the cell whose element was just opened.
func (s *sheetSource) cell(c xml.StartElement) (string, error) {
	var value strings.Builder
	var text string
	formula := false
	for depth, inValue := 1, false; depth > 0; {
		tok, err := s.dec.Token()
		if err != nil {
			return "", err
		}
		switch el := tok.(type) {
		case xml.StartElement:
			switch el.Name.Local {
			case "is":
				if text, err = richText(s.dec); err != nil {
					return "", err
				}
				continue
			case "f":
				formula = true
			}
			depth++
			inValue = el.Name.Local == "v"
		case xml.EndElement:
			depth--
			inValue = false
		case xml.CharData:
			if inValue {
				value.Write(el)
			}
		}
	}
	v := value.String()
	switch attr(c, "t") {
	case "inlineStr":
		return text, nil
	case "str":
		return unescaped(v), nil
	case "e":
		return "", &RowError{problem(CodeFormulaError, v)}
	}
	v = strings.TrimSpace(v)
	if v == "" {
		if formula { // written by a program and never opened in Excel; an empty cell would be a guess
			return "", &RowError{problem(CodeNoResult)}
		}
		return "", nil
	}
	switch attr(c, "t") {
	case "s":
		if i, err := strconv.Atoi(v); err == nil && i >= 0 && i < len(s.b.shared) {
			return s.b.shared[i], nil
		}
		return "", problem(CodeDamaged, "text "+v)
	case "b":
		if truth(v) {
			return "TRUE", nil
		}
		return "FALSE", nil
	case "d":
		return strings.TrimSuffix(v, "Z"), nil
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return "", problem(CodeDamaged, "number "+v)
	}
	var st style
	if i, err := strconv.Atoi(attr(c, "s")); err == nil && i >= 0 && i < len(s.b.styles) {
		st = s.b.styles[i]
	}
	if st.date {
		if date, ok := serialText(f, s.b.epoch4); ok {
			return date, nil
		}
	}
	if math.Abs(f) >= exactInExcel {
		return "", &RowError{problem(CodeDigitsLost, strconv.FormatFloat(f, 'f', -1, 64))}
	}
	return padded(plain(f), st.zeros), nil
}

// plain writes a number as it was typed: of the 17 digits a file holds the last two are noise of the binary fraction.
func plain(f float64) string {
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if f == 0 {
		return "0" // and not -0
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func padded(s string, width int) string {
	if len(s) >= width || !allDigits(s) {
		return s
	}
	return strings.Repeat("0", width-len(s)) + s
}
