import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { SchemaDocument } from "../../gql/data.ts";
import { idOf } from "../../lib/document.ts";
import { saveBlob } from "../../lib/csv.ts";
import { useDataTexts } from "./texts.ts";

const SchemaReader = lazy(() => import("./schema-reader.tsx"));

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
            <li><SchemaButtons /><div className="muted small">{t("schemaHint")}</div></li>
            <li><code>POST {location.origin}/graphql</code><div className="muted small">{t("endpointHint")}</div></li>
          </>
        )}
        <li><a href="/assets/documents.json">{t("documents")}</a><div className="muted small">{t("documentsHint")}</div></li>
        <li><a href="/assets/LICENSES.txt">{t("licences")}</a></li>
      </ul>
    </section>
  );
}

/** The schema's description, as the hub tells it of itself. It goes past the cache, which is for rows. */
async function introspect(): Promise<object> {
  const response = await fetch("/graphql", {
    method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ documentId: idOf(SchemaDocument), variables: {} }),
  });
  const answer = (await response.json()) as { data?: object };
  if (!answer.data) throw new Error(String(response.status));
  return answer.data;
}

/** The schema to read, and as the files that code generators and tools take. */
function SchemaButtons() {
  const { t } = useDataTexts();
  const [busy, setBusy] = useState<"read" | "sdl" | "json">();
  const [failed, setFailed] = useState(false);
  const [reading, setReading] = useState<object>();
  const run = async (what: "read" | "sdl" | "json") => {
    setBusy(what);
    setFailed(false);
    try {
      const data = await introspect();
      if (what === "read") setReading(data);
      else if (what === "json") saveBlob("estatehub-schema.json", new Blob([JSON.stringify({ data })], { type: "application/json" }));
      else saveBlob("schema.graphql", new Blob([(await import("./sdl.ts")).sdlOf(data)], { type: "text/plain;charset=utf-8" }));
    } catch {
      setFailed(true);
    }
    setBusy(undefined);
  };
  return (
    <span className="row">
      <Button loading={busy === "read"} onClick={() => void run("read")}>{t("schemaRead")}</Button>
      <Button loading={busy === "sdl"} onClick={() => void run("sdl")}>{t("schemaSdl")}</Button>
      <Button loading={busy === "json"} onClick={() => void run("json")}>{t("schema")}</Button>
      {failed && <span className="bad" role="alert"> {t("schemaFailed")}</span>}
      {reading && <Suspense fallback={<Loading />}><SchemaReader data={reading} close={() => setReading(undefined)} /></Suspense>}
    </span>
  );
}
