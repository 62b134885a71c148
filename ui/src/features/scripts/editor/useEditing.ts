/** A script that is being edited: what stands on the canvas, what is selected, what is saved and what is wrong. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";

import { asApiError, call, type ApiError, type ScriptId } from "../../../ipc";
import type { Block, BlockId, ScriptDraft, ScriptOpen, ScriptProblem } from "../../../ipc";
import type { Step } from "../contract";
import { addBlock, freeSpot, spotAfter, wouldCut, type Loose, type Point } from "./draft";
import { blockOf } from "./graph";
import { newBlock, type AddedType } from "./kinds";
import { kept } from "./kept";
import { placed, withRoom } from "./layout";
import { Saver, type Saving } from "./saver";
import { sizeOf } from "./size";
import { begin, redo, settle, step, undo, type Timeline } from "./timeline";

/** Milliseconds from the last change to looking for what is wrong. */
const CHECK_AFTER = 250;

export interface Editing {
  id: ScriptId;
  draft: ScriptDraft;
  /** It comes with the program and cannot be changed. */
  builtin: boolean;
  published: number | null;
  /** The draft is not what was published. */
  changed: boolean;
  revision: number;
  saving: Saving;
  /** Some field holds what is no value of it: the draft goes without. */
  leavesOut: boolean;
  problems: readonly ScriptProblem[];
  selected: ReadonlySet<BlockId>;
  /** The block that alone is selected. */
  only: Block | undefined;
  lit: readonly Step[];
  heat: ReadonlyMap<BlockId, number> | null;
  canUndo: boolean;
  canRedo: boolean;
  /** Changes the draft; changes of one `group` straight after one another are undone as one. */
  edit: (changed: (draft: ScriptDraft) => ScriptDraft, group?: string) => void;
  /** Changes the draft and selects what came of it. */
  editAndSelect: (changed: (draft: ScriptDraft) => { draft: ScriptDraft; ids: readonly BlockId[] }) => void;
  /** Adds a block where it is pointed to, or after another one, or in sight. */
  add: (type: AddedType, at: Point | null, after: Loose | null) => BlockId | null;
  /** Says that a field holds what is no value of it, or does no longer. */
  leaveOut: (field: string, left: boolean) => void;
  /** What is typed from now on is undone by itself. */
  settle: () => void;
  undo: () => void;
  redo: () => void;
  select: (ids: Iterable<BlockId>) => void;
  light: (path: readonly Step[]) => void;
  showHeat: (dialogs: ReadonlyMap<BlockId, number> | null) => void;
  replace: (opened: ScriptOpen) => void;
  /** Publishes what stands here; the version, or null when there is something to see to first. */
  publish: () => Promise<number | null>;
  /** Reads what somebody else made of it, in the place of what stands here. */
  takeTheirs: () => Promise<void>;
  /** Keeps what stands here as another script, and answers it. */
  keepAsCopy: (name: string) => Promise<ScriptId>;
}

const Context = createContext<Editing | null>(null);
export const EditingProvider = Context.Provider;

export function useEditing(): Editing {
  const editing = useContext(Context);
  if (editing === null) throw new Error("only the parts of the script editor edit a script");
  return editing;
}

interface State {
  timeline: Timeline;
  selected: ReadonlySet<BlockId>;
}

/** What the editor begins with: what the program has, and what it had not taken when the window went. */
function beginning(opened: ScriptOpen): { timeline: Timeline; saver: Saver } {
  const draft = placed(opened.draft);
  const saver = new Saver(opened.id, { revision: opened.revision, draft });
  const unsaved = opened.builtin ? null : kept(opened.id);
  if (unsaved === null || same(unsaved.draft, opened.draft) || same(unsaved.draft, draft)) return { timeline: begin(draft), saver };
  const mine = placed(unsaved.draft);
  if (unsaved.revision === opened.revision) saver.take(mine);
  else saver.overtaken(mine, null);
  return { timeline: step(begin(draft), mine), saver };
}

const same = (one: ScriptDraft, other: ScriptDraft) => JSON.stringify(one) === JSON.stringify(other);

