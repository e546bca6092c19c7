/** Texts of the data page, in Chinese. */
export const texts = {
  title: "数据",
  graphiql: "GraphiQL 查询工具",
  licences: "第三方许可证",
};
