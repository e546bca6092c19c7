import { Button, Empty, Result, Skeleton } from "antd";
import { Component, type ReactNode } from "react";
import type { CombinedError } from "@urql/core";
import { faultOf } from "../lib/client.ts";
import { useAppTexts } from "./use.ts";

/** What stands where nothing is: why, and what to try. */
export function NothingHere({ title, hint, children }: { title?: string; hint?: string; children?: ReactNode }) {
  const { t } = useAppTexts();
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div>{title ?? t("state.empty")}</div>
          <div className="muted">{hint ?? t("state.emptyHint")}</div>
        </>
      }
    >
      {children}
    </Empty>
  );
}

/** What stands where something is on its way. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useAppTexts();
  return (
    <div role="status" aria-label={t("state.loading")}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** What stands where a request failed: the hub's words, the id its log knows, and another try. */
export function Failed({ error, retry }: { error: CombinedError; retry?: (() => void) | undefined }) {
  const { t } = useAppTexts();
  const fault = faultOf(error);
  return (
    <div role="alert">
      <Result
        status="warning"
        title={t("state.error")}
        subTitle={
          <>
            <div>{fault.code === "NETWORK" ? t("state.network") : fault.message}</div>
            {fault.requestId && <div className="muted">{t("state.requestId", { id: fault.requestId })}</div>}
          </>
        }
        extra={retry && <Button onClick={retry}>{t("state.retry")}</Button>}
      />
    </div>
  );
}

function Crashed({ message }: { message: string }) {
  const { t } = useAppTexts();
  return (
    <div role="alert">
      <Result
        status="error"
        title={t("state.crash")}
        subTitle={message}
        extra={<Button onClick={() => location.reload()}>{t("state.reload")}</Button>}
      />
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
