/** Texts of the quality page, in English. */
export const texts = {
  title: "Quality",
};
