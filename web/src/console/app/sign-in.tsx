import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Card, Form, Input } from "antd";
import { useMemo, useState } from "react";
import { SignInDocument } from "../gql/app.ts";
import { faultOf, newClient } from "../lib/client.ts";
import { along, parseSearch, useUrl } from "../lib/url.ts";
import { LanguageButton } from "./user-menu.tsx";
import { useAppTexts } from "./use.ts";

/** The place to go back to: a path of this console, nothing else. */
export function backOf(text: string | undefined): { path: string; search: Record<string, string | undefined> } {
  if (!text || !/^\/(?![/\\])/.test(text) || text.startsWith("/sign-in")) return { path: "/", search: {} };
  const at = text.indexOf("?");
  return at < 0 ? { path: text, search: {} } : { path: text.slice(0, at), search: parseSearch(text.slice(at)) };
}

/** The sign-in page. The session is a cookie that no script reads. */
export default function SignIn() {
  const { t } = useAppTexts();
  const [search] = useUrl();
  const navigate = useNavigate();
  const client = useMemo(() => newClient(() => {}), []);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = async (input: { login: string; password: string }) => {
    setBusy(true);
    setProblem(undefined);
    const { data, error } = await client.mutation(SignInDocument, { input }).toPromise();
    setBusy(false);
    if (error) {
      const fault = faultOf(error);
      setProblem(fault.code === "NETWORK" ? t("state.network") : fault.message);
      return;
    }
    const errors = data?.signIn.userErrors ?? [];
    if (errors.length > 0) {
      setProblem(errors.map((e) => e.message).join("\n"));
      return;
    }
    const back = backOf(search["back"]);
    await navigate({ to: back.path, search: { ...along(search), ...back.search } as never, replace: true });
  };

  return (
    <main className="center" style={{ minHeight: "100dvh", background: "var(--hub-layout)" }}>
      <Card style={{ width: "min(360px, calc(100vw - 32px))" }}>
        <div className="row" style={{ marginBottom: 16, flexWrap: "nowrap" }}>
          <h1 className="grow" style={{ fontSize: 20, margin: 0 }}>{t("signIn.title")}</h1>
          <LanguageButton />
        </div>
        <Form layout="vertical" size="large" requiredMark={false} onFinish={(input) => void submit(input)}>
          <Form.Item name="login" label={t("signIn.login")} rules={[{ required: true, message: t("signIn.loginMissing") }]}>
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
          </Form.Item>
          <Form.Item name="password" label={t("signIn.password")} rules={[{ required: true, message: t("signIn.passwordMissing") }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {problem && <Alert type="error" role="alert" title={problem} style={{ marginBottom: 16 }} />}
          <Button type="primary" htmlType="submit" block loading={busy}>{t("signIn.submit")}</Button>
        </Form>
      </Card>
    </main>
  );
}
