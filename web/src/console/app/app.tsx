import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { speak, langs, browserLang } from "../lib/i18n.ts";
import { nameLists } from "../lib/lists.ts";
import { oneOf, useUrl } from "../lib/url.ts";
import { router } from "./router.tsx";
import { themeOf, useDark } from "./theme.ts";
import { useAppTexts } from "./use.ts";

/** The console. */
export function App() {
  return <RouterProvider router={router} />;
}

/** Language, theme and messages, as the URL says. */
export function Frame({ children }: { children: ReactNode }) {
  const [search] = useUrl();
  const { lang } = useAppTexts();
  const dark = useDark();
  const asked = oneOf(search["lang"], langs) ?? browserLang();
  useEffect(() => void speak(asked), [asked]);
  useEffect(() => nameLists(document.body), []);
  useEffect(() => {
    const root = document.documentElement;
    root.style.colorScheme = root.dataset["theme"] = dark ? "dark" : "light";
    for (const [name, value] of Object.entries(dark ? darkColours : lightColours)) {
      root.style.setProperty(`--hub-${name}`, value);
    }
  }, [dark]);
  return (
    <ConfigProvider {...(lang === "zh-CN" ? { locale: zhCN } : {})} theme={themeOf(dark)} button={{ autoInsertSpace: false }}>
      <AntApp style={{ height: "100%" }}>{children}</AntApp>
    </ConfigProvider>
  );
}

const lightColours = {
  accent: "#0f766e", link: "#0f766e", bg: "#fff", layout: "#f4f5f6", line: "#e3e5e8", text: "#1c1f23", muted: "#5b6470",
  hover: "#f0f3f3", active: "#e0f2f0", bad: "#b42318", good: "#146c43", warn: "#8a5300", flash: "#fde68a",
};
const darkColours = {
  accent: "#2dd4bf", link: "#5eead4", bg: "#17191c", layout: "#0d0f11", line: "#2c3036", text: "#e6e8ea", muted: "#9aa4af",
  hover: "#22262b", active: "#123a36", bad: "#ff8a7a", good: "#5cd6a0", warn: "#f5b942", flash: "#5a4a10",
};
