import { Alert } from "antd";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { HolidaysDocument, type HolidaysQuery } from "../../gql/data.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { addDays, today } from "../../lib/period.ts";
import { useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { useDataTexts } from "./texts.ts";

type Year = HolidaysQuery["holidayCalendars"]["nodes"][number];
type Day = Year["days"]["nodes"][number];

/** Public holidays and make-up days by which working days are counted, year by year; the newest version of each. */
export default function Calendar() {
  const { t, lang } = useDataTexts();
  const [search, setUrl] = useUrl();
  const [{ data, error }, again] = useQuery({ query: HolidaysDocument });
  if (error && !data) return <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <Loading />;
  const newest = new Map<number, Year>();
  for (const one of data.holidayCalendars.nodes) if ((newest.get(one.year)?.version ?? 0) < one.version) newest.set(one.year, one);
  const now = Number(today().slice(0, 4));
  const asked = Number(search["year"] ?? now);
  const years = [...new Set([...newest.keys(), now, now + 1])].sort((a, b) => b - a);
  const year = newest.get(asked);
  return (
    <section className="panel" aria-label={t("tab.calendar")}>
      <div className="row">
        {years.map((y) => (
          <button key={y} type="button" className="chip number" aria-pressed={y === asked} onClick={() => setUrl({ year: y === now ? undefined : String(y) })}>
            {y}{!newest.has(y) && ` ${t("calendar.missing")}`}
          </button>
        ))}
        <span className="grow" />
        <MoreActions label={t("tab.calendar")} asked={{ document: HolidaysDocument, variables: {} }} />
      </div>
      {!newest.has(now + 1) && <Alert type="warning" showIcon title={t("calendar.nextMissing", { year: now + 1 })} description={t("calendar.nextMissingHint")} />}
      {year ? (
        <>
          <p className="muted small">{year.source} · v{year.version} · {year.enteredBy} · {dateTime(year.createdAt, lang)}</p>
          <Festivals days={year.days.nodes} />
          <div className="years">{Array.from({ length: 12 }, (_, m) => <Month key={m} year={asked} month={m + 1} days={year.days.nodes} />)}</div>
        </>
      ) : (
        <NothingHere title={t("calendar.none", { year: asked })} hint={t("calendar.noneHint")} />
      )}
    </section>
  );
}

/** The festivals with their days off and the days worked for them. */
function Festivals({ days }: { days: Day[] }) {
  const { t, lang } = useDataTexts();
  const names = [...new Set(days.map((d) => d.name))];
  const short = (list: Day[]) => list.map((d) => d.day.slice(5)).join(lang === "en" ? ", " : "、");
  return (
    <dl className="facts-list number">
      {names.map((name) => {
        const off = days.filter((d) => d.name === name && d.kind === "HOLIDAY");
        const worked = days.filter((d) => d.name === name && d.kind === "MAKE_UP");
        return (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>
              {off.length > 0 && t("calendar.off", { from: off[0]!.day.slice(5), to: off.at(-1)!.day.slice(5), count: off.length })}
              {worked.length > 0 && <span className="muted"> {t("calendar.worked", { days: short(worked) })}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A month as on the wall, Monday first. */
function Month({ year, month, days }: { year: number; month: number; days: Day[] }) {
  const { lang } = useDataTexts();
  const term = useTerm();
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const all: string[] = [];
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) all.push(day);
  const title = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "zh-CN", { month: "long", timeZone: "UTC" }).format(new Date(`${first}T00:00:00Z`));
  return (
    <div className="month number" role="group" aria-label={title}>
      <strong>{title}</strong>
      {all.map((day, i) => {
        const special = days.find((d) => d.day === day);
        const weekend = (before + i) % 7 > 4;
        return (
          <span
            key={day}
            className={special ? (special.kind === "HOLIDAY" ? "holiday" : "makeup") : weekend ? "weekend" : ""}
            style={i === 0 ? { gridColumnStart: before + 1 } : {}}
            {...(special ? { title: `${special.name} ${term("CalendarDayKind", special.kind)}` } : {})}
          >
            {Number(day.slice(8))}
          </span>
        );
      })}
    </div>
  );
}
