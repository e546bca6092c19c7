import { DeleteOutlined, LinkOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { Suspense, useState } from "react";
import { useAppTexts, useSession } from "../../app/use.ts";
import { useUrl } from "../../lib/url.ts";
import { later } from "../../lib/later.ts";
import { LatePopover } from "../../parts/late.tsx";
import { useTicketTexts } from "./texts.ts";
import { RenameView } from "./view-rename.tsx";
import { readyViews, shows, towards, useOwnViews, viewOf } from "./views.ts";

const ViewName = later(() => import("./view-name.tsx"));

/** The views ready made and one's own, as a row of buttons; what is shown now can be kept under a name or sent as a link. */
export function ViewBar() {
  const { t } = useTicketTexts();
  const app = useAppTexts();
  const { message } = App.useApp();
  const { viewer } = useSession();
  const [search, setUrl] = useUrl();
  const { own, save, rename, remove } = useOwnViews();
  const [naming, setNaming] = useState(false);
  const judges = viewer.roles.some((role) => ["SITE_MANAGER", "QUALITY", "COMPLAINT_CENTRE"].includes(role));
  const ready = readyViews(Boolean(viewer.user?.staffId), judges);
  const known = [...ready, ...own].find((view) => shows(search, view));
  const copy = () => navigator.clipboard.writeText(location.href).then(() => message.success(app.t("do.copied")), () => message.error(app.t("do.copyFailed")));
  const button = (name: string, label: string, view: (typeof own)[number], mine: boolean) => (
    <span key={name} className="view">
      <Button size="small" type={known === view ? "primary" : "text"} aria-pressed={known === view} onClick={() => setUrl(towards(view))}>{label}</Button>
      {mine && known === view && <RenameView name={view.name} rename={(to) => rename(view.name, to)} />}
      {mine && known === view && <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t("view.remove", { name: label })} onClick={() => remove(view.name)} />}
    </span>
  );
  return (
    <div className="views" role="group" aria-label={t("views")}>
      {ready.map((view) => button(view.name, t(view.name as "view.all"), view, false))}
      {own.map((view) => button(`own ${view.name}`, view.name, view, true))}
      {!known && (
        <LatePopover
          trigger="click"
          open={naming}
          onOpenChange={setNaming}
          destroyOnHidden
          content={
            <Suspense><ViewName save={(name) => { save({ name, search: viewOf(search) }); setNaming(false); }} /></Suspense>
          }
        >
          <Button size="small" icon={<PlusOutlined />}>{t("view.save")}</Button>
        </LatePopover>
      )}
      <Button size="small" type="text" icon={<LinkOutlined />} aria-label={t("view.share")} title={t("view.share")} onClick={() => void copy()} />
    </div>
  );
}
