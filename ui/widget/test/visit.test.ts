import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ratings } from "../src/ratings";
import { Gateway, type Mishap } from "./gateway";
import { Store, Tab } from "./tab";

let gateway: Gateway;
let store: Store;
let open: Tab[];
let over = false;

beforeEach(async () => {
  over = false;
  gateway = new Gateway();
  store = new Store();
  open = [];
  await gateway.start();
});

afterEach(async () => {
  over = true;
  for (const it of open) it.close();
  await gateway.stop();
});

function tab(storage: Storage | null = store): Tab {
  const it = new Tab(gateway.base, storage);
  open.push(it);
  return it;
}

/** Lets requests travel and time pass, a little of it each turn, until `condition` holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await turn();
    for (const it of open) it.hand.pass(5);
  }
}

/** Lets everything that is under way happen in `ms` milliseconds. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5) {
    await turn();
    for (const it of open) it.hand.pass(5);
  }
}

async function turn(): Promise<void> {
  if (over) throw new Error("the test is over");
  await new Promise((resolve) => setImmediate(resolve));
}

/** What the gateway keeps of all that was written, in order. */
const kept = (): string[] =>
  [...gateway.visitors.values()].flatMap((it) => it.messages.filter((message) => message.author === "client").map((message) => message.text));
const unsent = (): number => Array.from({ length: store.length }, (_, index) => store.key(index)).filter((key) => key?.includes("unsent")).length;
const lost: Mishap = { kind: "lost_before" };

describe("a conversation", () => {
  it("greets, carries a pressed button's payload, and shows the answer", async () => {
    gateway.greeting = { text: "Hello!", buttons: [{ title: "My order", payload: "order" }] };
    gateway.bot = (it, conversation, post) => it.say("bot", `You pressed ${post.payload}`, {}, conversation);
    const it = tab().open();
    await until(() => it.texts.length === 1);
    it.visit.write({ type: "postback", text: "My order", payload: "order" });
    await until(() => it.texts.length === 3);
    expect(it.texts).toEqual(["Hello!", "My order", "You pressed order"]);
    expect(gateway.sessions[0]).toMatchObject({ site_key: "site-1", open: true, page_url: "https://shop.example/", locale: "en" });
    await until(() => gateway.receipts.some((receipt) => receipt.kind === "read" && receipt.up_to_seq === 3));
    expect(gateway.receipts.filter((receipt) => receipt.kind === "delivered").at(-1)?.up_to_seq).toBe(3);
  });

  it("tells that it was read only when the panel is open", async () => {
    gateway.greeting = { text: "Hello!" };
    const it = tab();
    it.visit.attend("closed", false, null);
    await until(() => it.online);
    expect(gateway.sessions[0], "nobody opened the panel, so nobody is greeted").toMatchObject({ open: false });
    gateway.say("operator", "Are you there?");
    await until(() => gateway.receipts.length === 1);
    await pass(2000);
    expect(gateway.receipts).toEqual([{ kind: "delivered", up_to_seq: 1 }]);
    it.open();
    await until(() => gateway.receipts.length === 2 && gateway.sessions.length === 2);
    expect(gateway.receipts[1]).toEqual({ kind: "read", up_to_seq: 1 });
    expect(gateway.sessions.at(-1), "now the visitor opened it").toMatchObject({ open: true, visitor_token: "token-1" });
  });

  it("shows after a reload the open dialog from its first message, and knows what was read", async () => {
    const first = tab().open();
    await until(() => first.online);
    gateway.say("bot", "former dialog");
    gateway.become("closed");
    gateway.say("bot", "this dialog");
    await until(() => first.texts.length === 2);
    first.close();
    const second = tab();
    second.visit.attend("closed", false, null);
    await until(() => second.texts.length === 1);
    expect(second.texts).toEqual(["this dialog"]);
    expect(second.visit.conversation.read).toBe(2);
  });
});

