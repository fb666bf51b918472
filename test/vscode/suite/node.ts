import Mocha from "mocha";

/** Runs the suites in an extension host that is a process. Rejects when a test fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 30_000, bail: true, color: false });
  // The suites are part of this bundle: mocha's globals must be there before they are read.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  await import("./reading.ts");
  await import("./writing.ts");
  await import("./tasks.ts");
  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} failed.`))));
  });
}
