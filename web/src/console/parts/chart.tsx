import { lazy, Suspense } from "react";
import { Loading } from "../app/states.tsx";
import type { ChartProps } from "./chart-canvas.tsx";

const Canvas = lazy(() => import("./chart-canvas.tsx"));

/** A chart. The library comes with the first one shown. */
export function Chart(props: ChartProps) {
  return (
    <Suspense fallback={<div style={{ height: props.height ?? 280 }}><Loading rows={4} /></div>}>
      <Canvas {...props} />
    </Suspense>
  );
}
