import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useRef } from "react";
import { SetHolidaysDocument, type SetHolidaysMutation, type SetHolidaysMutationVariables } from "../../gql/data.ts";
import { useTerm } from "../../lib/i18n.ts";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { changesOf, daysOf, type Festival, type FestivalDay, festivalsOf, type SpecialDay, weekendsAround, workingDays } from "./festivals.ts";
import { Months } from "./month.tsx";
import { useDataTexts } from "./texts.ts";

type Answer = SetHolidaysMutationVariables["input"];

/** What the form holds: the days are told by their festivals. */
interface Values {
  source?: string;
  festivals?: (Festival | undefined)[];
}

/** The festivals of every year, to begin a year that is not known yet. */
const usual = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];

/** Enters a year's public holidays, or a new version of them, beginning with those that are known. */
export default function CalendarForm({ year, from, source, newest, close, done }: {
  year: number;
  from: readonly SpecialDay[];
  source: string | undefined;
  /** The version in force; none where the year is not entered. */
  newest: number | undefined;
  close(): void;
  done(data: SetHolidaysMutation): void;
}) {
  const { t } = useDataTexts();
  const festivals: Festival[] = from.length > 0 ? festivalsOf(from) : usual.map((name) => ({ name, worked: [] }));
  // The hub tells of a day by its place among those sent, which the form shows by their festivals.
  const sent = useRef<FestivalDay[]>([]);
  const shape = (values: object): Answer => {
    const { source, festivals = [] } = values as Values;
    sent.current = daysOf(festivals.map((f) => f ?? {}));
    return { year, source: source ?? "", days: sent.current.map(({ day, kind, name }) => ({ day, kind, name })) };
  };
  const at = (field: string) => {
    const [, place, part] = /^days\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const day = sent.current[Number(place)];
    return day ? `festivals.${day.festival}.${part === "name" ? "name" : day.field}` : field;
  };
  return (
    <FormDrawer<SetHolidaysMutation, Answer>
      open
      close={close}
      width={760}
      title={newest ? t("calendar.changeTitle", { year, version: newest + 1 }) : t("calendar.enter", { year })}
      document={SetHolidaysDocument}
      submitText={t("calendar.publish")}
      done={done}
      initial={{ source: source ?? t("calendar.usualSource", { year }), festivals } as object}
      shape={shape}
      at={at}
    >
      <Form.Item name="source" label={t("calendar.source")} rules={[{ required: true, whitespace: true, message: t("required") }]}><Input maxLength={200} /></Form.Item>
      <Form.List name="festivals">
        {(fields, { add, remove }) => (
          <div className="festivals">
            {fields.map(({ key, name }) => <Row key={key} at={name} year={year} drop={() => remove(name)} />)}
            <Button icon={<PlusOutlined />} onClick={() => add({ worked: [] })}>{t("calendar.addFestival")}</Button>
          </div>
        )}
      </Form.List>
      <Preview year={year} before={from} />
      <p className="muted small">{t("calendar.publishHint")}</p>
    </FormDrawer>
  );
}

/** One festival. */
function Row({ at, year, drop }: { at: number; year: number; drop(): void }) {
  const { t } = useDataTexts();
  const festival = (Form.useWatch(["festivals", at]) ?? {}) as Festival;
  const name = festival.name || t("calendar.festivalNo", { count: at + 1 });
  const field = (of: string, label: string) => `${label}: ${of}`;
  const worked = [...new Set([...weekendsAround(year, festival), ...(festival.worked ?? [])])].sort();
  return (
    <fieldset className="festival">
      <legend className="sr">{name}</legend>
      <Form.Item name={[at, "name"]} label={t("calendar.festival")} rules={[{ required: true, whitespace: true, message: t("required") }]}><Input maxLength={60} aria-label={field(name, t("calendar.festival"))} /></Form.Item>
      <Form.Item name={[at, "from"]} label={t("calendar.from")}><Input type="date" min={`${year}-01-01`} max={`${year}-12-31`} aria-label={field(name, t("calendar.from"))} /></Form.Item>
      <Form.Item name={[at, "to"]} label={t("calendar.to")}><Input type="date" min={festival.from || `${year}-01-01`} max={`${year}-12-31`} aria-label={field(name, t("calendar.to"))} /></Form.Item>
      <Form.Item name={[at, "worked"]} label={t("calendar.makeUp")}>
        <Select mode="multiple" allowClear aria-label={field(name, t("calendar.makeUp"))} options={worked.map((value) => ({ value, label: value.slice(5) }))} showSearch={{ optionFilterProp: "label" }} />
      </Form.Item>
      <Button type="text" icon={<DeleteOutlined />} aria-label={`${t("calendar.drop")}: ${name}`} onClick={drop} />
    </fieldset>
  );
}

/** How the year will look, and what changes by it. */
function Preview({ year, before }: { year: number; before: readonly SpecialDay[] }) {
  const { t, lang } = useDataTexts();
  const term = useTerm();
  const festivals = (Form.useWatch("festivals") ?? []) as (Festival | undefined)[];
  const days = daysOf(festivals.map((f) => f ?? {}));
  const changes = before.length > 0 ? changesOf(before, days) : [];
  const kind = (of: SpecialDay["kind"] | undefined) => (of ? term("CalendarDayKind", of) : t("calendar.usualDay"));
  return (
    <section aria-label={t("calendar.preview")}>
      <h2 className="small">{t("calendar.preview")} · <span className="number">{t("calendar.workingDays", { count: workingDays(year, days) })}</span></h2>
      {before.length > 0 && (
        <p className="small number" role="status">
          {changes.length === 0 ? t("calendar.noChange") : changes.map((c) => `${c.day.slice(5)} ${kind(c.was)} → ${kind(c.is)}`).join(lang === "en" ? "; " : "；")}
        </p>
      )}
      <Months year={year} days={days} />
    </section>
  );
}
