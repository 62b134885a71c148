/** What the keys do on the canvas, whatever layout the keyboard has. */
import { useEffect, type KeyboardEvent, type RefObject } from "react";

import type { BlockId } from "../../../ipc";
import { isMac } from "../../../shared/Keys";
import { blocksIn, clipOf } from "./clip";
import { nudge, paste, removable, removeBlocks, type Point } from "./draft";
import { neighbour, type Direction } from "./graph";
import { GRID } from "./size";
import type { Editing } from "./useEditing";

/** What lies on the clipboard, where the window may not read it. */
let copied = "";

export interface Deeds {
  /** Goes to a block and brings it into sight. */
  go: (block: BlockId) => void;
  /** Opens the list of blocks to add, to hang one on the current block. */
  addAfter: () => void;
  /** Opens the current block's fields. */
  open: () => void;
  /** Chooses where the current block leads. */
  connect: () => void;
  find: () => void;
  /** Takes out the selected blocks, or the arrow that alone is selected. */
  remove: () => void;
  /** Lets go of what is selected, opened or dragged. */
  escape: () => void;
  /** What was copied is no blocks. */
  refused: () => void;
}

const ARROWS: Readonly<Record<string, { to: Direction; by: Point }>> = {
  ArrowUp: { to: "up", by: [0, -GRID] },
  ArrowDown: { to: "down", by: [0, GRID] },
  ArrowLeft: { to: "left", by: [-GRID, 0] },
  ArrowRight: { to: "right", by: [GRID, 0] },
};

const hasMain = (event: KeyboardEvent | globalThis.KeyboardEvent) => (isMac ? event.metaKey : event.ctrlKey);

/** Keys on the canvas itself. */
export function canvasKeys(event: KeyboardEvent, editing: Editing, current: BlockId | null, deeds: Deeds): void {
  if (event.target !== event.currentTarget || event.altKey) return;
  const arrow = ARROWS[event.code];
  if (arrow !== undefined) {
    event.preventDefault();
    if (hasMain(event)) return editing.edit((draft) => nudge(draft, editing.selected, arrow.by), "nudge");
    const next = current === null ? editing.draft.blocks[0]?.id : neighbour(editing.draft, current, arrow.to);
    if (next == null) return;
    if (event.shiftKey) editing.select([...editing.selected, next]);
    return deeds.go(next);
  }
  if (hasMain(event)) return;
  const deed = { Enter: deeds.open, NumpadEnter: deeds.open, KeyA: deeds.addAfter, KeyC: deeds.connect, Delete: deeds.remove, Backspace: deeds.remove, Escape: deeds.escape }[event.code];
  if (deed === undefined) return;
  event.preventDefault();
  deed();
}

const isField = (target: EventTarget | null) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Keys anywhere in the editor, and the clipboard. `place` is where copies from elsewhere are put. */
export function useEditorKeys(region: RefObject<HTMLElement | null>, editing: Editing, deeds: Deeds, place: () => Point): void {
  useEffect(() => {
    const isHere = () => region.current?.contains(document.activeElement) ?? false;
    const atBlocks = () => isHere() && !isField(document.activeElement) && (document.getSelection()?.isCollapsed ?? true);

    const press = (event: globalThis.KeyboardEvent) => {
      if (!hasMain(event) || event.altKey || !isHere()) return;
      const field = isField(event.target);
      const again = event.code === "KeyY" || (event.code === "KeyZ" && event.shiftKey);
      if (again || event.code === "KeyZ") {
        event.preventDefault();
        if (again) editing.redo();
        else editing.undo();
      } else if (event.code === "KeyF" && !event.shiftKey) {
        event.preventDefault();
        deeds.find();
      } else if (event.code === "KeyD" && !field && !event.shiftKey) {
        event.preventDefault();
        duplicate(editing);
      } else if (event.code === "KeyA" && !field && !event.shiftKey) {
        event.preventDefault();
        editing.select(editing.draft.blocks.map(({ id }) => id));
      }
    };
    // A window without a selected text copies and pastes only where somebody says that it can.
    const offer = (event: Event) => atBlocks() && event.preventDefault();
    const copy = (event: ClipboardEvent) => {
      if (!atBlocks()) return;
      const text = clipOf(editing.draft, editing.selected);
      if (text === "") return;
      event.preventDefault();
      copied = text;
      event.clipboardData?.setData("text/plain", text);
      if (event.type === "cut") editing.edit((draft) => removeBlocks(draft, editing.selected));
    };
    const put = (event: ClipboardEvent) => {
      if (!atBlocks() || editing.builtin) return;
      event.preventDefault();
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const blocks = blocksIn(text === "" ? copied : text);
      if (blocks === null) return deeds.refused();
      const isOurs = blocks.every(({ id }) => editing.draft.blocks.some((block) => block.id === id));
      editing.editAndSelect((draft) => paste(draft, blocks, isOurs ? null : place()));
    };
    document.addEventListener("keydown", press);
    for (const kind of ["beforecopy", "beforecut", "beforepaste"]) document.addEventListener(kind, offer);
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", put);
    return () => {
      document.removeEventListener("keydown", press);
      for (const kind of ["beforecopy", "beforecut", "beforepaste"]) document.removeEventListener(kind, offer);
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", put);
    };
  });
}

/** Puts copies of the selected blocks beside them. */
export function duplicate(editing: Editing): void {
  const blocks = editing.draft.blocks.filter(({ id }) => editing.selected.has(id));
  editing.editAndSelect((draft) => paste(draft, blocks, null));
}

/** Whether any of the selected blocks can be taken out. */
export const canRemove = ({ draft, selected, builtin }: Editing): boolean => !builtin && removable(draft, selected).length > 0;
