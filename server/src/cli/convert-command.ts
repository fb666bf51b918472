import { resolve } from "node:path";
import { shift } from "../base/span.ts";
import { parseFile } from "../syntax/parse-file.ts";
import { positionAt } from "../syntax/position.ts";
import type { BlockDocument } from "../vocabulary/block-document.ts";
import { readBlock } from "../vocabulary/read-block.ts";
import { readJson } from "../vocabulary/read-json.ts";
import { parseOptions } from "../vocabulary/vocabulary.ts";
import { planDocument } from "../vocabulary/write-json.ts";
import { writePlan } from "../vocabulary/write-plan.ts";
import { CommandFailure } from "./command-failure.ts";
import type { ExitCode, Host } from "./host.ts";
import { readTextFile } from "./read-text.ts";

/**
 * Writes one plan file in its other form. Refuses a file with errors, of which a part would be lost. Documentation
 * (`///`) is part of the plan and stays; other comments have no place in JSON.
 */
export function convertCommand(file: string, host: Host): ExitCode {
  const text = readTextFile(resolve(host.cwd, file), file);
  if (file.toLowerCase().endsWith(".json")) host.out(writePlan(planDocument(soundJson(text, file))));
  else host.out(`${JSON.stringify(planDocument(soundBlocks(text, file)), null, 2)}\n`);
  return 0;
}

function soundBlocks(text: string, name: string): readonly BlockDocument[] {
  const file = parseFile(text.replace(/^\uFEFF/, ""), parseOptions());
  return file.blocks.map((block, index) => {
    const document = readBlock(block);
    const problem = block.errors[0] ?? document.problems.find(({ severity }) => severity === "error");
    if (problem) throw failure(name, positionAt(file, (file.starts[index] ?? 0) + problem.span.start), problem.message);
    return document;
  });
}

function soundJson(text: string, name: string): readonly BlockDocument[] {
  const { problems, documents, starts } = readJson(text);
  const inBlocks = documents.flatMap(({ problems: own }, index) =>
    own.map((problem) => ({ ...problem, span: shift(problem.span, starts[index] ?? 0) })),
  );
  const problem = [...problems, ...inBlocks].find(({ severity }) => severity === "error");
  if (problem) {
    const before = text.slice(0, problem.span.start).split("\n");
    throw failure(name, { line: before.length - 1, character: before.at(-1)?.length ?? 0 }, problem.message);
  }
  return documents;
}

function failure(
  name: string,
  { line, character }: { readonly line: number; readonly character: number },
  message: string,
): CommandFailure {
  return new CommandFailure(
    `${name}:${line + 1}:${character + 1}`,
    `${message} (a plan with errors cannot be converted)`,
  );
}
