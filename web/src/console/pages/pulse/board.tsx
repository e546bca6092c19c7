import { FullscreenExitOutlined, FullscreenOutlined, LineChartOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useMemo, useRef } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useAppTexts, usePeriods, useScope, useSession } from "../../app/use.ts";
import { PulseBoardDocument, type PulseBoardQueryVariables, PulseLiveDocument } from "../../gql/pulse.ts";
import { instants } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useKeys } from "../../lib/keys.ts";
import { useLive } from "../../lib/live.ts";
import { addDays, instantsOf, nameOfPeriod, today } from "../../lib/period.ts";
import { along, oneOf, useUrl } from "../../lib/url.ts";
import { MetricTile } from "../../parts/metric-tile.tsx";
import { useMetricTiles } from "../../parts/metric-tiles.ts";
import { HeatMap, heatPeriod } from "./heat.tsx";
import { House } from "./house.tsx";
import { type Role, rolesOf, tilesFor } from "./layout.ts";
import { Needs } from "./needs.tsx";
import { usePulseTexts } from "./texts.ts";

/** Tiles, heat map and what waits for the viewer, as his role has it. ?screen=big is for a wall. */
export function Board() {
  const { t, lang } = usePulseTexts();
  const { viewer, can } = useSession();
  const [search, setUrl] = useUrl();
  const big = search["screen"] === "big";
  const roles = rolesOf(viewer.roles);
  const role: Role | undefined = oneOf(search["role"], roles) ?? roles[0];
  const keys = tilesFor(role, can);
  const { tiles, loading, error, retry } = useMetricTiles(keys);
  const board = useBoard();
  const refresh = useRef(() => {});
  refresh.current = () => {
    retry();
    board.again();
  };
  useFollow(can("TICKETS") && keys.length > 0, () => refresh.current());
  useKeys(big ? { Escape: () => setUrl({ screen: undefined }) } : {});
  const asOf = tiles[0]?.now.asOf;
  return (
    <div className={big ? "pulse big" : "pulse"}>
      <div className="page-head">
        <h1>{t("title")}</h1>
        {big && <Where />}
        <span className="grow" />
        {asOf && <span className="muted number" role="status">{t("asOf", { time: instants(lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(new Date(asOf)) })}</span>}
        {!big && roles.length > 1 && <RoleSelect roles={roles} role={role} />}
        {!big && keys.length > 0 && (
          <Link to={"/" as string} search={{ ...along(search), explore: keys[0] } as never}><Button tabIndex={-1} icon={<LineChartOutlined />}>{t("explore")}</Button></Link>
        )}
        {keys.length > 0 && (
          <Button type="text" icon={big ? <FullscreenExitOutlined /> : <FullscreenOutlined />} aria-label={t(big ? "screen.leave" : "screen.big")} onClick={() => setUrl({ screen: big ? undefined : "big" }, "push")} />
        )}
      </div>
      {keys.length === 0 ? (
        can("ADMIN") ? <House /> : <NothingHere title={t("noFigures")} hint="" />
      ) : error && tiles.length === 0 ? (
        <Failed error={error} retry={retry} />
      ) : loading ? (
        <Loading />
      ) : (
        <div className="tiles">
          {tiles.map((tile) => (
            <MetricTile key={tile.key} tile={tile} drill={{ to: "/", with: { rows: tile.key } }} />
          ))}
        </div>
      )}
      {board.shown && (
        board.data ? (
          <div className="pulse-below">
            {board.data.heat && <HeatMap heat={board.data.heat} period={board.period} metrics={board.metrics} asked={board.asked} />}
            {!big && <Needs data={board.data} />}
          </div>
        ) : board.error ? <Failed error={board.error} retry={board.again} /> : <Loading />
      )}
    </div>
  );
}

/** The heat map and the list, as far as the viewer may read what they are of. */
function useBoard() {
  const { viewer, can, single } = useSession();
  const [search] = useUrl();
  const { period: picked } = usePeriods();
  const communityId = useScope();
  const metrics = ([can("TICKETS") && "DEADLINES_IN_TIME", can("DUTIES") && "DUTIES_IN_TIME"] as const).filter((m) => m !== false);
  const heatKey = search["heat"] === "duties" && metrics.includes("DUTIES_IN_TIME") ? "DUTIES_IN_TIME" : (metrics[0] ?? "DUTIES_IN_TIME");
  const period = heatPeriod(picked, today());
  const staff = viewer.user?.staffId;
  // The times are those of the page's opening and of each new question; the rest of the answer has them to the minute.
  const now = useMemo(() => new Date().toISOString().slice(0, 16) + ":00Z", []);
  const variables: PulseBoardQueryVariables = {
    heatKey,
    heatBy: [single ? (heatKey === "DUTIES_IN_TIME" ? "DUTY_KIND" : "RULE") : "COMMUNITY", "WEEK"],
    heatPeriod: period,
    heatWhere: communityId ? { communityIds: communityId } : {},
    heat: metrics.length > 0,
    tickets: can("TICKETS"),
    quality: can("QUALITY"),
    duties: can("DUTIES"),
    mine: can("TICKETS") && Boolean(staff),
    ...(staff ? { me: [staff] } : {}),
    ...(communityId ? { communityId } : {}),
    now,
    tonight: instantsOf({ from: today(), to: today() }).before,
    // What nobody acted upon in a month is no work of today; the rows of the deadlines have it.
    recent: instantsOf({ from: addDays(today(), -30), to: today() }).from,
  };
  const shown = metrics.length > 0;
  const [{ data, error }, ask] = useQuery({ query: PulseBoardDocument, variables, pause: !shown, requestPolicy: "cache-and-network" });
  return { data, error, shown, metrics, period, asked: { document: PulseBoardDocument, variables }, again: () => ask({ requestPolicy: "network-only" }) };
}

const rest = 20_000;

/** Asks anew when a ticket in scope has changed: soon after the first change, then at most every twenty seconds. */
function useFollow(on: boolean, ask: () => void): void {
  const communityId = useScope();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive(PulseLiveDocument, communityId ? { communityId } : {}, () => {
    if (timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      last.current = Date.now();
      ask();
    }, Math.max(1500, last.current + rest - Date.now()));
  }, { pause: !on });
}

function RoleSelect({ roles, role }: { roles: Role[]; role: Role | undefined }) {
  const { t } = usePulseTexts();
  const term = useTerm();
  const [, setUrl] = useUrl();
  return (
    <select className="native-select" aria-label={t("role")} value={role} onChange={(e) => setUrl({ role: e.target.value === roles[0] ? undefined : e.target.value })}>
      {roles.map((value) => <option key={value} value={value}>{term("GrantRole", value)}</option>)}
    </select>
  );
}

/** On a wall there is no header: what the figures are of stands beside the title. */
function Where() {
  const { t } = useAppTexts();
  const { names } = useSession();
  const { period } = usePeriods();
  const [search] = useUrl();
  const chosen = (search["scope"] ?? "").split(",").filter((id) => names.has(id));
  const name = nameOfPeriod(search["period"]);
  return (
    <span className="muted">
      {chosen.length === 0 ? t("scope.all") : chosen.length === 1 ? names.get(chosen[0]!) : t("scope.some", { count: chosen.length })} · {name ? t(`period.${name}`) : `${period.from} – ${period.to}`}
    </span>
  );
}
