/** One request to the gateway and what became of it. It never throws and never tries twice. */

/** Time and chance, which tests hold in their own hands. */
export interface Pace {
  /** Milliseconds; only differences and order matter. */
  now(): number;
  /** 0 to 1. */
  random(): number;
  /** Calls `then` once after `ms` milliseconds, unless the returned function was called before. */
  after(ms: number, then: () => void): () => void;
}

export type Outcome<T> = { readonly kind: "done"; readonly value: T } | Failure;

export type Failure =
  /** No answer: no network, nobody there, or too late. */
  | { readonly kind: "unreachable" }
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: string;
      readonly message: string;
      /** Milliseconds the gateway asked to wait, 0 when it did not. */
      readonly retryAfter: number;
    };

export interface Call {
  readonly url: string;
  readonly token?: string | null;
  /** Makes it a POST with this as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal: AbortSignal;
}

/** Sends the call; on a 2xx the open response, whose body is the caller's to read. */
export async function send(call: Call): Promise<Outcome<Response>> {
  const headers = new Headers(call.headers);
  if (call.token) headers.set("Authorization", `Bearer ${call.token}`);
  if (call.body !== undefined) headers.set("Content-Type", "application/json");
  try {
    const response = await fetch(call.url, {
      method: call.body === undefined ? "GET" : "POST",
      headers,
      signal: call.signal,
      credentials: "omit",
      cache: "no-store",
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    return response.ok ? { kind: "done", value: response } : await refusal(response);
  } catch {
    return { kind: "unreachable" };
  }
}

/** Sends the call and reads a JSON answer with `decode`, all within `limit` milliseconds. */
export async function ask<T>(
  call: Omit<Call, "signal">,
  decode: (value: unknown) => T | null,
  limit: number,
  pace: Pace,
  signal?: AbortSignal,
): Promise<Outcome<T>> {
  const cut = new AbortController();
  const abort = (): void => cut.abort();
  const cancel = pace.after(limit, abort);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  try {
    const sent = await send({ ...call, signal: cut.signal });
    if (sent.kind !== "done") return sent;
    const value = decode(sent.value.status === 204 ? null : await sent.value.json());
    return value === null ? { kind: "unreachable" } : { kind: "done", value };
  } catch {
    // A body that broke off or is no JSON came from something between us and the gateway.
    return { kind: "unreachable" };
  } finally {
    cancel();
    signal?.removeEventListener("abort", abort);
  }
}

async function refusal(response: Response): Promise<Failure> {
  let told: unknown = null;
  try {
    told = await response.json();
  } catch {
    // A proxy's own error page: the status says enough.
  }
  return refusalOf(response.status, response.headers.get("Retry-After"), told);
}

/** What a refusal says. `retryAfter`: the header, in seconds; `told`: the JSON, if it was one. */
export function refusalOf(status: number, retryAfter: string | null, told: unknown): Failure {
  const seconds = Number(retryAfter);
  const { code, message } = Object(told) as { code?: unknown; message?: unknown };
  return {
    kind: "refused",
    status,
    code: String(code ?? ""),
    message: String(message ?? ""),
    retryAfter: seconds > 0 ? seconds * 1000 : 0,
  };
}
