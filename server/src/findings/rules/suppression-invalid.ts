import type { Span } from "../../base/span.ts";
import type { Declaration } from "../../model/declaration.ts";
import type { JudgedCode } from "../judged-suppression.ts";
import { removeCode } from "../remove-comment.ts";
import { defineRule, type FixCandidate, type PlanEdit } from "../rule.ts";
import type { Suppression, SuppressionFault } from "../suppression.ts";

type Invalid =
  | { readonly kind: "fault"; readonly fault: SuppressionFault }
  | { readonly kind: "unknown"; readonly code: JudgedCode }
  | { readonly kind: "lasting"; readonly suppression: Suppression; readonly code: JudgedCode };

export const suppressionInvalid = defineRule<Invalid>({
  code: "suppression-invalid",
  severity: "warning",
  summary:
    "A suppression must name rules that exist and give its reason; what is physically impossible cannot be suppressed.",
  why: 'Whoever reads the plan next year must be able to see why a finding was accepted, so a suppression without a reason has no effect. It stands on a line of its own above what it covers: `// drplan-ignore rule, rule until 2027-01-31: "reason"`; rules are named by their codes, and `until` may be left out. `drplan-ignore-file` covers the file. No decision makes light faster: a link below the time that light takes, or a synchronous copy for which the straight line alone is too long, stays an error.',
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
<|// drplan-ignore unused-name|>
tier silver { rpo 1 h; rto 4 h }
// drplan-ignore <|unusd-name|>: "kept for later"
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
// drplan-ignore unused-name: "kept for the workloads of next year"
tier gold { rpo 0 s; rto 1 h }
tier silver { rpo 1 h; rto 4 h }
workload files { site york; tier silver; data 1 TB; change 1 MB/s }
replicate files to leeds { mode async; history 7 d every 1 h }`,
  },
  isAboutSuppressions: true,

  *check(declaration, { suppressionsOf }) {
    for (const { suppression, expired, codes } of suppressionsOf(declaration.id)) {
      for (const fault of suppression.faults) {
        yield { at: fault.span, facts: { kind: "fault", fault } };
      }
      for (const code of codes) {
        if (code.state === "unknown") {
          yield { at: code.span, facts: { kind: "unknown", code } };
        } else if (code.state === "lasting" && !expired) {
          yield { at: code.span, facts: { kind: "lasting", suppression, code } };
        }
      }
    }
  },

  message(facts) {
    switch (facts.kind) {
      case "fault":
        return faultMessage(facts.fault);
      case "unknown":
        return `There is no rule '${facts.code.code}'${facts.code.meant ? `: did you mean '${facts.code.meant}'?` : "."}`;
      case "lasting":
        return facts.code.code.startsWith("suppression-")
          ? `'${facts.code.code}' cannot be suppressed: it is about suppressions.`
          : `'${facts.code.code}' cannot be suppressed here: what it reports is physically impossible, whatever the reason.`;
    }
  },

  fixes(facts, { declaration }) {
    switch (facts.kind) {
      case "fault":
        return faultFixes(facts.fault, declaration);
      case "unknown":
        return facts.code.meant ? [replacing(declaration, facts.code.span, facts.code.meant)] : [];
      case "lasting":
        return [
          {
            edits: removeCode(declaration, facts.suppression, facts.code.code),
            title: () =>
              facts.suppression.codes.length > 1
                ? `Take '${facts.code.code}' out of the suppression`
                : "Remove the suppression",
          },
        ];
    }
  },
});

function faultMessage({ kind, text }: SuppressionFault): string {
  switch (kind) {
    case "word":
      return `There is no '${text}': write 'drplan-ignore' for what follows, or 'drplan-ignore-file' for the file.`;
    case "no-codes":
      return 'A suppression names the rules that it holds back, as in: drplan-ignore unused-name: "reason".';
    case "no-reason":
      return "A suppression without a reason has no effect: end it with ': \"reason\"'.";
    case "no-quotes":
      return "The reason of a suppression stands in quotes.";
    case "placeholder":
      return "This reason is only the placeholder: say why the finding is accepted.";
    case "bad-date":
      return `'${text}' is no day: write it like 2027-01-31.`;
    case "behind-code":
      return "A suppression stands on a line of its own, above what it covers.";
  }
}

function faultFixes({ kind, span, text }: SuppressionFault, declaration: Declaration): readonly FixCandidate[] {
  if (kind === "word")
    return [replacing(declaration, span, text.includes("file") ? "drplan-ignore-file" : "drplan-ignore")];
  if (kind !== "no-quotes") return [];
  const reason = text.replace(/^"|"$/g, "").replace(/[\\"]/g, "\\$&");
  const edits: readonly PlanEdit[] = [{ declaration: declaration.id, span, text: `"${reason}"` }];
  return [{ edits, title: () => "Put the reason in quotes", preferred: true, safe: true }];
}

function replacing(declaration: Declaration, span: Span, text: string): FixCandidate {
  return { edits: [{ declaration: declaration.id, span, text }], title: () => `Write '${text}'`, preferred: true };
}
