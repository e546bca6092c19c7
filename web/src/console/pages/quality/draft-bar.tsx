import { Alert, App, Button } from "antd";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "urql";
import { useSession } from "../../app/use.ts";
import { useUrl } from "../../lib/url.ts";
import { type Draft, draftsOf, onDrafts, type Sending, sendDraft } from "./drafts.ts";
import { useQualityTexts } from "./texts.ts";

/** The drafts on this device that are the viewer's. */
export function useDrafts(): Draft[] {
  const { viewer } = useSession();
  const login = viewer.user?.login ?? "";
  const [drafts, setDrafts] = useState<Draft[]>([]);
  useEffect(() => {
    let gone = false;
    const read = () => void draftsOf(login).then((all) => !gone && setDrafts(all), () => {});
    read();
    const stop = onDrafts(read);
    return () => {
      gone = true;
      stop();
    };
  }, [login]);
  return drafts;
}

/** Sends a draft, says how it went and gives it back. */
export function useSending(): (draft: Draft, quiet?: boolean) => Promise<Sending> {
  const { t } = useQualityTexts();
  const client = useClient();
  const { message } = App.useApp();
  return useCallback(
    async (draft: Draft, quiet = false) => {
      const how = await sendDraft(client, draft, { taken: t("draft.taken") });
      const key = draft.id; // the sheet and the bar may both have waited for the same answer
      if (how === "sent") void message.success({ key, content: t("draft.sent", { title: draft.title }) });
      else if (how === "refused") void message.error({ key, content: t("draft.refused", { title: draft.title }) });
      else if (!quiet) void message.info(t("draft.offline"));
      return how;
    },
    [client, message, t],
  );
}

/** What was noted and is not at the hub yet. What is done is sent as soon as there is a network. */
export function DraftBar() {
  const { t } = useQualityTexts();
  const drafts = useDrafts();
  const send = useSending();
  const [, setUrl] = useUrl();
  const done = drafts.filter((d) => d.doneAt);
  const key = done.map((d) => d.id).join();
  useEffect(() => {
    if (!key) return;
    const all = () => done.forEach((d) => void send(d, true));
    all();
    window.addEventListener("online", all);
    const again = setInterval(all, 60_000);
    return () => {
      window.removeEventListener("online", all);
      clearInterval(again);
    };
  }, [key, send]);
  if (drafts.length === 0) return null;
  return (
    <Alert
      type="warning"
      role="status"
      title={t("draft.notSent", { count: drafts.length })}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {drafts.map((d) => (
            <li key={d.id}>
              <Button type="link" size="small" onClick={() => setUrl({ tab: "inspections", doing: d.id }, "push")}>{d.siteName} · {d.title}</Button>
              <span className="muted">{t(d.doneAt ? "draft.waits" : "draft.begun")}</span>
              {d.problem && <div className="bad">{d.problem}</div>}
            </li>
          ))}
        </ul>
      }
    />
  );
}
