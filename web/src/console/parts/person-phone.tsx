import { EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useSession, useAppTexts } from "../app/use.ts";
import { LatePopover } from "./late.tsx";

const RevealForm = lazy(() => import("./reveal-form.tsx"));

/**
 * A phone as the viewer may see it. Of an owner it can be shown in full for a
 * reason, which the hub keeps with the reader's name; it is forgotten with the
 * page.
 */
export function PersonPhone({ phone, ownerId }: { phone: string | null | undefined; ownerId?: string | null | undefined }) {
  const { t } = useAppTexts();
  const { can } = useSession();
  const [shown, setShown] = useState<string>();
  const [open, setOpen] = useState(false);
  if (shown !== undefined) {
    return shown ? <a className="number" href={`tel:${shown}`} title={t("phone.shownUntilLeft")}>{shown}</a> : <span className="muted">{t("phone.none")}</span>;
  }
  if (!phone) return <span className="muted">–</span>;
  if (!phone.includes("*")) return <a className="number" href={`tel:${phone}`}>{phone}</a>;
  return (
    <span style={{ whiteSpace: "nowrap" }} onClick={(e) => e.stopPropagation()}>
      <span className="number">{phone}</span>
      {ownerId && can("OWNERS", "MASKED") && (
        <LatePopover
          trigger="click"
          open={open}
          onOpenChange={setOpen}
          destroyOnHidden
          content={<Suspense><RevealForm ownerId={ownerId} show={(full) => { setShown(full); setOpen(false); }} /></Suspense>}
        >
          <Button type="text" size="small" icon={<EyeOutlined />} aria-label={t("phone.reveal")} />
        </LatePopover>
      )}
    </span>
  );
}
