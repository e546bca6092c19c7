/** Texts of the quality page, in Chinese. */
export const texts = {
  title: "品质",
};
