import { test } from "vitest";
import { bundleServer, startServer } from "./server-process.ts";
const PLAN = `plan "P" { owner "x" }
site frankfurt "F" { location 50.1109, 8.6821 }
site dublin "D" { location 53.3498, -6.2603; standby warm }
link wan frankfurt <-> dublin { bandwidth 2 MBps; medium metro-ethernet }
tier gold { rpo 0 s; rto 1 h; write-latency 5 ms }
workload orders { site frankfurt; tier gold; data 4 TB; change 2 MB/s }
replicate orders to dublni over wan { mode sync; using vsan-stretched }
`;
test("try", async () => {
  const { file, remove } = await bundleServer();
  const s = await startServer(file, { initializationOptions: { status: true } });
  console.log(JSON.stringify(s.initialized));
  s.open("file:///w/a.drplan", PLAN);
  console.log(JSON.stringify(await s.diagnostics("file:///w/a.drplan"), null, 1));
  s.replace("file:///w/a.drplan", "dublni", "dublin");
  console.log(JSON.stringify(await s.diagnostics("file:///w/a.drplan"), null, 1));
  console.log(JSON.stringify(await s.connection.sendRequest("textDocument/inlayHint", {textDocument: {uri: "file:///w/a.drplan"}, range: {start:{line:0,character:0}, end: {line:20,character:0}}}), null, 1));
  console.log(JSON.stringify(await s.connection.sendRequest("textDocument/codeAction", {textDocument: {uri: "file:///w/a.drplan"}, range: {start:{line:3,character:43}, end: {line:3,character:43}}, context: {diagnostics:[]}}), null, 1));
  console.log(s.logged, s.received);
  console.log(await s.stop());
  await remove();
});