describe("sending", () => {
  it("sends again under the same id when the answer was lost, and shows the message once", async () => {
    gateway.mishaps.push({ kind: "lost_after" }, { kind: "lost_after" });
    const it = tab().open();
    it.write("once");
    await until(() => gateway.posts.length > 0 && it.visit.conversation.pending.length === 0);
    expect(unsent()).toBe(0);
    expect(new Set(gateway.posts.map((post) => post.client_msg_id)).size).toBe(1);
    expect(kept()).toEqual(["once"]);
    expect(it.texts).toEqual(["once"]);
  });

  it("keeps the order when tries fail", async () => {
    gateway.mishaps.push(lost, lost, lost);
    const it = tab().open();
    it.write("1", "2", "3");
    await until(() => kept().length === 3);
    expect(kept()).toEqual(["1", "2", "3"]);
    expect(gateway.posts.map((post) => post.text), "one at a time: no later message tries before").toEqual(["1", "1", "1", "1", "2", "3"]);
  });

  it("waits as long as the gateway asks, whatever the visitor presses", async () => {
    gateway.mishaps.push({ kind: "refused", status: 429, code: "rate_limited", retryAfter: 7 });
    const it = tab().open();
    it.write("slowly");
    await until(() => gateway.posts.length === 1);
    const asked = it.hand.now();
    await until(() => it.visit.conversation.pending[0]?.fate.kind === "limited");
    it.visit.retry();
    await until(() => gateway.posts.length === 2);
    expect(it.hand.now() - asked).toBeGreaterThanOrEqual(7000);
    await until(() => kept().length === 1);
  });

  it("tries at once when the visitor asks", async () => {
    gateway.mishaps.push(lost);
    const it = tab().open();
    it.write("now");
    await until(() => it.visit.conversation.pending[0]?.fate.kind === "delayed");
    const asked = it.hand.now();
    it.visit.retry();
    await until(() => gateway.posts.length === 2);
    expect(it.hand.now() - asked, "no backoff is that short").toBeLessThan(400);
  });

  it.each([400, 413])("takes %i as final, says why, and goes on with the next", async (status) => {
    gateway.mishaps.push({ kind: "refused", status, code: "invalid_field", message: "Too odd." });
    const it = tab().open();
    it.write("odd", "even");
    await until(() => kept().length === 1);
    expect(kept()).toEqual(["even"]);
    await until(() => unsent() === 0);
    expect(it.visit.conversation.pending.find((pending) => pending.draft.text === "odd")?.fate).toEqual({
      kind: "refused",
      code: "invalid_field",
      reason: "Too odd.",
    });
    expect(gateway.posts.length).toBe(2);
  });

  it("keeps a message that the gateway could not store, and says that the chat is unavailable", async () => {
    gateway.mishaps.push({ kind: "refused", status: 503, code: "unavailable", retryAfter: 2 });
    const it = tab().open();
    it.write("keep me");
    await until(() => it.visit.conversation.pending[0]?.fate.kind === "delayed");
    expect(unsent()).toBe(1);
    await until(() => unsent() === 0);
    expect(kept()).toEqual(["keep me"]);
  });
});

describe("when the connection breaks", () => {
  it("keeps what was written without a gateway, over a reload, and sends it once in order", async () => {
    await gateway.stop();
    const first = tab().open();
    first.write("1", "2");
    await until(() => first.visit.connection === "offline");
    first.close();
    const second = tab().open();
    expect(second.texts, "seen before any network").toEqual(["1", "2"]);
    second.write("3");
    await gateway.start();
    await until(() => kept().length === 3 && unsent() === 0);
    expect(kept()).toEqual(["1", "2", "3"]);
    await until(() => second.visit.conversation.pending.length === 0);
    expect(second.texts).toEqual(["1", "2", "3"]);
  });

  it("resumes the stream after a restart where it was", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.say("bot", "before");
    await until(() => it.texts.length === 1);
    await gateway.stop();
    gateway.say("bot", "meanwhile");
    it.write("from the visitor");
    await until(() => it.visit.connection === "offline");
    await gateway.start();
    await until(() => it.online && it.visit.conversation.pending.length === 0);
    expect(it.texts).toEqual(["before", "meanwhile", "from the visitor"]);
    expect(gateway.resumedFrom).toEqual([0, 1]);
  });

  it("becomes a new visitor when the gateway forgot it, and loses nothing unsent", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.say("bot", "to the former visitor");
    await until(() => it.texts.length === 1);
    gateway.visitors.clear();
    it.write("still here");
    await until(() => kept().length === 1);
    await until(() => it.visit.conversation.pending.length === 0);
    expect(it.texts).toEqual(["still here"]);
    expect(it.keep.token()).toBe("token-2");
  });

  it("notices a connection that died without a word", async () => {
    const it = tab().open();
    await until(() => gateway.streams === 1 && it.online);
    gateway.holdsStreams = true;
    gateway.say("bot", "unheard");
    gateway.holdsStreams = false;
    const since = it.hand.now();
    await until(() => gateway.resumedFrom.length === 2);
    expect(it.hand.now() - since).toBeGreaterThan(30_000);
    await until(() => it.texts.length === 1);
  });

  it("listens anew as soon as the browser has a network again", async () => {
    const it = tab().open();
    await until(() => it.online);
    it.visit.networkChanged(false);
    expect(it.visit.connection).toBe("offline");
    it.visit.networkChanged(true);
    await until(() => it.online && gateway.resumedFrom.length === 2);
  });

  it("is no crowd: an unknown chat is asked for ever more rarely", async () => {
    gateway.config = { ...gateway.config, key: "another" };
    const it = tab().open();
    await pass(120_000);
    expect(it.visit.connection).toBe("unavailable");
    expect(gateway.sessions.length).toBeLessThan(12);
  });
});

