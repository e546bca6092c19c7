package demo

import (
	"fmt"
	"math"
	"strconv"
)

// build draws the estates, buildings and units of a community.
func (p *plan) build(s *site, d dice) {
	for i, name := range s.spec.zones {
		s.zones = append(s.zones, &zoned{code: fmt.Sprintf("Z%d", i+1), name: name})
	}
	for i := range s.spec.phases {
		ph := &s.spec.phases[i]
		e := &estate{phase: ph, moveIn: p.ago(ph.moveIn[0], ph.moveIn[1], ph.moveIn[2])}
		if s.opened == "" || e.moveIn < s.opened {
			s.opened = e.moveIn
		}
		s.phases = append(s.phases, e)
		for j := range ph.blocks {
			for n := range ph.blocks[j].count {
				e.buildings = append(e.buildings, e.raise(&ph.blocks[j], n))
			}
		}
	}
	total, n := 0, 0
	for _, e := range s.phases {
		total += len(e.buildings)
	}
	for _, e := range s.phases {
		for _, b := range e.buildings {
			b.zone = s.zones[n*len(s.zones)/total]
			n++
			s.fit(b, d)
		}
	}
}

func (e *estate) raise(bl *block, n int) *building {
	b := &building{code: bl.code, block: bl, estate: e}
	if first, err := strconv.Atoi(bl.code); err == nil {
		b.code = strconv.Itoa(first + n)
	}
	switch bl.use {
	case "PARKING":
		b.name = "地下车库"
	case "SHOP":
		b.name = "商铺" + b.code
	case "OFFICE":
		b.name = b.code + "号写字楼"
	default:
		b.name = b.code + "栋"
	}
	return b
}

// fit draws the units of a building, entrance by entrance and from the ground up.
func (s *site) fit(b *building, d dice) {
	if b.use == "PARKING" {
		for n := range b.perDoor {
			door := fmt.Sprintf("B1-%03d", n+1)
			s.unit(b, d, &unit{no: b.code + "-" + door, door: door, floor: -1, layout: b.layouts[n%len(b.layouts)]})
		}
		return
	}
	for e := 1; e <= max(b.entrances, 1); e++ {
		for f := 1; f <= b.floors; f++ {
			for n := 1; n <= b.perDoor; n++ {
				door := fmt.Sprintf("%d%02d", f, n)
				u := &unit{no: fmt.Sprintf("%s-%d-%s", b.code, e, door), door: door, floor: f, layout: b.layouts[(n-1)%len(b.layouts)]}
				if b.entrances > 0 {
					u.entrance = strconv.Itoa(e)
				}
				s.unit(b, d, u)
			}
		}
	}
}

func (s *site) unit(b *building, d dice, u *unit) {
	u.building = b
	u.occupancy = b.estate.occupancy.draw(d)
	if b.use == "PARKING" && u.occupancy == "RENOVATING" {
		u.occupancy = "OCCUPIED"
	}
	u.surveyed = math.Round(u.layout.area*(0.985+0.03*d.Float64())*10) / 10
	u.keys = u.occupancy == "VACANT" && d.chance(45) || u.occupancy == "HANDED_OVER" && d.chance(12)
	s.units = append(s.units, u)
}

// quality is what is known of a unit's state; most have none that is worth a word.
func (u *unit) quality(d dice) any {
	if u.building.use != "RESIDENTIAL" || !d.chance(7) {
		return nil
	}
	return pick(d, words("北侧外墙有渗水痕迹 客厅顶板有细裂缝，已观察 卫生间防水已重做 阳台地漏排水偏慢 窗框密封胶老化 入户门框轻微变形 厨房烟道止回阀已更换"))
}
