import { ImportOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense } from "react";
import { Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { leavesOf } from "../../lib/scope.ts";
import { useUrl } from "../../lib/url.ts";
import { mayImport } from "./may-import.ts";
import { League } from "./league.tsx";
import { useEstatesTexts } from "./texts.ts";
import "./style.css";

const Compare = lazy(() => import("./compare.tsx"));
const Grid = lazy(() => import("./grid.tsx"));
const Import = lazy(() => import("./import.tsx"));
const OwnerDrawer = lazy(() => import("./owner.tsx"));
const Site = lazy(() => import("./site.tsx"));
const UnitDrawer = lazy(() => import("./unit.tsx"));

/**
 * Sites, from the league down to the unit; all of it is in the URL: view=,
 * compare=, site=, building=, and beside them unit= and owner=.
 */
export default function Estates() {
  const { t } = useEstatesTexts();
  const { can, single, tree, names } = useSession();
  const [search, setUrl] = useUrl();
  const sites = (search["compare"] ?? "").split(",").filter((id) => names.has(id)).slice(0, 4);
  const site = search["site"] ?? (single ? leavesOf(tree)[0]?.id : undefined);
  const importing = search["view"] === "import" && mayImport(can).length > 0;
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
        <span className="grow" />
        {mayImport(can).length > 0 && (
          <Button icon={importing ? undefined : <ImportOutlined />} onClick={() => setUrl({ view: importing ? undefined : "import" }, "push")}>{t(importing ? "backToEstates" : "import")}</Button>
        )}
      </div>
      <Suspense fallback={<Loading />}>
        {importing ? (
          <Import />
        ) : search["building"] ? (
          <Grid id={search["building"]} />
        ) : site ? (
          <Site id={site} />
        ) : search["view"] === "compare" && sites.length > 1 ? (
          <Compare sites={sites} />
        ) : (
          <League />
        )}
      </Suspense>
      {/* Each waits for itself: what is open must not vanish while another comes. */}
      {search["unit"] && <Suspense><UnitDrawer id={search["unit"]} close={() => setUrl({ unit: undefined })} /></Suspense>}
      {search["owner"] && can("OWNERS") && <Suspense><OwnerDrawer id={search["owner"]} close={() => setUrl({ owner: undefined })} /></Suspense>}
    </>
  );
}
