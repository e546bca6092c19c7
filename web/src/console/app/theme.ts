import { theme, type ThemeConfig } from "antd";
import { useSyncExternalStore } from "react";
import { oneOf, useUrl } from "../lib/url.ts";

export const themes = ["light", "dark"] as const;

const darkWanted = matchMedia("(prefers-color-scheme: dark)");
/** What says whether the page is as narrow as a phone. */
export const narrow = matchMedia("(max-width: 768px)");

function useMatch(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => query.matches,
  );
}

/** Whether the page is as narrow as a phone. */
export const usePhone = () => useMatch(narrow);

/** Whether the page is dark: as the URL says, else as the system. */
export function useDark(): boolean {
  const [search] = useUrl();
  const system = useMatch(darkWanted);
  const asked = oneOf(search["theme"], themes);
  return asked ? asked === "dark" : system;
}

/** Darker than Ant Design's own, which are too faint to be read by everybody; tags are darkened in style.css. */
const legible = {
  colorWarning: "#8f5600", colorWarningBg: "#fffbe6", colorWarningBorder: "#ecd08a",
  colorSuccess: "#146c43", colorSuccessBg: "#effaf3", colorSuccessBorder: "#a7dcbc",
  colorError: "#b42318", colorErrorBg: "#fff1f0", colorErrorBorder: "#f3b4ae",
};

/** What Ant Design would mix from such dark colours for the grounds of notices is mud. */
const grounds = {
  colorWarningBg: "#fff7e6", colorWarningBorder: "#f0d9a8", colorSuccessBg: "#ebf6f0", colorSuccessBorder: "#bfe0cd",
  colorErrorBg: "#fdf0ee", colorErrorBorder: "#f3c6c0", colorInfoBg: "#eaf6f4", colorInfoBorder: "#b9dfd9",
};

/** Ant Design's tokens for the console: compact, one accent, system fonts. */
export function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: [dark ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
    token: {
      colorPrimary: dark ? "#2dd4bf" : "#0f766e",
      colorInfo: dark ? "#2dd4bf" : "#0f766e",
      colorLink: dark ? "#5eead4" : "#0f766e",
      ...(dark ? { colorTextLightSolid: "#06211e", colorTextDescription: "rgba(255,255,255,.65)", colorTextPlaceholder: "rgba(255,255,255,.6)" } : { colorTextDescription: "rgba(0,0,0,.62)", colorTextPlaceholder: "rgba(0,0,0,.56)" }),
      ...(dark ? { colorError: "#ff8a7a" } : { ...legible, ...grounds }),
      borderRadius: 4,
      fontSize: 14,
      fontSizeSM: 12,
      fontFamily:
        'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
    },
    components: { Layout: { headerHeight: 48, headerPadding: "0 12px" } },
  };
}
