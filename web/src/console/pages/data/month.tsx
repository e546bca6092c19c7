import { instants } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { addDays } from "../../lib/period.ts";
import { type SpecialDay, weekend } from "./festivals.ts";
import { useDataTexts } from "./texts.ts";

/** A year as on the wall; days off and days made up carry their mark. */
export function Months({ year, days }: { year: number; days: readonly SpecialDay[] }) {
  const { t } = useDataTexts();
  const count = (kind: SpecialDay["kind"]) => days.filter((d) => d.kind === kind).length;
  return (
    <>
      <p className="row small number legend-line">
        <span><span className="day holiday">{t("calendar.markOff")}</span> {t("calendar.offDays", { count: count("HOLIDAY") })}</span>
        <span><span className="day makeup">{t("calendar.markWorked")}</span> {t("calendar.workedDays", { count: count("MAKE_UP") })}</span>
      </p>
      <div className="years">{Array.from({ length: 12 }, (_, m) => <Month key={m} year={year} month={m + 1} days={days} />)}</div>
    </>
  );
}

/** A month, Monday first. */
function Month({ year, month, days }: { year: number; month: number; days: readonly SpecialDay[] }) {
  const { t, lang } = useDataTexts();
  const term = useTerm();
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const all: string[] = [];
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) all.push(day);
  const title = instants(lang, { month: "long", timeZone: "UTC" }).format(new Date(`${first}T00:00:00Z`));
  return (
    <div className="wall number" role="group" aria-label={title}>
      <strong>{title}</strong>
      {all.map((day, i) => {
        const special = days.find((d) => d.day === day);
        const mark = special && (special.kind === "HOLIDAY" ? "holiday" : "makeup");
        return (
          <span
            key={day}
            className={`day ${mark ?? (weekend(day) ? "weekend" : "")}`}
            style={i === 0 ? { gridColumnStart: before + 1 } : {}}
            {...(special ? { title: `${special.name} ${term("CalendarDayKind", special.kind)}` } : {})}
          >
            {Number(day.slice(8))}
            {special && <sup>{t(special.kind === "HOLIDAY" ? "calendar.markOff" : "calendar.markWorked")}</sup>}
          </span>
        );
      })}
    </div>
  );
}
