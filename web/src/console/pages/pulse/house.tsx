import { Link } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Failed, Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { PulseHouseDocument, type PulseHouseQuery } from "../../gql/pulse.ts";
import { away, dateTime, metricValue } from "../../lib/format.ts";
import { along, type Search, useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { usePulseTexts } from "./texts.ts";

type Token = NonNullable<PulseHouseQuery["serviceTokens"]>["nodes"][number];

const soon = 30 * 86_400_000;
const lived: readonly string[] = ["OCCUPIED", "LET"];

/** What stands in the place of figures for who runs the house: how much there is of it, and whose tokens end. */
export function House() {
  const { t, lang } = usePulseTexts();
  const { can } = useSession();
  const [search] = useUrl();
  const variables = { tokens: can("ADMIN") };
  const [{ data, error }, again] = useQuery({ query: PulseHouseDocument, variables, requestPolicy: "cache-and-network" });
  if (error && !data) return <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <Loading />;
  const tokens = data.serviceTokens?.nodes.filter((token) => !token.revokedAt && Date.parse(token.expiresAt) > Date.now()) ?? [];
  const ending = tokens.filter((token) => Date.parse(token.expiresAt) < Date.now() + soon);
  const units = data.unitCounts;
  const occupied = units.rows.filter((r) => lived.includes(r.occupancy ?? "")).reduce((sum, r) => sum + r.count, 0);
  const counts: [string, string, { to: string; search?: Search } | undefined][] = [
    [t("house.communities"), number(data.communities.totalCount), { to: "/estates" }],
    [t("house.buildings"), number(data.buildings.totalCount), { to: "/estates" }],
    [t("house.units"), number(units.total), { to: "/estates" }],
    [t("house.occupied"), metricValue(units.total ? occupied / units.total : null, "SHARE", lang), { to: "/estates" }],
    [t("house.staff"), number(data.staffMembers.totalCount), undefined],
    ...(data.users && data.grants
      ? ([
          [t("house.users"), number(data.users.totalCount), { to: "/admin" }],
          [t("house.grants"), number(data.grants.totalCount), { to: "/admin" }],
          [t("house.tokens"), number(tokens.length), { to: "/data", search: { tab: "tokens" } }],
        ] as const)
      : []),
  ] as never;
  return (
    <>
      <div className="tiles">
        {counts.map(([title, value, to]) => (
          <section key={title} className="tile" aria-label={title} style={{ minHeight: 72 }}>
            <div className="row" style={{ flexWrap: "nowrap" }}>
              <h3 className="muted">{title}</h3>
              <MoreActions label={title} asked={{ document: PulseHouseDocument, variables }} />
            </div>
            {to ? <Link className="value number" to={to.to} search={{ ...along(search), ...to.search } as never}>{value}</Link> : <span className="value number">{value}</span>}
          </section>
        ))}
      </div>
      {variables.tokens && <Ending tokens={ending} />}
    </>
  );
}

function Ending({ tokens }: { tokens: Token[] }) {
  const { t, lang } = usePulseTexts();
  const [search] = useUrl();
  return (
    <section className="panel" aria-label={t("house.ending")}>
      <h2>{t("house.ending")}</h2>
      {tokens.length === 0 && <p className="muted">{t("house.noneEnding")}</p>}
      <ul className="plain-list need-list">
        {tokens.map((token) => (
          <li key={token.id}>
            <Link to={"/data" as string} search={{ ...along(search), tab: "tokens" } as never}>
              <span className="row"><strong>{token.name}</strong><span className="muted">{token.user?.login}</span><span className="grow" /><span className="bad small" title={dateTime(token.expiresAt, lang)}>{away(token.expiresAt, lang)}</span></span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function number(n: number): string {
  return n.toLocaleString();
}
