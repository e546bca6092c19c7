/** Texts of the admin page, in Chinese. */
export const texts = {
  title: "用户与授权",
  login: "登录名",
  name: "姓名",
};
