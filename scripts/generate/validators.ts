import { _, Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt, stringify } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { allBlocks } from "../../server/src/vocabulary/vocabulary.ts";
import { ajvSchemas } from "./ajv-schemas.ts";
import { configAjvSchema } from "./config-schema.ts";

/** Modules, relative to `server/src/generated`, of the functions that the validators call. */
const IMPORTS = [
  ["isQuantity", "../vocabulary/check-quantity.ts"],
  ["isText", "../vocabulary/check-text.ts"],
  ["keepsRules", "../vocabulary/broken-rules.ts"],
] as const;

/**
 * The validators as an ES module without `eval`: `whole` holds one for each kind of block, `config` is that of the
 * configuration.
 */
export function validatorsModule(): string {
  const ajv = new Ajv({
    allErrors: true,
    inlineRefs: false,
    messages: false,
    strict: false,
    code: { source: true, esm: true, lines: false, optimize: true },
    keywords: [
      calling("isQuantity", (data, argument) => _`isQuantity(${data}, ${argument})`),
      calling("isText", (data, argument) => _`isText(${data}, ${argument})`),
      calling("isOneOf", (data, argument) => _`${argument}.includes(${data})`),
      calling("keepsRules", (data, argument) => _`keepsRules(${data}, ${argument})`),
      onlyKnown,
    ],
  });
  ajv.addSchema([...ajvSchemas(), configAjvSchema()]);
  const words = [...allBlocks()].map((block) => block.word).filter((word) => word !== "step");
  const names = Object.fromEntries([...words.map((word) => [`whole_${word}`, `whole-${word}`]), ["config", "config"]]);
  const imports = IMPORTS.map(([name, from]) => `import { ${name} } from "${from}";`);
  const { code, keywords } = named(shorten(standaloneCode(ajv, names)));
  return `${imports.join("\n")}\n${ADD}\n${keywords}\n${code}\n${table(words)}\n`;
}

const ADD = `function add(errors, instancePath, keyword, params = {}) {
  const error = { instancePath, keyword, params };
  return errors === null ? [error] : (errors.push(error), errors);
}`;

/**
 * A quarter less code: what ajv writes out for every single error becomes a call, and the schema path, which nobody
 * reads, goes. Where ajv writes something else, its code stays as it is.
 */
function shorten(code: string): string {
  return code
    .replace('"use strict";', "")
    .replace(/,schemaPath:"[^"]*"/g, "")
    .replace(
      /const (err\d+) = (\{[^;]*\});if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g,
      "vErrors = add(vErrors, $2);",
    );
}

/** Passes the parts of an error one by one, and stores each keyword and each fixed parameter once: bundlers shorten names, not values. */
function named(code: string): { readonly code: string; readonly keywords: string } {
  const keywords = new Set<string>();
  const fixed = new Map<string, string>();
  const named = (params: string) => {
    if (!/^\{\w+: ?("[^"]*"|\d+)\}$/.test(params)) return params;
    const name = fixed.get(params) ?? `PARAMS_${fixed.size}`;
    fixed.set(params, name);
    return name;
  };
  const short = code.replace(
    /add\(vErrors, \{instancePath(?::([^,]*))?,keyword:"(\w+)",params:(\{[^{}]*\})\}\)/g,
    (_all, path: string | undefined, keyword: string, params: string) => {
      keywords.add(keyword);
      const rest = params === "{}" ? "" : `, ${named(params)}`;
      return `add(vErrors, ${path ?? "instancePath"}, KEYWORD_${keyword}${rest})`;
    },
  );
  const constants = [
    ...[...keywords].map((keyword) => `const KEYWORD_${keyword} = ${JSON.stringify(keyword)};`),
    ...[...fixed].map(([params, name]) => `const ${name} = ${params};`),
  ];
  return { code: short, keywords: constants.join("\n") };
}

/** An object of the validators by block, for looking one up. */
function table(words: readonly string[]): string {
  return `export const whole = {\n${words.map((word) => `  ${JSON.stringify(word)}: whole_${word},`).join("\n")}\n};`;
}

/** A keyword that fails unless a condition holds; equal arguments are stored once. */
function calling(keyword: string, condition: (data: Code, argument: Code) => Code): CodeKeywordDefinition {
  return {
    keyword,
    error: { message: keyword },
    code(cxt: KeywordCxt) {
      cxt.pass(condition(cxt.data, argumentOf(cxt)));
    },
  };
}

function argumentOf({ gen, schema }: KeywordCxt): Code {
  if (typeof schema === "string") return _`${schema}`;
  return gen.scopeValue("keyword", { key: JSON.stringify(schema), ref: schema, code: stringify(schema) });
}

/** Stands for `additionalProperties: false`, whose code would embed the schema. */
const onlyKnown: CodeKeywordDefinition = {
  keyword: "onlyKnown",
  error: { message: "unknown", params: ({ params }) => _`{name: ${params.name}}` },
  code(cxt) {
    const { gen, data, schema } = cxt;
    const known = gen.scopeValue("keyword", {
      key: JSON.stringify(schema),
      ref: new Set(schema),
      code: _`new Set(${stringify(schema)})`,
    });
    gen.forIn("name", data, (name) => {
      cxt.setParams({ name });
      gen.if(_`!${known}.has(${name})`, () => cxt.error());
    });
  },
};
