/** Values of a form as an input: of something new, what was left empty is left out; of something known, it is cleared. */
export function emptied<Values extends object>(values: Values, isNew: boolean): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
      const given: unknown = typeof value === "string" ? value.trim() : value;
      const empty = given === undefined || given === null || given === "";
      return empty ? (isNew ? [] : [[name, null]]) : [[name, given]];
    }),
  ) as Values;
}

/** Yuan of a form as fen of the API. */
export const fen = (yuan: number | null | undefined) => (yuan === null || yuan === undefined ? yuan : Math.round(yuan * 100));

/** Fen of the API as yuan of a form. */
export const yuan = (fen: number | null | undefined) => (fen === null || fen === undefined ? fen : fen / 100);
