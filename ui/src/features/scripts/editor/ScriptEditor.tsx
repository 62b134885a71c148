import { ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ApiError } from "../../../ipc";
import type { BlockId, ScriptOpen, ScriptProblem } from "../../../ipc";
import { useErrorWords } from "../../../shared/errors";
import { useRoom } from "../../../shared/room";
import { Failure, Skeleton } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import type { Beside, ScriptEditorProps } from "../contract";
import { AddBlock } from "./AddBlock";
import { Canvas, useReveal } from "./Canvas";
import { Conflict } from "./Conflict";
import { connect, isLoose, removeBlocks, type Loose, type Point } from "./draft";
import { edgeId } from "./drawing";
import { Find } from "./Find";
import { blockOf, waysOf } from "./graph";
import { Head } from "./Head";
import type { AddedType } from "./kinds";
import { Outline } from "./Outline";
import { Problems } from "./Problems";
import { fieldKey } from "./properties/field";
import { GoProvider } from "./properties/go";
import { Properties } from "./properties/Properties";
import { Tools, Zoom } from "./Tools";
import { EditingProvider, useEditing, useScript } from "./useEditing";
import { canRemove, canvasKeys, useEditorKeys, type Deeds } from "./useKeys";
import { BlockWordsProvider, useBlockWords, useMakeBlockWords } from "./words";

