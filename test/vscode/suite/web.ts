import "mocha/mocha.js";
import { SUITE_MARK } from "../../../scripts/real-editor/suite-mark.ts";

/** Runs the suites in the browser's extension host, a web worker. Rejects when a test fails. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (text = "", ...rest) => console.log(`${SUITE_MARK}${text}`, ...rest);
  mocha.setup({ ui: "tdd", reporter: "spec", timeout: 30_000, bail: true, color: false });
  await import("./reading.ts");
  await import("./writing.ts");
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} failed.`))));
  });
}
