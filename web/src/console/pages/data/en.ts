/** Texts of the data page, in English. */
export const texts = {
  title: "Data",
  graphiql: "GraphiQL",
  licences: "Licences of third parties",
};
