import type { Client } from "@urql/core";
import { AttachToFindingDocument, DutyStandsDocument, MakeUpDutyDocument, PerformDutyDocument, type PerformDutyMutationVariables } from "../../gql/quality.ts";
import { faultOf } from "../../lib/client.ts";

type Input = PerformDutyMutationVariables["input"];
type Line = NonNullable<Input["lines"] & object> extends readonly (infer L)[] | infer L ? L : never;
type FindingInput = NonNullable<Input["findings"] & object> extends readonly (infer F)[] | infer F ? F : never;

/** A finding as it is noted down, with the photo that shows it. */
export type NotedFinding = FindingInput & { photo?: Blob | undefined };

/** A line of the checklist. */
export interface Item {
  position: number;
  text: string;
  points: number;
}

/** A duty as somebody does it: kept on the device until the hub has all of it. */
export interface Draft {
  /** The duty. */
  id: string;
  /** Whose draft it is: several may use one device. */
  login: string;
  site: string;
  siteName: string;
  title: string;
  dueAt: string;
  evidence: string;
  /** Whether the hub has a file of it already, as of one that was sent back. */
  filed?: boolean;
  sampled: boolean;
  items: Item[];
  values: { lines: Line[]; text?: string; signer?: string; population?: number; sampled?: number; reason?: string };
  findings: NotedFinding[];
  photos: Blob[];
  /** When he said that it was done; it is sent from then on. */
  doneAt?: string | undefined;
  /** Whether a request went out: it may have come through though its answer did not. */
  tried?: boolean | undefined;
  /** Findings of the hub, in the order of ours, once it has the duty. */
  found?: string[] | undefined;
  /** What the hub did not take. */
  problem?: string | undefined;
}

const changed = new EventTarget();

/** Follows what becomes of drafts. */
export function onDrafts(f: () => void): () => void {
  changed.addEventListener("change", f);
  return () => changed.removeEventListener("change", f);
}

let opened: Promise<IDBDatabase> | undefined;

function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("estatehub", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: ["login", "id"] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("indexedDB"));
  });
  return opened.then((db) => db.transaction("drafts", mode).objectStore("drafts"));
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("indexedDB"));
  });
}

/** All drafts of somebody. */
export async function draftsOf(login: string): Promise<Draft[]> {
  const all = (await asked((await store("readonly")).getAll())) as Draft[];
  return all.filter((d) => d.login === login);
}

/** The draft of a duty. */
export async function draftOf(login: string, id: string): Promise<Draft | undefined> {
  return (await asked((await store("readonly")).get([login, id]))) as Draft | undefined;
}

/** Keeps a draft. */
export async function keepDraft(draft: Draft): Promise<void> {
  await asked((await store("readwrite")).put(draft));
  changed.dispatchEvent(new Event("change"));
}

/** Forgets a draft. */
export async function dropDraft(draft: Draft): Promise<void> {
  await asked((await store("readwrite")).delete([draft.login, draft.id]));
  changed.dispatchEvent(new Event("change"));
}

/** How sending went: all of it there, nothing reached the hub, or it did not take it. */
export type Sending = "sent" | "offline" | "refused";

const underWay = new Map<string, Promise<Sending>>();

/** Sends a draft that is done; once at a time, however often it is asked for. */
export function sendDraft(client: Client, draft: Draft, words: { taken: string }): Promise<Sending> {
  const key = `${draft.login}/${draft.id}`;
  const running = underWay.get(key);
  if (running) return running;
  const sending = send(client, draft, words).finally(() => underWay.delete(key));
  underWay.set(key, sending);
  return sending;
}

async function send(client: Client, draft: Draft, words: { taken: string }): Promise<Sending> {
  const refuse = async (problem: string): Promise<Sending> => {
    await keepDraft({ ...draft, doneAt: undefined, tried: undefined, problem });
    return "refused";
  };
  const stands = await client.query(DutyStandsDocument, { id: draft.id }, { requestPolicy: "network-only" }).toPromise();
  if (stands.error) return faultOf(stands.error).code === "NETWORK" ? "offline" : refuse(faultOf(stands.error).message);
  const duty = stands.data?.duty;
  if (!duty) return refuse(words.taken);
  if (!duty.open && !draft.found) {
    if (!draft.tried) return refuse(words.taken);
    draft = { ...draft, found: draft.findings.map((f) => duty.findings.nodes.find((n) => n.place === f.place && (n.text ?? "") === (f.text ?? ""))?.id ?? "") };
  }
  if (!draft.found) {
    draft = { ...draft, tried: true, problem: undefined };
    await keepDraft(draft);
    const input = inputOf(draft);
    const late = Date.parse(input.doneAt ?? new Date().toISOString()) > Date.parse(draft.dueAt);
    const { data, error } = late
      ? await client.mutation(MakeUpDutyDocument, { input: { ...input, ...(draft.values.reason ? { reason: draft.values.reason } : {}) } }).toPromise()
      : await client.mutation(PerformDutyDocument, { input }).toPromise();
    if (error) return faultOf(error).code === "NETWORK" ? "offline" : refuse(faultOf(error).message);
    const payload = data && ("performDuty" in data ? data.performDuty : data.makeUpDuty);
    if (!payload || payload.userErrors.length > 0) return refuse(payload?.userErrors.map((e) => e.message).join("\n") ?? "");
    draft = { ...draft, found: payload.findings.map((f) => f.id) };
    await keepDraft(draft);
  }
  for (const [i, finding] of draft.findings.entries()) {
    const findingId = draft.found?.[i];
    if (!finding.photo || !findingId) continue;
    const { error } = await client.mutation(AttachToFindingDocument, { input: { findingId, file: fileOf(finding.photo) } }).toPromise();
    if (error && faultOf(error).code === "NETWORK") return "offline";
    draft = { ...draft, findings: draft.findings.with(i, { ...finding, photo: undefined }) };
    await keepDraft(draft);
  }
  await dropDraft(draft);
  return "sent";
}

const day = 24 * 3_600_000;

/** What the hub is told: when it was done, unless that is longer ago than it takes. */
function inputOf(draft: Draft): Input {
  const { reason: _, ...values } = draft.values;
  const findings = draft.findings.map(({ photo: _photo, ...finding }) => finding);
  return {
    id: draft.id,
    ...values,
    ...(draft.doneAt && Date.now() - Date.parse(draft.doneAt) < day - 60_000 ? { doneAt: draft.doneAt } : {}),
    ...(findings.length > 0 ? { findings } : {}),
    ...(draft.photos.length > 0 ? { files: draft.photos.map(fileOf) } : {}),
  };
}

function fileOf(photo: Blob): File {
  return photo instanceof File ? photo : new File([photo], "photo.jpg", { type: photo.type });
}
