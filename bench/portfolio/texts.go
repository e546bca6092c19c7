package portfolio

import (
	"math/rand/v2"
	"strings"
)

func words(s string) []string { return strings.Fields(s) }

func pick[T any](d *rand.Rand, of []T) T { return of[d.IntN(len(of))] }

var (
	surnames = words("王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 朱 马 胡 林 郭 何 高 罗 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 欧阳 上官")
	given    = words("伟 芳 秀英 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 超 明 霞 平 刚 桂兰 建国 志强 晓梅 文博 子涵 雨桐 浩然 欣怡 俊杰")
	gardens  = words("兰亭 梧桐 听溪 望江 云锦 金桂 翠屏 晴川 锦绣 松涛 碧水 紫薇")
	streets  = words("滨河路 解放大道 学府街 桐溪路 建设南路 人民东路 湖滨大道 新华街")
	layouts  = words("一室一厅 两室一厅 两室两厅 三室一厅 三室两厅 四室两厅")
	moments  = words("今天早上 昨晚 今天中午 昨天下午 这两天 刚才 上周末 连续三天")
	causes   = words("地下车库入口 东门岗亭 南门门厅 中心花园 儿童游乐区 三层楼道 顶层楼梯间 快递柜旁 健身广场 非机动车棚 景观水池边 小区主路")
)

// said is what people report, by what it is about. A ticket has one to three of them, which makes texts of some twenty to
// a hundred and twenty characters, as those of the registers in ../shared/data have.
var said = map[string][]string{
	"WATER":    words("厨房水龙头关不严，一直滴水，水槽下面的柜子已经泡胀。 卫生间热水管接头滴水，楼下邻居天花板有水印。 入户水表后接头渗水，地面积水约半厘米。 马桶水箱进水阀坏了，整晚都在进水。"),
	"DRAIN":    words("厨房下水堵塞，污水返到水槽，气味很大。 卫生间地漏下水慢，洗澡时积水没过脚面。 雨水井堵塞，下雨后积水没过鞋面，老人出行不便。"),
	"POWER":    words("家中频繁跳闸，怀疑线路老化，担心引起火灾。 客厅一组插座没电，冰箱里的食物已经变质。 本单元电压不稳，灯光忽明忽暗，电器不敢使用。"),
	"LIFT":     words("电梯运行有异响，到站时抖动明显，孩子不敢乘坐。 电梯按键失灵，选不了楼层，已经持续两天。 电梯停在一层不关门，高峰期等待超过十分钟。"),
	"LIGHTING": words("照明灯不亮，晚上看不清台阶，昨天有老人差点摔倒。 单元门厅声控灯常亮不灭，浪费电。 路灯闪烁，影响低层住户休息。"),
	"SECURITY": words("夜间门岗无人值守，外卖和陌生人随意进出。 电动车停放点夜里无人巡逻，电瓶被盗。 消防通道长期被车辆占用，联系车主无果。"),
	"CLEANING": words("楼道三天没有清扫，墙角有烟头和纸屑。 电梯轿厢有异味，镜面没有擦拭。 地面油污没有清理，走路打滑。"),
	"GREENING": words("草坪大面积枯黄，无人浇水。 树枝遮挡窗户，家里白天也要开灯。 绿化带虫害严重，落到晾晒的衣服上。"),
	"HEATING":  words("客厅暖气片不热，室温只有十四度，老人和孩子受不了。 地暖分水器漏水，已自行关闭阀门。 今年供暖温度一直不达标，要求上门测温。"),
	"WALL":     words("北侧外墙渗水，卧室墙面发霉，新刷的涂料已经脱落。 飘窗上方渗水，报修两次仍未修好。 墙面空鼓开裂，担心脱落伤人。"),
	"":         words("咨询本年度物业费缴纳方式及优惠政策。 预约全屋保洁两小时，希望安排在周末上午。 询问门禁卡补办手续和所需材料。 请代收一件大件快递并送上门。 楼上深夜拖动家具，多次沟通无效，要求物业出面调解。 表扬维修师傅冒雨抢修，态度热情，技术过硬。"),
}

// done is what was done about it.
var done = words("已上门更换配件，试用正常，业主签字确认。 现场检查并修复，观察两天无异常，电话回访满意。 已安排班组处理完毕，纳入每日巡查。 联系维保单位到场检修，运行恢复正常。 已向业主说明情况并出具书面答复，业主表示理解。 清理完毕，主管复查合格，已拍照存档。")

func person(d *rand.Rand) string { return pick(d, surnames) + pick(d, given) }

// phone is a mobile number nobody has: no operator was given 154.
func phone(d *rand.Rand) string {
	b := []byte("15400000000")
	for i := 3; i < len(b); i++ {
		b[i] = byte('0' + d.IntN(10))
	}
	return string(b)
}

// story is what a ticket says.
func story(d *rand.Rand, topic string) string {
	all := said[topic]
	var b strings.Builder
	b.WriteString(pick(d, moments))
	if topic == "" || d.IntN(3) > 0 {
		b.WriteString("，")
	} else {
		b.WriteString("，" + pick(d, causes))
	}
	first := d.IntN(len(all))
	for n := range 1 + d.IntN(3) {
		b.WriteString(all[(first+n)%len(all)])
	}
	return b.String()
}
