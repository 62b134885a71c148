/** Reads `text/event-stream` as it arrives, in pieces of any size. Pure: bytes and time are the caller's. */

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

export class StreamReader {
  #rest = "";
  #event = "";
  #data: string[] = [];

  /** The events that `text` completes. What is incomplete waits for the next piece. */
  push(text: string): StreamEvent[] {
    const complete: StreamEvent[] = [];
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = this.#line(line.endsWith("\r") ? line.slice(0, -1) : line);
      if (event) complete.push(event);
    }
    return complete;
  }

  #line(line: string): StreamEvent | null {
    if (line === "") {
      const event = this.#data.length > 0 ? { event: this.#event || "message", data: this.#data.join("\n") } : null;
      this.#event = "";
      this.#data = [];
      return event;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    return null;
  }
}
