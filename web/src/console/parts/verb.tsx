import type { TypedDocumentNode } from "@urql/core";
import { PaperClipOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useAppTexts } from "../app/use.ts";
import { FormDrawer } from "./form-drawer.tsx";
import { SiteSelect, StaffSelect, UnitSelect } from "./pickers.tsx";

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

type Values = Record<string, unknown>;

/** A button that opens the form of one mutation. Staff and units are picked from `site`. */
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
  const shape = (values: Input) => ({ ...fixed, ...inputOf(values as Values, fields) }) as Input;
  return (
    <>
      <Button {...(type ? { type } : {})} danger={danger ?? false} icon={icon} onClick={() => setOpen(true)}>{label}</Button>
      {open && (
        <FormDrawer<Data, Input>
          open
          close={() => setOpen(false)}
          title={title ?? label}
          document={document}
          initial={Object.fromEntries(fields.filter((f) => f.initial !== undefined).map((f) => [f.name, f.initial])) as Partial<Input>}
          shape={shape}
          {...(done ? { done } : {})}
          submitText={submitText ?? label}
        >
          {hint && <p className="muted" style={{ marginTop: 0 }}>{hint}</p>}
          <Fields fields={fields} site={site} />
        </FormDrawer>
      )}
    </>
  );
}

/** The fields of a form. */
export function Fields({ fields, site }: { fields: readonly Field[]; site?: string | undefined }) {
  const { t } = useAppTexts();
  const values = (Form.useWatch([], Form.useFormInstance()) ?? {}) as Values;
  return fields.filter((f) => !f.when || f.when(values)).map((f) => (
    <Form.Item
      key={f.name}
      name={f.name}
      label={f.kind === "check" ? undefined : f.label}
      extra={f.hint}
      {...(f.kind === "check" ? { valuePropName: "checked" } : {})}
      rules={f.required ? [{ required: true, message: t("form.required") }] : []}
    >
      {f.render ?? <Control field={f} site={site ?? (values["communityId"] as string | undefined)} />}
    </Form.Item>
  ));
}

/** One field. Form.Item gives it its value and what changes it. */
function Control({ field: f, site, ...given }: { field: Field; site: string | undefined }) {
  if (f.options) {
    return f.options.length > 3
      ? <Select {...given} options={f.options as never} allowClear={!f.required} />
      : <Radio.Group {...given} options={f.options as never} optionType="button" aria-label={f.label} />;
  }
  switch (f.kind) {
    case "area": return <Input.TextArea {...given} autoSize={{ minRows: 3, maxRows: 10 }} />;
    case "number": return <InputNumber {...given} min={f.min ?? 0} {...(f.max === undefined ? {} : { max: f.max })} style={{ width: "100%" }} />;
    case "day": return <Input {...given} type="date" />;
    case "time": return <Input {...given} type="datetime-local" />;
    case "check": return <Checkbox {...given}>{f.label}</Checkbox>;
    case "password": return <Input.Password {...given} autoComplete="new-password" />;
    case "staff": return <StaffSelect {...given} site={site} />;
    case "unit": return <UnitSelect {...given} site={site} />;
    case "site": return <SiteSelect {...given} />;
    case "file": return <FilesInput {...given} multiple={false} />;
    case "files": return <FilesInput {...given} />;
    default: return <Input {...given} />;
  }
}

/** Photos or files, as the device has them: a phone offers its camera. One file, or a list where `multiple`. */
export function FilesInput({ id, value, onChange, multiple = true }: {
  id?: string;
  value?: Blob | Blob[];
  onChange?(files: Blob[] | Blob | undefined): void;
  multiple?: boolean;
}) {
  const { t } = useAppTexts();
  const input = useRef<HTMLInputElement>(null);
  const files = Array.isArray(value) ? value : value ? [value] : [];
  return (
    <div className="row">
      <input ref={input} type="file" hidden accept="image/*,application/pdf" multiple={multiple}
        onChange={(e) => {
          const chosen = [...(e.target.files ?? [])];
          e.target.value = "";
          onChange?.(multiple ? chosen : chosen[0]);
        }} />
      <Button {...(id ? { id } : {})} icon={<PaperClipOutlined />} onClick={() => input.current?.click()}>{t("form.files")}</Button>
      {files.map((f, i) => <span key={i} className="muted cut">{f instanceof File ? f.name : ""}</span>)}
    </div>
  );
}

/** The input of a form's values: nothing for what was left empty, instants in the communities' zone. */
export function inputOf(values: Values, fields: readonly Field[]): Values {
  const kinds = new Map(fields.map((f) => [f.name, f.kind]));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const given = typeof value === "string" && kinds.get(name) !== "password" ? value.trim() : value;
      if (given === undefined || given === null || given === "" || (Array.isArray(given) && given.length === 0)) return [];
      return [[name, kinds.get(name) === "time" ? new Date(`${given as string}:00+08:00`).toISOString() : given]];
    }),
  );
}

/** Now, or so many hours later, as a field for a time begins with it: in the communities' zone. */
export function localTime(hours = 0, now = Date.now()): string {
  return new Date(now + (8 + hours) * 3_600_000).toISOString().slice(0, 16);
}
