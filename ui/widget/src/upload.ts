/** One file on its way to the gateway, and what became of it. It never throws and never tries twice. */

import { type Receipt, decodeReceipt } from "./protocol";
import { type Outcome, refusalOf } from "./wire";

export interface UploadCall {
  readonly url: string;
  readonly token: string;
  /** The `client_msg_id`. */
  readonly id: string;
  readonly file: File;
  /** How much has gone, 0 to 1. */
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Halves of characters, which cannot be encoded. */
const HALVES = /[\uD800-\uDFFF]/gu;

export type Upload = (call: UploadCall) => Promise<Outcome<Receipt>>;

/** By the older kind of request, the only one that tells how much has gone. */
export const upload: Upload = ({ url, token, id, file, progress, signal }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const unreachable = (): void => resolve({ kind: "unreachable" });
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      const receipt = request.status === 200 ? decodeReceipt(answer) : null;
      if (receipt) resolve({ kind: "done", value: receipt });
      // What is no receipt and no refusal came from something between us and the gateway.
      else if (request.status < 400) unreachable();
      else resolve(refusalOf(request.status, request.getResponseHeader("Retry-After"), answer));
    });
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, unreachable);
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", url);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("X-Client-Msg-Id", id);
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name.replace(HALVES, "_")));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
