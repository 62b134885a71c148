import { describe, expect, it } from "vitest";

import { FakeArchive } from "../../ipc/fake-archive";
import type { DialogFilter, DialogRow } from "../../ipc";
import { append, begin, PAGE, refreshHead, refreshStretch, rowsOf, stretchesWith, type Loaded } from "./pages";

const everything: DialogFilter = { messengers: [], chats: [], status: "any", script: null, marker: null, from: null, to: null, all: false };
const NOW = Date.UTC(2026, 10, 22);

function archive(count: number) {
  const store = new FakeArchive(count, NOW);
  const read = (after: string | null, limit = PAGE) => store.page(everything, after, limit);
  const more = (loaded: Loaded) => (loaded.next === null ? loaded : append(loaded, loaded.next, read(loaded.next)));
  return { store, read, more };
}

const ids = (rows: readonly DialogRow[]) => rows.map((row) => row.id);

describe("the list of dialogs", () => {
  it("grows page by page to its end", () => {
    const { read, more } = archive(2 * PAGE + 5);
    let loaded = begin(read(null));
    expect(rowsOf(loaded)).toHaveLength(PAGE);
    loaded = more(more(loaded));
    expect(ids(rowsOf(loaded))).toEqual(ids(read(null, 1_000).rows));
    expect(loaded.next).toBeNull();
    expect(more(loaded), "there is nothing after the end").toBe(loaded);
  });

  it("does not add a page twice", () => {
    const { read } = archive(3 * PAGE);
    const loaded = begin(read(null));
    const after = loaded.next ?? "";
    const once = append(loaded, after, read(after));
    expect(append(once, after, read(after))).toBe(once);
  });

  it("takes new dialogs on top and loses none of the others", () => {
    const { store, read, more } = archive(3 * PAGE);
    let loaded = more(begin(read(null)));
    for (let round = 0; round < 250; round += 1) {
      store.arrive(`round ${round}`);
      loaded = refreshHead(loaded, read(null));
    }
    const held = 2 * PAGE + 250;
    expect(ids(rowsOf(loaded))).toEqual(ids(read(null, held).rows));
    expect(Math.max(...loaded.stretches.map((stretch) => stretch.rows.length)), "a stretch stays short enough to be read again").toBeLessThanOrEqual(2 * PAGE);
    expect(loaded.stretches.length, "small stretches are joined").toBeLessThanOrEqual(6);
  });

  it("starts again when more came than one page holds", () => {
    const { store, read, more } = archive(2 * PAGE);
    const loaded = more(begin(read(null)));
    for (let count = 0; count <= PAGE; count += 1) store.arrive("many");
    const again = refreshHead(loaded, read(null));
    expect(ids(rowsOf(again))).toEqual(ids(read(null).rows));
    expect(again.next, "the gap is read by scrolling").not.toBeNull();
  });

  it("changes a row far down in its place", () => {
    const { store, read, more } = archive(3 * PAGE);
    const loaded = more(more(begin(read(null))));
    const row = rowsOf(loaded)[150];
    if (!row) throw new Error("150 rows were read");
    store.write(row.id, "changed");
    const [stretch, ...others] = stretchesWith(loaded, new Set([row.id]));
    expect(others).toEqual([]);
    const after = stretch?.after ?? "";
    const now = refreshStretch(loaded, after, read(after, stretch?.rows.length));
    expect(rowsOf(now)[150]?.last_text).toBe("changed");
    expect(ids(rowsOf(now))).toEqual(ids(rowsOf(loaded)));
  });

  it("is emptied when all dialogs are gone", () => {
    const { read } = archive(10);
    expect(rowsOf(refreshHead(begin(read(null)), { rows: [], next: null }))).toEqual([]);
  });
});
