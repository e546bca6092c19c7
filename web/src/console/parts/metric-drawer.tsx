import { Link } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../app/states.tsx";
import { useAppTexts } from "../app/use.ts";
import { MetricDictionaryDocument } from "../gql/parts.ts";
import { useTerm } from "../lib/i18n.ts";
import { along, useUrl } from "../lib/url.ts";
import { SideDrawer } from "./side-drawer.tsx";

/** What the dictionary says of the metric that formula= names: how it is computed, whence it comes, by what its rows are judged. */
export function MetricDrawer() {
  const { t, lang } = useAppTexts();
  const term = useTerm();
  const [search, setUrl] = useUrl();
  const [{ data, error, fetching }, again] = useQuery({ query: MetricDictionaryDocument });
  const metric = data?.metrics.find((m) => m.key === search["formula"]);
  const close = () => setUrl({ formula: undefined });
  const english = lang === "en";
  const policies = (keys: readonly string[]) => (
    <ul className="plain-list">
      {keys.map((key) => {
        const policy = data?.policies.find((p) => p.key === key);
        return (
          <li key={key}>
            <Link to={"/data" as string} search={{ ...along(search), tab: "policies", policy: key } as never}>{(english ? policy?.titleEn : policy?.titleZh) ?? key}</Link>{" "}
            <span className="muted">{policy?.rule}</span>
          </li>
        );
      })}
    </ul>
  );
  return (
    <SideDrawer open close={close} title={metric ? (english ? metric.titleEn : metric.title) : t("tile.dictionary")} width={460}>
      {metric ? (
        <dl className="facts-list">
          <dt>{t("tile.formula")}</dt><dd>{english ? metric.formulaEn : metric.formula}</dd>
          <dt>{t("tile.unit")}</dt><dd>{term("MetricUnit", metric.unit)}</dd>
          <dt>{t("tile.source")}</dt><dd>{metric.source}</dd>
          <dt>{t("tile.time")}</dt><dd>{t(metric.yearly ? "tile.years" : metric.daily ? "tile.days" : "tile.months")}</dd>
          {metric.target && <><dt>{t("tile.target")}</dt><dd>{metric.target.atMost ? "≤" : "≥"} {policies(metric.target.policyKeys)}</dd></>}
          {metric.policyKeys.length > 0 && metric.policyKeys.join() !== metric.target?.policyKeys.join() && <><dt>{t("tile.policies")}</dt><dd>{policies(metric.policyKeys)}</dd></>}
          <dt>{t("tile.dimensions")}</dt><dd>{metric.dimensions.map((d) => term("MetricDimension", d)).join(english ? ", " : "、")}</dd>
          <dt>{t("tile.key")}</dt><dd><code>{metric.key}</code></dd>
          <dd style={{ gridColumn: "1 / -1", marginTop: 8 }}>
            <Link to={"/" as string} search={{ ...along(search), explore: metric.key } as never}>{t("tile.explore")}</Link>
          </dd>
        </dl>
      ) : error ? (
        <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />
      ) : fetching ? (
        <Loading />
      ) : (
        <NothingHere />
      )}
    </SideDrawer>
  );
}