describe("behind a proxy that holds streams back", () => {
  beforeEach(() => {
    gateway.holdsStreams = true;
  });

  it("polls instead", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.say("bot", "Hello!");
    it.write("Hi!");
    await until(() => it.texts.length === 2 && it.visit.conversation.pending.length === 0);
    expect(it.texts).toEqual(["Hello!", "Hi!"]);
    expect(gateway.streams, "the held stream was given up").toBe(0);
  });

  it("does not poll while the panel is closed, and catches up when it opens", async () => {
    const it = tab().open();
    await until(() => it.online);
    it.visit.attend("closed", false, null);
    gateway.say("bot", "1");
    await until(() => it.texts.length === 1);
    const polls = gateway.polls;
    gateway.say("bot", "2");
    await pass(60_000);
    expect(gateway.polls).toBe(polls);
    it.visit.attend("open", false, null);
    await until(() => it.texts.length === 2);
  });
});

describe("tabs", () => {
  it("of one visitor show every message once", async () => {
    const [one, two] = [tab().open(), tab().open()];
    await until(() => one.online && two.online);
    expect(gateway.visitors.size, "opened at the same moment they may both be asked in").toBeLessThanOrEqual(2);
    expect(gateway.streams).toBe(2);
    one.write("from one");
    await until(() => two.texts.length === 1);
    two.write("from two");
    await until(() => one.texts.length === 2 && two.texts.length === 2);
    await until(() => one.visit.conversation.pending.length + two.visit.conversation.pending.length === 0);
    expect(one.texts).toEqual(["from one", "from two"]);
    expect(two.texts).toEqual(one.texts);
  });

  it("send what a closed tab left behind", async () => {
    const [stays, leaves] = [tab().open(), tab().open()];
    await until(() => stays.online && leaves.online);
    await gateway.stop();
    leaves.write("left behind");
    leaves.close();
    await until(() => stays.visit.connection === "offline");
    await gateway.start();
    await until(() => stays.texts.length === 1 && stays.visit.conversation.pending.length === 0);
    expect(stays.texts).toEqual(["left behind"]);
    expect(unsent()).toBe(0);
  });

  it("that are hidden give their connection back and catch up", async () => {
    const it = tab().open();
    await until(() => gateway.streams === 1 && it.online);
    it.visit.attend("away", false, null);
    await until(() => gateway.streams === 0);
    gateway.say("bot", "while hidden");
    await pass(5000);
    expect(it.texts).toEqual([]);
    it.visit.attend("open", false, null);
    await until(() => it.texts.length === 1);
  });
});

