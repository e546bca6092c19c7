/**
 * The form of a request whose variables hold files, as the multipart request
 * specification has it: the request with nulls where the files belong, a map
 * from files to their places, the files. Undefined where there are none.
 */
export function formOf(body: object): FormData | undefined {
  const files: { path: string; file: File }[] = [];
  const without = (value: unknown, path: string): unknown => {
    if (value instanceof File) {
      files.push({ path, file: value });
      return null;
    }
    if (Array.isArray(value)) return value.map((v, i) => without(v, `${path}.${i}`));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, without(v, path ? `${path}.${key}` : key)]));
    }
    return value;
  };
  const operations = without(body, "");
  if (files.length === 0) return undefined;
  const form = new FormData();
  form.append("operations", JSON.stringify(operations));
  form.append("map", JSON.stringify(Object.fromEntries(files.map(({ path }, i) => [i, [path]]))));
  files.forEach(({ file }, i) => form.append(String(i), file, file.name));
  return form;
}
