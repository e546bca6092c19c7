package lifecycle

// Fees are the kinds of fees (2g.1), in the order of the handbook.
var Fees = []Term{
	{"PROPERTY_FEE", "物业管理费", "Property fee", "FEE-01"},
	{"UTILITIES", "水电气公用事业费", "Utilities", "FEE-02"},
	{"PAID_SERVICE", "有偿服务费", "Paid services", "FEE-03"},
	{"SPECIAL_SERVICE", "特约服务费", "Special services", "FEE-04"},
	{"RENOVATION_DEPOSIT", "装修保证金", "Renovation deposit", "FEE-05"},
	{"RENOVATION_MANAGEMENT", "装修管理费", "Renovation management", "FEE-06"},
	{"RUBBISH_REMOVAL", "垃圾清运费", "Renovation rubbish removal", "FEE-07"},
	{"TEMPORARY_UTILITIES", "施工临时水电费", "Temporary power and water", "FEE-08"},
	{"PASS", "证照工本费及押金", "Pass cost and deposit", "FEE-09"},
	{"PARKING", "车位租赁、使用费", "Parking lease and use", "FEE-10"},
	{"LATE_FEE", "滞纳金", "Late fee", "FEE-11"},
	{"MOVE_IN", "入伙费用", "Move-in charges", "FEE-12"},
	{"AGENCY", "租售代理费", "Letting and sale agency", "FEE-13"},
	{"AREA_DIFFERENCE", "面积差价", "Area difference", "FEE-14"},
	{"COMMON_RENT", "公共资源租金", "Rent of common property", "FEE-15"},
	{"EXTENDED_USE", "加时空调费及水电分摊", "Extra air-conditioning and meter split", "FEE-16"},
}
