import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { MetricTile } from "../../parts/metric-tile.tsx";
import { useMetricTiles } from "../../parts/metric-tiles.ts";
import { tilesFor } from "./layout.ts";
import { usePulseTexts } from "./texts.ts";

/** How the portfolio does: the figures of the viewer's role. */
export default function Pulse() {
  const { t } = usePulseTexts();
  const { can } = useSession();
  const specs = tilesFor(can);
  const { tiles, loading, error, retry } = useMetricTiles(specs.map((s) => s.key));
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
      </div>
      {specs.length === 0 ? (
        <NothingHere title={t("noFigures")} hint="" />
      ) : error && tiles.length === 0 ? (
        <Failed error={error} retry={retry} />
      ) : loading ? (
        <Loading />
      ) : (
        <div className="tiles">
          {tiles.map((tile) => (
            <MetricTile key={tile.key} tile={tile} drill={specs.find((s) => s.key === tile.key)?.drill} />
          ))}
        </div>
      )}
    </>
  );
}
