package sheets_test

import (
	"testing"
	"time"

	"estatehub/internal/sheets"
)

// reads checks what a parser makes of texts: a value, or the code of the refusal.
func reads[T comparable](t *testing.T, parse func(string) (T, error), want map[string]any) {
	t.Helper()
	for text, want := range want {
		got, err := parse(text)
		if code, refused := want.(sheets.Code); refused {
			wantError(t, err, code, 0, 0)
		} else if err != nil || got != want.(T) {
			t.Errorf("%q: got %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestWholeNumbers(t *testing.T) {
	reads(t, sheets.ParseInt, map[string]any{
		"12": int64(12), " １２\u3000": int64(12), "1,234": int64(1234), "-5": int64(-5), "12.0": int64(12), "(3)": int64(-3),
		"+7": int64(7), "9223372036854775807": int64(9223372036854775807),
		"": sheets.CodeInt, "1.5": sheets.CodeInt, "12a": sheets.CodeInt, "1,23": sheets.CodeInt, "--1": sheets.CodeInt,
		"1e5": sheets.CodeInt, ".": sheets.CodeInt, "9223372036854775808": sheets.CodeRange,
	})
}

func TestDecimals(t *testing.T) {
	reads(t, func(s string) (int64, error) { return sheets.ParseDecimal(s, 2) }, map[string]any{
		"89.5": int64(8950), "1,234.56": int64(123456), "８９．５": int64(8950), "0.070": int64(7), "3.": int64(300),
		"89.555": sheets.CodeScale, "1.2.3": sheets.CodeDecimal, "12,34.5": sheets.CodeDecimal, "八十": sheets.CodeDecimal,
	})
}

func TestMoneyIsExactToTheFen(t *testing.T) {
	reads(t, sheets.ParseMoneyFen, map[string]any{
		"1,234.50": int64(123450), "0.29": int64(29), "￥1234.5": int64(123450), "1234元": int64(123400),
		"RMB 12": int64(1200), "-0.01": int64(-1), "¥-8": int64(-800),
		"1.5万": sheets.CodeMoney, "$5": sheets.CodeMoney, "0.005": sheets.CodeScale, "": sheets.CodeMoney,
	})
}

func TestDaysHoweverTheyAreWritten(t *testing.T) {
	day := time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)
	reads(t, sheets.ParseDate, map[string]any{
		"2024-03-05": day, "2024/3/5": day, "2024.3.5": day, "2024年3月5日": day, "2024年3月5": day, "20240305": day,
		"45356": day, "45356.75": day, "２０２４－０３－０５": day, "2024-03-05T14:30:00": day, "2024-3-5 9:05": day,
		"20240305 10:00": day, "2024年3月5日14时30分": day, "2024-03-05T23:00:00+08:00": day,
		"03/05/2024": sheets.CodeDateOrder, "5.3.2024": sheets.CodeDateOrder, "3/5/24": sheets.CodeDateOrder,
		"2024": sheets.CodeDate, "2024-02-30": sheets.CodeDate, "2024-13-01": sheets.CodeDate, "2024-3/5": sheets.CodeDate,
		"2024-03-05 25:00": sheets.CodeDate, "2024-03-051": sheets.CodeDate, "明天": sheets.CodeDate, "": sheets.CodeDate,
	})
}

func TestMomentsAreOfAPlace(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*3600)
	at := time.Date(2024, 3, 5, 6, 30, 0, 0, time.UTC)
	reads(t, func(s string) (time.Time, error) {
		m, err := sheets.ParseDateTime(s, shanghai)
		return m.UTC(), err
	}, map[string]any{
		"2024-03-05 14:30": at, "2024-03-05T14:30:00": at, "2024年3月5日 14时30分": at, "2024/3/5 14:30:00.5": at,
		"45356.604166667": at, "2024-03-05T06:30:00Z": at, "2024-03-05T07:30:00+01:00": at,
		"2024-03-05": at.Add(-14*time.Hour - 30*time.Minute),
		"14:30":      sheets.CodeDateTime, "2024-03-05 14:60": sheets.CodeDateTime, "03/05/2024 14:30": sheets.CodeDateOrder,
	})
}

func TestYesAndNo(t *testing.T) {
	reads(t, sheets.ParseBool, map[string]any{
		"是": true, "有": true, "Y": true, "ｙｅｓ": true, "TRUE": true, " 1 ": true,
		"否": false, "无": false, "n": false, "No": false, "false": false, "０": false,
		"": sheets.CodeBool, "2": sheets.CodeBool, "是的": sheets.CodeBool,
	})
}

func TestFold(t *testing.T) {
	wantCells(t, sheets.Fold("\ufeff\u3000\u00a0ＡＢ１２－３ 室\u200b\t\n"), "AB12-3 室")
	wantCells(t, sheets.Fold("Ｋ座　三层"), "K座 三层")
}

func TestARefusalSaysWhatWasExpected(t *testing.T) {
	_, err := sheets.ParseDate("明天")
	e := err.(*sheets.Error).At("房屋.xlsx", 7, 28)
	wantCells(t, e.Message("zh-CN"), "房屋.xlsx 第 7 行 AB 列：“明天”不是日期，应如 2024-03-05")
	wantCells(t, e.Message("en"), `房屋.xlsx, row 7, column AB: "明天" is no date; expected one like 2024-03-05`)
	wantCells(t, e.Problem("zh"), "“明天”不是日期，应如 2024-03-05")
}
