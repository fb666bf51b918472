import {
  type CancellationToken,
  type GenericRequestHandler,
  type MessageConnection,
  ParameterStructures,
  type ResponseError,
} from "vscode-jsonrpc";
import type { MessageType } from "vscode-languageserver";
import type { NotificationsToClient, NotificationsToServer, RequestsToClient, RequestsToServer } from "./methods.ts";

/** The answer to a request, or the error that the client gets instead. */
export type Answer<R> = R | ResponseError<never> | Promise<R | ResponseError<never>>;

export type RequestHandler<M extends keyof RequestsToServer> = (
  params: RequestsToServer[M]["params"],
  token: CancellationToken,
) => Answer<RequestsToServer[M]["result"]>;

/**
 * The connection to the client, with the protocol's types.
 *
 * It stands on the JSON-RPC library below `vscode-languageserver`: the latter's own connection knows every method that
 * there is, which would take 130 kB of the bundle and of each start.
 */
export interface Connection {
  onRequest<M extends keyof RequestsToServer>(method: M, handler: RequestHandler<M>): void;
  onNotification<M extends keyof NotificationsToServer>(
    method: M,
    handler: (params: NotificationsToServer[M]) => void,
  ): void;
  request<M extends keyof RequestsToClient>(
    method: M,
    params: RequestsToClient[M]["params"],
  ): Promise<RequestsToClient[M]["result"]>;
  /** Sends without waiting. That a client is gone is noticed where messages are received. */
  notify<M extends keyof NotificationsToClient>(method: M, params: NotificationsToClient[M]): void;
  log(level: LogLevel, message: string): void;
  listen(): void;
}

export type LogLevel = keyof typeof LOG_LEVELS;

/** `MessageType` of the protocol. */
const LOG_LEVELS = { error: 1, warning: 2, info: 3, log: 4 } as const satisfies Record<string, MessageType>;

export function connectionOver(rpc: MessageConnection): Connection {
  const notify: Connection["notify"] = (method, params) => {
    rpc.sendNotification(method, ParameterStructures.byName, params).catch(() => undefined);
  };
  return {
    onRequest: (method, handler) => void rpc.onRequest(method, handler as GenericRequestHandler<unknown, never>),
    onNotification: (method, handler) => void rpc.onNotification(method, handler),
    request: (method, params) =>
      params === undefined ? rpc.sendRequest(method) : rpc.sendRequest(method, ParameterStructures.byName, params),
    notify,
    log: (level, message) => notify("window/logMessage", { type: LOG_LEVELS[level], message }),
    listen: () => rpc.listen(),
  };
}
