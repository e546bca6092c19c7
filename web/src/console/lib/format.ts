import type { Lang } from "./i18n.ts";

const locale = { "zh-CN": "zh-CN", en: "en-GB" } as const;
const zone = "Asia/Shanghai";

/** Making a formatter costs a hundred times what using it does, and a page has hundreds of figures: each is made once. */
const made = new Map<string, unknown>();
function once<Made>(kind: string, tag: string, options: object, make: () => Made): Made {
  const key = `${kind} ${tag} ${JSON.stringify(options)}`;
  let it = made.get(key) as Made | undefined;
  if (!it) made.set(key, (it = make()));
  return it;
}

function numbers(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once("number", locale[lang], options, () => new Intl.NumberFormat(locale[lang], options));
}

/** Formats instants as they are in the communities' zone. */
export function instants(lang: Lang, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once("instant", locale[lang], options, () => new Intl.DateTimeFormat(locale[lang], { timeZone: zone, ...options }));
}

/** A metric's value in its unit; a dash where there is none. */
export function metricValue(value: number | null | undefined, unit: string, lang: Lang): string {
  if (value === null || value === undefined) return "–";
  const number = (digits: number) =>
    numbers(lang, { maximumFractionDigits: digits }).format(value);
  switch (unit) {
    case "SHARE":
      return numbers(lang, { style: "percent", maximumFractionDigits: 1 }).format(value);
    case "MINUTES":
      return duration(value, lang);
    case "FEN":
      return money(value, lang);
    case "SCORE":
      return number(1);
    default:
      return number(0);
  }
}

/** Fen as yuan. */
export function money(fen: number, lang: Lang): string {
  return numbers(lang, { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" }).format(fen / 100);
}

/** Minutes in the largest unit that keeps two figures. */
export function duration(minutes: number, lang: Lang): string {
  const [amount, unit] =
    Math.abs(minutes) < 100
      ? [minutes, "minute" as const]
      : Math.abs(minutes) < 48 * 60
        ? [minutes / 60, "hour" as const]
        : [minutes / 1440, "day" as const];
  return numbers(lang, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: Math.abs(amount) < 10 ? 1 : 0,
  }).format(amount);
}

/** An instant as date and time in the communities' zone. */
export function dateTime(instant: string | null | undefined, lang: Lang): string {
  if (!instant) return "–";
  return instants(lang, {
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).format(new Date(instant));
}

/** An instant shortly: without the year when it is this one. */
export function shortTime(instant: string | null | undefined, lang: Lang, now = new Date()): string {
  if (!instant) return "–";
  const at = new Date(instant);
  const year = (d: Date) => instants("en", { year: "numeric" }).format(d);
  return instants(lang, {
    month: "2-digit", day: "2-digit",
    ...(year(at) === year(now) ? { hour: "2-digit", minute: "2-digit" } : { year: "numeric" }),
  }).format(at);
}

/** How far an instant is away, as "3小时后" or "2 days ago". */
export function away(instant: string, lang: Lang, now = Date.now()): string {
  const minutes = (Date.parse(instant) - now) / 60_000;
  const format = once("away", locale[lang], {}, () => new Intl.RelativeTimeFormat(locale[lang], { numeric: "always", style: "short" }));
  if (Math.abs(minutes) < 100) return format.format(Math.round(minutes), "minute");
  if (Math.abs(minutes) < 48 * 60) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 1440), "day");
}

/** A change between two values: in points for shares, else in percent; undefined where there is nothing to compare. */
export function change(
  now: number | null | undefined,
  then: number | null | undefined,
  unit: string,
  lang: Lang,
): { text: string; sign: number } | undefined {
  if (now === null || now === undefined || then === null || then === undefined) return undefined;
  if (unit === "SHARE") {
    const points = (now - then) * 100;
    return {
      text: `${numbers(lang, { maximumFractionDigits: 1, signDisplay: "exceptZero" }).format(points)} ${lang === "en" ? "pt" : "点"}`,
      sign: Math.sign(points),
    };
  }
  if (then === 0) return undefined;
  const share = (now - then) / Math.abs(then);
  return {
    text: numbers(lang, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" }).format(share),
    sign: Math.sign(share),
  };
}
