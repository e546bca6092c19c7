import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { pages } from "./app/pages.ts";
import { browserLang, langs, registerTexts, startTexts } from "./lib/i18n.ts";
import { oneOf, parseSearch } from "./lib/url.ts";
import "./app/style.css";

registerTexts("app", { "zh-CN": () => import("./app/zh.ts"), en: () => import("./app/en.ts") });
registerTexts("terms", {
  "zh-CN": async () => ({ texts: (await import("./app/terms-zh.ts")).terms }),
  en: async () => ({ texts: (await import("./app/terms-en.ts")).terms }),
});

// The page's code comes while the shell starts and asks who is there; where it does not come, the page says so itself.
pages.find((page) => page.path === location.pathname)?.load().catch(() => {});

const asked = oneOf(parseSearch(location.search)["lang"], langs);
await startTexts(asked ?? browserLang());
createRoot(document.getElementById("root")!).render(<App />);
