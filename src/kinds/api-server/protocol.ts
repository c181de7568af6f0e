/** HTTP as far as it matters here: between clients, load balancers and servers, many requests to a connection. */
export type HttpMessage = HttpRequest | HttpResponse;

export interface HttpRequest {
  readonly type: 'http-get' | 'http-post';
  /** Numbers the request on its connection; the answer repeats it. */
  readonly id: number;
  readonly path: string;
  /** The client that began it and its number there: the identity of a write. */
  readonly client: string;
  readonly request: number;
}

export interface HttpResponse {
  readonly type: 'http-response';
  readonly id: number;
  readonly status: number;
  /** The database group that acknowledged a write. */
  readonly database: string;
}

export const HTTP_PORT = 'http';
