package tenantstest

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"estatehub/internal/metrics"
)

// metric are arguments of the field metric that go together: of any key and any dimensions hardly any do.
func (a *asker) metric(t *ast.Definition, f *ast.FieldDefinition) string {
	m := metrics.All[a.rnd.IntN(len(metrics.All))]
	for _, other := range metrics.All {
		if a.cov.fresh("MetricKey."+other.Key) && a.rnd.IntN(8) == 0 {
			m = other
			break
		}
	}
	dimensions := m.Dimensions()
	var by []string
	for range a.rnd.IntN(4) {
		d := string(dimensions[a.rnd.IntN(len(dimensions))])
		if !slices.Contains(by, d) {
			by = append(by, d)
		}
		a.used = append(a.used, "MetricDimension."+d)
	}
	at := t.Name + "." + f.Name
	a.used = append(a.used, at+"(key:)", at+"(by:)", "MetricKey."+m.Key)
	args := "key: " + m.Key + ", by: [" + strings.Join(by, ", ") + "]"
	for _, name := range []string{"period", "where"} {
		if d := f.Arguments.ForName(name); a.rnd.IntN(2) == 0 {
			a.used = append(a.used, at+"("+name+":)")
			args += ", " + name + ": " + a.literal(d.Type, spot{owner: "Metric", field: name}, 3)
		}
	}
	return "(" + args + ")"
}
