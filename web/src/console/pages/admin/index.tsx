import { useUrl } from "../../lib/url.ts";
import { SubNav } from "../../parts/sub-nav.tsx";
import { Grants } from "./grants.tsx";
import { useAdminTexts } from "./texts.ts";
import { Users } from "./users.tsx";

/** Users, and who has which role where. */
export default function Admin() {
  const { t } = useAdminTexts();
  const [search] = useUrl();
  const tab = search["tab"] === "grants" ? "grants" : "users";
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
        <SubNav label={t("title")} at={tab} items={[{ name: "users", title: t("users") }, { name: "grants", title: t("grants") }]} />
      </div>
      {tab === "grants" ? <Grants /> : <Users />}
    </>
  );
}
