import type { LinkFlow } from "./link-flow.ts";
import type { PlanFlows } from "./plan-sharing.ts";
import type { ReplicationEstimate } from "./replication-estimate.ts";

/** Looked up by the id of a block, or of a link. */
interface ById<V> {
  get(id: number): V | undefined;
}

/** What replications and backups send, as they are found by their blocks. */
export function flowsOfPlan(
  replications: ById<readonly ReplicationEstimate[]>,
  backupFlows: ById<readonly LinkFlow[]>,
  users: ById<ReadonlySet<number>>,
): PlanFlows {
  return {
    flowsOf: (id) => {
      const copies = replications.get(id);
      return copies ? flowsOfCopies(copies) : (backupFlows.get(id) ?? NO_FLOWS);
    },
    usersOf: (link) => users.get(link) ?? NO_USERS,
  };
}

const NO_FLOWS: readonly LinkFlow[] = [];
const NO_USERS: readonly number[] = [];

/** Made once for the estimates of a block, which stay the same array as long as none of them changes. */
const known = new WeakMap<readonly ReplicationEstimate[], readonly LinkFlow[]>();

function flowsOfCopies(copies: readonly ReplicationEstimate[]): readonly LinkFlow[] {
  let flows = known.get(copies);
  if (!flows) {
    flows = copies.flatMap(({ flow }) => flow ?? []);
    known.set(copies, flows);
  }
  return flows;
}
