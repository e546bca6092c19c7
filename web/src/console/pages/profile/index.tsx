import { Card } from "antd";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { Failed, Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { ChangeMeDocument, ChangePasswordDocument, EndSessionDocument, type MySessionsQuery, MySessionsDocument } from "../../gql/profile.ts";
import { UserLocale } from "../../gql/schema.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useUrl } from "../../lib/url.ts";
import { Verb } from "../../parts/verb.tsx";
import { deviceOf } from "./device.ts";
import { useProfileTexts } from "./texts.ts";

/** Who is signed in: name, language, password, where else he is signed in, and what he may see. */
export default function Profile() {
  const { t } = useProfileTexts();
  const { viewer } = useSession();
  const [{ data, error, fetching }, again] = useQuery({ query: MySessionsDocument, requestPolicy: "network-only" });
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
      </div>
      <div className="profile">
        {viewer.user && <Me user={viewer.user} />}
        <Card style={{ gridArea: "sessions" }} title={<h2>{t("sessions")}</h2>} extra={data && data.sessions.length > 1 && <Verb danger label={t("endOthers")} title={t("endOthers")} document={EndSessionDocument} hint={t("endOthersHint")} done={() => again({ requestPolicy: "network-only" })} />}>
          {error && !data ? <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} /> : fetching && !data ? <Loading rows={3} /> : (
            <ul className="sessions">
              {data?.sessions.map((s) => <Session key={s.id} of={s} ended={() => again({ requestPolicy: "network-only" })} />)}
            </ul>
          )}
        </Card>
        <May />
      </div>
    </>
  );
}

function Me({ user }: { user: { id: string; login: string; name: string; locale: (typeof UserLocale)[number] } }) {
  const { t } = useProfileTexts();
  const { viewer, can } = useSession();
  const term = useTerm();
  const [, setUrl] = useUrl();
  const [{ fetching }, change] = useMutation(ChangeMeDocument);
  const [failed, setFailed] = useState<string>();
  const speak = async (locale: (typeof UserLocale)[number]) => {
    const { data, error } = await change({ input: { id: user.id, locale } });
    const problem = error?.message ?? data?.updateUser.userErrors[0]?.message;
    setFailed(problem);
    if (!problem) setUrl({ lang: locale === "EN" ? "en" : "zh-CN" });
  };
  return (
    <Card style={{ gridArea: "me" }} title={<h2>{t("me")}</h2>} extra={
      <div className="row">
        {can("ADMIN", "WRITE") && <Verb label={t("changeName")} document={ChangeMeDocument} fixed={{ id: user.id }} fields={[{ name: "name", label: t("name"), required: true, initial: user.name }]} />}
        <Verb label={t("changePassword")} document={ChangePasswordDocument} hint={t("passwordHint")} done={() => location.reload()}
          fields={[
            { name: "oldPassword", label: t("oldPassword"), kind: "password", required: true },
            { name: "newPassword", label: t("newPassword"), kind: "password", required: true, hint: t("passwordRule") },
          ]} />
      </div>
    }>
      <dl className="facts-list" style={{ alignItems: "center" }}>
        <dt>{t("login")}</dt>
        <dd>{user.login}</dd>
        <dt>{t("name")}</dt>
        <dd>{user.name}</dd>
        <dt>{t("roles")}</dt>
        <dd>{viewer.roles.map((role) => term("GrantRole", role)).join("、")}</dd>
        <dt><label htmlFor="profile-locale">{t("locale")}</label></dt>
        <dd>
          <select id="profile-locale" className="native-select" value={user.locale} disabled={fetching} onChange={(e) => void speak(e.target.value as (typeof UserLocale)[number])}>
            {UserLocale.map((value) => <option key={value} value={value}>{term("UserLocale", value)}</option>)}
          </select>
          {failed && <div role="alert" className="bad">{failed}</div>}
        </dd>
      </dl>
    </Card>
  );
}

function Session({ of, ended }: { of: MySessionsQuery["sessions"][number]; ended(): void }) {
  const { t, lang } = useProfileTexts();
  return (
    <li>
      <div className="grow">
        <strong>{deviceOf(of.agent) || t("unknownDevice")}</strong> {of.current && <span className="mark green">{t("thisOne")}</span>}
        <div className="muted number">{[of.address, t("since", { at: dateTime(of.since, lang) }), t("until", { at: dateTime(of.until, lang) })].filter(Boolean).join(" · ")}</div>
      </div>
      {!of.current && <Verb label={t("end")} title={t("endTitle")} document={EndSessionDocument} fixed={{ id: of.id }} hint={t("endHint", { device: deviceOf(of.agent) || t("unknownDevice") })} done={ended} />}
    </li>
  );
}

/** What the viewer may see, group by group, in words. */
function May() {
  const { t } = useProfileTexts();
  const { viewer } = useSession();
  return (
    <Card style={{ gridArea: "may" }} title={<h2>{t("may")}</h2>}>
      <table className="plain-table">
        <thead><tr><th>{t("group")}</th><th>{t("level")}</th><th>{t("where")}</th></tr></thead>
        <tbody>
          {viewer.access.map((a) => (
            <tr key={a.group}>
              <td>{t(`group.${a.group}`)}</td>
              <td>{t(`level.${a.level}`)}</td>
              <td>{a.whole ? t("whole") : t("inCommunities", { count: a.communityCount ?? 0 })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
