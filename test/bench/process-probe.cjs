// Loaded into a measured server by `node --require`: tells the benchmark, over Node's own channel, what the process used.
process.on("message", (request) => {
  if (request === "heap") {
    globalThis.gc?.();
    process.send({ heapBytes: process.memoryUsage().heapUsed });
  } else {
    const { user, system } = process.cpuUsage();
    process.send({ cpuMicroseconds: user + system });
  }
});
// The channel must not keep a server alive that wants to exit.
process.channel?.unref();
