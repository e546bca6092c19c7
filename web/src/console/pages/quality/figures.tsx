import { Failed, Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { MetricTile } from "../../parts/metric-tile.tsx";
import { type MetricKey, useMetricTiles } from "../../parts/metric-tiles.ts";

const ofQuality: MetricKey[] = ["VISIT_COVERAGE", "VISITS_IN_TIME", "VISITS_SATISFIED", "SURVEY_RETURNED", "NONCONFORMITIES", "NONCONFORMITIES_OPEN"];
const ofDuties: MetricKey[] = ["DUTIES_IN_TIME", "PATROLS_IN_TIME"];

/** The figures of quality and of duties. */
export default function Figures() {
  const { can } = useSession();
  const { tiles, loading, error, retry } = useMetricTiles([...(can("QUALITY") ? ofQuality : []), ...(can("DUTIES") ? ofDuties : [])]);
  if (error && tiles.length === 0) return <Failed error={error} retry={retry} />;
  if (loading) return <Loading />;
  return <div className="tiles">{tiles.map((tile) => <MetricTile key={tile.key} tile={tile} />)}</div>;
}
