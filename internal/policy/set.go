// Package policy is every deadline, quota and target by which the sites are judged (2b.2, 2c to 2e): keys with the hub's
// own defaults, and versions set for the group, a company or a community from a day on. Nothing here judges; the engines
// ask what is in force and keep with their verdict which version it was.
package policy

import (
	"strconv"
	"time"

	"estatehub/internal/ident"
)

// Value is what a key is in a community on a day.
type Value struct {
	Key  Key
	Text string
	// Version is the row it comes from; 0 is the hub's own default.
	Version ident.ID
}

// None tells that there is no limit.
func (v Value) None() bool { return v.Text == "" }

// Int is a whole number; 0 where there is no limit.
func (v Value) Int() int {
	n, _ := strconv.Atoi(v.Text)
	return n
}

// Float is a number; 0 where there is no limit.
func (v Value) Float() float64 {
	f, _ := strconv.ParseFloat(v.Text, 64)
	return f
}

// Bool is a yes or no.
func (v Value) Bool() bool { return v.Text == "true" }

// Clock is a time of day as the time since midnight.
func (v Value) Clock() time.Duration {
	t, err := time.Parse("15:04", v.Text)
	if err != nil {
		return 0
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}

// Set is everything in force in a community on a day. It looks values up as they are asked for, and costs nothing to make.
type Set struct {
	table *Table
	nodes []ident.ID // the community, its company, the organisation
	day   string
}

// Defaults are the hub's own values.
func Defaults() *Set { return &Set{} }

// Get is the value of a key. A key that is not in the catalogue is a mistake of who programs, and panics.
func (s *Set) Get(k Key) Value {
	d := Of(k)
	if d == nil {
		panic("policy: no key " + string(k))
	}
	if v := s.version(k); v != nil {
		return Value{k, v.Text, v.ID}
	}
	return Value{k, d.Default, 0}
}

// version is the row a key's value comes from: the community's before the company's before the organisation's.
func (s *Set) version(k Key) *Version {
	for _, node := range s.nodes {
		if v := s.table.on(place{node, k}, s.day); v != nil {
			return v
		}
	}
	return nil
}
