import type { TicketVerbsFragment } from "../../gql/tickets.ts";
import type { Lang } from "../../lib/i18n.ts";

export type Verb = TicketVerbsFragment["allowedVerbs"][number];
export type VerbCode = Verb["verb"];

/** What is most likely done next comes first; what is not named follows in the order of the life cycle. */
const likely: readonly VerbCode[] = [
  "uphold", "resolve", "resume", "recordReturnVisit", "sign", "returnOrder", "check", "notifyOwner", "arrive", "accept", "agree",
  "pay", "dispatch", "verify", "classify", "refer", "follow", "explain", "close",
];
/** What is seldom done, or undoes. */
const last: readonly VerbCode[] = ["sendBack", "leaveUnfinished", "fail", "reopen", "invalidate", "cancel", "merge"];

/** Verbs as buttons: the most likely first, the two answers to a judgement side by side. Once work has begun, classifying is a correction. */
export function inOrder(verbs: readonly Verb[], phase: string): Verb[] {
  const doubtful = verbs.some((v) => v.verb === "uphold");
  const rank = (verb: Verb, i: number) => {
    if (verb.verb === "overturn" && doubtful) return 0.5; // who looks a second time says the one or the other
    if (verb.verb === "classify" && phase !== "NEW") return 190;
    const early = likely.indexOf(verb.verb);
    if (early >= 0) return early;
    const late = last.indexOf(verb.verb);
    return 100 + i + (late >= 0 ? 100 * (late + 1) : 0);
  };
  return verbs.map((verb, i) => ({ verb, rank: rank(verb, i) })).sort((a, b) => a.rank - b.rank).map((v) => v.verb);
}

/** What a button of a verb says. */
export const titleOf = (verb: { titleZh: string; titleEn: string }, lang: Lang): string => (lang === "en" ? verb.titleEn : verb.titleZh);

/** Arguments a verb takes beyond what it needs; each takes a text as well. */
const extras: Partial<Record<VerbCode, readonly string[]>> = {
  classify: ["class", "type", "severity", "topic", "category", "collective", "complainedStaffId"],
  verify: ["complainedStaffId"],
  dispatch: ["promisedAt", "defectSize"],
  accept: ["promisedAt"],
  wait: ["promisedAt"],
  feedBack: ["promisedAt"],
  leaveUnfinished: ["because"],
  resolve: ["outcome"],
  merge: ["reason"],
};

/** Arguments that only one kind of ticket has. */
const of: Readonly<Record<string, string>> = { collective: "COMPLAINT", complainedStaffId: "COMPLAINT", defectSize: "DEFECT" };

/** The fields of a verb's form, what is needed first. */
export function fieldsOf(verb: Verb, kind: string): { name: string; needed: boolean }[] {
  const needed = verb.needs.map((n) => n.argument);
  const more = (extras[verb.verb] ?? []).filter((name) => !needed.includes(name) && (!of[name] || of[name] === kind));
  const fields = [...needed.map((name) => ({ name, needed: true })), ...more.map((name) => ({ name, needed: false }))];
  // What says why or what was done says it all.
  return needed.some((n) => n === "result" || n === "reason") ? fields : [...fields, { name: "text", needed: false }];
}

/** Verbs whose work is shown by photos. */
export const withPhotos: ReadonlySet<VerbCode> = new Set(["resolve", "arrive", "leaveUnfinished", "contain", "check", "requestStop"]);

/** Keys of the verbs of a case. */
export const verbKeys: Readonly<Record<string, VerbCode>> = {
  d: "dispatch", a: "accept", r: "resolve", w: "wait", v: "verify", l: "classify", o: "notifyOwner", b: "recordReturnVisit",
};
