/** Texts of the people page, in English. */
export const texts = {
  title: "People",
  staffNo: "Staff number",
  name: "Name",
  company: "Company",
  hireDate: "Hired",
};
