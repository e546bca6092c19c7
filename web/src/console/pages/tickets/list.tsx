import { useMemo } from "react";
import { useSession } from "../../app/use.ts";
import type { TicketRowFragment } from "../../gql/tickets.ts";
import { shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import type { DataColumn } from "../../parts/data-list.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { Due, Marks, State } from "./marks.tsx";
import { useTicketTexts } from "./texts.ts";

/** Columns of the list; those of personal data only for who may read contacts, the phone for who would call. */
export function useColumns(): DataColumn<TicketRowFragment>[] {
  const { t, lang } = useTicketTexts();
  const { can, single } = useSession();
  const term = useTerm();
  return useMemo(() => {
    const columns: (DataColumn<TicketRowFragment> | false)[] = [
      { key: "number", title: t("number"), width: 104, render: (r) => <span className="number">{r.number}</span>, value: (r) => r.number },
      { key: "kind", title: t("kind"), width: lang === "en" ? 112 : 84, render: (r) => term("TicketKind", r.kind), value: (r) => term("TicketKind", r.kind) },
      { key: "state", title: t("state"), width: 112, render: (r) => <State row={r} />, value: (r) => term("TicketState", r.state) },
      { key: "due", title: t("due"), width: 120, render: (r) => <Due row={r} />, value: (r) => new Date(r.dueAt) },
      { key: "content", title: t("content"), width: lang === "en" ? 236 : 264, render: (r) => <><Marks row={r} />{r.content}</>, value: (r) => r.content },
      !single && { key: "community", title: t("community"), width: 120, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "unit", title: t("unit"), width: 90, render: (r) => r.unit?.propertyNo ?? "–", value: (r) => r.unit?.propertyNo },
      can("CONTACTS", "MASKED") && { key: "contact", title: t("contact"), width: 84, render: (r) => r.contactName ?? "–", value: (r) => r.contactName },
      single && can("CONTACTS", "MASKED") && { key: "phone", title: t("phone"), width: 120, render: (r) => <PersonPhone phone={r.contactPhone} />, value: (r) => r.contactPhone },
      { key: "assignee", title: t("field.assigneeId"), width: 84, render: (r) => r.assignee?.name ?? "–", value: (r) => r.assignee?.name },
      { key: "opened", title: t("opened"), width: 108, render: (r) => <span className="number">{shortTime(r.openedAt, lang)}</span>, value: (r) => new Date(r.openedAt) },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, can, single, term]);
}

/** A ticket on a phone and on the board. */
export function TicketCard({ row }: { row: TicketRowFragment }) {
  const { single } = useSession();
  const term = useTerm();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong>{term("TicketKind", row.kind)}</strong>
        <span className="muted number cut grow">{row.number}</span>
        <State row={row} />
      </span>
      <span className="cut"><Marks row={row} />{row.content}</span>
      <span className="row muted" style={{ flexWrap: "nowrap" }}>
        <span className="cut grow">{[single ? "" : row.community.name, row.unit?.propertyNo, row.assignee?.name].filter(Boolean).join(" · ")}</span>
        <Due row={row} />
      </span>
    </>
  );
}
