import { UserOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, type MenuProps } from "antd";
import { useAppTexts, useSession } from "./use.ts";
import { along, oneOf, useUrl } from "../lib/url.ts";
import { LateDropdown } from "../parts/late.tsx";
import { pages } from "./pages.ts";
import { themes } from "./theme.ts";

/** Changes to the other language. */
export function LanguageButton() {
  const { t, lang } = useAppTexts();
  const [, setUrl] = useUrl();
  const other = lang === "en" ? "zh-CN" : "en";
  return (
    <Button type="text" lang={other} onClick={() => setUrl({ lang: other })}>
      {t("user.language")}
    </Button>
  );
}

/** Who is signed in: his pages, language, theme, keys, and the way out. */
export function UserMenu({ showKeys }: { showKeys(): void }) {
  const { t, lang } = useAppTexts();
  const { viewer, can, signOut } = useSession();
  const [search, setUrl] = useUrl();
  const navigate = useNavigate();
  const theme = oneOf(search["theme"], themes) ?? "auto";
  const items: MenuProps["items"] = [
    ...pages
      .filter((page) => !page.inNav && page.open(can))
      .map((page) => ({ key: page.path, label: t(`nav.${page.name}`) })),
    { type: "divider" },
    { key: "lang", label: <span lang={lang === "en" ? "zh-CN" : "en"}>{t("user.language")}</span> },
    ...(["light", "dark", "auto"] as const).map((name) => ({
      key: `theme:${name}`,
      label: `${theme === name ? "● " : "○ "}${t(`user.${name}`)}`,
    })),
    { key: "keys", label: t("user.keys") },
    { type: "divider" },
    { key: "out", label: t("user.signOut") },
  ];
  const onClick = ({ key }: { key: string }) => {
    if (key === "out") signOut();
    else if (key === "keys") showKeys();
    else if (key === "lang") setUrl({ lang: lang === "en" ? "zh-CN" : "en" });
    else if (key.startsWith("theme:")) setUrl({ theme: key === "theme:auto" ? undefined : key.slice(6) });
    else void navigate({ to: key, search: along(search) as never });
  };
  return (
    <LateDropdown menu={{ items, onClick }} trigger={["click"]} placement="bottomRight">
      <Button type="text" icon={<UserOutlined />} aria-label={`${t("user.menu")}: ${viewer.user?.name ?? ""}`} aria-haspopup="menu">
        <span className="user-name">{viewer.user?.name}</span>
      </Button>
    </LateDropdown>
  );
}
