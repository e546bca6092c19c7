import { idOf } from "./document.ts";

/** How far a long read is: rows come, and how many there are once that is known. */
export interface Progress {
  rows: number;
  total: number | undefined;
}

/** What a row of a long read begins with: its document asks for `rowId: id`, and for `totalCount` before the rows. */
const mark = '"rowId":';

/**
 * Reads all rows of a document that the hub streams, past the cache, which
 * would keep a million of them. Tells how many have come as they come.
 */
export async function readLong<Row>(
  document: { definitions?: readonly unknown[] },
  variables: object,
  signal: AbortSignal,
  progress: (at: Progress) => void,
): Promise<Row[]> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": globalThis.document.documentElement.lang },
    credentials: "same-origin",
    body: JSON.stringify({ documentId: idOf(document), variables }),
    signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const at: Progress = { rows: 0, total: undefined };
  let counted = 0;
  for (let last = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
    for (let i = text.indexOf(mark, counted); i >= 0; i = text.indexOf(mark, counted)) {
      at.rows++;
      counted = i + mark.length;
    }
    at.total ??= Number(/"totalCount":(\d+)/.exec(text.slice(0, 400))?.[1] ?? NaN) || undefined;
    if (performance.now() - last > 150) {
      last = performance.now();
      progress({ ...at });
    }
  }
  const answer = JSON.parse(text) as { data?: Record<string, { nodes: Row[] }> | null; errors?: { message: string }[] };
  if (answer.errors?.length) throw new Error(answer.errors[0]!.message);
  progress({ ...at });
  return Object.values(answer.data ?? {}).flatMap((page) => page.nodes ?? []);
}
