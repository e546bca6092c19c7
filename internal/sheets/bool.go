package sheets

import "strings"

var bools = map[string]bool{
	"是": true, "有": true, "y": true, "yes": true, "true": true, "1": true,
	"否": false, "无": false, "n": false, "no": false, "false": false, "0": false,
}

// ParseBool reads 是/否, 有/无, Y/N, yes/no, true/false and 1/0, in any case and width.
func ParseBool(s string) (bool, error) {
	v, ok := bools[strings.ToLower(Fold(s))]
	if !ok {
		return false, problem(CodeBool, s)
	}
	return v, nil
}
