import type { CombinedError, TypedDocumentNode } from "@urql/core";
import { Alert, App, Button, Form, type FormInstance } from "antd";
import { type ReactNode, useState } from "react";
import { useMutation } from "urql";
import { useAppTexts } from "../app/use.ts";
import { faultOf } from "../lib/client.ts";
import type { UserErrorPartsFragment } from "../gql/parts.ts";
import { SideDrawer } from "./side-drawer.tsx";

/** What every mutation answers. */
interface Payload {
  userErrors: UserErrorPartsFragment[];
}

/** What is wrong with a field of the input; that of none concerns the whole. */
interface Wrong {
  field: string;
  message: string;
}

/** The input's fields that are not even of their type, which the hub says before it runs anything. */
function mistyped(error: CombinedError): Wrong[] {
  return error.graphQLErrors.flatMap(({ path, message }) => {
    const from = path?.indexOf("input") ?? -1;
    return from < 0 ? [] : [{ field: path!.slice(from + 1).join("."), message }];
  });
}

/**
 * Runs a mutation over { input } and puts what is wrong with the input beside
 * its fields; the rest comes back as one text. `at` says which field of the
 * form stands for a field of the input, where they are not the same.
 */
export function useFormMutation<Data, Input extends object>(
  document: TypedDocumentNode<Data, { input: Input }>,
  form: FormInstance,
  at: (field: string, input: Input) => string = (field) => field,
): { submit(input: Input): Promise<Data | undefined>; busy: boolean; problem: string | undefined; clear(): void } {
  const { t } = useAppTexts();
  const [, run] = useMutation(document);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const submit = async (input: Input) => {
    setBusy(true);
    setProblem(undefined);
    const { data, error } = await run({ input });
    setBusy(false);
    const wrong = error ? mistyped(error) : (Object.values(data as object)[0] as Payload).userErrors;
    if (error && wrong.length === 0) {
      setProblem(sentenceOf(error, t("state.network")));
      return undefined;
    }
    if (wrong.length === 0) return data;
    const fields = new Set(Object.keys(form.getFieldsValue(true) as object).concat(form.getFieldsError().map((f) => f.name.join("."))));
    const others: string[] = [];
    const byField = new Map<string, string[]>();
    for (const e of wrong) {
      const field = at(e.field.replace(/^input\.?/, ""), input);
      if (field && fields.has(field)) byField.set(field, [...(byField.get(field) ?? []), e.message]);
      else others.push(e.message);
    }
    const path = (name: string) => name.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    form.setFields([...byField].map(([name, errors]) => ({ name: path(name), errors })));
    for (const first of [...byField.keys()].slice(0, 1)) form.scrollToField(path(first), { block: "nearest" });
    if (others.length > 0) setProblem(others.join("\n"));
    return undefined;
  };
  return { submit, busy, problem, clear: () => setProblem(undefined) };
}

function sentenceOf(error: CombinedError, network: string): string {
  const fault = faultOf(error);
  const id = fault.requestId ? ` (${fault.requestId})` : "";
  return fault.code === "NETWORK" ? network : fault.message + id;
}

/**
 * A form in a drawer that runs one mutation. Its fields are Form.Item whose
 * names are those of the input; what is missing in the form comes from `fixed`.
 */
export function FormDrawer<Data, Input extends object>({ open, close, title, document, initial, fixed, done, children, submitText, shape, at, width, danger }: {
  open: boolean;
  close(): void;
  title: string;
  document: TypedDocumentNode<Data, { input: Input }>;
  initial?: Partial<Input>;
  fixed?: Partial<Input>;
  done?(data: Data): void;
  children: ReactNode;
  submitText?: string;
  /** Makes the input of the values, where a field's value is not the input's. */
  shape?(values: Input): Input;
  /** Which field of the form stands for a field of the input, where they are not the same. */
  at?(field: string, input: Input): string;
  width?: number;
  danger?: boolean;
}) {
  const { t } = useAppTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Input>();
  const { submit, busy, problem, clear } = useFormMutation(document, form, at);
  const leave = () => {
    clear();
    form.resetFields();
    close();
  };
  const finish = async (values: Input) => {
    const input = { ...fixed, ...values } as Input;
    const data = await submit(shape ? shape(input) : input);
    if (!data) return;
    void message.success({ key: "saved", content: t("form.saved") }); // one after the other, they would cover the page
    done?.(data);
    leave();
  };
  return (
    <SideDrawer
      open={open}
      close={leave}
      title={title}
      {...(width ? { width } : {})}
      footer={
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={leave}>{t("do.cancel")}</Button>
          <Button type="primary" danger={danger ?? false} loading={busy} onClick={() => form.submit()}>{submitText ?? t("do.save")}</Button>
        </div>
      }
    >
      <Form<Input> form={form} layout="vertical" initialValues={initial as object} onFinish={(values) => void finish(values)} scrollToFirstError>
        {problem && <Alert type="error" role="alert" title={problem} style={{ marginBottom: 12, whiteSpace: "pre-line" }} />}
        {children}
        <button type="submit" hidden />
      </Form>
    </SideDrawer>
  );
}
