import i18next from "i18next";
import { useSyncExternalStore } from "react";

export type Lang = "zh-CN" | "en";
export const langs: readonly Lang[] = ["zh-CN", "en"];

/** A module of texts: texts.ts in Chinese and English have the same keys. */
export interface Texts {
  texts: Record<string, string>;
}

type Loaders = Record<Lang, () => Promise<Texts>>;

const loaders = new Map<string, Loaders>();

/** Tells where the texts of a part of the console come from; once loaded in one language, they follow it. */
export function registerTexts(name: string, load: Loaders): void {
  loaders.set(name, load);
}

/** Loads the texts of a part in the language spoken. */
export async function loadTexts(name: string, lang = i18next.language as Lang): Promise<void> {
  if (i18next.hasResourceBundle(lang, name)) return;
  const load = loaders.get(name);
  if (!load) throw new Error(`no texts ${name}`);
  i18next.addResourceBundle(lang, name, (await load[lang]()).texts);
}

/** Begins in a language, with the texts of the shell. */
export async function startTexts(lang: Lang): Promise<void> {
  await i18next.init({
    lng: lang,
    fallbackLng: false,
    ns: [],
    keySeparator: false,
    nsSeparator: false,
    resources: {},
    interpolation: { escapeValue: false }, // React escapes
  });
  await Promise.all(["app", "terms"].map((name) => loadTexts(name, lang)));
  document.documentElement.lang = lang;
}

/** Changes the language everywhere; parts already loaded come along. */
export async function speak(lang: Lang): Promise<void> {
  if (i18next.language === lang) return;
  const loaded = [...loaders.keys()].filter((name) => i18next.hasResourceBundle(i18next.language, name));
  await Promise.all(loaded.map((name) => loadTexts(name, lang)));
  await i18next.changeLanguage(lang);
  document.documentElement.lang = lang;
}

/** The language a browser wants. */
export function browserLang(): Lang {
  return navigator.languages.some((l) => l.startsWith("zh")) || !navigator.languages.some((l) => l.startsWith("en"))
    ? "zh-CN"
    : "en";
}

export type Text<Keys extends string> = (key: Keys, values?: Record<string, string | number>) => string;

const follow = (changed: () => void) => {
  i18next.on("languageChanged", changed);
  return () => i18next.off("languageChanged", changed);
};

function useLang(): Lang {
  return useSyncExternalStore(follow, () => i18next.language as Lang);
}

const known = new Map<string, Text<string>>();

/**
 * What says a part's texts in a language, the same function each time. i18next
 * works out the values and the plural; a text without values is looked up,
 * which is most of what a page says and a tenth of its first draw otherwise.
 */
function textOf(name: string, lang: Lang): Text<string> {
  const id = `${lang} ${name}`;
  let text = known.get(id);
  if (!text) {
    const full = i18next.getFixedT(lang, name);
    text = (key, values) => (values ? full(key, values) : ((i18next.getResource(lang, name, key) as string | undefined) ?? key));
    known.set(id, text);
  }
  return text;
}

/** The texts of a part, by its keys. */
export function useTexts<Keys extends string>(name: string): { t: Text<Keys>; lang: Lang } {
  const lang = useLang();
  return { t: textOf(name, lang), lang };
}

type Term = (type: string, value: string | null | undefined) => string;
const terms = new Map<Lang, Term>();

/** Names of the schema's codes, as term("TicketKind", "REPAIR"). A code without a name is shown itself. */
export function useTerm(): Term {
  const lang = useLang();
  let term = terms.get(lang);
  if (!term) {
    term = (type, value) => (value ? ((i18next.getResource(lang, "terms", `${type}.${value}`) as string | undefined) ?? value) : "–");
    terms.set(lang, term);
  }
  return term;
}
