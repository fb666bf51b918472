#!/usr/bin/env node
// Stands in for the desktop `code` binary: the same arguments, VS Code's server and a headless browser behind them.
require("tsx/cjs");
const { runSuite } = require("./run-suite.ts");

runSuite(process.argv.slice(2)).then((code) => process.exit(code));
