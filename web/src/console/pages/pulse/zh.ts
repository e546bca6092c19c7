/** Texts of the pulse page, in Chinese. */
export const texts = {
  title: "总览",
  noFigures: "您的角色没有可看的指标",
};
