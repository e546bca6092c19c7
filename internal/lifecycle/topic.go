package lifecycle

// Topics say what a ticket is about: the topics of complaints and surveys (2h.1) and the places of repairs (2h.4) in
// one list, because a complaint about a lift and the repair of that lift must be countable together. Power, water and
// heating stand in both.
var Topics = []Term{
	{"SECURITY", "安全", "Security", "2h.1, S0.b"},
	{"CLEANING", "保洁", "Cleaning", "2h.1, S0.b"},
	{"GREENING", "绿化", "Greening", "2h.1, S0.b, S3.a"},
	{"REPAIR", "维修", "Repair", "2h.1, S0.b"},
	{"STAFF_QUALITY", "人员素质", "Staff quality", "2h.1, S0.b"},
	{"HEATING", "供暖", "Heating", "2h.1, 2h.4, S3.a"},
	{"COOLING", "供冷", "Cooling", "2h.1, S3.a"},
	{"POWER", "供电", "Power", "2h.1, 2h.4, S3.a"},
	{"WATER", "供水", "Water", "2h.1, 2h.4, S3.a"},
	{"FIRE_SECURITY", "消防与安全", "Fire and security", "2h.1, S3.a"},
	{"HYGIENE", "卫生", "Hygiene", "2h.1, S3.a"},
	{"PUBLIC_FACILITIES", "公共设施", "Public facilities", "2h.1, S3.a"},
	{"REPAIR_SERVICE", "维修服务", "Repair service", "2h.1, S3.a"},
	{"STAFF_ATTITUDE", "服务态度", "Staff attitude", "2h.1, S3.a"},
	{"ROOF", "屋面", "Roof", "2h.4 [P]"},
	{"WALL", "墙体", "Wall", "2h.4 [P]"},
	{"WINDOW", "窗", "Window", "2h.4 [P]"},
	{"DOOR", "门", "Door", "2h.4 [P]"},
	{"GAS", "燃气", "Gas", "2h.4 [P]"},
	{"DRAIN", "下水", "Drain", "2h.4 [P]"},
	{"LIFT", "电梯", "Lift", "2h.4 [P]"},
	{"LIGHTING", "照明", "Lighting", "2h.4 [P]"},
	{"FIRE_EQUIPMENT", "消防器材", "Fire equipment", "2h.4 [P]"},
}
