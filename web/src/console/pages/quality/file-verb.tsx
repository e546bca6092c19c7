import type { TypedDocumentNode } from "@urql/core";
import { Verb } from "../../parts/verb.tsx";
import { useQualityTexts } from "./texts.ts";

/** Attaches one photo or file to what `fixed` names. */
export function FileVerb<Data, Input extends { file: File }>({ document, fixed, done }: {
  document: TypedDocumentNode<Data, { input: Input }>;
  fixed: Partial<Input>;
  done?(data: Data): void;
}) {
  const { t } = useQualityTexts();
  return <Verb label={t("attach")} document={document} fixed={fixed} {...(done ? { done } : {})} fields={[{ name: "file", label: t("photo"), kind: "file", required: true }]} />;
}
