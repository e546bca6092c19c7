package limits

// of is the cost of an operation with its variables, or the error that it is too high.
func (c *cost) of(l *Limits, vars map[string]any) (int, error) {
	var few [32]int
	made := few[:0]
	total, long := c.roots, false
	for i := range c.steps {
		s := &c.steps[i]
		n := 1
		if s.parent >= 0 {
			n = made[s.parent]
		}
		if n > 0 && !s.holds(vars) {
			n = 0
		}
		if s.counts && n > 0 {
			size := s.rows.of(vars)
			if s.flat && size > l.First && s.rows.forward(vars) {
				if err := check("longRead", l.LongRead, size); err != nil {
					return 0, err
				}
				if !long { // one in a request is streamed; more would be many times the most
					long, size = true, 0
				}
			}
			n = min(n*min(size*s.rows.times, ceiling), ceiling)
			total = min(total+n, ceiling)
		}
		made = append(made, n)
	}
	return total, check("cost", l.Cost, total)
}

func (s *step) holds(vars map[string]any) bool {
	for _, c := range s.when {
		on := c.literal
		if c.variable != "" {
			on, _ = vars[c.variable].(bool)
		}
		if on == c.not {
			return false
		}
	}
	return true
}

// of is how many rows are asked for. Less than none is refused later, and both sizes at once; the larger counts until then.
func (r *rows) of(vars map[string]any) int {
	first, said := r.first.of(vars)
	last, also := r.last.of(vars)
	if !said && !also {
		return r.fixed
	}
	return max(first, last, 0)
}

// forward tells that the size is that of first alone.
func (r *rows) forward(vars map[string]any) bool {
	_, first := r.first.of(vars)
	_, last := r.last.of(vars)
	return first && !last
}

func (v *value) of(vars map[string]any) (int, bool) {
	if v == nil {
		return 0, false
	}
	if v.variable == "" {
		return v.literal, true
	}
	return integer(vars[v.variable])
}
