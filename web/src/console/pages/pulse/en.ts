/** Texts of the pulse page, in English. */
export const texts = {
  title: "Pulse",
  noFigures: "No figures are open to your role",
};
