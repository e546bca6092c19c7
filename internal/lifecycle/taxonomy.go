package lifecycle

// Term is one value of an axis by which tickets are sorted.
type Term struct{ Code, ZH, EN, Source string }

// Codes lists the terms' codes, for an enum of the schema.
func Codes(terms []Term) []string {
	var cs []string
	for _, t := range terms {
		cs = append(cs, t.Code)
	}
	return cs
}

// Kinds are the kinds of tickets (3.1, 2h.1).
var Kinds = []Term{
	{"COMPLAINT", "投诉", "Complaint", "SYS-10"},
	{"SUGGESTION", "建议", "Suggestion", "SYS-11"},
	{"PRAISE", "表扬", "Praise", "SYS-11"},
	{"ENQUIRY", "咨询", "Enquiry", "2h.1"},
	{"REPAIR", "报修", "Repair", "SYS-12"},
	{"HOME_SERVICE", "居家服务", "Home service", "SYS-13"},
	{"SPECIAL_SERVICE", "特约服务", "Special service", "SYS-14"},
	{"MEDICAL_AID", "医疗救助", "Medical aid", "SYS-69"},
	{"DISPUTE", "邻里纠纷", "Dispute", "SYS-19"},
	{"DEFECT", "房屋缺陷整改", "Defect", "SYS-43"},
}

// Classes say whose fault it is (2h.1).
var Classes = []Term{
	{"CLASS_1", "一类：自身服务不到位", "Class 1: own service not good enough", "2h.1, S3.a"},
	{"CLASS_2", "二类：开发商或房屋质量", "Class 2: developer or house quality", "2h.1, S3.a"},
	{"CLASS_3", "三类：管辖外的环境与设施", "Class 3: outside environment or facilities beyond jurisdiction", "2h.1, S3.a"},
}

// Types say which reply clocks run (2h.1).
var Types = []Term{
	{"DAILY", "日常管理", "Daily management", "2h.1, S0.b"},
	{"DEFECT", "房屋缺陷", "Housing defect", "2h.1, S0.b"},
}

// Severities (2h.1); what asks for compensation is major.
var Severities = []Term{
	{"ORDINARY", "一般", "Ordinary", "2h.1"},
	{"MAJOR", "重大", "Major", "2h.1"},
}

// DefectSizes are how large a defect of a unit acceptance is (SYS-43); it says how long its rectification may take.
var DefectSizes = []Term{
	{"SMALL", "小", "Small", "SYS-43, D-25"},
	{"LARGE", "较大", "Larger", "SYS-43, D-26"},
	{"MAJOR", "重大", "Major", "SYS-43, D-26"},
}

// Validities (2h.1).
var Validities = []Term{
	{"VALID", "有效", "Valid", "2h.1, S4"},
	{"INVALID", "无效", "Invalid", "2h.1, S4"},
	{"ASSIST", "协助处理", "Assist", "2h.1, S4"},
}

// Channels are the ways a ticket comes in (SYS-10).
var Channels = []Term{
	{"PHONE", "电话", "Phone", "SYS-10"},
	{"VISIT", "来访", "Visit", "SYS-10"},
	{"LETTER", "来信", "Letter", "SYS-10"},
	{"PATROL", "巡查", "Patrol", "SYS-10"},
	{"SURVEY", "满意度调查", "Survey", "SYS-10"},
	{"RETURN_VISIT", "回访", "Return visit", "SYS-10"},
	{"COMPANY_CENTRE", "公司客户投诉处理中心", "Company complaint centre", "SYS-10"},
	{"APP", "手机应用", "App", "[P]"},
	{"WECHAT", "微信", "WeChat", "[P]"},
}

// Outcomes say how a ticket ended (2h.1).
var Outcomes = []Term{
	{"SETTLED_ON_SPOT", "当场解决", "Settled on the spot", "2h.1, S4"},
	{"SOLVED", "已解决", "Solved", "2h.1"},
	{"EXPLAINED", "已解释", "Explained", "2h.1, S4"},
	{"REFERRED", "已转报", "Referred", "2h.1, S4"},
	{"COMPENSATED", "已赔付", "Compensated", "2h.1, S2.b"},
	{"UNSOLVED", "未解决", "Unsolved", "2h.1"},
}

// Waits are whom or what a waiting ticket waits for (SYS-10).
var Waits = []Term{
	{"DEVELOPER", "开发商", "Developer", "SYS-10"},
	{"AUTHORITY", "主管部门", "Authority", "SYS-10"},
	{"CUSTOMER", "客户", "Customer", "SYS-10"},
	{"PARTS", "配件", "Parts", "SYS-10"},
}

// UnfinishedReasons are why a worker leaves without having finished (D-21, Q13).
var UnfinishedReasons = []Term{
	{"PARTS", "缺少配件", "Parts are missing", "D-21 [D]"},
	{"OWNER_ABSENT", "业主不在", "The owner is out", "D-21 [D]"},
	{"MORE_HANDS", "需多人配合", "It takes more hands", "D-21 [D]"},
	{"CONTRACTOR", "需外部单位", "It takes a contractor", "D-21 [D]"},
	{"WEATHER", "天气原因", "Weather", "D-21 [D]"},
	{"OTHER", "其他", "Other", "D-21 [D]"},
}
