package sheets

// Code says what is wrong. Codes are stable, messages are not.
type Code string

// Codes of files and rows.
const (
	CodeRead         Code = "read"          // the medium failed
	CodeEmpty        Code = "empty"         // no row at all
	CodeUnknown      Code = "unknown"       // neither CSV nor XLSX
	CodeLegacy       Code = "legacy"        // .xls, .xlsb, or a web page called .xls
	CodeEncrypted    Code = "encrypted"     // a workbook with a password
	CodeEncoding     Code = "encoding"      // neither UTF-8 nor UTF-16 nor GB18030
	CodeGarbled      Code = "garbled"       // a cell has characters that could not be decoded
	CodeDamaged      Code = "damaged"       // not a well-formed archive or XML
	CodeTooLarge     Code = "too_large"     // unpacks to more than MaxUnpacked
	CodeLongRow      Code = "long_row"      // a record over the limit, most often a quote left open
	CodeQuote        Code = "quote"         // quotes that do not match
	CodeNoSheet      Code = "no_sheet"      // no sheet of that name
	CodeHeaderEmpty  Code = "header_empty"  // columns without a header
	CodeHeaderTwice  Code = "header_twice"  // two columns of the same header
	CodeExtraCells   Code = "extra_cells"   // more cells than headers
	CodeDigitsLost   Code = "digits_lost"   // a number longer than Excel can hold
	CodeFormulaError Code = "formula_error" // #N/A and its kin
	CodeNoResult     Code = "no_result"     // a formula never computed
	CodeTooManyRows  Code = "too_many_rows" // more than a sheet holds
	CodeLongCell     Code = "long_cell"     // more than an XLSX cell holds
)

// Codes of cells.
const (
	CodeInt       Code = "int"
	CodeDecimal   Code = "decimal"
	CodeMoney     Code = "money"
	CodeScale     Code = "scale"
	CodeRange     Code = "range"
	CodeDate      Code = "date"
	CodeDateOrder Code = "date_order"
	CodeDateTime  Code = "date_time"
	CodeBool      Code = "bool"
)

var messages = map[Code]struct{ zh, en string }{
	CodeRead:         {"读取失败：%v", "cannot be read: %v"},
	CodeEmpty:        {"没有任何内容", "has no content"},
	CodeUnknown:      {"不是可识别的表格文件，请使用 .xlsx 或 .csv", "is no table; use .xlsx or .csv"},
	CodeLegacy:       {"是旧格式文件，请在 Excel 中另存为 .xlsx", "is in an old format; in Excel, save as .xlsx"},
	CodeEncrypted:    {"文件已加密，请去掉密码后另存为 .xlsx", "is encrypted; remove the password and save as .xlsx"},
	CodeEncoding:     {"无法识别文字编码，请另存为 UTF-8 编码的 CSV 或 .xlsx", "has an unknown encoding; save as CSV UTF-8 or .xlsx"},
	CodeGarbled:      {"单元格含有乱码", "the cell has garbled characters"},
	CodeDamaged:      {"文件已损坏，请在 Excel 中打开后重新保存（%v）", "is damaged; open it in Excel and save it again (%v)"},
	CodeTooLarge:     {"解压后超过 %d MiB，请拆分文件", "unpacks to more than %d MiB; split the file"},
	CodeLongRow:      {"本行起内容过长，可能缺少右引号", "the row starting here is too long, a closing quote may be missing"},
	CodeQuote:        {"引号不配对", "quotes do not match"},
	CodeNoSheet:      {"没有名为“%s”的工作表", "has no sheet called %q"},
	CodeHeaderEmpty:  {"表头有空白列：%s", "columns without a header: %s"},
	CodeHeaderTwice:  {"表头重复：%s", "headers appear twice: %s"},
	CodeExtraCells:   {"本行有 %d 列，表头只有 %d 列", "the row has %d cells, the header has %d"},
	CodeDigitsLost:   {"数字 %s 超过 15 位，Excel 已丢失末尾数字，请将该列设为文本后重新录入", "the number %s has over 15 digits and Excel has lost the last ones; format the column as text and enter it again"},
	CodeFormulaError: {"公式结果为错误值 %s", "the formula results in %s"},
	CodeNoResult:     {"公式没有计算结果，请在 Excel 中打开并保存", "the formula has no result; open and save the file in Excel"},
	CodeTooManyRows:  {"超过 Excel 的行数上限 %d", "more rows than the %d Excel can hold"},
	CodeLongCell:     {"单元格超过 %d 个字符", "the cell has more than %d characters"},

	CodeInt:       {"“%s”不是整数，应如 12 或 1,234", "%q is no whole number; expected one like 12 or 1,234"},
	CodeDecimal:   {"“%s”不是数字，应如 89.5 或 1,234.56", "%q is no number; expected one like 89.5 or 1,234.56"},
	CodeMoney:     {"“%s”不是金额，应以元为单位，如 1,234.50", "%q is no amount; expected yuan like 1,234.50"},
	CodeScale:     {"“%s”的小数超过 %d 位", "%q has more than %d decimals"},
	CodeRange:     {"“%s”超出范围", "%q is out of range"},
	CodeDate:      {"“%s”不是日期，应如 2024-03-05", "%q is no date; expected one like 2024-03-05"},
	CodeDateOrder: {"“%s”分不清日和月，应按年月日书写，如 2024-03-05", "%q could be read two ways; write year, month, day like 2024-03-05"},
	CodeDateTime:  {"“%s”不是时间，应如 2024-03-05 14:30:00", "%q is no time; expected one like 2024-03-05 14:30:00"},
	CodeBool:      {"“%s”不是是/否，应填 是 或 否", "%q is neither yes nor no; expected 是 or 否, Y or N"},
}
