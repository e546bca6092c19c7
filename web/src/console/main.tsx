import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { loadPage, pages } from "./app/pages.ts";
import { beginSession } from "./app/session.tsx";
import { browserLang, langs, registerTexts, startTexts } from "./lib/i18n.ts";
import { oneOf, parseSearch } from "./lib/url.ts";
import "./app/style.css";

registerTexts("app", { "zh-CN": () => import("./app/zh.ts"), en: () => import("./app/en.ts") });
registerTexts("terms", {
  "zh-CN": async () => ({ texts: (await import("./app/terms-zh.ts")).terms }),
  en: async () => ({ texts: (await import("./app/terms-en.ts")).terms }),
});

const lang = oneOf(parseSearch(location.search)["lang"], langs) ?? browserLang();
document.documentElement.lang = lang;

/**
 * Texts, the page and who is there are asked for at once, and drawn at once:
 * each after the other takes a phone another half second. What does not come,
 * or not soon, is told by what is drawn without it. (No await at the top: the
 * page's code waits for this module to have run.)
 */
async function start(): Promise<void> {
  const page = pages.find((p) => p.path === location.pathname);
  const texts = startTexts(lang);
  const rest = Promise.allSettled([
    page?.load(),
    page?.texts[lang](),
    texts.then(() => page && loadPage(page)),
    page && beginSession(),
  ]);
  await texts;
  await Promise.race([rest, new Promise((soon) => setTimeout(soon, 3000))]);
  createRoot(document.getElementById("root")!).render(<App />);
}

void start();
