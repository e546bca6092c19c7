import type { CombinedError } from "@urql/core";
import { Link } from "@tanstack/react-router";
import { Select, Tag } from "antd";
import type { ReactNode } from "react";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { listOf, along, useUrl } from "../../lib/url.ts";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { useQualityTexts } from "./texts.ts";
import { useOptions } from "./use.ts";

const colours: Record<string, string> = {
  DUE: "blue", APPOINTED: "cyan", NOT_REACHED: "gold", DONE_QUALIFIED: "green", DONE_UNQUALIFIED: "red",
  RAISED: "red", REOPENED: "red", ANALYSED: "gold", MEASURE_SET: "gold", REVIEWED: "cyan", SUBMITTED: "cyan", IMPLEMENTED: "blue", VERIFIED: "green",
  SCHEDULED: "blue", LATE: "red", DONE: "green", MADE_UP: "gold", REJECTED: "red", PLANNED: "blue",
  DESIGNED: "blue", APPROVED: "blue", SENT: "cyan", COLLECTING: "cyan", COUNTED: "gold", REPORTED: "gold",
  OPEN: "red", ASSIGNED: "gold", SIGNED: "green", SELF_HANDLED: "blue", RADIO_URGENT: "red", FOUND: "blue",
  MEASURES_PUBLISHED: "green", TRACKED: "green",
};

/** A state in its colour. */
export function State({ code, children }: { code: string; children: ReactNode }) {
  return <Tag color={colours[code] ?? "default"} style={{ marginInlineEnd: 0 }}>{children}</Tag>;
}

/** A filter by codes that lies in the URL under `name`. */
export function CodesFilter({ name, type, codes, label }: { name: string; type: string; codes: readonly string[]; label: string }) {
  const [search, setUrl] = useUrl();
  const options = useOptions();
  return (
    <Select
      mode="multiple"
      maxTagCount="responsive"
      style={{ width: 180 }}
      placeholder={label}
      aria-label={label}
      value={listOf(search[name], codes)}
      options={options(type, codes)}
      onChange={(values) => setUrl({ [name]: values.join(",") })}
    />
  );
}

/** The drawer of what the URL names: its facts, or why there are none. */
export function Opened({ id, close, title, extra, found, error, fetching, retry, footer, children }: {
  id: string | undefined;
  close(): void;
  title: ReactNode;
  extra?: ReactNode;
  found: boolean;
  error: CombinedError | undefined;
  fetching: boolean;
  retry(): void;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useQualityTexts();
  return (
    <SideDrawer open={Boolean(id)} close={close} title={title} extra={extra} footer={footer} width={640}>
      {found ? children : error ? <Failed error={error} retry={retry} /> : fetching ? <Loading /> : <NothingHere title={t("gone")} hint="" />}
    </SideDrawer>
  );
}

/** Facts as a list; what is empty is left out. */
export function Facts({ of }: { of: readonly (readonly [string, ReactNode] | false | null | undefined | "" | 0)[] }) {
  return (
    <dl className="facts-list">
      {of.map((fact) => fact && fact[1] !== null && fact[1] !== undefined && fact[1] !== "" && fact[1] !== false && (
        <div key={fact[0]} style={{ display: "contents" }}>
          <dt>{fact[0]}</dt>
          <dd>{fact[1]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A link to another place of the console, with scope, language and theme. */
export function Go({ to = "/quality", search: to_search, children }: { to?: string; search: Record<string, string>; children: ReactNode }) {
  const [search] = useUrl();
  return <Link to={to} search={{ ...along(search), ...to_search } as never}>{children}</Link>;
}

/** A heading inside a drawer. */
export function Part({ children }: { children: ReactNode }) {
  return <h2 style={{ fontSize: 15, margin: "20px 0 8px" }}>{children}</h2>;
}

/** Photos and files, downloaded by a click. */
export function Files({ of }: { of: readonly { id: string; name: string; url: string }[] }) {
  return of.length === 0 ? null : (
    <ul style={{ paddingInlineStart: 18, margin: "8px 0" }}>
      {of.map((f) => <li key={f.id}><a href={f.url} target="_blank" rel="noreferrer">{f.name}</a></li>)}
    </ul>
  );
}
