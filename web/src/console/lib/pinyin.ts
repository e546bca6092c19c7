import { useEffect, useMemo, useState } from "react";

/** Whether a name is one that is wanted. */
export type Matches = (name: string, wanted: string) => boolean;

/**
 * Compares by characters at once, by pinyin and its initials as soon as the
 * dictionary is there; it is fetched when it is first of use.
 */
export function useMatches(ofUse = true): Matches {
  const [byPinyin, setByPinyin] = useState<Matches>();
  useEffect(() => {
    if (!ofUse) return;
    let gone = false;
    void import("pinyin-pro").then(({ match }) => {
      if (!gone) setByPinyin(() => (name: string, wanted: string) => match(name, wanted, { continuous: true }) !== null);
    });
    return () => void (gone = true);
  }, [ofUse]);
  return useMemo<Matches>(
    () => (name, wanted) =>
      name.toLowerCase().includes(wanted.toLowerCase()) || (/^[a-z ]+$/i.test(wanted) && Boolean(byPinyin?.(name, wanted.toLowerCase()))),
    [byPinyin],
  );
}
