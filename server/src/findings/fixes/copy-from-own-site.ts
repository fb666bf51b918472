import type { BoundWorkload } from "../../model/bind.ts";
import type { Declaration } from "../../model/declaration.ts";
import type { FixCandidate } from "../rule.ts";
import { removeFromHeader } from "../statement-edit.ts";

/** Lets a copy start where its workload runs, for what it was to pass on never arrives. */
export function copyFromOwnSite({ workload, site }: BoundWorkload, copy: Declaration): readonly FixCandidate[] {
  return [
    {
      edits: removeFromHeader(copy, "/from"),
      title: () => `Copy '${workload.name}' from its own site, '${site?.name ?? ""}'`,
    },
  ];
}
