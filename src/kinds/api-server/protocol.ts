/** HTTP as far as it matters here: between clients, load balancers and servers, many requests to a connection. */
export type HttpMessage = HttpRequest | HttpResponse | HttpCancel;

export interface HttpRequest {
  readonly type: 'http-get' | 'http-post';
  /** Numbers the request on its connection; the answer repeats it. */
  readonly id: number;
  readonly path: string;
  /** The client that began it and its number there: the identity of a write. */
  readonly client: string;
  readonly request: number;
  /** The client's IPv4 address as an unsigned integer; a load balancer passes it on (X-Forwarded-For). */
  readonly source?: number;
  /** How long the server works on it (µs), instead of its own service time. */
  readonly service?: number;
  /** An idempotency key: whoever has done this write of the client's does not do it again. */
  readonly once?: boolean;
}

export interface HttpResponse {
  readonly type: 'http-response';
  readonly id: number;
  readonly status: number;
  /** The database group that answered a read or acknowledged a write; empty if none did. */
  readonly database: string;
  /** Of a read that it answered: the identity of the write that was read; empty if nothing was written yet. */
  readonly value?: string;
  /** The LSN of the write that was read or done; 0 if nothing was written yet. */
  readonly lsn?: number;
  /** The node that made the answer; empty if a load balancer made it itself. */
  readonly server: string;
  /** Why it is a failure; absent if it is none, or if the status says it all. */
  readonly reason?: FailureReason;
  /** The node behind whoever answered that did not deliver: a server that refused, a database that was silent. */
  readonly failedAt?: string;
}

/** The client has given a request up (RST_STREAM of HTTP/2): no answer is wanted any more. Nothing is answered. */
export interface HttpCancel {
  readonly type: 'http-cancel';
  /** The number of the request on this connection. */
  readonly id: number;
}

/** Why a load balancer or a server answers with a failure: a closed list. */
export type FailureReason =
  /** A load balancer has no server that it may use. */
  | 'no-server'
  /** No room in the queue; a load balancer's or a server's own. */
  | 'queue-full'
  /** It waited too long in a load balancer's queue. */
  | 'queue-timeout'
  /** The server refused the load balancer's connection, or did not accept it in time. */
  | 'server-refused'
  | 'connect-timeout'
  /** The server closed the connection without an answer, or took too long for it. */
  | 'server-closed'
  | 'server-timeout'
  /** A server's database is not known or not connected, or refused, or took too long for its answer. */
  | 'database-down'
  | 'database-refused'
  | 'database-timeout'
  /** The server itself failed. */
  | 'server-error';

/**
 * A load balancer observes it when a client cancels a request that it had passed on: where the request was. The
 * client itself cannot know.
 */
export interface AbandonedObservation {
  readonly type: 'abandoned';
  readonly client: string;
  readonly request: number;
  /** The server that has it, or that it waits for; empty if it waits for any. */
  readonly server: string;
}

export const HTTP_PORT = 'http';
