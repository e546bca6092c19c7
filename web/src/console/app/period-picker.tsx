import { CalendarOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { addMonths, nameOfPeriod, periods, readPeriod, today } from "../lib/period.ts";
import { useUrl } from "../lib/url.ts";
import { LatePopover } from "../parts/late.tsx";
import { useAppTexts } from "./use.ts";

/** Picks the period of all figures: a name, or two months. */
export function PeriodPicker() {
  const { t } = useAppTexts();
  const [search, setUrl] = useUrl();
  const [open, setOpen] = useState(false);
  const name = nameOfPeriod(search["period"]);
  const period = readPeriod(search["period"], today());
  const now = today().slice(0, 7);
  const pick = (value: string) => {
    setUrl({ period: value === "month" ? undefined : value });
  };
  const from = period.from.slice(0, 7);
  const to = period.to.slice(0, 7);
  const body = (
    <div style={{ display: "flex", flexDirection: "column", gap: 4, width: 240 }}>
      {periods.map((p) => (
        <Button key={p} type={p === name ? "primary" : "text"} aria-pressed={p === name} style={{ justifyContent: "flex-start" }}
          onClick={() => { pick(p); setOpen(false); }}>
          {t(`period.${p}`)}
        </Button>
      ))}
      <fieldset style={{ border: 0, padding: "4px 0 0", margin: 0, display: "flex", gap: 4, alignItems: "center" }}>
        <legend className="muted" style={{ padding: 0 }}>{t("period.custom")}</legend>
        <MonthSelect label={`${t("period.custom")} 1`} value={from} last={now} onChange={(m) => pick(`${m}..${m > to ? m : to}`)} />
        <span>–</span>
        <MonthSelect label={`${t("period.custom")} 2`} value={to} last={now} onChange={(m) => pick(`${m < from ? m : from}..${m}`)} />
      </fieldset>
    </div>
  );
  return (
    <LatePopover content={body} trigger="click" placement="bottomLeft" open={open} onOpenChange={setOpen}>
      <Button icon={<CalendarOutlined />} aria-label={`${t("period.pick")}: ${name ? t(`period.${name}`) : `${from} – ${to}`}`}>
        {name ? t(`period.${name}`) : from === to ? from : `${from} – ${to}`}
      </Button>
    </LatePopover>
  );
}

function MonthSelect({ label, value, last, onChange }: { label: string; value: string; last: string; onChange(month: string): void }) {
  const months = Array.from({ length: 36 }, (_, i) => addMonths(last, -i));
  if (!months.includes(value)) months.push(value);
  return (
    <select aria-label={label} value={value} onChange={(e) => onChange(e.target.value)} className="native-select">
      {months.map((m) => <option key={m}>{m}</option>)}
    </select>
  );
}
