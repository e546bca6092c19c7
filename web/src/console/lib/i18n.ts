import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

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
  await i18next.use(initReactI18next).init({
    lng: lang,
    fallbackLng: false,
    ns: [],
    keySeparator: false,
    nsSeparator: false,
    resources: {},
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
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

/** The texts of a part, by its keys. */
export function useTexts<Keys extends string>(name: string): { t: Text<Keys>; lang: Lang } {
  const { t, i18n } = useTranslation(name);
  return { t: t as unknown as Text<Keys>, lang: i18n.language as Lang };
}

/** Names of the schema's codes, as term("TicketKind", "REPAIR"). A code without a name is shown itself. */
export function useTerm(): (type: string, value: string | null | undefined) => string {
  const { t, i18n } = useTranslation("terms");
  return (type, value) => {
    if (!value) return "–";
    const key = `${type}.${value}`;
    return i18n.exists(key, { ns: "terms" }) ? t(key) : value;
  };
}
