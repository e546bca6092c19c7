import { Failed, Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { MetricTile } from "../../parts/metric-tile.tsx";
import { type MetricKey, useMetricTiles } from "../../parts/metric-tiles.ts";
import { useQualityTexts } from "./texts.ts";

const ofQuality: MetricKey[] = ["VISIT_COVERAGE", "VISITS_IN_TIME", "VISITS_SATISFIED", "SURVEY_RETURNED", "NONCONFORMITIES", "NONCONFORMITIES_OPEN"];
const ofDuties: MetricKey[] = ["DUTIES_IN_TIME", "PATROLS_IN_TIME"];

/** The figures of quality and of duties. */
export default function Quality() {
  const { t } = useQualityTexts();
  const { can } = useSession();
  const { tiles, loading, error, retry } = useMetricTiles([...(can("QUALITY") ? ofQuality : []), ...(can("DUTIES") ? ofDuties : [])]);
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
      </div>
      {error && tiles.length === 0 ? <Failed error={error} retry={retry} /> : loading ? <Loading /> : (
        <div className="tiles">{tiles.map((tile) => <MetricTile key={tile.key} tile={tile} />)}</div>
      )}
    </>
  );
}
