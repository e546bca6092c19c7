import type { TypedDocumentNode } from "@urql/core";
import { PaperClipOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { type ReactNode, useRef } from "react";
import { useAppTexts } from "../app/use.ts";
import { FormDrawer } from "./form-drawer.tsx";
import { SiteSelect, StaffSelect, UnitSelect } from "./pickers.tsx";
import type { Field } from "./verb.tsx";

type Values = Record<string, unknown>;

/** The form of a verb. */
export default function VerbForm({ close, title, document, fixed, fields, site, done, hint, submitText }: {
  close(): void;
  title: string;
  document: TypedDocumentNode<object, { input: Values }>;
  fixed?: object | undefined;
  fields: readonly Field[];
  site?: string | undefined;
  done?: ((data: object) => void) | undefined;
  hint?: ReactNode;
  submitText: string;
}) {
  return (
    <FormDrawer<object, Values>
      open
      close={close}
      title={title}
      document={document}
      initial={Object.fromEntries(fields.filter((f) => f.initial !== undefined).map((f) => [f.name, f.initial]))}
      shape={(values) => ({ ...fixed, ...inputOf(values, fields) })}
      {...(done ? { done } : {})}
      submitText={submitText}
    >
      {hint && <p className="muted" style={{ marginTop: 0 }}>{hint}</p>}
      <Fields fields={fields} site={site} />
    </FormDrawer>
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
