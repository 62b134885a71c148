import "@xyflow/react/dist/base.css";
import "./canvas.css";

import { Background, BackgroundVariant, MiniMap, ReactFlow, SelectionMode, useReactFlow, useStore, useStoreApi, type ReactFlowState, type EdgeMouseHandler, type NodeChange, type OnConnect, type OnConnectEnd, type OnReconnect } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { BlockId, ScriptDraft } from "../../../ipc";
import { ArrowEdge } from "./ArrowEdge";
import { BlockNode, DistanceProvider, elementOf, type Distance, type DrawnNode } from "./BlockNode";
import { connect, moveBlocks, type Loose, type Point } from "./draft";
import { useDrawing, type DrawnEdge } from "./drawing";
import { blockOf, exitOf } from "./graph";
import { GRID, sizeOf } from "./size";
import { useEditing } from "./useEditing";
import { READABLE, viewOfAll } from "./view";

const NODE_TYPES = { block: BlockNode };
const EDGE_TYPES = { arrow: ArrowEdge };
const NEAREST = 2;
const FARTHEST = 0.1;
/** From here on, names are larger still, and arrows have no heads. */
const FARTHER = 0.4;
const distanceAt = (zoom: number): Distance => (zoom > READABLE ? "near" : zoom > FARTHER ? "far" : "farther");

/** Where each script was looked at last. */
const lookedAt = new Map<string, { x: number; y: number; zoom: number }>();

interface Props {
  /** The block that the arrow keys are at. */
  current: BlockId | null;
  /** The arrow that alone is selected. */
  edge: string | null;
  onEdge: (edge: string | null) => void;
  /** A way out was dragged to where no block is. */
  onLoose: (from: Loose, at: Point) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** A block was pressed twice. */
  onOpen: (block: BlockId) => void;
}

/** The blocks of a script and the arrows among them. */
export function Canvas({ current, edge, onEdge, onLoose, onKeyDown, onOpen }: Props) {
  const { t } = useTranslation();
  const editing = useEditing();
  const { id, draft, builtin, selected, lit, problems, heat, edit, select } = editing;
  const flow = useReactFlow<DrawnNode, DrawnEdge>();
  // Where blocks are while they are dragged; the script has them when they are let go.
  const [moving, setMoving] = useState<ReadonlyMap<BlockId, Point> | null>(null);
  const showAll = useShowAll();
  const distance = useStore((state) => distanceAt(state.transform[2]));
  // Blocks out of sight are not drawn, and nothing may point to what is not there.
  const isInSight = useStore((state) => current !== null && inSight(state, current));
  const width = useStore((state) => state.width);
  useEffect(() => {
    // A pane that opens beside the canvas does not hide the block that somebody is at; whoever pans away means to.
    if (current !== null && width > 0 && !isInSight) void flow.fitView({ nodes: [{ id: current }], minZoom: flow.getZoom(), maxZoom: flow.getZoom() });
  }, [width]);
  const drawing = useDrawing({ draft, selected, current, lit, problems, heat, edge, far: distance === "farther" });
  const nodes = useMemo(
    () =>
      moving === null
        ? drawing.nodes
        : drawing.nodes.map((node) => {
            const at = moving.get(node.id);
            return at === undefined ? node : { ...node, position: { x: at[0], y: at[1] } };
          }),
    [drawing.nodes, moving],
  );

  const change = useCallback(
    (changes: NodeChange<DrawnNode>[]) => {
      const moved = changes.flatMap((one) => (one.type === "position" && one.position ? [one] : []));
      if (moved.length > 0) {
        const places = new Map(moved.map(({ id: block, position }): [BlockId, Point] => [block, [position?.x ?? 0, position?.y ?? 0]]));
        if (moved.some(({ dragging }) => dragging)) setMoving((before) => new Map([...(before ?? []), ...places]));
        else {
          setMoving(null);
          edit((now) => moveBlocks(now, places));
        }
      }
      const chosen = changes.filter((one) => one.type === "select");
      if (chosen.length > 0) {
        const next = new Set(selected);
        for (const one of chosen) {
          if (one.selected) next.add(one.id);
          else next.delete(one.id);
        }
        onEdge(null);
        select(next);
      }
    },
    [edit, select, selected, onEdge],
  );

  const join: OnConnect = ({ source, sourceHandle, target }) => edit((now) => connect(now, source, exitOf(sourceHandle ?? ""), target));
  const rejoin: OnReconnect<DrawnEdge> = (old, { source, sourceHandle, target }) =>
    edit((now) => {
      const from = exitOf(sourceHandle ?? "");
      const freed = old.source === source && old.data?.exit === from ? now : connect(now, old.source, old.data?.exit ?? null, null);
      return connect(freed, source, from, target);
    });
  const letGo: OnConnectEnd = (event, { fromNode, fromHandle, toNode }) => {
    if (fromNode === null || fromHandle === null || fromHandle.type !== "source" || toNode !== null || builtin) return;
    const { clientX, clientY } = "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
    const { x, y } = flow.screenToFlowPosition({ x: clientX, y: clientY });
    onLoose({ block: fromNode.id, exit: exitOf(fromHandle.id ?? "") }, [x - 80, y]);
  };
  const chooseEdge: EdgeMouseHandler<DrawnEdge> = (_event, one) => {
    select([]);
    onEdge(one.id);
  };

  return (
    <DistanceProvider value={distance}>
      <ReactFlow<DrawnNode, DrawnEdge>
        nodes={nodes}
        edges={drawing.edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={change}
        onConnect={join}
        onReconnect={rejoin}
        onConnectEnd={letGo}
        onEdgeClick={chooseEdge}
        onNodeDoubleClick={(_event, { id: block }) => onOpen(block)}
        onPaneClick={() => onEdge(null)}
        onMoveEnd={(_event, viewport) => lookedAt.set(id, viewport)}
        onInit={() => {
          const before = lookedAt.get(id);
          if (before) void flow.setViewport(before);
          else showAll(draft);
        }}
        onKeyDown={onKeyDown}
        onlyRenderVisibleElements
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Meta", "Control"]}
        panOnDrag={[1, 2]}
        panOnScroll
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={[GRID, GRID]}
        minZoom={FARTHEST}
        maxZoom={NEAREST}
        nodesDraggable={!builtin}
        nodesConnectable={!builtin}
        edgesReconnectable={!builtin}
        connectionRadius={24}
        proOptions={{ hideAttribution: true }}
        tabIndex={0}
        aria-label={t("canvas.canvas")}
        aria-activedescendant={current !== null && isInSight ? elementOf(current) : undefined}
        aria-describedby="script-canvas-keys"
        className={`script-canvas bg-sunken canvas-${distance}`}
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID * 2} size={1.5} color="var(--n-5)" />
        <MiniMap<DrawnNode> pannable zoomable onClick={(_event, { x, y }) => void flow.setCenter(x, y, { zoom: flow.getZoom() })} ariaLabel={t("canvas.map")} className="script-map" nodeClassName={inMap} nodeBorderRadius={8} />
        <p id="script-canvas-keys" className="sr-only">
          {t("canvas.keys")}
        </p>
      </ReactFlow>
    </DistanceProvider>
  );
}

