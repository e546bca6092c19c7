import { InboxOutlined, InfoCircleOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Component, type ReactNode } from "react";
import type { CombinedError } from "@urql/core";
import { faultOf } from "../lib/client.ts";
import { useAppTexts } from "./use.ts";

/** What stands where nothing is: why, and what to try. */
export function NothingHere({ title, hint, children }: { title?: string; hint?: string; children?: ReactNode }) {
  const { t } = useAppTexts();
  return (
    <div className="nothing">
      <InboxOutlined aria-hidden="true" />
      <div>{title ?? t("state.empty")}</div>
      <div className="muted">{hint ?? t("state.emptyHint")}</div>
      {children}
    </div>
  );
}

/** What stands where something is on its way. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useAppTexts();
  return (
    <div role="status" aria-label={t("state.loading")}>
      {Array.from({ length: rows }, (_, i) => <div key={i} className="bone" />)}
    </div>
  );
}

/**
 * A page's or a panel's worth of words: what is the matter, and the way on. It
 * is drawn by what is loaded already, as it is also for when nothing more loads.
 */
export function Notice({ bad = false, title, children, extra }: { bad?: boolean; title: string; children?: ReactNode; extra?: ReactNode }) {
  return (
    <div className="nothing">
      {bad ? <WarningOutlined className="warn" aria-hidden="true" /> : <InfoCircleOutlined aria-hidden="true" />}
      <h2>{title}</h2>
      {children}
      {extra && <div>{extra}</div>}
    </div>
  );
}

/** What stands where a request failed: the hub's words, the id its log knows, and another try. */
export function Failed({ error, retry }: { error: CombinedError; retry?: (() => void) | undefined }) {
  const { t } = useAppTexts();
  const fault = faultOf(error);
  return (
    <div role="alert">
      <Notice bad title={t("state.error")} extra={retry && <Button onClick={retry}>{t("state.retry")}</Button>}>
        <div>{fault.code === "NETWORK" ? t("state.network") : fault.message}</div>
        {fault.requestId && <div className="muted">{t("state.requestId", { id: fault.requestId })}</div>}
      </Notice>
    </div>
  );
}

function Crashed({ message }: { message: string }) {
  const { t } = useAppTexts();
  return (
    <div role="alert">
      <Notice bad title={t("state.crash")} extra={<Button onClick={() => location.reload()}>{t("state.reload")}</Button>}>{message}</Notice>
    </div>
  );
}

/** Holds a crash of what is inside; another place (`at`) is another try. */
export class Boundary extends Component<{ at: string; children: ReactNode }, { at: string; failed: string | undefined }> {
  override state = { at: this.props.at, failed: undefined as string | undefined };

  static getDerivedStateFromProps(props: { at: string }, state: { at: string }) {
    return props.at === state.at ? null : { at: props.at, failed: undefined };
  }

  static getDerivedStateFromError(error: unknown) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    return this.state.failed === undefined ? this.props.children : <Crashed message={this.state.failed} />;
  }
}
