import { Suspense } from "react";
import { Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { useUrl } from "../../lib/url.ts";
import { later } from "../../lib/later.ts";
import { SubNav } from "../../parts/sub-nav.tsx";
import { DraftBar } from "./draft-bar.tsx";
import { useQualityTexts } from "./texts.ts";

const tabs = [
  { name: "visits", group: "QUALITY", Body: later(() => import("./visits.tsx")) },
  { name: "surveys", group: "QUALITY", Body: later(() => import("./surveys.tsx")) },
  { name: "cases", group: "QUALITY", Body: later(() => import("./cases.tsx")) },
  { name: "duties", group: "DUTIES", Body: later(() => import("./duties.tsx")) },
  { name: "inspections", group: "DUTIES", Body: later(() => import("./inspections.tsx")) },
  { name: "findings", group: "DUTIES", Body: later(() => import("./findings.tsx")) },
  { name: "log", group: "DUTIES", Body: later(() => import("./log.tsx")) },
  { name: "figures", group: "", Body: later(() => import("./figures.tsx")) },
] as const;

/** Quality and duties: one tab for each programme the viewer may see, named in the URL. */
export default function Quality() {
  const { t } = useQualityTexts();
  const { can } = useSession();
  const [search] = useUrl();
  const open = tabs.filter((tab) => !tab.group || can(tab.group));
  const { name, Body } = open.find((tab) => tab.name === search["tab"]) ?? open[0]!;
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
        <SubNav label={t("title")} at={name} items={open.map((tab) => ({ name: tab.name, title: t(`tab.${tab.name}`) }))} />
      </div>
      {can("DUTIES", "WRITE") && <DraftBar />}
      <Suspense fallback={<Loading />}><Body /></Suspense>
    </>
  );
}
