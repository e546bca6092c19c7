package demo

import "estatehub/internal/lifecycle"

// matter is something that happens again and again, as those at the desk write it down. In its texts {处} stands for a
// place of the public parts, {栋} for the building, and what was done follows what was said, word for word in the same place.
type matter struct {
	kind   lifecycle.TicketKind
	topic  string // empty: none
	weight int
	season string // summer, winter, rain, spring, autumn; empty: all year
	public bool   // about what belongs to all
	class  string // of complaints
	post   string // who works on it
	finer  string
	said   []string
	asks   []string
	done   []string
}

// seasons say how much more often a matter happens in the months of a season, and how much less in the others.
var seasons = map[string][12]int{
	"":       {10, 9, 10, 10, 10, 10, 11, 11, 10, 10, 10, 10},
	"summer": {1, 1, 2, 4, 10, 22, 34, 33, 18, 5, 1, 1},
	"winter": {34, 28, 12, 3, 1, 0, 0, 0, 1, 5, 20, 32},
	"rain":   {3, 4, 7, 10, 14, 24, 30, 26, 16, 8, 4, 2},
	"spring": {5, 10, 24, 26, 18, 9, 6, 6, 8, 8, 5, 3},
	"autumn": {4, 3, 5, 6, 7, 8, 8, 9, 18, 28, 24, 8},
}

// kindShares are what a hundred tickets are about.
var kindShares = map[lifecycle.TicketKind]float64{
	lifecycle.Repair: 45, lifecycle.Complaint: 15, lifecycle.Enquiry: 14, lifecycle.HomeService: 9, lifecycle.SpecialService: 6,
	lifecycle.Suggestion: 4, lifecycle.Praise: 3, lifecycle.Dispute: 2, lifecycle.MedicalAid: 0.6, lifecycle.Defect: 0,
}

const (
	repair, complaint, enquiry = lifecycle.Repair, lifecycle.Complaint, lifecycle.Enquiry
	home, special              = lifecycle.HomeService, lifecycle.SpecialService
)

