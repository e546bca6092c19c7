/** A node of the organisation: a company, a management office or a community. */
export interface OrgNode {
  id: string;
  name: string;
  /** Short code of a community, for the search. */
  code?: string;
  children: OrgNode[];
}

interface Company {
  id: string;
  name: string;
  managementOffices: { nodes: { id: string; name: string }[] };
}

interface Community {
  id: string;
  code: string;
  name: string;
  managementOfficeId: string;
}

/**
 * The part of the organisation the viewer reaches. Communities whose office he
 * does not reach stand at the top; offices and companies without a community
 * of his are left out.
 */
export function treeOf(companies: readonly Company[], communities: readonly Community[]): OrgNode[] {
  const byOffice = new Map<string, OrgNode[]>();
  for (const c of communities) {
    const of = byOffice.get(c.managementOfficeId) ?? [];
    of.push({ id: c.id, name: c.name, code: c.code, children: [] });
    byOffice.set(c.managementOfficeId, of);
  }
  const tree: OrgNode[] = [];
  for (const company of companies) {
    const offices: OrgNode[] = [];
    for (const office of company.managementOffices.nodes) {
      const children = byOffice.get(office.id);
      if (!children) continue;
      byOffice.delete(office.id);
      offices.push({ id: office.id, name: office.name, children });
    }
    if (offices.length > 0) tree.push({ id: company.id, name: company.name, children: offices });
  }
  return [...tree, ...[...byOffice.values()].flat()];
}

/**
 * The communities below the nodes of a scope, for conditions; undefined for
 * everything the viewer reaches. Ids of nodes he does not reach count for
 * nothing: the server would not show them either.
 */
export function communitiesOf(scope: string | undefined, tree: readonly OrgNode[]): string[] | undefined {
  const asked = new Set((scope ?? "").split(",").filter(Boolean));
  if (asked.size === 0) return undefined;
  const ids: string[] = [];
  const visit = (nodes: readonly OrgNode[], inside: boolean) => {
    for (const node of nodes) {
      const of = inside || asked.has(node.id);
      if (node.children.length === 0 && of) ids.push(node.id);
      visit(node.children, of);
    }
  };
  visit(tree, false);
  return ids.length > 0 ? ids : undefined;
}

/** All communities of a tree, by id. */
export function namesOf(tree: readonly OrgNode[]): Map<string, string> {
  const names = new Map<string, string>();
  const visit = (nodes: readonly OrgNode[]) => {
    for (const node of nodes) {
      names.set(node.id, node.name);
      visit(node.children);
    }
  };
  visit(tree);
  return names;
}

/** The leaves of a tree: its communities. */
export function leavesOf(tree: readonly OrgNode[]): OrgNode[] {
  return tree.flatMap((node) => (node.children.length > 0 ? leavesOf(node.children) : [node]));
}
