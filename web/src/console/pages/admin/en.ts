/** Texts of the admin page, in English. */
export const texts = {
  title: "Users and grants",
  login: "Login",
  name: "Name",
};
