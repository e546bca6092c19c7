/** Texts of the people page, in Chinese. */
export const texts = {
  title: "人员",
  staffNo: "工号",
  name: "姓名",
  company: "物业公司",
  hireDate: "入职日期",
};