export function useScript(opened: ScriptOpen, onFailure: (error: ApiError) => void): Editing {
  const { id, builtin } = opened;
  const [{ timeline: first, saver }] = useState(() => beginning(opened));
  const [{ timeline, selected }, setState] = useState<State>(() => ({ timeline: first, selected: new Set<BlockId>() }));
  const [published, setPublished] = useState(opened.published);
  const [clean, setClean] = useState<ScriptDraft | null>(() => (opened.changed || opened.published === null ? null : (first.past[0] ?? first.now)));
  const [lit, light] = useState<readonly Step[]>([]);
  const [heat, showHeat] = useState<ReadonlyMap<BlockId, number> | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const leaveOut = useCallback<Editing["leaveOut"]>((field, isLeft) => setLeft((now) => (isLeft ? new Set([...now, field]) : new Set([...now].filter((one) => one !== field)))), []);
  const saving = useSyncExternalStore(saver.subscribe, saver.state);
  const draft = timeline.now;
  const latest = useRef(draft);
  latest.current = draft;
  const [problems, setProblems] = useProblems(id, draft, opened.problems, onFailure);

  useEffect(() => saver.take(draft), [saver, draft]);
  useEffect(() => () => saver.leave(), [saver]);

  const edit = useCallback<Editing["edit"]>(
    (changed, group) => {
      if (builtin) return;
      setState((state) => {
        const timeline = step(state.timeline, withRoom(state.timeline.now, changed(state.timeline.now)), group);
        return { timeline, selected: still(state.selected, timeline.now) };
      });
    },
    [builtin],
  );
  const editAndSelect = useCallback<Editing["editAndSelect"]>(
    (changed) => {
      if (builtin) return;
      const { draft: next, ids } = changed(latest.current);
      if (next === latest.current) return;
      setState((state) => ({ timeline: step(state.timeline, next), selected: new Set(ids) }));
    },
    [builtin],
  );
  const add = useCallback<Editing["add"]>(
    (type, at, after) => {
      if (builtin) return null;
      const now = latest.current;
      const place = at === null && after !== null ? spotAfter(now, after.block, type) : freeSpot(now, at ?? [0, 0], sizeOf(newBlock(type, "", [0, 0])));
      // A way that somebody drew out by hand is led there; any other keeps where it leads.
      const hung = at === null && after !== null && wouldCut(now, type, after) ? null : after;
      const { draft: next, id: added } = addBlock(now, type, place, hung);
      setState((state) => ({ timeline: step(state.timeline, next), selected: new Set([added]) }));
      return added;
    },
    [builtin],
  );
  const select = useCallback<Editing["select"]>((ids) => {
    setState((state) => {
      const next = new Set(ids);
      const isSame = next.size === state.selected.size && [...next].every((one) => state.selected.has(one));
      return { timeline: settle(state.timeline), selected: isSame ? state.selected : next };
    });
  }, []);
  const walk = useCallback((way: (timeline: Timeline) => Timeline) => setState((state) => ({ timeline: way(state.timeline), selected: still(state.selected, way(state.timeline).now) })), []);
  const replace = useCallback<Editing["replace"]>(
    (next) => {
      const theirs = placed(next.draft);
      saver.rebase({ revision: next.revision, draft: theirs });
      setState((state) => ({ timeline: begin(theirs), selected: still(state.selected, theirs) }));
      setPublished(next.published);
      setClean(next.changed || next.published === null ? null : theirs);
      setProblems(next.problems);
    },
    [saver, setProblems],
  );

  const publish = useCallback<Editing["publish"]>(async () => {
    const sent = latest.current;
    if (!(await saver.flush())) return null;
    try {
      const { version } = await call("script_publish", { id, revision: saver.revision() });
      setPublished(version);
      setClean(sent);
      return version;
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.code === "invalid") setProblems(await call("script_check", { script: id, draft: sent }));
      else if (error.code === "conflict") saver.overtaken(sent, null);
      else onFailure(error);
      return null;
    }
  }, [id, saver, onFailure, setProblems]);
  const takeTheirs = useCallback(async () => replace(await call("script_open", { id })), [id, replace]);
  const keepAsCopy = useCallback<Editing["keepAsCopy"]>(
    async (name) => {
      const mine = latest.current;
      const copy = await call("script_create", { from: { type: "copy", id }, name, language: mine.language });
      await call("script_save", { id: copy.id, revision: copy.revision, draft: { ...mine, name } });
      await takeTheirs();
      return copy.id;
    },
    [id, takeTheirs],
  );

  const [onlyId] = selected.size === 1 ? selected : [];
  const only = useMemo(() => (onlyId === undefined ? undefined : blockOf(draft, onlyId)), [draft, onlyId]);
  const deeds = useMemo(
    () => ({ edit, editAndSelect, add, select, light, showHeat, replace, publish, takeTheirs, keepAsCopy, settle: () => walk(settle), undo: () => walk(undo), redo: () => walk(redo) }),
    [edit, editAndSelect, add, select, replace, publish, takeTheirs, keepAsCopy, walk],
  );
  return {
    id,
    draft,
    builtin,
    published,
    changed: published !== null && draft !== clean,
    revision: saver.revision(),
    saving,
    leavesOut: left.size > 0,
    leaveOut,
    problems,
    selected,
    only,
    lit,
    heat,
    canUndo: timeline.past.length > 0,
    canRedo: timeline.future.length > 0,
    ...deeds,
  };
}

/** What of a selection is still there. */
function still(selected: ReadonlySet<BlockId>, { blocks }: ScriptDraft): ReadonlySet<BlockId> {
  const there = new Set(blocks.map(({ id }) => id));
  return [...selected].every((one) => there.has(one)) ? selected : new Set([...selected].filter((one) => there.has(one)));
}

/** What is wrong with the draft; looked for again when it rests. */
function useProblems(script: ScriptId, draft: ScriptDraft, known: readonly ScriptProblem[], onFailure: (error: ApiError) => void) {
  const [problems, setProblems] = useState(known);
  const checked = useRef(draft);
  useEffect(() => {
    if (checked.current === draft) return;
    const timer = setTimeout(() => {
      call("script_check", { script, draft })
        .then((found) => {
          checked.current = draft;
          if (!gone) setProblems(found);
        })
        .catch((error: unknown) => !gone && onFailure(asApiError(error)));
    }, CHECK_AFTER);
    let gone = false;
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [script, draft, onFailure]);
  return [problems, setProblems] as const;
}
