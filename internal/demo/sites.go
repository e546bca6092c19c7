package demo

import "estatehub/internal/ident"

// layout is a flat as it was built many times.
type layout struct {
	name string
	area float64
}

// block is a row of alike buildings.
type block struct {
	code                       string // of the first, a number; more count up from it. With a letter before it, it stays
	count                      int
	kind, use                  string
	floors, entrances, perDoor int
	lifts, age                 int
	layouts                    []layout
}

// phase is an estate of a community: what was built and sold together.
type phase struct {
	code, name, phase string
	moveIn            [3]int // years, months and days ago
	structure         string
	blocks            []block
	occupancy         *odds[string]
}

// spec is a community as it is drawn.
type spec struct {
	slot                       ident.Slot
	code, name, address        string
	company                    int
	hotline, developer         string
	stars                      int
	status, phase              string
	surroundings, facts, mix   string
	zones                      []string
	phases                     []phase
	tickets                    int
	defects, elderly, paidWork int // out of a hundred
	staff                      map[string]int
}

func lived(occupied, let, vacant, renovating, handed, sold, unsold int) *odds[string] {
	return among(share[string]{"OCCUPIED", occupied}, share[string]{"LET", let}, share[string]{"VACANT", vacant},
		share[string]{"RENOVATING", renovating}, share[string]{"HANDED_OVER", handed}, share[string]{"SOLD_NOT_HANDED_OVER", sold},
		share[string]{"UNSOLD", unsold})
}

var (
	talentFlats  = []layout{{"一室一厅", 48.6}, {"两室一厅", 68.4}, {"两室一厅", 71.2}, {"一室一厅", 46.9}}
	towerFlats   = []layout{{"三室两厅", 118.3}, {"两室两厅", 89.5}, {"两室一厅", 76.8}, {"两室一厅", 76.2}, {"两室两厅", 88.9}, {"四室两厅", 143.6}}
	offices      = []layout{{"开间", 62.5}, {"开间", 84.0}, {"套间", 126.8}, {"开间", 58.3}}
	shops        = []layout{{"临街铺", 43.2}, {"临街铺", 56.7}, {"转角铺", 88.1}}
	stalls       = []layout{{"标准车位", 12.7}, {"标准车位", 12.7}, {"子母车位", 22.4}}
	villageFlats = []layout{{"三室一厅", 98.5}, {"两室一厅", 74.3}}
	bigVillage   = []layout{{"三室两厅", 112.4}, {"四室两厅", 132.7}}
)

func flats(code string, count int, kind string, floors, entrances, perDoor, lifts, age int, l []layout) block {
	return block{code, count, kind, "RESIDENTIAL", floors, entrances, perDoor, lifts, age, l}
}

func carPark(spaces int) block {
	return block{"P1", 1, "CAR_PARK", "PARKING", 1, 0, spaces, 0, 8, stalls}
}

