package portfolio

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"estatehub/internal/ident"
)

// instant is how both databases are told an instant, in text that SQLite keeps as it is.
const instant = "2006-01-02 15:04:05.000000"

// literal appends a value as both SQLite and MariaDB read it. Statements without parameters are parsed once and sent once,
// which for millions of rows is what counts.
func literal(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "NULL"...)
	case ident.ID:
		return strconv.AppendInt(b, int64(v), 10)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case bool:
		if v {
			return append(b, '1')
		}
		return append(b, '0')
	case time.Time:
		b = append(b, '\'')
		return append(v.UTC().AppendFormat(b, instant), '\'')
	case string:
		if strings.ContainsAny(v, `'\`) {
			panic("portfolio: a text with a quote: " + v) // all texts are ours
		}
		b = append(b, '\'')
		return append(append(b, v...), '\'')
	}
	panic(fmt.Sprintf("portfolio: no literal for %T", v))
}