describe("storage", () => {
  it("may be denied: then memory serves until a reload", async () => {
    const denied = new Proxy(new Store(), {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
    const it = tab(denied).open();
    gateway.mishaps.push(lost);
    it.write("kept in memory");
    await until(() => it.online && it.visit.conversation.pending.length === 0);
    expect(kept()).toEqual(["kept in memory"]);
  });

  it("may hold rubbish", async () => {
    store.setItem("parley:site-1:unsent:x", "{");
    store.setItem("parley:site-1:unsent:y", '{"type":"text"}');
    store.setItem("parley:site-1:read", "? ?");
    const it = tab().open();
    it.write("fine");
    await until(() => it.online && it.visit.conversation.pending.length === 0);
    expect(kept()).toEqual(["fine"]);
  });
});

describe("files", () => {
  const report = (bytes = 5): File => new File(["x".repeat(bytes)], "отчёт.pdf");
  const fates = (it: Tab): string[] => it.visit.conversation.uploads.map((upload) => upload.fate.kind);
  const arrived = (it: Tab): (string | undefined)[] => it.visit.conversation.messages.map((message) => message.attachment?.name);

  it("go one after the other and come back as messages", async () => {
    const it = tab().open();
    it.visit.attach([report(1), report(2)]);
    it.visit.attach([report(3)]);
    expect(new Set(it.visit.conversation.uploads.map((upload) => upload.id)).size).toBe(3);
    await until(() => it.visit.conversation.uploads.length === 0 && arrived(it).length === 3);
    expect(gateway.files.map((file) => file.bytes)).toEqual([1, 2, 3]);
    expect(arrived(it)).toEqual(["отчёт.pdf", "отчёт.pdf", "отчёт.pdf"]);
  });

  it("whose answer was lost are kept once", async () => {
    gateway.fileMishaps.push({ kind: "lost_after" });
    const it = tab().open();
    await until(() => it.online);
    it.visit.attach([report()]);
    await until(() => it.visit.conversation.uploads.length === 0);
    it.visit.retry();
    await pass(1000);
    expect(gateway.files.length).toBe(1);
  });

  it("wait for the connection or for the visitor", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.fileMishaps.push({ kind: "lost_before" }, { kind: "lost_before" });
    it.visit.attach([report()]);
    await until(() => fates(it)[0] === "delayed");
    await pass(3000);
    expect(fates(it), "it is not tried again by itself").toEqual(["delayed"]);
    it.visit.retry();
    await until(() => fates(it)[0] === "delayed" && gateway.fileMishaps.length === 0);
    await gateway.stop();
    await until(() => it.visit.connection === "offline");
    await gateway.start();
    await until(() => gateway.files.length === 1 && fates(it).length === 0);
  });

  it("go on by themselves when the gateway asked to slow down", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.fileMishaps.push({ kind: "refused", status: 429, code: "rate_limited", retryAfter: 2 });
    it.visit.attach([report()]);
    await until(() => fates(it)[0] === "limited");
    await pass(1500);
    expect(gateway.files.length).toBe(0);
    await until(() => gateway.files.length === 1 && fates(it).length === 0);
  });

  it("that cannot be taken are not sent, or not again, and hold up no other", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.config = { ...gateway.config, limits: { text: 4000, file: 10 } };
    gateway.fileMishaps.push({ kind: "refused", status: 415, code: "file_refused", message: "No." });
    it.visit.networkChanged(true);
    it.close();
    const next = tab().open();
    await until(() => next.online);
    next.visit.attach([report(0), report(11), report(5), report(6)]);
    await until(() => gateway.files.length === 1);
    const told = next.visit.conversation.uploads.map(({ fate }) => (fate.kind === "refused" ? fate.code : fate.kind));
    expect(told.slice(0, 3)).toEqual(["file_empty", "file_too_big", "file_refused"]);
    next.visit.retry();
    await pass(1000);
    expect(gateway.files).toEqual([{ name: "отчёт.pdf", bytes: 6 }]);
    for (const { id } of next.visit.conversation.uploads) next.visit.giveUp(id);
    expect(fates(next)).toEqual([]);
  });

  it("can be given up on their way, and the next one goes", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.holdsFiles = true;
    it.visit.attach([report(1), report(2)]);
    await until(() => fates(it)[0] === "sending");
    await pass(100);
    gateway.holdsFiles = false;
    it.visit.giveUp(it.visit.conversation.uploads[0]?.id ?? "");
    await until(() => fates(it).length === 0);
    expect(gateway.files.map((file) => file.bytes)).toEqual([2]);
  });

  it("of a forgotten visitor go to the new one", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.visitors.clear();
    it.visit.attach([report()]);
    await until(() => fates(it)[0] === "delayed");
    it.visit.networkChanged(true);
    await until(() => gateway.files.length === 1 && fates(it).length === 0);
  });

  it("are fetched with the token, and not by an address that may be too old", async () => {
    const it = tab().open();
    it.visit.attach([report()]);
    await until(() => arrived(it).length === 1);
    const file = it.visit.conversation.messages[0]?.attachment;
    if (!file) throw new Error("a file has come");
    const blob = await it.visit.fetch(file);
    expect(await blob?.text()).toBe(`content of ${file.url.split("?")[0]}`);
    await gateway.stop();
    expect(await it.visit.fetch(file)).toBeNull();
  });
});