// sites are the six communities: two of the property company, four that a township office steers.
var sites = []spec{
	{
		slot: 11873, code: "XLRC", name: "兴澜人才公寓", address: "云川市高新区兴澜路18号", company: 0, hotline: "000-88000101",
		developer: "云川兴澜置业有限公司", stars: 4, status: "OPERATING", phase: "一期、二期",
		surroundings: "东临兴澜软件园，南接地铁2号线兴澜路站，西侧为市民公园，北侧为在建小学", facts: "十栋18层高层，剪力墙结构，二期外墙及电梯仍在质保期内",
		mix: "以园区企业青年员工为主，单身及两口之家约占七成", zones: words("一期东片 一期西片 二期东片 二期西片"),
		phases: []phase{
			{"Q1", "一期", "一期", [3]int{14, 2, 1}, "剪力墙", []block{flats("1", 5, "HIGH_RISE", 18, 1, 4, 2, 15, talentFlats)}, lived(48, 38, 6, 2, 2, 1, 3)},
			{"Q2", "二期", "二期", [3]int{2, 1, 12}, "剪力墙", []block{flats("6", 5, "HIGH_RISE", 18, 1, 4, 2, 3, talentFlats), carPark(40)}, lived(41, 27, 7, 9, 6, 4, 6)},
		},
		tickets: 2140, defects: 5, elderly: 2, paidWork: 18,
		staff: map[string]int{
			"DIR": 1, "DDIR": 1, "CSS": 1, "DESK": 3, "ZCS": 4, "CSL": 1, "RECT": 1, "RENO": 1, "REC": 1, "CASH": 1, "FIN": 1, "ENGS": 1, "REPL": 1,
			"REP": 5, "ENVS": 1, "CLNL": 2, "CLN": 13, "GRD": 3, "SECS": 1, "GCAP": 1, "GLDR": 3, "GUA": 12,
		},
	},
	{
		slot: 20347, code: "YCZX", name: "云川中心", address: "云川市中央大道266号", company: 0, hotline: "000-88000102",
		developer: "云川城市建设开发有限公司", stars: 3, status: "OPERATING", phase: "整体",
		surroundings: "市中心商圈，地铁1、3号线换乘，紧邻第一医院及实验中学", facts: "两栋30层住宅、一栋20层写字楼及底商，地下一层车库",
		mix: "住宅以改善型家庭为主，写字楼为中小企业，商铺经营餐饮零售", zones: words("住宅片区 商办片区 车库片区"),
		phases: []phase{
			{"Z", "住宅区", "一期", [3]int{9, 4, 20}, "框架剪力墙", []block{flats("1", 2, "HIGH_RISE", 30, 1, 6, 3, 10, towerFlats)}, lived(72, 15, 8, 2, 1, 0, 2)},
			{"S", "商办区", "一期", [3]int{8, 9, 2}, "框架", []block{
				{"3", 1, "HIGH_RISE", "OFFICE", 20, 1, 8, 4, 9, offices}, {"S1", 1, "OTHER", "SHOP", 2, 0, 20, 0, 9, shops}, carPark(60),
			}, lived(38, 44, 12, 3, 0, 0, 3)},
		},
		tickets: 2080, defects: 1, elderly: 3, paidWork: 16,
		staff: map[string]int{
			"DIR": 1, "DDIR": 1, "CSS": 1, "DESK": 3, "ZCS": 3, "RENO": 1, "REC": 1, "ASST": 1, "CASH": 2, "FIN": 1, "ENGS": 1, "REPL": 1, "REP": 4,
			"ENVS": 1, "CLNL": 1, "CLN": 9, "GRD": 1, "SECS": 1, "GCAP": 1, "GLDR": 2, "GUA": 10,
		},
	},
	village(6251, "TXXY", "桐溪新苑", "桐溪镇桐溪大道1号", "000-88000201", 5, 16, 6, 3, 1650, [3]int{11, 6, 3}, "安置房一期", 58, 9,
		"镇政府及卫生院步行可达，东侧为桐溪河绿道", "十六栋六层砖混住宅，屋面防水已过保修期", "以原桐溪、石桥两村安置村民为主，老年人口约占三成"),
	village(29518, "LAJY", "柳岸家园", "桐溪镇柳岸路88号", "000-88000202", 3, 12, 6, 4, 1500, [3]int{8, 0, 17}, "安置房二期", 52, 7,
		"北临柳岸河，西接镇中心小学", "十二栋六层住宅，每栋四个单元，地面停车", "安置村民与外来务工租户各半"),
	village(15092, "FQSQ", "枫桥社区", "桐溪镇枫桥街5号", "000-88000203", 4, 10, 11, 2, 1180, [3]int{5, 3, 9}, "安置房三期", 61, 5,
		"毗邻枫桥农贸市场与公交总站", "十栋十一层小高层，带电梯及沿街商铺", "多为三代同住家庭，儿童较多"),
	{
		slot: 24706, code: "NTYJ", name: "南塘雅居", address: "桐溪镇南塘路36号", company: 1, hotline: "000-88000204",
		developer: "桐溪镇城镇建设投资有限公司", stars: 2, status: "MOVE_IN", phase: "安置房四期",
		surroundings: "镇区南部新开发片区，周边道路仍在完善", facts: "十栋多层与三栋高层，五个月前开始集中入伙，缺陷整改进行中",
		mix: "新安置户为主，装修户较多", zones: words("多层片区 高层片区"),
		phases: []phase{
			{"D", "多层区", "四期", [3]int{0, 5, 0}, "框架", []block{flats("1", 10, "MULTI_STOREY", 6, 3, 2, 0, 1, villageFlats)}, lived(30, 4, 8, 24, 22, 8, 4)},
			{"G", "高层区", "四期", [3]int{0, 4, 6}, "剪力墙", []block{flats("11", 3, "HIGH_RISE", 18, 1, 4, 2, 1, bigVillage)}, lived(22, 3, 6, 26, 27, 10, 6)},
		},
		tickets: 950, defects: 26, elderly: 6, paidWork: 6,
		staff: map[string]int{
			"DIR": 1, "CSS": 1, "DESK": 2, "ZCS": 2, "RECT": 2, "RENO": 2, "REC": 1, "FIN": 1, "REPL": 1, "REP": 3, "ENVS": 1, "CLN": 6, "GRD": 1,
			"SECS": 1, "GLDR": 2, "GUA": 7,
		},
	},
}

// village is a resettlement community of the township: alike buildings, many old people.
func village(slot ident.Slot, code, name, address, hotline string, stars, buildings, floors, entrances, tickets int, moveIn [3]int, when string,
	occupied, elderly int, surroundings, facts, mix string,
) spec {
	kind, lifts := "MULTI_STOREY", 0
	if floors > 7 {
		kind, lifts = "HIGH_RISE", entrances
	}
	row := []block{flats("1", buildings, kind, floors, entrances, 2, lifts, moveIn[0]+1, villageFlats)}
	if lifts > 0 {
		row = append(row, block{"S1", 1, "OTHER", "SHOP", 1, 0, 24, 0, moveIn[0] + 1, shops})
	}
	return spec{
		slot: slot, code: code, name: name, address: address, company: 1, hotline: hotline, developer: "桐溪镇城镇建设投资有限公司",
		stars: stars, status: "OPERATING", phase: when, surroundings: surroundings, facts: facts, mix: mix, zones: words("东片区 西片区"),
		phases:  []phase{{"A", name, when, moveIn, "砖混", row, lived(occupied, 88-occupied, 8, 2, 1, 0, 1)}},
		tickets: tickets, defects: 1, elderly: elderly, paidWork: 8,
		staff: map[string]int{
			"DIR": 1, "CSS": 1, "DESK": 2, "ZCS": 2, "REC": 1, "FIN": 1, "REPL": 1, "REP": 3, "ENVS": 1, "CLNL": 1, "CLN": 7, "GRD": 1, "SECS": 1,
			"GLDR": 2, "GUA": 7,
		},
	}
}
