// Runs first in the extension host: sends what the suite prints to a file, since the workbench's own log mixes it with
// noise, hands over to the suite, and leaves a mark once it has passed: a killed host would look like success.
const { appendFileSync, writeFileSync } = require("node:fs");
const { format } = require("node:util");

const { DRPLAN_SUITE, DRPLAN_SUITE_OUTPUT, DRPLAN_SUITE_PASSED } = process.env;

function put(text) {
  appendFileSync(DRPLAN_SUITE_OUTPUT, text);
}

// Only `log`, which mocha's reporter uses: the host warns of native modules that it does without. Its console's methods
// cannot be replaced, but the console can.
const log = { value: (...args) => put(`${format(...args)}\n`), writable: true, configurable: true };
globalThis.console = Object.create(console, { log });
process.stdout.write = (chunk, encoding, callback) => {
  put(String(chunk));
  (typeof encoding === "function" ? encoding : callback)?.();
  return true;
};

exports.run = async () => {
  try {
    await require(DRPLAN_SUITE).run();
    writeFileSync(DRPLAN_SUITE_PASSED, "");
  } catch (error) {
    put(`${format(error)}\n`);
    throw error;
  }
};
