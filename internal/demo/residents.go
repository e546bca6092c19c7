package demo

import (
	"fmt"
	"strconv"
)

// settle draws who owns the units of a community and who lives in them.
func (p *plan) settle(s *site, d dice) {
	var homes []*owner // who may own a parking space too
	for _, u := range s.units {
		u.ownedSince = d.between(later(u.building.estate.moveIn, -400), later(u.building.estate.moveIn, -20))
		if u.occupancy == "UNSOLD" {
			continue
		}
		o := p.buyer(s, d, u, homes)
		if u.building.use == "RESIDENTIAL" && o.kind == "PERSON" {
			homes = append(homes, o)
		}
		p.own(s, d, u, o)
		p.inhabit(s, d, u)
	}
}

// buyer is the owner of a unit: a new one, or one who has a home already.
func (p *plan) buyer(s *site, d dice, u *unit, homes []*owner) *owner {
	again := 3.0
	if u.building.use == "PARKING" {
		again = 88
	}
	if len(homes) > 0 && d.chance(again) {
		return pick(d, homes)
	}
	firm := u.building.use == "OFFICE" && d.chance(70) || u.building.use == "SHOP" && d.chance(35)
	if firm {
		o := &owner{kind: "COMPANY", name: d.business(u.building.use == "OFFICE"), phone: p.phone(), care: "NONE", profile: "VERIFIED"}
		s.owners = append(s.owners, o)
		return o
	}
	return p.person(s, d, u, surnames.draw(d), d.chance(44))
}

func (p *plan) person(s *site, d dice, u *unit, surname string, female bool) *owner {
	o := &owner{kind: "PERSON", surname: surname, female: female, name: d.named(surname, female), care: "NONE", profile: "VERIFIED"}
	if d.chance(98) {
		o.phone = p.phone()
	}
	age := d.from(27, 66)
	if d.chance(float64(s.elderly)) {
		age = d.from(68, 89)
		if d.chance(60) {
			o.care = "LONELY_ELDERLY"
		}
	} else if d.chance(1.3) {
		o.care = pick(d, words("DISABLED ILL ILL CHILD"))
	}
	if d.chance(86) || o.care == "LONELY_ELDERLY" {
		o.birthday = d.between(p.ago(age+1, 0, -1), p.ago(age, 0, 0))
	}
	if d.chance(45) && age < 62 {
		o.occupation = pick(d, words("教师 工程师 个体经营 公司职员 司机 护士 公务员 会计 厨师 销售 程序员 务农 电工 设计师"))
		if o.occupation != "个体经营" && o.occupation != "务农" && d.chance(60) {
			o.employer = pick(d, words("云川精工机械厂 云川第一中学 桐溪镇卫生院 云川公交集团 兴澜软件园 云川商业银行 桐溪食品厂 云川市政公司"))
		}
	}
	if d.chance(22) {
		o.hobby = pick(d, words("书法 广场舞 象棋 羽毛球 摄影 养花 钓鱼 太极拳 阅读 合唱"))
	}
	switch {
	case u.occupancy == "SOLD_NOT_HANDED_OVER":
		o.profile = pick(d, words("SKETCH COMPLETE COMPLETE"))
	case d.chance(9):
		o.profile = "COMPLETE"
	}
	s.owners = append(s.owners, o)
	return o
}

// own makes an owner the owner of a unit, sometimes with husband or wife, sometimes after somebody who sold it this year.
func (p *plan) own(s *site, d dice, u *unit, o *owner) {
	since := u.ownedSince
	lately := u.building.estate.moveIn < p.ago(1, 6, 0)
	if lately && d.chance(3) {
		before := p.person(s, d, u, surnames.draw(d), d.chance(44))
		before.profile = "ARCHIVED"
		sold := d.between(p.ago(0, 11, 20), p.ago(0, 0, 12))
		s.deed(u, before, 10000, since, later(sold, -1))
		since = sold
	}
	u.ownedSince = since
	if o.kind == "PERSON" && u.building.use == "RESIDENTIAL" && d.chance(16) {
		share := pick(d, []int{5000, 5000, 5000, 7000, 6000})
		spouse := p.person(s, d, u, surnames.draw(d), !o.female)
		s.deed(u, o, share, since, "")
		s.deed(u, spouse, 10000-share, since, "")
		return
	}
	s.deed(u, o, 10000, since, "")
}

func (s *site) deed(u *unit, o *owner, part int, since, until string) {
	w := &ownership{unit: u, owner: o, share: part, since: since, until: until}
	u.ownerships = append(u.ownerships, w)
	s.ownerships = append(s.ownerships, w)
}

// owner is who owned the unit on a day, the larger share first; nil before anybody did.
func (u *unit) owner(on string) *owner {
	for _, w := range u.ownerships {
		if w.since <= on && (w.until == "" || w.until >= on) {
			return w.owner
		}
	}
	return nil
}

