import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { nearest } from "../base/nearest.ts";
import { type Span, span } from "../base/span.ts";
import { suppressibleRules } from "../findings/check-declaration.ts";
import type { ConfiguredSeverity } from "../findings/check-settings.ts";
import { config as validator } from "../generated/validators.js";
import { shippedConstants } from "../model/constants.ts";
import { readJsonBlock } from "../vocabulary/read-json-block.ts";
import { blockInfo } from "../vocabulary/vocabulary.ts";
import type { ConfigFile, ConfigProblem } from "./config-file.ts";

/** Reads a `drplan.config.json`. Never throws; what is sound counts also when something else is wrong. */
export function readConfig(uri: string, text: string): ConfigFile {
  const errors: ParseError[] = [];
  const root = text.trim() === "" ? undefined : parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.map(({ error, offset, length }) => {
    const what = printParseErrorCode(error).replace(/([a-z])([A-Z])/g, "$1 $2");
    return problem(`This is not JSON: ${what.toLowerCase()}.`, span(offset, offset + length), "bad-json");
  });
  if (!root && errors.length === 0)
    problems.push(problem("The configuration is empty: it needs at least {}.", span(0, 0)));
  if (!root) return { uri, text, severities: new Map(), assume: {}, exclude: [], problems };
  problems.push(...structuralProblems(root));
  const severities = new Map<string, ConfiguredSeverity>();
  for (const [key, value] of propertiesOf(findNodeAtLocation(root, ["rules"]))) {
    if (!suppressibleRules.has(key.value)) problems.push(unknownName("rule", key, suppressibleRules.keys()));
    else if (SEVERITIES.has(value.value)) severities.set(key.value, value.value);
    else problems.push(problem(noSeverity(key.value, getNodeValue(value)), spanOf(value)));
  }
  const assume = readAssume(findNodeAtLocation(root, ["assume"]), text, problems);
  const patterns = findNodeAtLocation(root, ["exclude"])?.children ?? [];
  const exclude = patterns.map(getNodeValue).filter((pattern) => typeof pattern === "string" && pattern !== "");
  problems.sort((a, b) => a.span.start - b.span.start);
  return { uri, text, severities, assume, exclude, problems };
}

const SEVERITIES: ReadonlySet<unknown> = new Set(["off", "hint", "info", "warning", "error"]);

function problem(message: string, where: Span, code = "bad-config"): ConfigProblem {
  return { code, severity: "error", message, span: where, repairs: [] };
}

function noSeverity(code: string, value: unknown): string {
  return `${JSON.stringify(value)} is no severity for '${code}': write "off", "hint", "info", "warning" or "error".`;
}

/** What the compiled schema objects to. */
function structuralProblems(root: Node): readonly ConfigProblem[] {
  if (root.type !== "object") return [problem(NO_OBJECT, spanOf(root))];
  if (validator(getNodeValue(root))) return [];
  return (validator.errors ?? []).map(({ instancePath, keyword, params }) => {
    const path = instancePath.split("/").slice(1).map(unescaped);
    const node =
      findNodeAtLocation(
        root,
        path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      ) ?? root;
    if (keyword === "onlyKnown") {
      const key = propertiesOf(node).find(([each]) => each.value === params.name)?.[0] ?? node;
      return unknownName("setting", key, SETTINGS);
    }
    return problem(FORMS[path[0] ?? ""] ?? NO_OBJECT, spanOf(node));
  });
}

const SETTINGS = ["rules", "assume", "exclude", "$schema"] as const;

const NO_OBJECT = "A configuration is a JSON object: {}.";

const FORMS: Readonly<Record<string, string>> = {
  $schema: "'$schema' is the address of a JSON Schema, in quotes.",
  rules: `'rules' holds severities by rule, as in { "unused-name": "off" }.`,
  assume: `'assume' holds constants of the model by name, as in { "route-factor": "1.6" }.`,
  exclude: `'exclude' is a list of patterns of files and folders, as in ["archive/**"].`,
};

function unknownName(what: string, key: Node, names: Iterable<string>): ConfigProblem {
  const known = [...names];
  const name = String(key.value);
  const meant = nearest(name, known);
  const where = span(key.offset + 1, key.offset + key.length - 1);
  const among = known.length > SETTINGS.length ? "" : `: there are ${SETTINGS.slice(0, 3).join(", ")}`;
  const found = problem(
    `There is no ${what} '${name}'${meant === undefined ? among : `: did you mean '${meant}'?`}`,
    where,
  );
  const message = /[.?]$/.test(found.message) ? found.message : `${found.message}.`;
  const repairs = meant === undefined ? [] : [{ title: `Write '${meant}'`, edits: [{ span: where, text: meant }] }];
  return { ...found, message, repairs };
}

/** Constants are judged as in an `assume` block; what else such a block may hold is none. */
function readAssume(node: Node | undefined, text: string, problems: ConfigProblem[]): ConfigFile["assume"] {
  if (node?.type !== "object") return {};
  const document = readJsonBlock(node, blockInfo("assume"), text);
  for (const { code, severity, message, span: where, repairs } of document.problems) {
    problems.push({ code, severity, message: /[.?!]$/.test(message) ? message : `${message}.`, span: where, repairs });
  }
  const constants = shippedConstants();
  const sound: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(document.value)) {
    const key = propertiesOf(node).find(([each]) => each.value === name)?.[0];
    if (name in constants) sound[name] = value as string | number;
    else if (key) problems.push(unknownName("constant", key, Object.keys(constants)));
  }
  return sound;
}

function propertiesOf(node: Node | undefined): readonly (readonly [Node, Node])[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && value ? [[key, value] as const] : [];
  });
}

function spanOf({ offset, length }: Node): Span {
  return span(offset, offset + length);
}

/** A part of a JSON pointer. Source: RFC 6901. */
function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
