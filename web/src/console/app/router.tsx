import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Outlet,
} from "@tanstack/react-router";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { along, formatSearch, parseSearch, useUrl } from "../lib/url.ts";
import { Frame } from "./app.tsx";
import { loadPage, pageNow, pages, type PageSpec } from "./pages.ts";
import { SessionGate } from "./session.tsx";
import { Shell } from "./shell.tsx";
import { Boundary, Loading, Notice } from "./states.tsx";
import { useAppTexts, useSession } from "./use.ts";

const SignIn = lazy(() => import("./sign-in.tsx"));

const root = createRootRoute({
  component: () => (
    <Frame>
      <Outlet />
    </Frame>
  ),
  notFoundComponent: NotFound,
});

const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: () => <Suspense><SignIn /></Suspense> });

const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: () => (
    <SessionGate>
      <Shell>
        <Outlet />
      </Shell>
    </SessionGate>
  ),
});

/**
 * A page's route: code and texts come together, and only to those the page is
 * open to. Where they do not come the page says so; the router's own way would
 * load the console anew, which without a network leads out of it.
 */
function routeOf(page: PageSpec) {
  const Page = lazy(() => loadPage(page));
  return createRoute({
    getParentRoute: () => inside,
    path: page.path,
    component: function Opened() {
      const { can } = useSession();
      // What is here already is drawn at once: React holds back for 300 ms what follows upon a fallback.
      const [Here] = useState(() => pageNow(page));
      return page.open(can) ? (
        <Boundary at={page.path}>
          {Here ? <Here /> : <Suspense fallback={<Loading />}><Page /></Suspense>}
        </Boundary>
      ) : <NotFound />;
    },
  });
}

export const router = createRouter({
  routeTree: root.addChildren([signIn, inside.addChildren(pages.map(routeOf))]),
  parseSearch,
  stringifySearch: formatSearch as (search: Record<string, unknown>) => string,
  defaultPreload: false,
  scrollRestoration: false,
});

function NotFound() {
  const { t } = useAppTexts();
  const [search] = useUrl();
  return (
    <Notice
      title={t("state.notFound")}
      extra={
        <Link to={"/" as string} search={along(search) as never}>
          <Button tabIndex={-1}>{t("state.home")}</Button>
        </Link>
      }
    />
  );
}
