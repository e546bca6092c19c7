import type { TypedDocumentNode } from "@urql/core";
import { Button } from "antd";
import { type ReactNode, Suspense, useState } from "react";
import { later } from "../lib/later.ts";

const VerbForm = later(() => import("./verb-form.tsx"));

/** A field of a verb's form; its name is that of the input. */
export interface Field {
  name: string;
  label: string;
  kind?: "text" | "area" | "number" | "day" | "time" | "check" | "password" | "staff" | "unit" | "site" | "file" | "files";
  /** What can be chosen: two or three stand side by side, more in a list. */
  options?: readonly { value: string | boolean; label: string }[];
  required?: boolean;
  initial?: unknown;
  min?: number;
  max?: number;
  hint?: ReactNode;
  /** A field of its own make. */
  render?: ReactNode;
  /** Whether it is asked, by what the others say. */
  when?(values: Record<string, unknown>): boolean;
}

/** A button that opens the form of one mutation, whose code comes when it is asked for. Staff and units are picked from `site`. */
export function Verb<Data, Input extends object>({ label, title, document, fixed, fields = [], site, done, type, danger, hint, icon, submitText }: {
  label: string;
  title?: string;
  document: TypedDocumentNode<Data, { input: Input }>;
  fixed?: Partial<Input>;
  fields?: readonly Field[];
  site?: string | undefined;
  done?(data: Data): void;
  type?: "primary" | "text" | "link";
  danger?: boolean;
  /** What it does, above its fields. */
  hint?: ReactNode;
  icon?: ReactNode;
  submitText?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...(type ? { type } : {})} danger={danger ?? false} icon={icon} onClick={() => setOpen(true)}>{label}</Button>
      {open && (
        <Suspense>
          <VerbForm close={() => setOpen(false)} title={title ?? label} document={document as never} fixed={fixed} fields={fields} site={site} done={done as never} hint={hint} submitText={submitText ?? label} />
        </Suspense>
      )}
    </>
  );
}

/** Now, or so many hours later, as a field for a time begins with it: in the communities' zone. */
export function localTime(hours = 0, now = Date.now()): string {
  return new Date(now + (8 + hours) * 3_600_000).toISOString().slice(0, 16);
}
