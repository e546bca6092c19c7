import type { ReactNode } from "react";
import { useEstatesTexts } from "./texts.ts";

/** A part of a card, with its heading; nothing is said once for all. */
export function Part({ title, empty, extra, children }: { title: string; empty?: boolean; extra?: ReactNode; children?: ReactNode }) {
  const { t } = useEstatesTexts();
  return (
    <section className="part" aria-label={title}>
      <div className="row"><h2>{title}</h2><span className="grow" />{extra}</div>
      {empty && <p className="muted">{t("none")}</p>}
      {!empty && children}
    </section>
  );
}

/** From when to when, open at the end while it lasts. */
export const spanOf = (of: { since: string; until?: string | null | undefined }) => `${of.since} – ${of.until ?? ""}`;

/** A share of a unit, of 10,000. */
export const share = (parts: number) => `${parts / 100}%`;
