import { Suspense } from "react";
import { Loading } from "../../app/states.tsx";
import { useUrl } from "../../lib/url.ts";
import { later } from "../../lib/later.ts";
import { Board } from "./board.tsx";
import "./pulse.css";

const FigureRows = later(() => import("./rows.tsx"));
const Explorer = later(() => import("./explorer.tsx"));

/** How the portfolio does: the board; with rows= what a figure counts, with explore= any metric by any dimension. */
export default function Pulse() {
  const [search] = useUrl();
  if (search["rows"]) return <Suspense fallback={<Loading />}><FigureRows /></Suspense>;
  if (search["explore"]) return <Suspense fallback={<Loading />}><Explorer /></Suspense>;
  return <Board />;
}
