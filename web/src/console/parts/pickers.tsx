import { Select, TreeSelect } from "antd";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { useSession } from "../app/use.ts";
import { SiteStaffDocument, UnitsLikeDocument } from "../gql/parts.ts";
import { today } from "../lib/period.ts";
import type { OrgNode } from "../lib/scope.ts";

/** What a form hands to a field. */
interface Picked {
  id?: string;
  value?: string;
  onChange?(value: string | undefined): void;
}

/** Picks one of those who work at a site today. */
export function StaffSelect({ site, ...field }: Picked & { site: string | undefined }) {
  const [{ data, fetching }] = useQuery({ query: SiteStaffDocument, variables: { communityId: site ? [site] : [], today: today() }, pause: !site });
  const options = useMemo(() => {
    const posts = new Map<string, { name: string; posts: string[] }>();
    for (const { staff, post } of [...(data?.open.nodes ?? []), ...(data?.ending.nodes ?? [])]) {
      if (!staff) continue;
      const of = posts.get(staff.id) ?? { name: staff.name, posts: [] };
      if (!of.posts.includes(post.title)) of.posts.push(post.title);
      posts.set(staff.id, of);
    }
    return [...posts].map(([value, { name, posts }]) => ({ value, label: `${name} · ${posts.join("、")}` }));
  }, [data]);
  return <Select {...field} showSearch={{ optionFilterProp: "label" }} allowClear loading={fetching} options={options} />;
}

/** Picks a unit of a site by the beginning of its number. */
export function UnitSelect({ site, ...field }: Picked & { site: string | undefined }) {
  const [text, setText] = useState("");
  const [{ data, fetching }] = useQuery({ query: UnitsLikeDocument, variables: { communityId: site ? [site] : [], text }, pause: !site || !text });
  const options = (text ? (data?.units.nodes ?? []) : []).map((u) => ({ value: u.id, label: u.propertyNo }));
  return (
    <Select {...field} showSearch={{ filterOption: false, onSearch: (typed) => setText(typed.trim()) }} allowClear loading={fetching} options={options} placeholder="1-1-101" />
  );
}

/** Picks a node of the organisation; `above` are nodes over the companies. */
export function NodeSelect({ above = [], ...field }: Picked & { above?: readonly { id: string; name: string }[] }) {
  const { tree } = useSession();
  const data = useMemo(() => {
    const item = (n: OrgNode): object => ({ value: n.id, title: n.name, children: n.children.map(item) });
    const below = tree.map(item);
    return above.length === 1 ? [{ value: above[0]!.id, title: above[0]!.name, children: below }] : below;
  }, [tree, above]);
  return (
    <TreeSelect {...field} showSearch={{ treeNodeFilterProp: "title" }} treeData={data as never} treeDefaultExpandAll={tree.length < 20} styles={{ popup: { root: { maxHeight: 360 } } }} />
  );
}

/** Picks one of the communities in reach. */
export function SiteSelect({ label, ...field }: Picked & { label?: string }) {
  const { tree } = useSession();
  const options = useMemo(() => {
    const leaves: { value: string; label: string }[] = [];
    const visit = (nodes: readonly OrgNode[]) => nodes.forEach((n) => (n.children.length > 0 ? visit(n.children) : leaves.push({ value: n.id, label: n.name })));
    visit(tree);
    return leaves;
  }, [tree]);
  return <Select {...field} showSearch={{ optionFilterProp: "label" }} options={options} {...(label ? { "aria-label": label, placeholder: label, style: { minWidth: 150 } } : {})} />;
}
