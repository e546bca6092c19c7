import { Alert, Button, Select } from "antd";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { HolidaysDocument, type HolidaysQuery, HolidayVersionsDocument } from "../../gql/data.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { today } from "../../lib/period.ts";
import { useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { useExport } from "../../parts/use-export.ts";
import { daysOf, festivalsOf, workingDays } from "./festivals.ts";
import { Months } from "./month.tsx";
import { useDataTexts } from "./texts.ts";

type Year = NonNullable<HolidaysQuery["holidayCalendar"]>;
type Day = Year["days"]["nodes"][number];

const CalendarForm = lazy(() => import("./calendar-form.tsx"));

/** Public holidays and make-up days by which working days are counted: year= and, for an earlier one, version=. */
export default function Calendar() {
  const { t, lang } = useDataTexts();
  const { viewer } = useSession();
  const term = useTerm();
  const exporting = useExport();
  const [search, setUrl] = useUrl();
  const [writing, setWriting] = useState(false);
  const now = Number(today().slice(0, 4));
  const asked = /^20\d\d$/.test(search["year"] ?? "") ? Number(search["year"]) : now;
  const version = /^\d{1,6}$/.test(search["version"] ?? "") ? Number(search["version"]) : null;
  const [{ data: list, error: listError }, againList] = useQuery({ query: HolidayVersionsDocument, requestPolicy: "cache-and-network" });
  const versions = (list?.holidayCalendars.nodes ?? []).filter((c) => c.year === asked).sort((a, b) => b.version - a.version);
  const shown = versions.find((c) => c.version === version) ?? versions[0];
  const variables = { id: shown?.id ?? "" };
  const [{ data, error }, again] = useQuery({ query: HolidaysDocument, variables, pause: !shown });
  const refresh = () => {
    againList({ requestPolicy: "network-only" });
    if (shown) again({ requestPolicy: "network-only" });
  };
  if (listError && !list) return <Failed error={listError} retry={refresh} />;
  if (!list) return <Loading />;
  // One calendar is everybody's: the hub takes it of who keeps the policies of the whole group only.
  const write = viewer.access.some((a) => a.group === "POLICIES" && a.level === "WRITE" && a.whole);
  const known = new Set(list.holidayCalendars.nodes.map((c) => c.year));
  const years = [...new Set([...known, now, now + 1, asked])].sort((a, b) => b - a);
  const year = data?.holidayCalendar?.id === shown?.id ? data?.holidayCalendar : undefined;
  const days = year?.days.nodes ?? [];
  const earlier = year && year.version !== versions[0]?.version;
  const name = `${t("tab.calendar")} ${asked}`;
  const toExcel = () =>
    exporting(name, [
      { title: t("calendar.day"), width: 12, value: (d: Day) => d.day },
      { title: t("calendar.kind"), width: 12, value: (d: Day) => term("CalendarDayKind", d.kind) },
      { title: t("calendar.festival"), width: 16, value: (d: Day) => d.name },
    ], async () => days);
  return (
    <section className="panel" aria-label={t("tab.calendar")}>
      <div className="row">
        {years.map((y) => (
          <button key={y} type="button" className="chip number" aria-pressed={y === asked} onClick={() => setUrl({ year: y === now ? undefined : String(y), version: undefined })}>
            {y}{!known.has(y) && ` ${t("calendar.missing")}`}
          </button>
        ))}
        <span className="grow" />
        {versions.length > 1 && (
          <Select
            aria-label={t("calendar.version")}
            value={year?.version ?? versions[0]!.version}
            style={{ minWidth: 150 }}
            options={versions.map((v, i) => ({ value: v.version, label: i === 0 ? t("calendar.newest", { version: v.version }) : `v${v.version}` }))}
            onChange={(to: number) => setUrl({ version: to === versions[0]!.version ? undefined : String(to) })}
          />
        )}
        {write && (year || !shown) && <Button type="primary" onClick={() => setWriting(true)}>{t(versions.length > 0 ? "calendar.change" : "calendar.enter", { year: asked })}</Button>}
        <MoreActions label={t("tab.calendar")} asked={shown ? { document: HolidaysDocument, variables } : { document: HolidayVersionsDocument, variables: {} }} exportExcel={year && (() => void toExcel())} />
      </div>
      {!known.has(now + 1) && <Alert type="warning" showIcon title={t("calendar.nextMissing", { year: now + 1 })} description={t("calendar.nextMissingHint")} />}
      {year ? (
        <>
          {earlier && <Alert type="info" showIcon title={t("calendar.replaced", { version: year.version, newest: versions[0]!.version })} />}
          <p className="muted small">{year.source} · v{year.version}{!earlier && ` · ${t("calendar.inForce")}`} · {year.enteredBy} · {dateTime(year.createdAt, lang)} · {t("calendar.workingDays", { count: workingDays(asked, days) })}</p>
          <Festivals days={days} />
          <Months year={asked} days={days} />
        </>
      ) : shown ? (
        error ? <Failed error={error} retry={refresh} /> : <Loading />
      ) : (
        <NothingHere title={t("calendar.none", { year: asked })} hint={t("calendar.noneHint")} />
      )}
      {writing && (
        <Suspense fallback={null}>
          <CalendarForm
            year={asked} from={days} source={year?.source} newest={versions[0]?.version}
            close={() => setWriting(false)}
            done={() => { setUrl({ version: undefined }); refresh(); }}
          />
        </Suspense>
      )}
    </section>
  );
}

/** The festivals with their days off and the days worked for them. */
function Festivals({ days }: { days: Day[] }) {
  const { t, lang } = useDataTexts();
  const short = (day: string) => day.slice(5);
  return (
    <dl className="facts-list number">
      {festivalsOf(days).map((f) => (
        <div key={`${f.name} ${f.from}`} style={{ display: "contents" }}>
          <dt>{f.name}</dt>
          <dd>
            {f.from && f.to && t("calendar.off", { from: short(f.from), to: short(f.to), count: daysOf([{ from: f.from, to: f.to }]).length })}
            {f.worked && f.worked.length > 0 && <span className="muted"> {t("calendar.worked", { days: f.worked.map(short).join(lang === "en" ? ", " : "、") })}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
