/** What a request sends: JSON, or a form where its variables hold files. */
export interface Sent {
  body: string | FormData;
  headers: Record<string, string>;
}

/**
 * Writes a request as the hub reads it. Files stand as null in the variables
 * and come behind them, as the multipart request specification has it; the
 * browser writes that form's header.
 */
export function sentOf(request: { documentId: string; variables: unknown }): Sent {
  const files: { path: string; file: Blob }[] = [];
  const without = (value: unknown, path: string): unknown => {
    if (value instanceof Blob) {
      files.push({ path, file: value });
      return null;
    }
    if (Array.isArray(value)) return value.map((v, i) => without(v, `${path}.${i}`));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, without(v, `${path}.${k}`)]));
    }
    return value;
  };
  const variables = without(request.variables, "variables");
  if (files.length === 0) return { body: JSON.stringify(request), headers: { "Content-Type": "application/json" } };
  const form = new FormData();
  form.append("operations", JSON.stringify({ ...request, variables }));
  form.append("map", JSON.stringify(Object.fromEntries(files.map(({ path }, i) => [String(i), [path]]))));
  files.forEach(({ file }, i) => form.append(String(i), file, file instanceof File ? file.name : "photo.jpg"));
  return { body: form, headers: {} };
}
