import { useScope, useSession } from "../../app/use.ts";
import { useTexts } from "../../lib/i18n.ts";
import { leavesOf } from "../../lib/scope.ts";
import type { texts } from "./zh.ts";

/** What the viewer may do here. */
export function useRights() {
  const { can, viewer } = useSession();
  return {
    quality: can("QUALITY", "WRITE"),
    duties: can("DUTIES", "WRITE"),
    tickets: can("TICKETS"),
    contacts: can("CONTACTS", "MASKED"),
    /** Whether he is the head of a site or head-office quality, who verify. */
    head: viewer.roles.some((role) => role === "SITE_MANAGER" || role === "QUALITY"),
    officeOnly: viewer.roles.includes("QUALITY"),
  };
}

/** What a form's field for the community begins with: the one in scope, or the only one there is. */
export function useFirstSite(): { initial?: string } {
  const scope = useScope();
  const { tree } = useSession();
  const sites = scope ?? leavesOf(tree).map((leaf) => leaf.id);
  return sites.length === 1 ? { initial: sites[0]! } : {};
}

/** Names of the codes of this page, as name("Mark", "FAIR"); a dash where there is none. */
export function useNames(): (type: string, code: string | null | undefined) => string {
  const { t } = useTexts<keyof typeof texts>("quality");
  return (type, code) => (code ? t(`${type}.${code}` as keyof typeof texts) : "–");
}

/** Codes as options of a field. */
export function useOptions(): (type: string, codes: readonly string[]) => { value: string; label: string }[] {
  const name = useNames();
  return (type, codes) => codes.map((value) => ({ value, label: name(type, value) }));
}
