import { Button } from "antd";
import { useState } from "react";
import { useSession } from "../../app/use.ts";
import { SchemaDocument } from "../../gql/data.ts";
import { idOf } from "../../lib/document.ts";
import { saveBlob } from "../../lib/csv.ts";
import { useDataTexts } from "./texts.ts";

/** GraphiQL and the schema, for who may ask freely; the licences for everybody. */
export default function Tools() {
  const { t } = useDataTexts();
  const { viewer } = useSession();
  return (
    <section className="panel" aria-label={t("tab.tools")}>
      <ul className="plain-list" style={{ display: "grid", gap: 12 }}>
        {viewer.freeQueries && (
          <>
            <li><a href="/graphiql">{t("graphiql")}</a><div className="muted small">{t("graphiqlHint")}</div></li>
            <li><SchemaButton /><div className="muted small">{t("schemaHint")}</div></li>
            <li><code>POST {location.origin}/graphql</code><div className="muted small">{t("endpointHint")}</div></li>
          </>
        )}
        <li><a href="/assets/documents.json">{t("documents")}</a><div className="muted small">{t("documentsHint")}</div></li>
        <li><a href="/assets/LICENSES.txt">{t("licences")}</a></li>
      </ul>
    </section>
  );
}

/** The schema's description as code generators take it. It goes past the cache, which is for rows. */
function SchemaButton() {
  const { t } = useDataTexts();
  const [state, setState] = useState<"busy" | "failed">();
  const save = async () => {
    setState("busy");
    try {
      const response = await fetch("/graphql", {
        method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ documentId: idOf(SchemaDocument), variables: {} }),
      });
      const answer = (await response.json()) as { data?: unknown };
      if (!answer.data) throw new Error(String(response.status));
      saveBlob("estatehub-schema.json", new Blob([JSON.stringify(answer)], { type: "application/json" }));
      setState(undefined);
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button loading={state === "busy"} onClick={() => void save()}>{t("schema")}</Button>
      {state === "failed" && <span className="bad" role="alert"> {t("schemaFailed")}</span>}
    </>
  );
}
