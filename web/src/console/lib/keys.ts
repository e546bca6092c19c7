import { useEffect, useLayoutEffect, useRef } from "react";

type Handlers = Readonly<Record<string, () => void>>;

/** Whether keys belong to what has the focus, as in a text field. */
function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A box that was just ticked wants no letters.
  if (target instanceof HTMLInputElement && ["checkbox", "radio"].includes(target.type)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

const pause = 1200;
let prefix: { key: string; at: number } | undefined;

const sheets = new Set<Readonly<Record<string, string>>>();

/** What the keys of the components there now do. */
export const keysNow = (): [string, string][] => [...sheets].flatMap((sheet) => Object.entries(sheet));

/**
 * Handles keys while the component is there: "/" and "j" as they are, "g t"
 * for one after the other. Keys with Ctrl, Alt or Meta are the browser's, and
 * what is typed in a field is the field's. Inside a dialog only handlers made
 * with `inDialog` are asked. `sheet` says what keys do, for the sheet of keys.
 */
export function useKeys(handlers: Handlers, { inDialog = false, sheet = undefined as Readonly<Record<string, string>> | undefined } = {}): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!sheet) return;
    sheets.add(sheet);
    return () => void sheets.delete(sheet);
  }, [sheet]);
  // What is to be seen answers to its keys: an effect after painting would come too late for who types at once.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
      if (event.target instanceof Element && Boolean(event.target.closest('[role="dialog"]')) !== inDialog) return;
      const sequence = prefix && event.timeStamp - prefix.at < pause ? `${prefix.key} ${event.key}` : event.key;
      const handler = latest.current[sequence] ?? latest.current[event.key];
      const begins = Object.keys(latest.current).some((k) => k.startsWith(`${event.key} `));
      if (begins && !latest.current[sequence]) {
        prefix = { key: event.key, at: event.timeStamp };
        return;
      }
      if (!handler) return;
      // Enter and space on a button or link are its own.
      if ((event.key === "Enter" || event.key === " ") && event.target instanceof Element && event.target.closest("a,button,[role=menuitem]")) return;
      prefix = undefined;
      event.preventDefault();
      handler();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [inDialog]);
}
