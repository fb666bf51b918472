import type { Span } from "../base/span.ts";
import type { ValidationError, Validator } from "../generated/validators.js";
import type { Problem, Repair } from "./block-document.ts";
import { brokenRules } from "./broken-rules.ts";
import type { Rule } from "./definitions.ts";
import { describeType } from "./describe-type.ts";
import { blockLabel, unknownAttribute } from "./statement-problems.ts";
import { type Place, partLabel, placeOf, type Raw, remove, valueAt } from "./value-place.ts";
import { valueProblem } from "./value-problem.ts";
import type { AttributeInfo, BlockInfo } from "./vocabulary.ts";
import { exampleOf, writeAttribute } from "./write-value.ts";

/** Where a value came from: what problems need to know to say where they are and how to repair them. */
export interface ValueSource {
  /** The value at a pointer as it stands in the file. */
  at(pointer: string): Span | undefined;
  /** Values are JSON's own: true and not yes. */
  readonly isJson: boolean;
  /** The same without quotes. */
  contentAt(pointer: string): Span | undefined;
  keyAt(pointer: string): Span | undefined;
  /** What stands for a whole block: its word, name and so on. */
  headerOf(pointer: string): Span;
  /** Repairs that give a block an attribute, or an attribute a part. */
  insertion(missing: MissingThing): readonly Repair[];
  /** True when something is written for that pointer which could not be read. */
  wasAttempted(pointer: string): boolean;
}

export interface MissingThing {
  readonly block: BlockInfo;
  readonly blockPointer: string;
  readonly name: string;
  /** For a part of an attribute: where the attribute's value stands. */
  readonly attribute?: { readonly info: AttributeInfo; readonly pointer: string };
}

/**
 * Validates what a block says and takes out what is wrong. `removed` holds the pointers of what was taken out of lists,
 * which moves the rest forward.
 */
export function validateValue(
  validator: Validator,
  block: BlockInfo,
  value: Raw,
  sourceOf: () => ValueSource,
): { readonly problems: readonly Problem[]; readonly removed: readonly string[] } {
  if (validator(value)) return NOTHING_WRONG;
  const source = sourceOf();
  const findings = (validator.errors ?? []).flatMap((error) => findingsOf(error, block, value, source));
  const removals = new Set(findings.flatMap((finding) => finding.remove));
  const removed = [...removals].filter((pointer) => remove(value, pointer));
  return { problems: findings.flatMap((finding) => finding.problem ?? []), removed };
}

const NOTHING_WRONG = { problems: [], removed: [] } as const;

interface Finding {
  readonly problem?: Problem;
  /** Pointers to take out of the value. */
  readonly remove: readonly string[];
}

function findingsOf(error: ValidationError, block: BlockInfo, value: Raw, source: ValueSource): readonly Finding[] {
  const place = placeOf(block, value, error.instancePath);
  switch (error.keyword) {
    case "required":
      return missing(String(error.params.missingProperty), place, source);
    case "onlyKnown":
      return unknown(String(error.params.name), error.instancePath, place, source);
    case "keepsRules":
      return contradictions(error.instancePath, place, value, source);
    default:
      return [refused(error.instancePath, place, value, source)];
  }
}

function missing(name: string, place: Place, source: ValueSource): readonly Finding[] {
  const { block, blockPointer, attribute, attributePointer } = place;
  if (attribute) {
    const part = attribute.parts.get(name);
    const word = attribute.form.segments.find((segment) => segment.part === name)?.word;
    const what = part
      ? `${describeType(part.type)}, for example ${[word, exampleOf(part)].filter(Boolean).join(" ")}`
      : name;
    const problem: Problem = {
      code: "missing-value",
      severity: "error",
      message: `'${attribute.word}' needs also ${what}`,
      span: source.at(attributePointer) ?? source.headerOf(blockPointer),
      repairs: source.insertion({
        block,
        blockPointer,
        name,
        attribute: { info: attribute, pointer: attributePointer },
      }),
      data: { attribute: attribute.word, missing: name },
    };
    return [{ problem, remove: [attributePointer] }];
  }
  if (source.wasAttempted(`${blockPointer}/${name}`) || followsMissing(name, place)) return [];
  return [{ problem: missingAttribute(name, place, source), remove: [] }];
}

/** Of parts that stand in order, only the first that is missing is told. */
function followsMissing(name: string, { block, blockValue }: Place): boolean {
  const { positional } = block.header;
  const index = positional.findIndex((segment) => segment.part === name);
  return positional
    .slice(0, Math.max(index, 0))
    .some(({ part, optional }) => !optional && blockValue[part] === undefined);
}

function missingAttribute(name: string, { block, blockPointer, blockValue }: Place, source: ValueSource): Problem {
  const attribute = block.attributes.get(name);
  const part = block.parts.get(name);
  const label = blockLabel(block, blockValue);
  const example = attribute ? writeAttribute(attribute, attribute.example)[0] : part && exampleOf(part);
  const what = attribute ? `'${name}'` : part ? describeType(part.type) : `'${name}'`;
  return {
    code: "missing-attribute",
    severity: "error",
    message: `${capital(label)} needs ${what}${example === undefined ? "" : `, for example ${example}`}`,
    span: source.headerOf(blockPointer),
    repairs: source.insertion({ block, blockPointer, name }),
    data: { attribute: name },
  };
}