/** A script on its canvas, with the fields of what is selected and one pane beside it. */
export function ScriptEditor(props: ScriptEditorProps) {
  const opened = useQuery({ queryKey: ["script", props.id], queryFn: () => call("script_open", { id: props.id }), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  if (opened.isError && opened.data === undefined) return <Failure error={opened.error} onRetry={() => void opened.refetch()} />;
  if (opened.data === undefined) return <Skeleton rows={8} />;
  return <Opened {...props} opened={opened.data} />;
}

function Opened({ opened: now, ...props }: ScriptEditorProps & { opened: ScriptOpen }) {
  // What was read first: everything after it is known here before it is read again.
  const [opened] = useState(now);
  const words = useErrorWords();
  const latest = useRef(words);
  latest.current = words;
  const fail = useCallback((error: ApiError) => note(latest.current(error).what), []);
  const editing = useScript(opened, fail);
  const names = useMakeBlockWords();
  return (
    <EditingProvider value={editing}>
      <BlockWordsProvider value={names}>
        <ReactFlowProvider>
          <Board {...props} />
        </ReactFlowProvider>
      </BlockWordsProvider>
    </EditingProvider>
  );
}

/** What the list of blocks was opened for. */
interface Adding {
  after: Loose | null;
  at: Point | null;
}

function Board({ id, pane, onPane, onOpen, panes }: ScriptEditorProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const room = useRoom();
  const editing = useEditing();
  const names = useBlockWords();
  const flow = useReactFlow();
  const reveal = useReveal();
  const region = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const { draft, selected, only, builtin, select, edit, add, light, showHeat } = editing;

  const [at, setAt] = useState<BlockId | null>(null);
  const [edge, setEdge] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [finding, setFinding] = useState(false);
  const [outlined, setOutlined] = useState(false);
  const [listed, setListed] = useState(true);
  // Where there is little room, the fields lie over the canvas, and only when they are asked for.
  const [fieldsOpen, setFieldsOpen] = useState(room === "wide");
  const seek = useSeek(region);

  const walked = at === null ? undefined : blockOf(draft, at);
  const currentId = only?.id ?? walked?.id ?? draft.blocks.find(({ type }) => type === "start")?.id ?? null;
  const current = currentId === null ? undefined : blockOf(draft, currentId);
  const focusCanvas = () => stage.current?.querySelector<HTMLElement>(outlined ? "[role=listbox]" : ".script-canvas")?.focus();
  const go = useCallback(
    (block: BlockId) => {
      setEdge(null);
      setAt(block);
      select([block]);
      reveal(block);
    },
    [select, reveal],
  );
  const open = (block: BlockId, field: string) => {
    go(block);
    setFieldsOpen(true);
    seek(field);
  };
  const looseOf = (block: BlockId): Loose | null => {
    const one = blockOf(draft, block);
    const ways = one === undefined ? [] : waysOf(one);
    const way = ways.find(({ to }) => to === undefined) ?? ways[0];
    return way === undefined ? null : { block, exit: way.exit };
  };
  const middle = (): Point => {
    const box = stage.current?.getBoundingClientRect();
    const { x, y } = flow.screenToFlowPosition({ x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 3 });
    return [x, y];
  };
  const remove = () => {
    const arrow = edge === null ? undefined : draft.blocks.flatMap((block) => waysOf(block).map(({ exit }) => ({ block: block.id, exit }))).find(({ block, exit }) => edgeId(block, exit) === edge);
    if (arrow !== undefined) {
      setEdge(null);
      return edit((now) => connect(now, arrow.block, arrow.exit, null));
    }
    if (!canRemove(editing)) return;
    // The next to be at is what led to what goes.
    const before = currentId === null ? undefined : draft.blocks.find((block) => !selected.has(block.id) && waysOf(block).some(({ to }) => to === currentId));
    setAt(before?.id ?? null);
    edit((now) => removeBlocks(now, selected));
    select(before === undefined ? [] : [before.id]);
  };

  const deeds: Deeds = {
    go,
    addAfter: () => {
      const way = currentId === null ? null : looseOf(currentId);
      // Where no block is chosen, only a way that leads nowhere yet asks for one.
      const isAsked = only !== undefined || (way !== null && isLoose(draft, way));
      if (!builtin) setAdding({ after: isAsked ? way : null, at: null });
    },
    open: () => currentId !== null && open(currentId, fieldKey({ block: currentId, path: null })),
    connect: () => {
      const loose = currentId === null ? null : looseOf(currentId);
      if (loose !== null) open(loose.block, fieldKey({ ...loose, path: "next" }));
    },
    find: () => setFinding(true),
    remove,
    escape: () => {
      if (adding !== null) setAdding(null);
      else {
        setEdge(null);
        select([]);
      }
    },
    refused: () => note(t("canvas.not_blocks")),
  };
  useEditorKeys(region, editing, deeds, middle);

  const put = (type: AddedType, place: Point | null) => {
    const after = place === null || adding?.at != null ? (adding?.after ?? null) : null;
    const added = add(type, place ?? adding?.at ?? (after === null ? middle() : null), after);
    setAdding(null);
    if (added === null) return;
    setAt(added);
    reveal(added);
    focusCanvas();
  };
  const drop = (type: AddedType, x: number, y: number): boolean => {
    const box = stage.current?.getBoundingClientRect();
    if (box === undefined || x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
    const place = flow.screenToFlowPosition({ x, y });
    put(type, [place.x, place.y]);
    return true;
  };
  const show = ({ block, exit, field }: ScriptProblem) => {
    if (block === null) select([]);
    else go(block);
    setFieldsOpen(true);
    seek(fieldKey({ block, exit, path: field }));
  };
  const copy = () =>
    void call("script_create", { from: { type: "copy", id }, name: null, language: null })
      .then((made) => onOpen(made.id))
      .catch((error: unknown) => note(words(asApiError(error)).what));

  const closePane = useCallback(() => onPane(null), [onPane]);
  const beside = useMemo<Beside>(
    () => ({ script: id, draft, builtin, published: editing.published, changed: editing.changed, revision: editing.revision, light, heat: showHeat, select: go, replace: editing.replace, close: closePane }),
    [id, draft, builtin, editing.published, editing.changed, editing.revision, light, showHeat, go, editing.replace, closePane],
  );
  // What a pane shows on the canvas goes with it.
  useEffect(
    () => () => {
      light([]);
      showHeat(null);
    },
    [pane, light, showHeat],
  );
  const Pane = pane === null ? null : panes[pane];
  const wide = room === "wide";
  const showsFields = wide || (fieldsOpen && Pane === null);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <Head pane={pane} onPane={onPane} onList={() => onOpen(null)} onCopy={copy} onRefused={() => setListed(true)} />
      <div className="relative flex min-h-0 flex-1">
        <div ref={region} className="flex min-w-0 flex-1">
          <div className="flex min-w-0 flex-1 flex-col">
            {editing.saving.state === "conflict" && (
              <div className="flex-none border-b border-line px-4 py-2">
                <Conflict onOpen={onOpen} />
              </div>
            )}
            <div ref={stage} className="relative min-h-0 flex-1">
              {outlined ? (
                <Outline current={currentId} onOpen={(block) => open(block, fieldKey({ block, path: null }))} />
              ) : (
                <Canvas current={currentId} edge={edge} onEdge={setEdge} onLoose={(after, place) => setAdding({ after, at: place })} onKeyDown={(event) => canvasKeys(event, editing, currentId, deeds)} onOpen={(block) => open(block, fieldKey({ block, path: null }))} />
              )}
              <div className="pointer-events-none absolute inset-x-4 top-4 bottom-4 z-5 flex items-start gap-2 *:pointer-events-auto">
                <Tools adding={adding !== null} outlined={outlined} onAdd={() => setAdding(adding === null ? { after: null, at: null } : null)} onFind={() => setFinding(true)} onOutline={() => setOutlined(!outlined)} onFields={wide ? null : () => setFieldsOpen(!fieldsOpen)} />
                {finding && (
                  <Find
                    onFound={go}
                    onClose={() => {
                      setFinding(false);
                      focusCanvas();
                    }}
                  />
                )}
                <span className="pointer-events-none! flex-1" />
                {!outlined && <Zoom />}
              </div>
              {adding !== null && (
                <div className="absolute top-14 bottom-4 left-4 z-5">
                  <AddBlock
                    after={adding.after === null || current === undefined ? null : names.name(blockOf(draft, adding.after.block) ?? current)}
                    onAdd={(type) => put(type, null)}
                    onDrop={drop}
                    onClose={() => {
                      setAdding(null);
                      focusCanvas();
                    }}
                  />
                </div>
              )}
            </div>
            <Problems open={listed} onOpen={setListed} onGo={show} />
          </div>
          {showsFields && (
            <aside aria-label={t("canvas.properties")} className={`flex w-properties flex-none flex-col border-l border-line bg-page ${wide ? "" : "absolute inset-y-0 right-0 z-10 shadow-3"}`}>
              <GoProvider value={go}>
                <Properties
                  onRemove={remove}
                  onClose={() => {
                    setFieldsOpen(false);
                    focusCanvas();
                  }}
                />
              </GoProvider>
            </aside>
          )}
        </div>
        {Pane !== null && (
          <aside aria-label={t(`canvas.pane.${pane ?? "try"}`)} className={`flex w-card flex-none flex-col border-l border-line bg-page ${wide ? "" : "absolute inset-y-0 right-0 z-10 shadow-3"}`}>
            <Pane {...beside} />
          </aside>
        )}
      </div>
    </div>
  );
}

/** Leads the focus to a field by its key, or to the first of its block, as soon as it is drawn. */
function useSeek(region: RefObject<HTMLElement | null>): (key: string) => void {
  const [sought, setSought] = useState<string | null>(null);
  useEffect(() => {
    if (sought === null) return;
    const fields = [...(region.current?.querySelectorAll<HTMLElement>("[data-field]") ?? [])];
    const [block, exit, path] = sought.split("/");
    const found =
      fields.find(({ dataset }) => dataset["field"] === sought) ??
      fields.find(({ dataset }) => path !== "" && (dataset["field"]?.startsWith(`${sought}[`) || (dataset["field"] !== undefined && sought.startsWith(`${dataset["field"]}[`)))) ??
      fields.find(({ dataset }) => exit !== "" && dataset["field"]?.startsWith(`${block}/${exit}/`)) ??
      fields.find(({ dataset }) => dataset["field"]?.startsWith(`${block}/`));
    if (found === undefined) return;
    setSought(null);
    found.querySelector<HTMLElement>("input, textarea, button")?.focus();
  });
  return setSought;
}
