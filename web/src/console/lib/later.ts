import { type ComponentType, lazy, type LazyExoticComponent } from "react";

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

const settled = 4000;
const idle = (then: () => void) => ("requestIdleCallback" in window ? requestIdleCallback(then) : setTimeout(then, 200));
const waiting: (() => Promise<unknown>)[] = [];
let begun = false;

/** One after the other, each when nothing else is to be done; what does not come is asked for again when it is drawn. */
function next(): void {
  const load = waiting.shift();
  if (!load) begun = false;
  else idle(() => void load().catch(() => {}).then(next));
}

/**
 * A component whose code comes when it is first drawn, or else once the page
 * has come to rest: what was opened in the lobby is still to work in the
 * basement, where there is no network.
 */
export function later<Props extends object>(load: Load<Props>): LazyExoticComponent<ComponentType<Props>> {
  waiting.push(load);
  if (!begun) {
    begun = true;
    setTimeout(next, settled);
  }
  return lazy(load);
}
