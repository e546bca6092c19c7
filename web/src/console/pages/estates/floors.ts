interface Unit {
  id: string;
  entrance?: string | null | undefined;
  floor: number;
  doorNo: string;
}

/** A floor of the grid: a unit or nothing in each column, and the columns an entrance begins with. */
export interface Floor<U> {
  floor: number;
  cells: (U | undefined)[];
  gaps: ReadonlySet<number>;
}

const byNumber = new Intl.Collator("en", { numeric: true }).compare;

/**
 * Puts units on floors, the top one first. A column is an entrance and what a
 * door's number says after its floor, so that 1201 stands above 1101. Where
 * numbers are not made so, as in a car park, each floor has its own row of doors.
 */
export function gridOf<U extends Unit>(units: readonly U[]): Floor<U>[] {
  const floors = [...new Set(units.map((u) => u.floor))].sort((a, b) => b - a);
  const columnOf = (u: U) => `${u.entrance ?? ""}|${suffixOf(u)}`;
  const columns = [...new Set(units.map(columnOf))].sort(byNumber);
  // Numbers that say nothing of the floor would give a column to each unit.
  const aligned = columns.length <= 2 * Math.max(1, Math.ceil(units.length / Math.max(1, floors.length)));
  const gaps = new Set(columns.flatMap((c, i) => (i > 0 && c.split("|")[0] !== columns[i - 1]!.split("|")[0] ? [i] : [])));
  return floors.map((floor) => {
    const here = units.filter((u) => u.floor === floor);
    if (!aligned) return { floor, cells: here.sort((a, b) => byNumber(a.doorNo, b.doorNo)), gaps: new Set<number>() };
    const at = new Map(here.map((u) => [columnOf(u), u]));
    return { floor, cells: columns.map((c) => at.get(c)), gaps };
  });
}

function suffixOf({ floor, doorNo }: Unit): string {
  const prefix = String(Math.abs(floor));
  return doorNo.startsWith(prefix) && doorNo.length > prefix.length ? doorNo.slice(prefix.length) : doorNo;
}

/** Where a key leads from a cell: the next one there is that way; undefined where the key is none or nothing is there. */
export function step<U>(floors: readonly Floor<U>[], [row, column]: readonly [number, number], key: string): [number, number] | undefined {
  const find = (r: number, c: number, dr: number, dc: number): [number, number] | undefined => {
    for (; r >= 0 && r < floors.length && c >= 0 && c < floors[r]!.cells.length; r += dr, c += dc) {
      if (floors[r]!.cells[c]) return [r, c];
    }
    return undefined;
  };
  switch (key) {
    case "ArrowUp":
      return find(row - 1, column, -1, 0);
    case "ArrowDown":
      return find(row + 1, column, 1, 0);
    case "ArrowLeft":
      return find(row, column - 1, 0, -1);
    case "ArrowRight":
      return find(row, column + 1, 0, 1);
    case "Home":
      return find(row, 0, 0, 1);
    case "End":
      return find(row, (floors[row]?.cells.length ?? 0) - 1, 0, -1);
    default:
      return undefined;
  }
}
