/** What the editor and the panes beside its canvas know of each other. */
import type { ComponentType } from "react";

import type { BlockId, Exit, ScriptDraft, ScriptId, ScriptOpen } from "../../ipc";

/** One step of a dialog through the script: a block and the exit it was left by; undefined while the dialog stands there. */
export interface Step {
  block: BlockId;
  exit: Exit | undefined;
}

/** What a pane beside the canvas knows of the script, and what it may do there. */
export interface Beside {
  script: ScriptId;
  /** As it stands on the canvas now. Another object after every edit, and the same one until then. */
  draft: ScriptDraft;
  /** Whether it comes with the program and cannot be changed. */
  builtin: boolean;
  /** The newest published version; null: none yet. */
  published: number | null;
  /** Whether what stands on the canvas is not what was published last. */
  changed: boolean;
  /** What is kept; it rises with every saving, publishing and going back. */
  revision: number;
  /** Lights the way that a dialog took, in its order; nothing lights none. It goes out when the pane closes. */
  light: (path: readonly Step[]) => void;
  /** Shows on each block how many dialogs came by it; null shows it on none. It goes when the pane closes. */
  heat?: (dialogs: ReadonlyMap<BlockId, number> | null) => void;
  /** Selects a block and brings it into sight. */
  select: (block: BlockId) => void;
  /** Shows another draft in the place of this one, as `script_go_back` answered. The undo steps before it go. */
  replace: (opened: ScriptOpen) => void;
  /** Closes the pane. */
  close: () => void;
}

/** The panes that may stand beside the canvas, one at a time. */
export const PANES = ["try", "rehearse", "history"] as const;
export type Pane = (typeof PANES)[number];

/** Each fills a column of 296 px (or the width of the window below 1,100 px), and draws its own head. */
export type Panes = Readonly<Record<Pane, ComponentType<Beside>>>;

/**
 * What the screen gives the editor. The screen holds the address: which script, which pane is open.
 *
 * ```tsx
 * <ScriptEditor key={id} id={id} pane={pane} onPane={…} onOpen={…} panes={PANES_OF_SCRIPTS} />
 * ```
 */
export interface ScriptEditorProps {
  id: ScriptId;
  pane: Pane | null;
  onPane: (pane: Pane | null) => void;
  /** Another script is to be opened: a copy that was made of this one, or one it leads to; null: the list. */
  onOpen: (script: ScriptId | null) => void;
  panes: Panes;
}
