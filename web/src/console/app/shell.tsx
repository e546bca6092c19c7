import {
  AppstoreOutlined, CheckSquareOutlined, DatabaseOutlined, DashboardOutlined, FileTextOutlined, TeamOutlined,
} from "@ant-design/icons";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useKeys } from "../lib/keys.ts";
import { along, useUrl } from "../lib/url.ts";
import { pages } from "./pages.ts";
import { PeriodPicker } from "./period-picker.tsx";
import { ScopePicker } from "./scope-picker.tsx";
import { SearchBox } from "./search-box.tsx";
import { Boundary } from "./states.tsx";
import { useAppTexts, useOnce, useSession } from "./use.ts";
import { UserMenu } from "./user-menu.tsx";

const KeySheet = lazy(() => import("./key-sheet.tsx"));
const MetricDrawer = lazy(async () => ({ default: (await import("../parts/metric-drawer.tsx")).MetricDrawer }));

const icons: Record<string, ReactNode> = {
  pulse: <DashboardOutlined />,
  tickets: <FileTextOutlined />,
  estates: <AppstoreOutlined />,
  people: <TeamOutlined />,
  quality: <CheckSquareOutlined />,
  data: <DatabaseOutlined />,
};

/** Header, navigation (a bar at the bottom on phones) and the page. ?screen=big leaves the page alone. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useAppTexts();
  const { can } = useSession();
  const [search] = useUrl();
  const navigate = useNavigate();
  const path = useLocation({ select: (l) => l.pathname });
  const [keysShown, setKeysShown] = useState(false);
  const [searching, setSearching] = useState(false);
  const keysWanted = useOnce(keysShown);
  const open = pages.filter((page) => page.open(can));

  useKeys({
    "?": () => setKeysShown(true),
    "/": () => setSearching(true),
    ...Object.fromEntries(
      open.map((page) => [`g ${page.letter}`, () => void navigate({ to: page.path, search: along(search) as never })]),
    ),
  });

  const formula = search["formula"] && <Suspense><MetricDrawer /></Suspense>;
  if (search["screen"] === "big") {
    return <main id="content" style={{ minHeight: "100dvh", padding: 16, boxSizing: "border-box", background: "var(--hub-layout)", color: "var(--hub-text)" }}><Boundary at={path}>{children}</Boundary>{formula}</main>;
  }
  return (
    <div className="shell">
      <header>
        <a className="skip" href="#content">{t("nav.skip")}</a>
        <Link className="brand" to={"/" as string} search={along(search) as never} aria-label="EstateHub">
          <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true"><path fill="currentColor" d="M1 15V5h6V1h8v14h-5v-4H8v4z" /></svg>
          <span>EstateHub</span>
        </Link>
        <ScopePicker />
        <PeriodPicker />
        <span className="grow" />
        <SearchBox open={searching} setOpen={setSearching} />
        <UserMenu showKeys={() => setKeysShown(true)} />
      </header>
      <nav aria-label={t("nav.main")}>
        {open.filter((page) => page.inNav).map((page) => (
          <Link
            key={page.name}
            to={page.path}
            search={along(search) as never}
            aria-current={path === page.path ? "page" : undefined}
          >
            <span aria-hidden="true">{icons[page.name]}</span>
            {t(`nav.${page.name}`)}
          </Link>
        ))}
      </nav>
      <main id="content" tabIndex={-1}>
        <Boundary at={path}>{children}</Boundary>
      </main>
      {formula}
      {keysWanted && <Suspense><KeySheet open={keysShown} close={() => setKeysShown(false)} /></Suspense>}
    </div>
  );
}
