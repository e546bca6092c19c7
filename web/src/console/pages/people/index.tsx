import { Segmented } from "antd";
import { Suspense } from "react";
import { Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { later } from "../../lib/later.ts";
import { useUrl } from "../../lib/url.ts";
import { StaffList } from "./staff.tsx";
import { usePeopleTexts } from "./texts.ts";
import "./style.css";

const PersonDrawer = later(() => import("./person.tsx"));
const Plan = later(() => import("./plan.tsx"));

/** Who works where, and the posts planned against those filled: view=plan. A person is opened by staff=. */
export default function People() {
  const { t } = usePeopleTexts();
  const { can } = useSession();
  const [search, setUrl] = useUrl();
  const planning = search["view"] === "plan";
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
        <Segmented
          aria-label={t("view")}
          value={planning ? "plan" : "staff"}
          options={[{ value: "staff", label: t("staff") }, { value: "plan", label: t("plan") }]}
          onChange={(v) => setUrl({ view: v === "plan" ? "plan" : undefined, at: undefined, by: undefined })}
        />
      </div>
      {planning ? <Suspense fallback={<Loading />}><Plan /></Suspense> : <StaffList />}
      {search["staff"] && can("PEOPLE") && <Suspense><PersonDrawer id={search["staff"]} close={() => setUrl({ staff: undefined })} /></Suspense>}
    </>
  );
}