var matters = []matter{
	{repair, "WATER", 14, "", false, "", "REP", "水龙头", words("厨房水龙头关不严，一直滴水 卫生间面盆龙头松动漏水 阳台洗衣机龙头漏水，地面积水"), nil, words("更换龙头阀芯，试水正常 更换龙头一只，无渗漏 紧固接头并更换生料带，试水半小时无滴漏")},
	{repair, "WATER", 9, "", false, "", "REP", "水管", words("入户水表后接头渗水 卫生间热水管接头滴水，楼下已有水印 马桶水箱进水阀坏，一直进水"), nil, words("更换角阀，检查楼下无新增渗水 更换软管及密封圈，试压正常 更换进水阀，水箱补水正常")},
	{repair, "WATER", 4, "winter", false, "", "REP", "冻裂", words("北阳台水管冻裂，已自行关闭总阀 水表箱处水管结冰，家中无水"), nil, words("更换冻裂管段并加装保温棉 热风解冻，包裹保温材料，已恢复供水")},
	{repair, "DRAIN", 13, "", false, "", "REP", "下水堵塞", words("厨房下水堵塞，污水返到水槽 卫生间地漏下水慢，有异味 马桶堵塞，疏通后仍排不下去"), nil, words("机械疏通，清出油垢，排水通畅 清理地漏并更换防臭芯 使用疏通机疏通，试排三次正常")},
	{repair, "DRAIN", 6, "rain", true, "", "REP", "排水", words("{处}雨水井堵塞，积水没过鞋面 {处}雨落管脱落，雨水直接冲到窗上 地下车库入口排水沟返水"), nil, words("清掏雨水井两座，积水已退 重新固定雨落管并更换管卡 清理集水坑，启动排污泵，水位正常")},
	{repair, "POWER", 11, "", false, "", "REP", "跳闸插座", words("家中频繁跳闸，怀疑线路问题 客厅一组插座没电 厨房插座发热，有焦味"), nil, words("查出热水器漏电，已告知业主更换，线路正常 更换插座面板，压紧接线 更换空气开关一只，通电正常")},
	{repair, "POWER", 5, "summer", false, "", "ENGS", "停电", words("开空调就跳闸，全家没电 本单元电压不稳，灯忽明忽暗"), nil, words("更换入户空开，负荷测试正常 检查集中表箱，紧固接线端子，电压恢复")},
	{repair, "LIGHTING", 9, "", true, "", "REP", "公共照明", words("{处}照明灯不亮，晚上看不清 单元门厅声控灯常亮不灭 {处}路灯闪烁"), nil, words("更换LED灯管两支 更换声控开关，测试正常 更换镇流器，照明恢复")},
	{repair, "LIGHTING", 6, "", false, "", "REP", "户内灯具", words("卧室吸顶灯不亮，请上门检查 卫生间镜前灯开关失灵"), nil, words("更换灯具驱动，照明正常 更换开关面板一只")},
	{repair, "LIFT", 8, "", true, "", "ENGS", "电梯故障", words("{栋}电梯运行有异响，到站抖动 {栋}电梯按键失灵，选不了楼层 {栋}电梯停在一层不关门"), nil, words("联系维保单位调整导靴，运行平稳 更换操纵盘按键，试运行正常 清理门槽异物，门机复位正常")},
	{repair, "DOOR", 8, "", true, "", "REP", "单元门禁", words("{栋}单元门禁刷卡没反应 {栋}单元门闭门器坏，关门声音很大 {处}防火门关不上"), nil, words("更换门禁电源，刷卡正常 更换闭门器并调节力度 调整合页，更换顺序器，防火门自闭正常")},
	{repair, "DOOR", 4, "", false, "", "REP", "户门", words("入户门锁芯卡顿，钥匙拧不动 卫生间门下沉，关不严"), nil, words("润滑并调整锁体，开关顺畅 调整合页，门缝均匀")},
	{repair, "WINDOW", 5, "rain", false, "", "REP", "窗户漏雨", words("下雨时客厅窗框渗水 北卧窗户密封胶开裂，飘雨进来"), nil, words("清理旧胶，重新打密封胶，淋水试验无渗漏 更换密封条，疏通窗框排水孔")},
	{repair, "WINDOW", 3, "", false, "", "REP", "窗五金", words("厨房推拉窗滑轮坏，推不动 窗户把手断裂，关不上"), nil, words("更换滑轮一组 更换执手，锁闭正常")},
	{repair, "WALL", 5, "rain", false, "", "ENGS", "墙面渗水", words("北侧外墙渗水，卧室墙面发霉 卫生间外墙面鼓包掉皮，疑似渗水"), nil, words("外墙补打防水涂料，观察两场雨后无渗漏 查明为卫生间防水失效，告知业主维修方案")},
	{repair, "ROOF", 5, "rain", false, "", "ENGS", "屋面漏水", words("顶楼卧室天花板漏水，需用盆接 屋面防水老化，客厅顶角有水渍"), nil, words("屋面局部铲除重做卷材防水，蓄水试验合格 清理屋面落水口，修补裂缝，雨后复查无渗漏")},
	{repair, "HEATING", 11, "winter", false, "", "REP", "暖气不热", words("客厅暖气片不热，室温只有十四度 家中地暖分水器漏水 暖气管有气，一半热一半凉"), nil, words("放气并清洗过滤器，室温升至二十度 更换分水器阀门，无渗漏 调节楼栋平衡阀，供回水温差正常")},
	{repair, "GAS", 2, "", false, "", "REP", "燃气", words("厨房闻到燃气味，已开窗关阀 燃气灶打不着火，请帮忙检查"), nil, words("肥皂水检测接口，联系燃气公司更换软管，无泄漏 更换灶具电池并清理火孔，点火正常")},
	{repair, "FIRE_EQUIPMENT", 4, "", true, "", "ENGS", "消防设施", words("{处}消防栓箱门玻璃破损 {处}应急疏散指示灯不亮 {处}灭火器压力不足"), nil, words("更换箱门玻璃，器材齐全 更换指示灯，断电测试正常 更换灭火器两具并登记")},
	{repair, "PUBLIC_FACILITIES", 6, "", true, "", "REP", "公共设施", words("{处}健身器材螺丝松动 {处}座椅木条断裂 道闸杆抬起后不落 {处}地砖翘起，容易绊倒"), nil, words("紧固螺丝并更换防护套 更换木条三根 调整道闸地感线圈，起落正常 重新铺装地砖两平方米")},

	{complaint, "SECURITY", 10, "", true, "CLASS_1", "SECS", "门岗", words("夜间门岗无人值守，外卖和陌生人随意进出 安管员上班玩手机，刷卡核验形同虚设 电动车停放点夜里无人巡逻，电瓶被盗"), words("要求加强门岗核验 要求增加夜间巡逻 要求给出处理结果"), words("调取监控核实，对当班人员批评教育，夜间加派一岗 增加夜巡两次，巡更点位已调整 配合报警并提供监控，加装停放点摄像头")},
	{complaint, "SECURITY", 6, "", true, "CLASS_1", "SECS", "车辆停放", words("消防通道长期被车辆占用 外来车辆占用业主车位，联系无果 {栋}门口乱停电动车，推婴儿车过不去"), words("要求清理车辆 要求划线管理"), words("联系车主挪车，设置禁停标识并纳入每日巡查 核对车位归属，劝离外来车辆 清理电动车并划定停放区域")},
	{complaint, "CLEANING", 9, "", true, "CLASS_1", "ENVS", "保洁", words("{栋}楼道三天没有清扫，墙角有烟头 {处}地面油污，走路打滑 电梯轿厢有异味，镜面没有擦拭"), words("要求立即清扫 要求固定保洁频次"), words("当日完成清扫，调整保洁排班，主管抽查三天 清洗油污，更换防滑垫 增加轿厢消毒次数，现场与业主确认")},
	{complaint, "HYGIENE", 8, "summer", true, "CLASS_1", "ENVS", "垃圾异味", words("垃圾房清运不及时，夏天异味严重 {处}垃圾桶满溢，引来苍蝇 绿化带内狗粪无人清理"), words("要求每日清运两次 要求消杀灭蝇 要求加强养犬管理"), words("协调清运车加开一班，垃圾房冲洗消毒 增设垃圾桶两只，安排午间巡收 清理完毕，张贴文明养犬提示")},
	{complaint, "GREENING", 6, "summer", true, "CLASS_1", "ENVS", "绿化", words("{处}草坪大面积枯黄，无人浇水 树枝遮挡窗户，家里白天也要开灯 绿化带虫害严重，落到晾晒的衣服上"), words("要求补种并按时浇水 要求修剪树木 要求除虫"), words("调整浇灌时段，枯死处已补种 安排修剪三株，采光恢复 喷施低毒药剂，提前一天张贴通知")},
	{complaint, "REPAIR_SERVICE", 8, "", false, "CLASS_1", "ENGS", "维修不及时", words("报修两天无人上门，电话一直说在安排 维修后第二天又漏，师傅说不关他的事 约好上午上门，等到下午才来"), words("要求当天解决 要求道歉并说明原因"), words("查明派单遗漏，当日完成维修，完善派单跟踪 更换配件彻底修复，延长保修三个月 主管上门致歉，当晚完成维修，业主认可")},
	{complaint, "STAFF_ATTITUDE", 6, "", false, "CLASS_1", "CSS", "服务态度", words("前台接待态度冷淡，问三句答一句 门岗人员说话不客气，当众指责老人 打电话咨询被中途挂断"), words("要求当事人道歉 要求改进服务"), words("组织服务礼仪培训，主管回电说明 主任上门沟通，业主表示谅解 调取录音核实，当事人已致歉，纳入当月考核")},
	{complaint, "STAFF_QUALITY", 3, "", false, "CLASS_1", "CSS", "人员素质", words("工作人员不了解收费标准，前后说法不一致 维修人员进门不穿鞋套，弄脏地板"), words("要求统一口径 要求清洁地板"), words("出具收费公示并当面解释，开展业务培训 安排保洁清洁地板，对维修人员批评教育")},
	{complaint, "LIFT", 7, "", true, "CLASS_2", "ENGS", "电梯质量", words("{栋}电梯一个月坏了四次，老人被困十分钟 {栋}电梯高峰期经常停一台，上班要等很久"), words("要求彻底检修并公示结果 要求更换老化部件"), words("维保单位全面检修，更换门机板，连续运行十五天无故障 约谈维保单位，增加高峰驻点，公示检修报告")},
	{complaint, "WALL", 5, "rain", false, "CLASS_2", "RECT", "房屋渗漏", words("入住以来外墙一直渗水，开发商修了两次没修好 飘窗上方渗水，新做的墙面报废"), words("要求开发商彻底维修 要求赔偿墙面损失"), words("开发商整改外墙防水，淋水试验合格，业主签字确认 协调开发商维修并补偿墙面修复费用")},
	{complaint, "HEATING", 8, "winter", false, "CLASS_3", "ENGS", "供暖温度", words("今年供暖温度不达标，老人小孩受不了 供暖已开始一周，整个单元都不热"), words("要求室温达到十八度 要求退还采暖费"), words("协同供热公司测温，清洗换热站过滤器，室温达标 转报供热公司，完成管网调平，回访室温十九度")},
	{complaint, "WATER", 5, "summer", false, "CLASS_3", "ENGS", "水压", words("晚高峰水压太低，热水器打不着 自来水发黄，不敢饮用"), words("要求提高水压 要求检测水质"), words("调整二次供水压力，早晚实测达标 清洗水箱并送检，检测报告已公示")},
	{complaint, "POWER", 3, "summer", true, "CLASS_3", "ENGS", "停电", words("一周停电三次，没有提前通知 停电时电梯和门禁全部失效"), words("要求提前通知 要求配备应急措施"), words("转报供电公司，完成变压器增容，建立停电预告群发 检修应急电源，加挂停电指引")},
	{complaint, "COOLING", 3, "summer", true, "CLASS_1", "ENGS", "供冷", words("写字楼公区空调不凉，客户投诉 大堂空调滴水，地面湿滑"), words("要求尽快恢复制冷"), words("清洗冷凝器并补充冷媒，出风温度正常 疏通冷凝水管，增设接水盘")},
	{complaint, "PUBLIC_FACILITIES", 6, "", true, "CLASS_1", "ENGS", "公共设施", words("儿童滑梯破损半年没修，存在安全隐患 {处}地面塌陷，只围了警示带 监控坏了没人管"), words("要求尽快修复 要求公示修复时间"), words("拆除旧滑梯并安装新设施，验收合格 回填夯实，恢复铺装 更换摄像机三台，画面正常")},
	{complaint, "HYGIENE", 4, "", false, "CLASS_3", "CSS", "周边噪声", words("小区外工地夜间施工，吵得无法休息 沿街烧烤店油烟直排，家里不敢开窗 广场舞音响声音太大，影响孩子学习"), words("要求协调有关部门处理"), words("已书面转报城管部门，夜间施工已停止 转报生态环境部门，商户加装油烟净化器 与组织者约定时段与音量，业主认可")},

	{enquiry, "", 14, "", false, "", "DESK", "费用", words("咨询本年度物业费缴纳方式及优惠 询问停车月卡办理需要什么材料 咨询水电费代扣如何办理"), nil, words("已说明线上与前台缴费方式 告知带行驶证、身份证及租赁合同办理 已发送代扣办理指引")},
	{enquiry, "", 9, "", false, "", "DESK", "装修", words("咨询装修申请流程和押金标准 询问装修施工时间规定 咨询封阳台是否允许"), nil, words("已说明五个工作日审核，押金验收后退还 告知工作日八点至十八点，周末不得噪音施工 说明外立面统一要求，提供参考图纸")},
	{enquiry, "", 7, "", false, "", "DESK", "证件", words("询问门禁卡补办手续 咨询租户登记需要哪些资料 询问居住证明如何开具"), nil, words("补办当日可取，旧卡同时注销 已告知租赁合同及身份证复印件 告知到社区服务站办理，可代约时间")},
	{enquiry, "HEATING", 7, "autumn", false, "", "DESK", "供暖", words("询问今年什么时候开始供暖 咨询办理停暖手续 询问供暖试压要不要家里留人"), nil, words("说明供暖起止日期，通知已张贴 告知需在规定日期前到供热公司办理 告知试压时间，建议家中留人")},
	{enquiry, "", 5, "", false, "", "CSS", "产权", words("咨询房产证办理进度 询问房屋维修基金如何申请使用"), nil, words("已向开发商核实进度并回复业主 说明申请流程，提供申请表样本")},
	{enquiry, "WATER", 4, "summer", false, "", "DESK", "停水", words("询问停水通知涉及哪几栋 打听何时恢复供水"), nil, words("告知停水范围及时间，公告已发 已恢复供水，建议先放水几分钟")},

	{home, "LIGHTING", 8, "", false, "", "REP", "更换灯具", words("预约更换客厅吸顶灯，灯已自购 请上门更换厨房灯管"), nil, words("灯具安装完毕，通电正常 更换灯管一支")},
	{home, "DRAIN", 7, "", false, "", "REP", "疏通", words("预约疏通厨房下水 请师傅疏通卫生间地漏"), nil, words("疏通完成，排水通畅 清理地漏，更换防臭芯")},
	{home, "", 6, "", false, "", "REP", "安装", words("预约安装卫生间置物架和毛巾杆 请帮忙安装晾衣架 预约打孔安装空调外机支架"), nil, words("安装完成，承重测试合格 安装完毕，现场清理干净 支架安装牢固，业主验收")},
	{home, "POWER", 5, "", false, "", "REP", "线路", words("预约增加一组插座 请检查家中线路老化情况"), nil, words("新增五孔插座一组，走明线槽 检查完毕，更换老化插座两只")},
	{home, "", 6, "spring", false, "", "CLNL", "家政保洁", words("预约全屋保洁两小时 预约擦玻璃，三室两厅"), nil, words("保洁完成，业主满意 玻璃清洁完毕，窗槽已清理")},
	{home, "COOLING", 5, "summer", false, "", "REP", "空调清洗", words("预约清洗空调两台 空调制冷差，请上门检查加氟"), nil, words("清洗完成，出风正常 补充冷媒，制冷正常")},

	{special, "", 6, "", false, "", "DESK", "邮件快递", words("请代收一件大件快递并送上门 出差一周，请代为保管快递"), nil, words("已送货上门，业主签收 保管五件，业主已领取")},
	{special, "", 4, "", false, "", "DESK", "绿化租摆", words("办公室需要租摆绿植六盆 希望代订开业花篮"), nil, words("绿植已摆放，每周养护 花篮按时送达")},
	{special, "", 4, "", false, "", "DESK", "租售", words("委托出租房屋，希望尽快带看 委托出售车位"), nil, words("已登记房源，完成带看三次，租出 已挂牌，买家已联系")},
	{special, "", 4, "winter", false, "", "ZCS", "订票代办", words("请代订春节返乡车票两张 代办老人年审手续"), nil, words("车票已出，送达业主 材料已递交，完成办理")},
	{special, "", 5, "", false, "", "ZCS", "生日聚会", words("预约社区活动室举办孩子生日会 报名参加本月长者生日会"), nil, words("活动室布置完成，使用顺利 已登记，活动当天接送老人")},
	{special, "", 3, "summer", false, "", "DESK", "家教保姆", words("请介绍暑期家教一名 需要介绍钟点保姆，每天三小时"), nil, words("推荐大学生家教两名，已对接 介绍备案家政人员，双方签约")},

	{lifecycle.Suggestion, "GREENING", 5, "spring", true, "", "ENVS", "绿化", words("建议在{处}增种四季花卉 建议把枯死的草坪改成步道"), nil, words("列入春季补种计划 方案已公示，征求业主意见")},
	{lifecycle.Suggestion, "PUBLIC_FACILITIES", 6, "", true, "", "CSS", "设施", words("建议增设电动车集中充电桩 建议在{处}加装休息座椅 建议快递柜加装雨棚"), nil, words("已列入年度设施改造 增设座椅四张 与快递柜公司协商安装")},
	{lifecycle.Suggestion, "SECURITY", 4, "", true, "", "SECS", "安全", words("建议夜间关闭侧门并增加巡逻 建议高空抛物点位加装摄像头"), nil, words("调整侧门关闭时间 纳入技防改造计划")},
	{lifecycle.Suggestion, "CLEANING", 3, "", true, "", "ENVS", "垃圾分类", words("建议垃圾分类点增加洗手池 建议延长厨余垃圾投放时间"), nil, words("已安装洗手设施 投放时间延长一小时")},

	{lifecycle.Praise, "STAFF_QUALITY", 6, "", false, "", "CSS", "好人好事", words("表扬维修师傅冒雨抢修水管，态度热情 感谢客服帮忙照看走失老人 感谢安管员拾金不昧，归还钱包"), nil, nil},
	{lifecycle.Praise, "SECURITY", 3, "", false, "", "SECS", "安全", words("感谢夜班安管员发现燃气泄漏及时报警 表扬门岗帮老人提重物上楼"), nil, nil},
	{lifecycle.Praise, "CLEANING", 3, "", false, "", "ENVS", "保洁", words("表扬保洁阿姨把楼道打扫得一尘不染 感谢保洁员捡到证件送还"), nil, nil},

	{lifecycle.Dispute, "", 6, "", false, "", "ZCS", "噪声纠纷", words("楼上深夜拖动家具，多次沟通无效 邻居家琴声从早到晚，影响孩子午睡 隔壁空调外机噪声大，要求移位"), words("要求物业出面调解"), words("双方约定晚十点后不拖动家具，签调解记录 约定练琴时段，邻居互相谅解 加装减振垫，噪声明显降低")},
	{lifecycle.Dispute, "", 4, "rain", false, "", "ZCS", "漏水纠纷", words("楼上卫生间漏水泡坏吊顶，对方不认可 阳台渗水责任争议，双方各执一词"), words("要求查明责任并维修"), words("闭水试验确认楼上防水失效，楼上负责维修 双方各担一半维修费用")},
	{lifecycle.Dispute, "", 4, "", false, "", "RENO", "违章搭建", words("一楼住户在{处}搭建彩钢棚 顶楼住户私自封闭露台 楼上拆改承重墙，全楼担心"), words("要求制止并恢复原状"), words("住户自行拆除，恢复原状 书面报告城管部门，已责令拆除 停工并恢复墙体，鉴定合格")},
	{lifecycle.Dispute, "", 3, "", false, "", "ZCS", "占道堆物", words("对门在楼道堆放纸箱和鞋柜 邻居电动车推进楼道充电"), words("要求清理楼道"), words("已清理，签署承诺书 引导至充电棚充电")},

	{lifecycle.MedicalAid, "", 5, "", false, "", "DESK", "急病", words("老人在家突发胸闷，家属求助 居民低血糖晕倒在{处} 独居老人摔倒无法起身"), nil, words("协助拨打急救电话并引导救护车，家属已到院 补充糖水后好转，家属接回 协助送医，骨折，已通知子女")},

	{lifecycle.Defect, "WALL", 6, "", false, "", "RECT", "墙面缺陷", words("收房发现客厅墙面空鼓三处 卧室阴角不直，涂料开裂"), nil, words("铲除空鼓重新抹灰，表面平整 修补打磨后重刷涂料两遍")},
	{lifecycle.Defect, "WINDOW", 5, "", false, "", "RECT", "门窗缺陷", words("阳台推拉门划伤，锁扣不到位 窗户玻璃有气泡，胶条脱落"), nil, words("更换锁扣，划伤型材已更换 更换玻璃并重打胶")},
	{lifecycle.Defect, "WATER", 4, "", false, "", "RECT", "给排水缺陷", words("卫生间闭水试验楼下渗漏 厨房给水管打压不合格"), nil, words("重做防水并二次闭水四十八小时无渗漏 更换管件，打压零点八兆帕合格")},
	{lifecycle.Defect, "POWER", 3, "", false, "", "RECT", "电气缺陷", words("强电箱回路标识错误，两个插座无电 可视对讲无声音"), nil, words("重新标识，插座接线恢复 更换对讲分机，通话正常")},
	{lifecycle.Defect, "DOOR", 3, "", false, "", "RECT", "户门缺陷", words("入户门变形，关门需用力 防盗门漆面碰伤"), nil, words("调整门框与合页，开关顺畅 补漆修复，业主认可")},
}

// places of the public parts.
var places = words("东门 西门 南门门厅 中心花园 儿童游乐区 地下车库 消防通道 三层楼道 顶层楼梯间 快递柜旁 健身广场 垃圾房旁 非机动车棚 景观水池边 小区主路")

var times = words("今天早上 昨晚 今天中午 昨天下午 这两天 刚才 上周末")
