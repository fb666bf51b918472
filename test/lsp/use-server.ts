import { afterAll, afterEach, beforeAll } from "vitest";
import { bundleServer, type ServerOptions, type ServerProcess, startServer } from "./server-process.ts";

/**
 * Bundles the server for the tests of a file. What it gives starts one with the folders of the workspace, and other
 * options; servers that run on are stopped after their test.
 */
export function useServer(
  folders: () => readonly string[] = () => ["file:///plans"],
): (options?: ServerOptions) => Promise<ServerProcess> {
  const running = new Set<ServerProcess>();
  let bundle: Awaited<ReturnType<typeof bundleServer>>;
  beforeAll(async () => {
    bundle = await bundleServer();
  });
  afterAll(() => bundle.remove());
  afterEach(async () => {
    for (const server of running) await server.stop();
  });
  return async (options = {}) => {
    const server = await startServer(bundle.file, { folders: folders(), ...options });
    running.add(server);
    void server.exited.then(() => running.delete(server));
    return server;
  };
}
