package demo

import "fmt"

// surnames by how many of ten thousand people in China bear them, roughly.
var surnames = among(
	share[string]{"王", 725}, share[string]{"李", 719}, share[string]{"张", 683}, share[string]{"刘", 538}, share[string]{"陈", 453},
	share[string]{"杨", 308}, share[string]{"黄", 223}, share[string]{"赵", 229}, share[string]{"周", 212}, share[string]{"吴", 205},
	share[string]{"徐", 166}, share[string]{"孙", 154}, share[string]{"朱", 126}, share[string]{"马", 129}, share[string]{"胡", 131},
	share[string]{"林", 115}, share[string]{"郭", 113}, share[string]{"何", 117}, share[string]{"高", 100}, share[string]{"罗", 94},
	share[string]{"郑", 86}, share[string]{"梁", 85}, share[string]{"谢", 72}, share[string]{"宋", 70}, share[string]{"唐", 69},
	share[string]{"许", 66}, share[string]{"邓", 65}, share[string]{"冯", 64}, share[string]{"韩", 62}, share[string]{"曹", 60},
	share[string]{"曾", 57}, share[string]{"彭", 56}, share[string]{"萧", 55}, share[string]{"蔡", 53}, share[string]{"潘", 52},
	share[string]{"田", 51}, share[string]{"董", 51}, share[string]{"袁", 50}, share[string]{"于", 48}, share[string]{"余", 48},
	share[string]{"叶", 47}, share[string]{"蒋", 47}, share[string]{"杜", 46}, share[string]{"苏", 46}, share[string]{"魏", 45},
	share[string]{"程", 44}, share[string]{"吕", 44}, share[string]{"丁", 43}, share[string]{"沈", 41}, share[string]{"任", 41},
	share[string]{"姚", 40}, share[string]{"卢", 40}, share[string]{"傅", 39}, share[string]{"钟", 39}, share[string]{"姜", 38},
	share[string]{"崔", 38}, share[string]{"谭", 37}, share[string]{"廖", 36}, share[string]{"范", 36}, share[string]{"汪", 35},
	share[string]{"陆", 35}, share[string]{"金", 34}, share[string]{"石", 34}, share[string]{"戴", 33}, share[string]{"贾", 33},
	share[string]{"欧阳", 7}, share[string]{"上官", 1}, share[string]{"司马", 1},
)

// Second and third characters of given names, male and female.
var (
	maleFirst    = words("建 志 国 文 永 海 晓 俊 明 家 伟 德 振 世 光 少 子 宏 泽 浩 嘉 宇 立 春 荣 兴 正 天 庆 继")
	maleSecond   = words("华 强 军 平 刚 辉 鹏 飞 斌 杰 超 明 勇 峰 涛 林 波 东 祥 宇 轩 然 辰 亮 龙 伟 民 生 成 江")
	femaleFirst  = words("秀 丽 淑 玉 晓 美 春 雪 雅 慧 婷 佳 桂 小 思 梦 欣 海 文 静 诗 若 红 凤 月 金 子 艳 芳 云")
	femaleSecond = words("英 华 兰 芳 敏 静 丽 娟 燕 玲 红 萍 霞 琴 梅 洁 颖 琳 怡 涵 妍 珍 莉 婷 蓉 君 云 琪 瑶 凤")
)

// named is a person's name.
func (d dice) named(surname string, female bool) string {
	first, second := maleFirst, maleSecond
	if female {
		first, second = femaleFirst, femaleSecond
	}
	if d.chance(14) {
		return surname + pick(d, second)
	}
	return surname + pick(d, first) + pick(d, second)
}

func (d dice) stranger() string { return d.named(surnames.draw(d), d.chance(47)) }

var (
	tradeNames = words("鸿运 惠民 百味 乐家 康源 新华 福满 金穗 清风 小城 星河 晨光 万家 同福 好邻居 川香 绿野 品尚")
	trades     = words("便利店 餐饮店 药房 水果店 美发店 洗衣店 书店 面馆 宠物店 烘焙坊 童装店 电器店")
	firms      = words("信息技术有限公司 商贸有限公司 建筑设计有限公司 文化传媒有限公司 会计师事务所 咨询有限公司 教育科技有限公司 软件有限公司")
)

// business is the name of a firm that owns a shop or an office.
func (d dice) business(office bool) string {
	if office {
		return "云川" + pick(d, tradeNames) + pick(d, firms)
	}
	return "云川市" + pick(d, tradeNames) + pick(d, trades)
}

// phone is a mobile number nobody has: no operator in China has been given 154. They are all different.
func (p *plan) phone() string {
	p.phones++
	return fmt.Sprintf("154%08d", p.phones*61_803_399%100_000_000)
}
