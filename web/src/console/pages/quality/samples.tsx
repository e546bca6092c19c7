import { Alert, Button } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useQuery } from "urql";
import { useScope, useSession } from "../../app/use.ts";
import { SampleCardDocument, type SampleCardQuery, SampleListDocument, type SampleRowFragment } from "../../gql/quality.ts";
import { ReturnVisitType, type VisitSampleType } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { metricValue } from "../../lib/format.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { CodesFilter, Facts, Go, Opened, Part, State } from "./common.tsx";
import { drawn } from "./draw.ts";
import { useQualityTexts } from "./texts.ts";
import { useNames, useRights } from "./use.ts";

/** The samples return visits were drawn by. */
export function Samples({ bar }: { bar: ReactNode }) {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const type = listOf(search["type"], ReturnVisitType) as (typeof VisitSampleType)[number][];
  const variables = { first: 50, where: { ...(scope ? { communityId: scope } : {}), ...(type.length ? { type } : {}) } };
  const rows = useConnection(SampleListDocument, variables, (data) => data.visitSamples);
  const share = (r: SampleRowFragment) => metricValue(r.coverage, "SHARE", lang);
  const columns = useMemo(() => {
    const columns: (DataColumn<SampleRowFragment> | false)[] = [
      { key: "month", title: t("month"), width: 100, render: (r) => <span className="number">{r.month}</span>, value: (r) => r.month },
      !single && { key: "community", title: t("community"), width: 140, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "type", title: t("type"), width: 130, render: (r) => name("VisitType", r.type), value: (r) => name("VisitType", r.type) },
      { key: "coverage", title: t("samples.coverage"), width: 100, align: "right", render: share, value: (r) => r.coverage },
      { key: "completed", title: t("samples.completed"), width: 100, align: "right", render: (r) => <span className="number">{r.completed}</span>, value: (r) => r.completed },
      { key: "drawn", title: t("samples.drawn"), width: 100, align: "right", render: (r) => <span className="number">{r.drawn}</span>, value: (r) => r.drawn },
      { key: "seed", title: t("samples.seed"), width: 150, align: "right", render: (r) => <span className="number">{r.seed}</span>, value: (r) => String(r.seed) },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, single]);
  return (
    <>
      <DataList
        label={t("visits.samples")}
        rows={rows}
        columns={columns}
        card={(r) => (
          <>
            <span className="row"><strong className="grow">{name("VisitType", r.type)}</strong><span className="number">{r.month}</span></span>
            <span className="cut">{r.community.name}</span>
            <span className="muted number">{r.drawn} / {r.completed} · {share(r)}</span>
          </>
        )}
        open={(row) => setUrl({ sample: row.id }, "push")}
        asked={{ document: SampleListDocument, variables }}
        bar={<>{bar}<CodesFilter name="type" type="VisitType" codes={ReturnVisitType} label={t("type")} /></>}
      />
      <SampleDrawer id={search["sample"]} close={() => setUrl({ sample: undefined })} />
    </>
  );
}

type Sample = NonNullable<SampleCardQuery["visitSample"]>;

function SampleDrawer({ id, close }: { id: string | undefined; close(): void }) {
  const { t } = useQualityTexts();
  const name = useNames();
  const [{ data, error, fetching }, again] = useQuery({ query: SampleCardDocument, variables: { id: id ?? "" }, pause: !id });
  const sample = data?.visitSample?.id === id ? data?.visitSample : undefined;
  return (
    <Opened id={id} close={close} found={Boolean(sample)} error={error} fetching={fetching} retry={() => again({ requestPolicy: "network-only" })}
      title={sample ? `${sample.month} ${name("VisitType", sample.type)}` : t("visits.samples")}>
      {sample && <Proof key={sample.id} sample={sample} />}
    </Opened>
  );
}

/** The sample, and the same drawn once more on this device from nothing but share, seed and number. */
function Proof({ sample }: { sample: Sample }) {
  const { t, lang } = useQualityTexts();
  const { tickets } = useRights();
  const name = useNames();
  const [again, setAgain] = useState<number[]>();
  const candidates = [...sample.candidates.nodes].sort((a, b) => a.number - b.number);
  const bySeed = candidates.filter((c) => c.draw === "SEED").map((c) => c.number);
  const whole = candidates.length === sample.completed;
  const same = again && again.join() === sample.redraw.join() && (!whole || again.join() === bySeed.join());
  return (
    <>
      <Facts of={[
        [t("community"), sample.community.name],
        [t("samples.coverage"), metricValue(sample.coverage, "SHARE", lang)],
        [t("samples.completed"), sample.completed],
        [t("samples.drawn"), sample.drawn],
        [t("samples.seed"), <code>{sample.seed}</code>],
      ]} />
      <p className="muted">{t("samples.how")}</p>
      <Button type="primary" onClick={() => void drawn(sample.coverage, sample.seed, sample.completed).then(setAgain, () => setAgain(sample.redraw))}>{t("samples.again")}</Button>
      {again && (
        <Alert
          style={{ marginTop: 12 }}
          role="status"
          type={same ? "success" : "error"}
          title={t(same ? "samples.same" : "samples.different")}
          description={<span className="number">{again.join(lang === "en" ? ", " : "、") || "–"}</span>}
        />
      )}
      <Part>{t("samples.candidates")}</Part>
      <table className="plain-table">
        <thead><tr><th>{t("samples.number")}</th>{tickets && <th>{t("ticket")}</th>}<th>{t("samples.draw")}</th></tr></thead>
        <tbody>
          {candidates.map((c) => (
            <tr key={c.id}>
              <td className="number">{c.number}</td>
              {tickets && <td>{c.ticket && <Go to="/tickets" search={{ ticket: c.ticket.id }}>{c.ticket.number}</Go>}</td>}
              <td>{c.draw === "NOT_DRAWN" ? <span className="muted">{name("Draw", c.draw)}</span> : <State code="DONE">{name("Draw", c.draw)}</State>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
