import { Fragment, type ReactNode } from "react";

/** What is known of a thing: pairs of a name and a text; what is not known is left out. */
export function Facts({ of, wide = false }: { of: readonly (readonly [string, ReactNode] | false)[]; wide?: boolean }) {
  const known = of.filter((pair): pair is readonly [string, ReactNode] => pair !== false && pair[1] !== null && pair[1] !== undefined && pair[1] !== false && pair[1] !== "");
  return (
    <dl className={`facts-list${wide ? " wide" : ""}`}>
      {known.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
