/** What the canvas draws of a script. What did not change is the same object as before, so that only the rest is drawn again. */
import { MarkerType, type Edge } from "@xyflow/react";
import { useMemo, useRef } from "react";

import type { Block, BlockId, Exit, ScriptDraft, ScriptProblem } from "../../../ipc";
import type { Step } from "../contract";
import type { Drawn, DrawnNode } from "./BlockNode";
import { exitKey, waysOf } from "./graph";
import { boxOf } from "./layout";
import { routesOf, type Course, type Route } from "./routes";
import { exitAt, isAbreast, sizeOf } from "./size";
import { useBlockWords, type BlockWords } from "./words";

export interface Look {
  draft: ScriptDraft;
  selected: ReadonlySet<BlockId>;
  current: BlockId | null;
  lit: readonly Step[];
  problems: readonly ScriptProblem[];
  /** How many dialogs came by each block; null: nobody asks. */
  heat: ReadonlyMap<BlockId, number> | null;
  /** The arrow that alone is selected. */
  edge: string | null;
  /** It is looked at from so far that arrows need no heads. */
  far: boolean;
}

/** What is known of an arrow beside its ends. */
export interface Arrow extends Record<string, unknown> {
  /** The way out that it leaves by. */
  exit: Exit;
  /** How it runs while both its blocks are where the script has them. */
  route?: Route;
}

export type DrawnEdge = Edge<Arrow>;

export const edgeId = (block: BlockId, exit: Exit): string => `${block}/${exitKey(exit)}`;

/** The blocks and arrows to draw. */
export function useDrawing(look: Look): { nodes: DrawnNode[]; edges: DrawnEdge[] } {
  const words = useBlockWords();
  const { draft, selected, current, lit, problems, heat, edge, far } = look;
  const former = useRef(new Map<BlockId, DrawnNode>());
  const way = useMemo(() => litWay(lit), [lit]);
  const wrong = useMemo(() => wrongBlocks(problems), [problems]);

  const nodes = useMemo(() => {
    const next = new Map<BlockId, DrawnNode>();
    const blocks = new Map(draft.blocks.map((block) => [block.id, block]));
    for (const block of draft.blocks) {
      const data: Drawn = {
        block,
        settings: draft.settings,
        selected: selected.has(block.id),
        current: current === block.id,
        lit: way.blocks.get(block.id) ?? null,
        trouble: wrong.get(block.id)?.worst ?? null,
        troubled: wrong.get(block.id)?.exits ?? null,
        dialogs: heat === null ? null : (heat.get(block.id) ?? 0),
        said: current === block.id ? words.all(block, draft) : null,
        leftward: leftwardOf(block, blocks),
      };
      const before = former.current.get(block.id);
      next.set(block.id, before !== undefined && sameLook(before.data, data) ? before : nodeOf(data));
    }
    former.current = next;
    return [...next.values()];
  }, [draft, selected, current, way, wrong, heat, words]);

  const arrows = useRef(new WeakMap<Block, { words: BlockWords; edges: DrawnEdge[] }>());
  const plain = useMemo(() => {
    const blocks = new Map(draft.blocks.map((block) => [block.id, block]));
    return draft.blocks.flatMap((block) => {
      const known = arrows.current.get(block);
      // The name an arrow is read out by may change with the block it leads to; that is heard at the block.
      if (known?.words === words && known.edges.every(({ target }) => blocks.has(target))) return known.edges;
      const edges = edgesOf(block, blocks, words);
      arrows.current.set(block, { words, edges });
      return edges;
    });
  }, [draft.blocks, words]);
  const routed = useRouted(draft.blocks, plain);
  const near = useMemo(
    () => routed.map((one) => (way.arrows.has(`${one.id} ${one.target}`) || one.id === edge ? { ...one, ...looks(way.arrows.has(`${one.id} ${one.target}`), one.id === edge) } : one)),
    [routed, way, edge],
  );
  const edges = useMemo(() => (far ? near.map(({ markerEnd: _head, ...one }) => ({ ...one, interactionWidth: 0 })) : near), [near, far]);
  return { nodes, edges };
}

function sameLook(one: Drawn, other: Drawn): boolean {
  return (Object.keys(one) as (keyof Drawn)[]).every((name) => {
    if (name === "settings" && one.block.type !== "start") return true;
    if (name === "leftward") return one.leftward.size === other.leftward.size && [...one.leftward].every((exit) => other.leftward.has(exit));
    return one[name] === other[name];
  });
}

const NONE: ReadonlySet<Exit> = new Set();

/** The ways that leave a block at its left: those of branches below each other that lead to what lies further left. */
function leftwardOf(block: Block, blocks: ReadonlyMap<BlockId, Block>): ReadonlySet<Exit> {
  if (isAbreast(block)) return NONE;
  const middle = (one: Block) => (one.at?.[0] ?? 0) + sizeOf(one).width / 2;
  const left = waysOf(block).filter(({ to }) => {
    const target = to === undefined ? undefined : blocks.get(to);
    return target !== undefined && middle(target) < middle(block);
  });
  return new Set(left.map(({ exit }) => exit));
}

