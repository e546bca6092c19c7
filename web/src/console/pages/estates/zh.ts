/** Texts of the estates page, in Chinese. */
export const texts = {
  title: "项目",
  name: "小区名称",
  code: "小区编码",
  status: "状态",
  households: "规划户数",
  movedIn: "已入住户数",
  address: "地址",
};
