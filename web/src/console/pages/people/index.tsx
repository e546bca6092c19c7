import { Segmented } from "antd";
import { Suspense } from "react";
import { useSession } from "../../app/use.ts";
import { useUrl } from "../../lib/url.ts";
import { later } from "../../lib/later.ts";
import { useAll } from "./all.ts";
import { Failed, Loading } from "../../app/states.tsx";
import { StaffList } from "./staff.tsx";
import { usePeopleTexts } from "./texts.ts";
import "./style.css";

const PersonDrawer = later(async () => ({ default: (await import("./person.tsx")).PersonDrawer }));
const Plan = later(async () => ({ default: (await import("./plan.tsx")).Plan }));

/** Who works where, and the posts planned against those filled: view=plan. A person is opened by staff=. */
export default function People() {
  const { t } = usePeopleTexts();
  const { can } = useSession();
  const [search, setUrl] = useUrl();
  const planning = search["view"] === "plan";
  const all = useAll(planning);
  const { staff, assignments, plan, error, retry } = all;
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
      {error && !(staff && assignments) ? (
        <Failed error={error} retry={retry} />
      ) : !staff || !assignments || (planning && !plan) ? (
        <Loading />
      ) : planning ? (
        <Suspense fallback={<Loading />}><Plan all={{ ...all, staff, assignments, plan: plan! }} /></Suspense>
      ) : (
        <StaffList all={{ ...all, staff, assignments }} />
      )}
      {search["staff"] && can("PEOPLE") && <Suspense><PersonDrawer id={search["staff"]} close={() => setUrl({ staff: undefined })} /></Suspense>}
    </>
  );
}