// inhabit lets somebody live in a unit.
func (p *plan) inhabit(s *site, d dice, u *unit) {
	start := u.building.estate.moveIn
	if u.ownedSince > start {
		start = u.ownedSince
	}
	o := u.owner(p.today)
	switch {
	case u.occupancy == "LET":
		p.let(s, d, u, start)
	case u.occupancy == "OCCUPIED" && u.building.use == "RESIDENTIAL":
		u.movedDay = d.between(start, earlier(later(start, 300), p.ago(0, 0, 3)))
		if len(u.ownerships) > 1 && u.ownerships[0].until != "" && d.chance(70) { // who sold it lived here
			first := d.between(u.building.estate.moveIn, later(u.building.estate.moveIn, 200))
			u.formerly = p.home(s, d, u, u.ownerships[0].owner.surname, u.ownerships[0].owner.name, u.ownerships[0].owner.phone, first, u.ownerships[0].until)
		}
		u.household = p.home(s, d, u, o.surname, o.name, o.phone, u.movedDay, "")
	}
}

func earlier(a, b string) string {
	if a < b {
		return a
	}
	return b
}

// let gives a unit to a lessee, sometimes after another whose time is over.
func (p *plan) let(s *site, d dice, u *unit, start string) {
	per := map[string]int64{"RESIDENTIAL": 2600, "SHOP": 9800, "OFFICE": 5600, "PARKING": 2400}[u.building.use] // fen a month and m²
	if s.company == 1 {
		per = per * 6 / 10
	}
	rent := int64(u.layout.area) * per / 5000 * 5000
	since := d.between(later(p.ago(0, 10, 20), 0), p.ago(0, 0, 9))
	if since < start {
		since = d.between(start, p.ago(0, 0, 2))
	}
	until := later(later(since, 365), -1)
	name := d.stranger()
	phone := p.phone()
	if before := later(since, -365-d.from(3, 40)); before > start && d.chance(45) {
		old := d.stranger()
		s.tenancies = append(s.tenancies, &tenancy{
			unit: u, lessee: old, phone: p.phone(), since: before, until: later(before, 364), state: "ENDED", rent: rent - 10000, deposit: 2 * (rent - 10000),
		})
	}
	u.tenancy = &tenancy{unit: u, lessee: name, phone: phone, since: since, until: until, state: "ACTIVE", rent: rent, deposit: 2 * rent}
	s.tenancies = append(s.tenancies, u.tenancy)
	if u.building.use == "RESIDENTIAL" {
		u.movedDay = since
		u.household = p.home(s, d, u, string([]rune(name)[:1]), name, phone, since, "")
	}
}

var sizes = among(share[int]{1, 16}, share[int]{2, 26}, share[int]{3, 30}, share[int]{4, 16}, share[int]{5, 9}, share[int]{6, 3})

// home is a household of a head and who lives with him.
func (p *plan) home(s *site, d dice, u *unit, surname, head, phone, since, until string) *household {
	h := &household{unit: u, head: head, phone: phone, since: since, until: until, size: sizes.draw(d)}
	if u.layout.area < 55 {
		h.size = min(h.size, d.from(1, 3))
	}
	s.households = append(s.households, h)
	for i := 1; i < h.size; i++ {
		m := &member{household: h}
		switch {
		case i == 1:
			m.relation, m.name = "配偶", d.named(surnames.draw(d), d.chance(56))
			m.birthday = d.between(p.ago(62, 0, 0), p.ago(25, 0, 0))
			m.phone = p.phone()
		case i <= 3 && d.chance(80):
			son := d.chance(52)
			m.relation = map[bool]string{true: "子", false: "女"}[son]
			m.name = d.named(surname, !son)
			m.birthday = d.between(p.ago(22, 0, 0), p.ago(1, 0, 0))
		default:
			mother := d.chance(55)
			m.relation = map[bool]string{true: "母亲", false: "父亲"}[mother]
			if mother {
				m.name = d.named(surnames.draw(d), true)
			} else {
				m.name = d.named(surname, false)
			}
			m.birthday = d.between(p.ago(84, 0, 0), p.ago(55, 0, 0))
		}
		if d.chance(30) {
			m.birthday = ""
		}
		s.members = append(s.members, m)
	}
	return h
}

func ownerCode(i int) string { return fmt.Sprintf("Y%05d", i+1) }

// moved counts the units somebody has moved into, and who lives there.
func (s *site) moved() (units, people int) {
	for _, h := range s.households {
		if h.until == "" {
			units++
			people += h.size
		}
	}
	return units, people
}

func (s *site) area() float64 {
	sum := 0.0
	for _, u := range s.units {
		sum += u.surveyed
	}
	n, _ := strconv.ParseFloat(strconv.FormatFloat(sum, 'f', 1, 64), 64)
	return n
}

// homes counts the units that are for living in.
func (s *site) homes() int {
	n := 0
	for _, u := range s.units {
		if u.building.use == "RESIDENTIAL" {
			n++
		}
	}
	return n
}
