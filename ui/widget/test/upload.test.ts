// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from "vitest";
import { type UploadCall, upload } from "../src/upload";
import { Gateway } from "./gateway";

let gateway: Gateway;

beforeEach(async () => {
  gateway = new Gateway();
  await gateway.start();
  await fetch(`${gateway.base}session`, { method: "POST", body: JSON.stringify({ site_key: "site-1" }) });
});
afterEach(() => gateway.stop());

const call = (more: Partial<UploadCall> = {}): UploadCall => ({
  url: `${gateway.base}files`,
  token: "token-1",
  id: "f1",
  file: new File(["hello"], "привет \uD800.txt"),
  progress: () => {},
  signal: new AbortController().signal,
  ...more,
});

it("brings a file with its name, whatever stands in it, and reads the answer", async () => {
  expect(await upload(call())).toEqual({ kind: "done", value: { id: "m1", seq: 1, ts: expect.any(Number) } });
  expect(gateway.files).toEqual([{ name: "привет _.txt", bytes: 5 }]);
});

it("tells what the gateway said, and when to come again", async () => {
  gateway.fileMishaps.push({ kind: "refused", status: 429, code: "rate_limited", message: "Slowly.", retryAfter: 7 });
  expect(await upload(call())).toEqual({ kind: "refused", status: 429, code: "rate_limited", message: "Slowly.", retryAfter: 7000 });
  expect(await upload(call({ token: "nobody" }))).toMatchObject({ kind: "refused", status: 401, code: "unknown_visitor" });
});

it("tells that nobody answered", async () => {
  gateway.fileMishaps.push({ kind: "lost_before" });
  expect(await upload(call())).toEqual({ kind: "unreachable" });
});

it("ends when it is given up", async () => {
  gateway.holdsFiles = true;
  const cut = new AbortController();
  const sending = upload(call({ signal: cut.signal }));
  cut.abort();
  expect(await sending).toEqual({ kind: "unreachable" });
});
