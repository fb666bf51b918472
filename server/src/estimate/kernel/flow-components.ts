/** Flows that share links with each other and with no other flow, and those links; as indices of the network. */
export interface FlowComponent {
  readonly flows: readonly number[];
  readonly links: readonly number[];
}

/** As much of a network as says which flow takes which links. */
export interface Routes<Capacity, Flow extends { readonly links: readonly number[] }> {
  readonly capacities: readonly Capacity[];
  readonly flows: readonly Flow[];
}

/** The parts of a network that have nothing to do with each other; a flow without links is one of its own. */
export function flowComponents<C, F extends { readonly links: readonly number[] }>({
  capacities,
  flows,
}: Routes<C, F>): readonly FlowComponent[] {
  const parents = capacities.map((_, link) => link);
  const rootOf = (link: number): number => {
    let root = link;
    while (parents[root] !== root) root = parents[root] as number;
    parents[link] = root;
    return root;
  };
  for (const { links } of flows) {
    for (const link of links) parents[rootOf(link)] = rootOf(links[0] as number);
  }
  const byRoot = new Map<number, { flows: number[]; links: number[] }>();
  const result: FlowComponent[] = [];
  flows.forEach(({ links }, flow) => {
    const root = links[0] === undefined ? undefined : rootOf(links[0]);
    let component = root === undefined ? undefined : byRoot.get(root);
    if (!component) {
      component = { flows: [], links: [] };
      if (root !== undefined) byRoot.set(root, component);
      result.push(component);
    }
    component.flows.push(flow);
  });
  capacities.forEach((_, link) => {
    byRoot.get(rootOf(link))?.links.push(link);
  });
  return result;
}

/** The component as a network of its own. */
export function partOf<C, F extends { readonly links: readonly number[] }>(
  { capacities, flows }: Routes<C, F>,
  component: FlowComponent,
): { readonly capacities: readonly C[]; readonly flows: readonly F[] } {
  if (component.flows.length === flows.length && component.links.length === capacities.length) {
    return { capacities, flows };
  }
  const position = new Map(component.links.map((link, i) => [link, i]));
  return {
    capacities: component.links.map((link) => capacities[link] as C),
    flows: component.flows.map((index) => {
      const flow = flows[index] as F;
      return { ...flow, links: flow.links.map((link) => position.get(link) as number) };
    }),
  };
}
