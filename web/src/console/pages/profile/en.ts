/** Texts of the profile page, in English. */
export const texts = {
  title: "My account",
  login: "Login",
  name: "Name",
  roles: "Roles",
};