function unknown(
  name: string,
  pointer: string,
  { block, blockPointer, blockValue }: Place,
  source: ValueSource,
): readonly Finding[] {
  const at = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const where = source.keyAt(at) ?? source.headerOf(blockPointer);
  return [{ problem: unknownAttribute(name, where, block, blockLabel(block, blockValue)), remove: [at] }];
}

function refused(pointer: string, place: Place, value: Raw, source: ValueSource): Finding {
  const { attribute, part, attributePointer, block, blockPointer } = place;
  const where = source.at(pointer) ?? source.headerOf(blockPointer);
  const given = valueAt(value, pointer);
  const remove = attribute ? attributePointer : pointer;
  const name = partLabel(place);
  const isWholeList = attribute?.repeatable && pointer === `${blockPointer}/${attribute.word}`;
  if (!part || isWholeList || (typeof given === "object" && given !== null)) {
    return { problem: anotherForm(name || block.word, attribute, given, where), remove: [remove] };
  }
  const content = source.contentAt(pointer) ?? where;
  const { isJson } = source;
  const problem = valueProblem({
    type: part.type,
    value: given,
    name,
    example: exampleOf(part),
    span: where,
    content,
    isJson,
  });

  return { problem, remove: problem.code === "ambiguous-unit" ? [] : [remove] };
}

/** Only JSON can hold a list, an object or a lone value where another of them is meant. */
function anotherForm(name: string, attribute: AttributeInfo | undefined, given: unknown, where: Span): Problem {
  const isList = attribute?.repeatable && !Array.isArray(given);
  const message = isList
    ? `'${name}' is a list: write it in square brackets`
    : `'${name}' is not written as it should be`;
  const edits = [
    { span: { start: where.start, end: where.start }, text: "[" },
    { span: { start: where.end, end: where.end }, text: "]" },
  ];
  const repairs = isList ? [{ title: "Write it as a list", edits, safe: true }] : [];
  return { code: "unexpected-value", severity: "error", message, span: where, repairs };
}

function contradictions(pointer: string, place: Place, value: Raw, source: ValueSource): readonly Finding[] {
  const { attribute, attributePointer, block, blockValue, blockPointer } = place;
  const judged = attribute ? valueAt(value, attributePointer) : blockValue;
  const rules = attribute ? attribute.rules : block.rules;
  return brokenRules(judged, rules).flatMap((rule) => {
    if (rule.needs?.some((name) => source.wasAttempted(`${blockPointer}/${name}`))) return [];
    const problem = contradiction(rule, pointer, place, judged as Raw, source);
    if (rule.severity === "warning") return [{ problem, remove: [] }];
    if (attribute) return [{ problem, remove: [attributePointer] }];
    const wrong = rule.without ?? (rule.differ ? [rule.differ[1]] : []);
    return [
      { problem, remove: wrong.map((name) => `${pointer}/${name}`).filter((at) => valueAt(value, at) !== undefined) },
    ];
  });
}

function contradiction(rule: Rule, pointer: string, place: Place, judged: Raw, source: ValueSource): Problem {
  const { block, blockPointer, attribute, attributePointer } = place;
  const wrong = (rule.without ?? rule.differ?.slice(1) ?? rule.atLeast ?? []).filter(
    (name) => valueAt(judged, `/${name}`) !== undefined,
  );
  const [first] = wrong;
  const at =
    first === undefined ? undefined : (source.keyAt(`${pointer}/${first}`) ?? source.at(`${pointer}/${first}`));
  const missingOne = rule.needs?.[0];
  const inPart = attribute ? { attribute: { info: attribute, pointer: attributePointer } } : {};
  return {
    code: missingOne === undefined ? "contradictory-attributes" : attribute ? "missing-value" : "missing-attribute",
    severity: rule.severity ?? "error",
    message: ruleMessage(rule, judged, attribute ? `'${attribute.word}'` : blockLabel(block, judged), first),
    span: at ?? (attribute ? source.at(attributePointer) : undefined) ?? source.headerOf(blockPointer),
    repairs: missingOne === undefined ? [] : source.insertion({ block, blockPointer, name: missingOne, ...inPart }),
    ...(first === undefined ? {} : { data: { attribute: first } }),
  };
}

function ruleMessage(rule: Rule, judged: Raw, subject: string, wrong: string | undefined): string {
  const because = rule.because.replace(/\.$/, "");
  const reason = `${because[0]?.toLowerCase()}${because.slice(1)}`;
  if (rule.needs) return `${capital(subject)} needs ${rule.needs.map((name) => `'${name}'`).join(" or ")}: ${reason}`;
  const [less = "", more = ""] = rule.atLeast ?? [];
  if (typeof judged[less] === "string" && typeof judged[more] === "string") {
    return `'${less} ${judged[less]}' is less than '${more} ${judged[more]}': ${reason}`;
  }
  const [given] = Object.keys(rule.when ?? {});
  if (!rule.without || given === undefined) return because;
  return `'${wrong}' does not go with '${given} ${judged[given]}': ${reason}`;
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
