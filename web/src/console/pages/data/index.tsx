import { useDataTexts } from "./texts.ts";

/** What leads out of the console to the data itself. */
export default function Data() {
  const { t } = useDataTexts();
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
      </div>
      <ul>
        <li><a href="/graphiql">{t("graphiql")}</a></li>
        <li><a href="/assets/LICENSES.txt">{t("licences")}</a></li>
      </ul>
    </>
  );
}