const inMap = ({ data }: DrawnNode) => (data.trouble === "error" ? "map-wrong" : data.lit !== null || data.selected ? "map-lit" : "map-block");

/** Shows all of a script where that can be read, else its start. */
export function useShowAll(): (draft: ScriptDraft) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useCallback((draft) => void flow.setViewport(viewOfAll(draft, store.getState())), [flow, store]);
}

/** Brings a block into sight when it is not. */
export function useReveal(): (block: BlockId) => void {
  const flow = useReactFlow();
  const { draft } = useEditing();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const [sought, setSought] = useState<BlockId | null>(null);
  // A block that was just added is in the draft a moment later.
  useEffect(() => {
    const block = sought === null ? undefined : blockOf(draft, sought);
    if (block === undefined) return;
    setSought(null);
    const [left, top] = block.at ?? [0, 0];
    const size = sizeOf(block);
    const { x, y, zoom } = flow.getViewport();
    const [from, to] = [left * zoom + x, top * zoom + y];
    const isSeen = from >= 0 && to >= 0 && from + size.width * zoom <= width && to + size.height * zoom <= height;
    if (!isSeen) void flow.setCenter(left + size.width / 2, top + size.height / 2, { zoom: Math.max(zoom, READABLE) });
  }, [sought, draft, flow, width, height]);
  return setSought;
}

/** Whether any part of a block lies in what is shown of the canvas. */
function inSight({ nodeLookup, transform: [x, y, zoom], width, height }: ReactFlowState, block: BlockId): boolean {
  const node = nodeLookup.get(block);
  if (node === undefined) return false;
  const at = node.internals.positionAbsolute;
  const [left, top] = [at.x * zoom + x, at.y * zoom + y];
  const [right, bottom] = [left + (node.measured.width ?? 0) * zoom, top + (node.measured.height ?? 0) * zoom];
  return left < width && top < height && right > 0 && bottom > 0;
}
