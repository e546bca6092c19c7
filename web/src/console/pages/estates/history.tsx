import { Button } from "antd";
import { useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading } from "../../app/states.tsx";
import { HistoryDocument } from "../../gql/estates.ts";
import { dateTime } from "../../lib/format.ts";
import { Part } from "./part.tsx";
import { useEstatesTexts } from "./texts.ts";

/** What the fields of owners and units are called here. */
const names = {
  name: "ownerName", kind: "kind", phone: "phone", idDocument: "document", birthday: "birthday", occupation: "occupation", employer: "employer",
  hobby: "hobby", profile: "profile", specialCare: "specialCare", area: "area", surveyedArea: "surveyedArea", layout: "layout", structure: "structure",
  quality: "quality", use: "use", occupancy: "occupancy", keyCustody: "keyCustody",
} as const;

/** Who changed a row when, by the audit. It is asked for when it is wanted: the hub has it for who may change the row there, and says so to others. */
export function History({ id }: { id: string }) {
  const { t, lang } = useEstatesTexts();
  const [wanted, setWanted] = useState(false);
  const [{ data, error, fetching }] = useQuery({ query: HistoryDocument, variables: { id }, pause: !wanted, requestPolicy: "network-only" });
  const rows = data?.audit.rows ?? [];
  return (
    <Part title={t("history")}>
      {!wanted && <Button size="small" onClick={() => setWanted(true)}>{t("showHistory")}</Button>}
      {fetching && <Loading rows={2} />}
      {error && <Failed error={error} />}
      <ul className="rows">
        {rows.map((r, i) => (
          <li key={i}>
            <span className="number muted">{dateTime(r.at, lang)}</span>
            <span>{r.actor ?? t("theHub")}</span>
            <span>{t(`ChangeOperation.${r.operation}`)}</span>
            {r.fields.length > 0 && <span className="muted">{r.fields.map((field) => (field in names ? t(names[field as keyof typeof names]) : field)).join(t("comma"))}</span>}
          </li>
        ))}
      </ul>
    </Part>
  );
}
