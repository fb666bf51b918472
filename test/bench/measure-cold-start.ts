import { type Launch, startSession } from "./lsp-client.ts";
import { type Summary, summarise } from "./summary.ts";

/** Longest wait for a handshake or an answer, in milliseconds. */
const PATIENCE = 60_000;

/** Milliseconds from starting the server's process to the first diagnostics of a file, over several starts. */
export async function measureColdStart(launch: Launch, text: string, starts: number): Promise<Summary> {
  const times: number[] = [];
  while (times.length < starts) {
    const start = performance.now();
    const session = await startSession(launch, PATIENCE);
    try {
      await session.open(text, PATIENCE);
      times.push(performance.now() - start);
    } finally {
      await session.stop();
    }
  }
  return summarise(times);
}
