import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

export interface Token {
  readonly text: string;
  /** The innermost scope, which themes look at first. */
  readonly scope: string;
  readonly scopes: readonly string[];
}

/** Stands in for VS Code's own Markdown grammar, into which the fence is injected. */
const MARKDOWN = { scopeName: "text.html.markdown", patterns: [], repository: {} };

const SYNTAXES: Readonly<Record<string, string>> = {
  "source.drplan": "drplan.tmLanguage.json",
  "markdown.drplan.codeblock": "markdown-injection.json",
};

const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
await oniguruma.loadWASM(wasm);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scopeName) => {
    const file = SYNTAXES[scopeName];
    if (file === undefined)
      return scopeName === MARKDOWN.scopeName
        ? textmate.parseRawGrammar(JSON.stringify(MARKDOWN), "markdown.json")
        : null;
    return textmate.parseRawGrammar(readFileSync(new URL(`../../syntaxes/${file}`, import.meta.url), "utf8"), file);
  },
  getInjections: (scopeName) => (scopeName === MARKDOWN.scopeName ? ["markdown.drplan.codeblock"] : []),
});
const grammars = new Map(
  await Promise.all(
    ["source.drplan", MARKDOWN.scopeName].map(async (name) => [name, await registry.loadGrammar(name)] as const),
  ),
);

/** The tokens of each line, as VS Code's own engine makes them. */
export function tokenise(lines: readonly string[], scopeName = "source.drplan"): Token[][] {
  const grammar = grammars.get(scopeName);
  if (!grammar) throw new Error(`No grammar ${scopeName}.`);
  let state = textmate.INITIAL;
  return lines.map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scope: scopes.at(-1) ?? "",
      scopes,
    }));
  });
}

/** The tokens with that text; neighbours of one scope count as one token, as they do on the screen. */
export function findTokens(tokens: readonly Token[], text: string): Token[] {
  const merged: Token[] = [];
  for (const token of tokens) {
    const scope = token.scope.replace(/^punctuation\.definition\..*/, token.scopes.at(-2) ?? token.scope);
    const last = merged.at(-1);
    if (last?.scope === scope && !/^punctuation/.test(scope))
      merged[merged.length - 1] = { ...last, text: last.text + token.text };
    else merged.push({ ...token, scope });
  }
  return merged.filter((token) => token.text.trim() === text);
}
