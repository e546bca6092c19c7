/** From how many months on the head of a department visits (D-42), and beyond how many the director decides (D-43). */
export const visited = 3;
export const decided = 6;

/** For how many months a unit has been in arrears: the due days of its bills, month by month, that have passed since the oldest. */
export function monthsBehind(oldestDue: string | undefined, today: string): number {
  if (!oldestDue || oldestDue >= today) return 0;
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(today) - months(oldestDue) + (today.slice(8) > oldestDue.slice(8) ? 1 : 0);
}

/** How far a unit has come on the ladder (2g.2): 0 owes nothing, 1 a little, 2 is visited, 3 goes to the director. */
export const ladder = (months: number) => (months > decided ? 3 : months >= visited ? 2 : months > 0 ? 1 : 0);

/** A bill as far as one must know it to say how it stands. */
export interface Standing {
  amount: number;
  owed: number;
  dueOn: string;
}

/** How a bill stands (SYS-70): paid, paid in part, still in time, or overdue. */
export function standing(bill: Standing, today: string): "PAID" | "OVERDUE" | "PARTIAL" | "DUE" {
  if (bill.owed === 0) return "PAID";
  if (bill.dueOn < today) return "OVERDUE";
  return bill.owed < bill.amount ? "PARTIAL" : "DUE";
}
