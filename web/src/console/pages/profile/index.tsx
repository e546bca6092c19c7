import { useSession } from "../../app/use.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useProfileTexts } from "./texts.ts";

/** Who is signed in. */
export default function Profile() {
  const { t } = useProfileTexts();
  const { viewer } = useSession();
  const term = useTerm();
  const roles = viewer.roles.map((role) => term("GrantRole", role));
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
      </div>
      <dl className="facts-list">
        <dt>{t("login")}</dt>
        <dd>{viewer.user?.login}</dd>
        <dt>{t("name")}</dt>
        <dd>{viewer.user?.name}</dd>
        <dt>{t("roles")}</dt>
        <dd>{roles.join("、")}</dd>
      </dl>
    </>
  );
}