describe("what goes both ways beside messages", () => {
  const anna = { operator: { name: "Anna" } };

  it("is told while it may matter: that the visitor writes, and not more often than every three seconds", async () => {
    const it = tab().open();
    gateway.greeting = { text: "Hello!" };
    await until(() => it.online);
    it.visit.typing();
    await pass(500);
    expect(gateway.typings, "a bot does not wait").toBe(0);
    gateway.become("operator", anna);
    await until(() => it.visit.conversation.state === "operator");
    for (let key = 0; key < 10; key++) it.visit.typing();
    await until(() => gateway.typings === 1);
    await pass(3000);
    expect(gateway.typings).toBe(1);
    it.visit.typing();
    await until(() => gateway.typings === 2);
  });

  it("is shown for six seconds, longer when it is told again: that an operator writes", async () => {
    const it = tab().open();
    await until(() => it.online);
    gateway.become("operator", anna);
    await until(() => it.visit.conversation.operator?.name === "Anna");
    gateway.types("Anna");
    await until(() => it.visit.conversation.typing === "Anna");
    await pass(4000);
    gateway.types("Anna");
    await pass(4000);
    expect(it.visit.conversation.typing).toBe("Anna");
    await pass(3000);
    expect(it.visit.conversation.typing).toBeNull();
  });

  it("is the place in the queue, by the stream and by a poll", async () => {
    const streams = tab().open();
    await until(() => streams.online);
    gateway.become("queued", { queue: { position: 2, wait_s: 60 } });
    await until(() => streams.visit.conversation.queue?.position === 2);
    streams.close();
    gateway.holdsStreams = true;
    const polls = tab().open();
    await until(() => polls.visit.conversation.queue?.position === 2);
    gateway.become("queued", { queue: { position: 1 } });
    await until(() => polls.visit.conversation.queue?.position === 1);
    gateway.become("operator", anna);
    await until(() => polls.visit.conversation.queue === null);
    expect(polls.visit.conversation.joins.map((join) => join.name)).toEqual(["Anna"]);
  });

  it("is the page the visitor came to, once each, and with the next session where there is none yet", async () => {
    const page = (path: string) => ({ url: `https://shop.example/${path}`, title: path, referrer: "https://shop.example/" });
    const it = tab();
    it.visit.moved(page("early"));
    it.visit.attend("open", true, null);
    await until(() => it.online);
    expect(gateway.sessions[0]).toMatchObject({ page_url: "https://shop.example/early", page_title: "early" });
    for (const path of ["early", "shoes", "shoes", "boots"]) it.visit.moved(page(path));
    await until(() => gateway.visits.length === 2);
    await pass(500);
    expect(gateway.visits.map((visit) => visit.page_url).sort()).toEqual(["https://shop.example/boots", "https://shop.example/shoes"]);
  });

  it("is there again after a reload: files, ratings and who answers", async () => {
    const before = tab().open();
    await until(() => before.online);
    before.visit.attach([new File(["x"], "cat.png")]);
    await until(() => before.visit.conversation.messages.length === 1);
    gateway.become("operator", anna);
    gateway.say("operator", "Nice cat", { author_name: "Anna" });
    gateway.say("bot", "How was it?", { type: "rating_request", buttons: [{ title: "1", payload: "1" }, { title: "2", payload: "2" }] });
    await until(() => before.texts.length === 3);
    before.visit.write({ type: "postback", text: "2", payload: "2" });
    await until(() => before.visit.conversation.messages.length === 4);
    before.close();
    const after = tab().open();
    await until(() => after.online && after.visit.conversation.messages.length === 4);
    expect(after.visit.conversation.messages.map((message) => message.type)).toEqual(["file", "text", "rating_request", "postback"]);
    expect(after.visit.conversation.messages[0]?.attachment?.name).toBe("cat.png");
    expect(after.visit.conversation.joins).toEqual([{ name: "Anna", after: 1 }]);
    expect(ratings(after.visit.conversation).bySeq.get(3)?.chosen).toBe(1);
  });
});

it.each([1, 2, 3, 4, 5, 6])("loses and doubles nothing through faults, restarts and reloads (seed %i)", async (seed) => {
  let state = seed;
  const chance = (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  const written: string[] = [];
  let it = tab().open();
  for (let number = 1; number <= 40; number++) {
    const text = `message ${number}`;
    written.push(text);
    it.write(text);
    const fault = chance(8);
    if (fault === 0) gateway.mishaps.push(lost);
    if (fault === 1) gateway.mishaps.push({ kind: "lost_after" });
    if (fault === 2) gateway.mishaps.push({ kind: "refused", status: 503, code: "unavailable", retryAfter: 1 });
    if (fault === 3) {
      await gateway.stop();
      await pass(chance(3000));
      await gateway.start();
    }
    if (fault === 4) {
      it.close();
      it = tab().open();
    }
    await pass(chance(60));
  }
  await until(() => kept().length >= written.length && it.visit.conversation.pending.length === 0);
  await pass(1000);
  expect(kept()).toEqual(written);
  expect(it.texts).toEqual(written);
  expect(unsent()).toBe(0);
});
