package portfolio

import "fmt"

const companies = 5

var posts = []struct{ code, title string }{
	{"DIR", "管理处主任"}, {"CSS", "客服主管"}, {"DESK", "前台接待"}, {"ENGS", "工程主管"}, {"REP", "维修工"}, {"ENVS", "环境主管"},
}

// postOf is the post of the ith of a site: one director, most of them repair workers.
func postOf(i int) int { return min(i, len(posts)-2) }

func (p *Plan) organizationRows(row add) {
	row(p.global(p.kinds.organization, 0), "YCAJ", "云川安居物业集团", "Asia/Shanghai", p.Now, p.Now)
}

func (p *Plan) companyRows(row add) {
	for i := range companies {
		row(p.global(p.kinds.company, i), fmt.Sprintf("WY%d", i+1), fmt.Sprintf("云川第%d物业服务有限公司", i+1), "PROPERTY", p.global(p.kinds.organization, 0), p.Now, p.Now)
	}
}

func (p *Plan) officeRows(n int, row add) {
	d := p.dice("offices", n)
	row(p.global(p.kinds.office, n), fmt.Sprintf("GLC%05d", n+1), fmt.Sprintf("第%d管理处", n+1), person(d), p.global(p.kinds.company, n%companies), p.Now, p.Now)
}

func (p *Plan) communityRows(n int, row add) {
	d := p.dice("communities", n)
	row(p.Community(n), fmt.Sprintf("XQ%05d", n+1), fmt.Sprintf("%s%s小区", pick(d, gardens), pick(d, gardens)), p.global(p.kinds.office, n),
		fmt.Sprintf("云川市%s%d号", pick(d, streets), 1+d.IntN(300)), p.Units, p.Units*9/10, p.Units*5/2, d.IntN(6), "OPERATING", p.Now, p.Now)
}

func (p *Plan) postRows(row add) {
	for i, o := range posts {
		row(p.global(p.kinds.post, i), o.code, o.title, p.Now, p.Now)
	}
}

func (p *Plan) staffRows(n int, row add) {
	d := p.dice("staff", n)
	for i := range staffPerSite {
		at := n*staffPerSite + i
		row(p.global(p.kinds.staff, at), fmt.Sprintf("YG%06d", at+1), person(d), p.global(p.kinds.company, n%companies), "ACTIVE", phone(d), p.Now, p.Now)
	}
}
