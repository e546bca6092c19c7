package imports

import "hash/maphash"

// seen is a set of keys, known by 64-bit fingerprints: 11 to 22 bytes each, for a file may have millions. Among ten million
// keys the odds that two different ones look alike are one in three hundred thousand; the row would be called a duplicate.
type seen struct {
	seed  maphash.Seed
	slots []uint64 // open addressing; 0 is free
	n     int
}

func newSeen() *seen { return &seen{seed: maphash.MakeSeed(), slots: make([]uint64, 1024)} }

// has tells whether a key is in the set.
func (s *seen) has(key string) bool { return s.slots[s.find(s.print(key))] != 0 }

// add puts a key into the set.
func (s *seen) add(key string) {
	print := s.print(key)
	i := s.find(print)
	if s.slots[i] != 0 {
		return
	}
	s.slots[i] = print
	if s.n++; 4*s.n < 3*len(s.slots) {
		return
	}
	old := s.slots
	s.slots = make([]uint64, 2*len(old))
	for _, p := range old {
		if p != 0 {
			s.slots[s.find(p)] = p
		}
	}
}

func (s *seen) print(key string) uint64 {
	if p := maphash.String(s.seed, key); p != 0 {
		return p
	}
	return 1
}

func (s *seen) find(print uint64) int {
	mask := len(s.slots) - 1
	i := int(print>>1) & mask //nolint:gosec // masked
	for s.slots[i] != 0 && s.slots[i] != print {
		i = (i + 1) & mask
	}
	return i
}