/** The arrows with their routes, which are looked for again only when a block or an end of an arrow is elsewhere. */
function useRouted(blocks: readonly Block[], edges: readonly DrawnEdge[]): DrawnEdge[] {
  const known = useRef({ ground: "", routes: new Map<string, Route>() });
  const drawn = useRef(new Map<string, { plain: DrawnEdge; routed: DrawnEdge }>());
  return useMemo(() => {
    const boxes = blocks.map(boxOf);
    const courses = coursesOf(blocks);
    const ground = JSON.stringify([boxes, courses]);
    if (ground !== known.current.ground) known.current = { ground, routes: routesOf(boxes, courses) };
    const next = new Map<string, { plain: DrawnEdge; routed: DrawnEdge }>();
    for (const plain of edges) {
      const route = known.current.routes.get(plain.id);
      const before = drawn.current.get(plain.id);
      const isSame = before?.plain === plain && before.routed.data?.route?.path === route?.path;
      next.set(plain.id, isSame ? before : { plain, routed: route === undefined || plain.data === undefined ? plain : { ...plain, data: { ...plain.data, route } } });
    }
    drawn.current = next;
    return [...next.values()].map(({ routed }) => routed);
  }, [blocks, edges]);
}

/** Where every arrow begins and ends. */
export function coursesOf(all: readonly Block[]): Course[] {
  const blocks = new Map(all.map((block) => [block.id, block]));
  return all.flatMap((block) => {
    const leftward = leftwardOf(block, blocks);
    return waysOf(block).flatMap(({ exit, to }): Course[] => {
      const target = to === undefined ? undefined : blocks.get(to);
      if (target === undefined) return [];
      const { x, y, side } = exitAt(block, exit, leftward.has(exit) ? "left" : "right");
      const [begin, end] = [boxOf(block), boxOf(target)];
      return [{ id: edgeId(block.id, exit), source: block.id, target: target.id, from: [begin.x + x, begin.y + y], side, to: [end.x + end.width / 2, end.y] }];
    });
  });
}

function nodeOf(data: Drawn): DrawnNode {
  const { block, selected, leftward } = data;
  const size = sizeOf(block);
  const [x, y] = block.at ?? [0, 0];
  const ports = waysOf(block).map(({ exit }) => {
    const { x: left, y: top, side } = exitAt(block, exit, leftward.has(exit) ? "left" : "right");
    return { id: exitKey(exit), type: "source" as const, position: PLACE[side], x: left, y: top, width: 1, height: 1 };
  });
  return {
    id: block.id,
    type: "block",
    position: { x, y },
    ...size,
    measured: size,
    data,
    selected,
    draggable: true,
    handles: [{ id: "in", type: "target", position: PLACE.top, x: size.width / 2, y: 0, width: 1, height: 1 }, ...ports],
  };
}

/** The sides of a block as the canvas names them. */
const PLACE = { top: "top", right: "right", bottom: "bottom", left: "left" } as unknown as Record<"top" | "right" | "bottom" | "left", NonNullable<DrawnNode["targetPosition"]>>;

function edgesOf(block: Block, blocks: ReadonlyMap<BlockId, Block>, words: BlockWords): DrawnEdge[] {
  return waysOf(block).flatMap(({ exit, to }) => {
    const target = to === undefined ? undefined : blocks.get(to);
    if (target === undefined) return [];
    return [
      {
        id: edgeId(block.id, exit),
        type: "arrow",
        source: block.id,
        sourceHandle: exitKey(exit),
        target: target.id,
        targetHandle: "in",
        data: { exit },
        ariaLabel: `${words.name(block)}, ${words.exit(block, exit)} → ${words.name(target)}`,
        ...looks(false, false),
      },
    ];
  });
}

function looks(lit: boolean, selected: boolean) {
  const colour = lit || selected ? "var(--accent)" : "var(--n-8)";
  return { className: lit ? "arrow-lit" : "arrow", selected, zIndex: lit ? 1 : 0, markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 16, height: 16 } };
}

interface LitWay {
  /** The blocks a dialog came by, and the ways it left them by. */
  blocks: ReadonlyMap<BlockId, ReadonlySet<Exit>>;
  /** The arrows it took, as `edge target`. */
  arrows: ReadonlySet<string>;
}

/** A dialog took the arrow from a block when the next block it came by is the one the arrow leads to. */
function litWay(path: readonly Step[]): LitWay {
  const blocks = new Map<BlockId, Set<Exit>>();
  const arrows = new Set<string>();
  path.forEach(({ block, exit }, index) => {
    const exits = blocks.get(block) ?? new Set<Exit>();
    blocks.set(block, exits);
    const next = path[index + 1];
    if (next === undefined || exit === undefined) return;
    exits.add(exit);
    arrows.add(`${edgeId(block, exit)} ${next.block}`);
  });
  return { blocks, arrows };
}

function wrongBlocks(problems: readonly ScriptProblem[]): ReadonlyMap<BlockId, { worst: "error" | "warning"; exits: ReadonlySet<Exit> }> {
  const wrong = new Map<BlockId, { worst: "error" | "warning"; exits: Set<Exit> }>();
  for (const { block, severity, exit, field } of problems) {
    if (block === null) continue;
    const known = wrong.get(block) ?? { worst: severity, exits: new Set<Exit>() };
    if (severity === "error") known.worst = "error";
    if (exit !== null || field === "next") known.exits.add(exit);
    wrong.set(block, known);
  }
  return wrong;
}
