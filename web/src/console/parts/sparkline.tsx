/** A line of values without axes; gaps where there is none. Its numbers are told by what stands beside it. */
export function Sparkline({ values, label, width = 96, height = 28 }: {
  values: readonly (number | null)[];
  label: string;
  width?: number;
  height?: number;
}) {
  const known = values.filter((v): v is number => v !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const x = (i: number) => 2 + (i * (width - 4)) / (values.length - 1);
  const y = (v: number) => (high === low ? height / 2 : height - 3 - ((v - low) * (height - 6)) / (high - low));
  let pen = false;
  const path = values
    .map((v, i) => {
      if (v === null) {
        pen = false;
        return "";
      }
      const step = `${pen ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
      pen = true;
      return step;
    })
    .join("");
  const last = values.at(-1) ?? null;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path d={path} fill="none" stroke="var(--hub-accent)" strokeWidth="1.5" strokeLinejoin="round" />
      {last !== null && <circle cx={x(values.length - 1)} cy={y(last)} r="2.2" fill="var(--hub-accent)" />}
    </svg>
  );
}
