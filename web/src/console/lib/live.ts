import type { TypedDocumentNode } from "@urql/core";
import { useEffect, useRef } from "react";
import { useClient } from "urql";
import { pipe, subscribe } from "wonka";

/**
 * Follows a subscription while the component is there. What it brings is in
 * the cache already; `on` is for what the cache cannot know, as rows that are
 * new. When the hub ends the stream it is begun again, slower each time.
 */
export function useLive<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  on: (data: Data) => void,
  { pause = false } = {},
): void {
  const client = useClient();
  const latest = useRef(on);
  latest.current = on;
  const key = JSON.stringify(variables);
  useEffect(() => {
    if (pause) return;
    let tries = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const begin = () => {
      const stream = pipe(
        client.subscription(document, JSON.parse(key) as never as Variables),
        subscribe((result) => {
          if (result.data) {
            tries = 0;
            latest.current(result.data);
          } else if (result.error) {
            stream.unsubscribe();
            timer = setTimeout(begin, Math.min(60_000, 1000 * 2 ** tries++));
          }
        }),
      );
      stop = () => stream.unsubscribe();
    };
    begin();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, document, key, pause]);
}
