/** Texts of the profile page, in Chinese. */
export const texts = {
  title: "我的账户",
  login: "登录名",
  name: "姓名",
  roles: "角色",
};
