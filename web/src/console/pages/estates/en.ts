/** Texts of the estates page, in English. */
export const texts = {
  title: "Estates",
  name: "Community",
  code: "Code",
  status: "Status",
  households: "Households planned",
  movedIn: "Households moved in",
  address: "Address",
};
