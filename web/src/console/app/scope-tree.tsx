import { Button, Input, Tree } from "antd";
import { useMemo, useState } from "react";
import { type Matches, useMatches } from "../lib/pinyin.ts";
import { communitiesOf, type OrgNode } from "../lib/scope.ts";
import { useUrl } from "../lib/url.ts";
import { useAppTexts, useSession } from "./use.ts";

/** The tree of the organisation to choose from, narrowed by names, codes and pinyin. */
export default function Picker() {
  const { t } = useAppTexts();
  const { tree } = useSession();
  const [search, setUrl] = useUrl();
  const [wanted, setWanted] = useState("");
  const matches = useMatches();
  const shown = useMemo(() => (wanted ? filtered(tree, wanted.trim(), matches) : tree), [tree, wanted, matches]);
  const checked = (search["scope"] ?? "").split(",").filter(Boolean);
  const all = useMemo(() => keysOf(tree), [tree]);
  const data = useMemo(() => shown.map(dataOf), [shown]);

  // Communities chosen stay chosen while the search hides them.
  const choose = (keys: string[]) => {
    const visible = new Set(keysOf(shown));
    const leaves = new Set(communitiesOf(checked.join(","), tree) ?? []);
    const hidden = [...leaves].filter((id) => !visible.has(id));
    const kept = [...communitiesOf(keys.join(","), shown) ?? [], ...hidden];
    setUrl({ scope: shortest(kept, tree).join(",") });
  };
  return (
    <div style={{ width: "min(340px, 80vw)" }}>
      <div className="row" style={{ flexWrap: "nowrap", marginBottom: 8 }}>
        <Input autoFocus allowClear placeholder={t("scope.search")} aria-label={t("scope.search")} value={wanted} onChange={(e) => setWanted(e.target.value)} />
        <Button disabled={checked.length === 0} onClick={() => setUrl({ scope: undefined })}>{t("scope.all")}</Button>
      </div>
      {shown.length === 0 ? (
        <p className="muted">{t("scope.none")}</p>
      ) : (
        <Tree
          checkable
          selectable={false}
          virtual
          height={360}
          aria-label={t("scope.pick")}
          {...(wanted ? { expandedKeys: keysOf(shown) } : { defaultExpandedKeys: all.length < 80 ? all : tree.map((n) => n.id) })}
          treeData={data}
          checkedKeys={communitiesOf(checked.join(","), tree) ?? []}
          onCheck={(keys) => choose((Array.isArray(keys) ? keys : keys.checked).map(String))}
        />
      )}
    </div>
  );
}

interface Item {
  key: string;
  title: string;
  children: Item[];
}

function dataOf(node: OrgNode): Item {
  return { key: node.id, title: node.name, children: node.children.map(dataOf) };
}

function keysOf(nodes: readonly OrgNode[]): string[] {
  return nodes.flatMap((n) => [n.id, ...keysOf(n.children)]);
}

function filtered(nodes: readonly OrgNode[], wanted: string, matches: Matches): OrgNode[] {
  return nodes.flatMap((node) => {
    const hit = matches(node.name, wanted) || node.code?.toLowerCase().startsWith(wanted.toLowerCase());
    if (hit) return [node];
    const children = filtered(node.children, wanted, matches);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** The fewest nodes that hold exactly these communities; none for all of them. */
function shortest(ids: readonly string[], tree: readonly OrgNode[]): string[] {
  const chosen = new Set(ids);
  const full = (node: OrgNode): boolean =>
    node.children.length === 0 ? chosen.has(node.id) : node.children.every(full);
  const visit = (nodes: readonly OrgNode[]): string[] => nodes.flatMap((n) => (full(n) ? [n.id] : visit(n.children)));
  return tree.every(full) ? [] : visit(tree);
}
