package tenants

import (
	"maps"
	"slices"
)

// Role is what a grant makes of a user below a node of the organisation tree.
type Role string

// The roles (domain 0.2 and 2i).
const (
	HR              Role = "HR"               // head-office HR 总公司人力资源部
	QualityDept     Role = "QUALITY"          // head-office quality 品质管理部
	ComplaintCentre Role = "COMPLAINT_CENTRE" // 客户投诉处理中心
	Finance         Role = "FINANCE"          // 财务
	SiteManager     Role = "SITE_MANAGER"     // director of the management office 管理处主任
	SiteStaff       Role = "SITE_STAFF"       // front desk, zone CS, repair 管理处员工
	BI              Role = "BI"               // read-only pull BI只读
	Administrator   Role = "ADMINISTRATOR"    // users, grants and the organisation tree 系统管理员
)

// powers says how far each role opens each field group. What is not named is closed.
var powers = map[Role]map[Group]Level{
	HR:              {Portfolio: Read, People: Write, Duties: Read, Policies: Read},
	QualityDept:     {Portfolio: Read, Owners: Masked, Contacts: Read, Tickets: Write, Quality: Write, Duties: Write, Policies: Write},
	ComplaintCentre: {Portfolio: Read, Owners: Masked, Contacts: Read, Tickets: Write, Quality: Read, Policies: Read},
	Finance:         {Portfolio: Read, Owners: Read, Money: Write, Duties: Read, Policies: Read},
	SiteManager:     {Portfolio: Write, Owners: Write, Contacts: Write, Tickets: Write, Quality: Write, People: Write, Money: Write, Duties: Write, Policies: Read},
	SiteStaff:       {Portfolio: Read, Owners: Read, Contacts: Write, Tickets: Write, Quality: Write, Duties: Write, Policies: Read},
	BI:              {Portfolio: Read, Owners: Bare, Contacts: Bare, Tickets: Read, Quality: Read, People: Bare, Money: Read, Duties: Read, Policies: Read},
	Administrator:   {Portfolio: Write, Admin: Write, Policies: Read},
}

// Roles lists all roles by name.
func Roles() []Role { return slices.Sorted(maps.Keys(powers)) }

// Level is how far the role opens a group; an unknown role opens nothing.
func (r Role) Level(g Group) Level { return powers[r][g] }

// AsksFreely tells whether the role may send documents of its own. The staff of a site works in the console, whose
// documents are the hub's; who builds reports or looks into things for a site or more may ask what he likes.
func (r Role) AsksFreely() bool { return r != SiteStaff && powers[r] != nil }

// Values lists the roles for the schema's enum.
func (Role) Values() []string {
	var vs []string
	for _, r := range Roles() {
		vs = append(vs, string(r))
	}
	return vs
}
