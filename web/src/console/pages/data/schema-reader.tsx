import { Input } from "antd";
import { useMemo, useState } from "react";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { definitionsOf } from "./sdl.ts";
import { useDataTexts } from "./texts.ts";

/** The schema in its own language, type by type, to be looked through. */
export default function SchemaReader({ data, close }: { data: object; close(): void }) {
  const { t } = useDataTexts();
  const all = useMemo(() => definitionsOf(data), [data]);
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  // By name first; a field's name finds the types that have it.
  const shown = useMemo(() => {
    if (!wanted) return all;
    const named = all.filter((d) => d.name.toLowerCase().includes(wanted));
    return [...named, ...all.filter((d) => !named.includes(d) && d.text.toLowerCase().includes(wanted))];
  }, [all, wanted]);
  return (
    <SideDrawer open close={close} width={760} title={t("schemaTitle")}>
      <Input allowClear placeholder={t("schemaFind")} aria-label={t("schemaFind")} value={text} onChange={(e) => setText(e.target.value)} />
      <p className="muted small number" role="status">{t("schemaShown", { count: shown.length, total: all.length })}</p>
      {shown.map((d) => <Type key={d.name} name={d.name} text={d.text} />)}
    </SideDrawer>
  );
}

/** One type; its text is in the page while it is open only. */
function Type({ name, text }: { name: string; text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="type" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary><code>{name}</code></summary>
      {open && <pre tabIndex={0} aria-label={name}>{text}</pre>}
    </details>
  );
}
