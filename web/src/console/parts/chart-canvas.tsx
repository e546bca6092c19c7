import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { type ECharts, type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useDark } from "../app/theme.ts";

use([BarChart, LineChart, HeatmapChart, GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, VisualMapComponent, AriaComponent, SVGRenderer]);

export interface ChartProps {
  /** An option of ECharts of bars, lines or a heat map. */
  option: EChartsCoreOption;
  /** What the chart tells, for who does not see it. */
  label: string;
  height?: number;
  /** What happens when a bar, point or cell is clicked. */
  onPick?(item: { name: string; seriesName: string | undefined; value: unknown }): void;
}

const colours = { light: ["#0f766e", "#2563eb", "#b45309", "#7c3aed", "#be123c", "#4d7c0f"], dark: ["#2dd4bf", "#60a5fa", "#fbbf24", "#a78bfa", "#fb7185", "#a3e635"] };

/** ECharts in a box, in the colours of the theme. Loaded by chart.tsx. */
export default function ChartCanvas({ option, label, height = 280, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  const dark = useDark();
  useEffect(() => {
    const el = box.current!;
    const made = init(el, dark ? "dark" : undefined, { renderer: "svg" });
    chart.current = made;
    made.on("click", (e) => pick.current?.({ name: e.name, seriesName: e.seriesName, value: e.value }));
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(el);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, [dark]);
  useEffect(() => {
    chart.current?.setOption(
      {
        backgroundColor: "transparent",
        color: colours[dark ? "dark" : "light"],
        animationDuration: 200,
        aria: { enabled: true, label: { description: label } },
        grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
        ...option,
      },
      true,
    );
  }, [option, label, dark]);
  return <div ref={box} style={{ height, width: "100%" }} role="img" aria-label={label} />;
}
