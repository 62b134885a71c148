import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { createContext, memo, useContext } from "react";

import type { Block, Exit, ScriptDraft } from "../../../ipc";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { exitKey, waysOf } from "./graph";
import { ICONS } from "./kinds";
import { exitAt, isAbreast, linesOf, PORT } from "./size";
import { useBlockWords } from "./words";

/** What is drawn of a block. Its objects stay the same until what they say changes. */
export interface Drawn extends Record<string, unknown> {
  block: Block;
  settings: ScriptDraft["settings"];
  selected: boolean;
  /** The arrow keys are at it. */
  current: boolean;
  /** The ways a dialog left it by; null: none came by. */
  lit: ReadonlySet<Exit> | null;
  trouble: "error" | "warning" | null;
  /** The ways out something is wrong with. */
  troubled: ReadonlySet<Exit> | null;
  /** How many dialogs of a rehearsal came by; null: none is shown. */
  dialogs: number | null;
  /** Everything about it, where it is read out. */
  said: string | null;
  /** The ways that leave it at its left. */
  leftward: ReadonlySet<Exit>;
}

export type DrawnNode = Node<Drawn, "block">;

/** The id of the element that draws a block. */
export const elementOf = (block: string): string => `block-${block}`;

/** From how far the canvas is looked at: from afar blocks show their names only, all the larger. */
export type Distance = "near" | "far" | "farther";
const DistanceContext = createContext<Distance>("near");
export const DistanceProvider = DistanceContext.Provider;

/** A block on the canvas: what it is, what it says, and its ways out. */
export const BlockNode = memo(function BlockNode({ data }: NodeProps<DrawnNode>) {
  const words = useBlockWords();
  const distance = useContext(DistanceContext);
  const { block, selected, current, lit, trouble, troubled, dialogs, said, leftward } = data;
  const lines = linesOf(block);
  const name = words.name(block);
  const ground = trouble === "error" && !selected ? "node-wrong" : lit !== null && !selected ? "node-lit" : selected ? "node-selected" : "";
  return (
    <div
      id={elementOf(block.id)}
      role="group"
      aria-roledescription={words.block}
      aria-label={said ?? name}
      className={`node-card flex h-full w-full flex-col rounded-3 bg-raised text-small ${ground} ${current ? "node-current" : ""}`}
    >
      <Handle type="target" position={Position.Top} id="in" className="port-in" isConnectableStart={false} />
      {distance === "near" ? (
        <Near drawn={data} name={words.head(block)} />
      ) : (
        <div className={`flex min-h-0 flex-1 items-center gap-1.5 rounded-3 px-2 ${selected ? "bg-selected" : ""}`}>
          <span className={`node-name flex-1 font-strong ${lines > 0 ? "line-clamp-2" : "cut"}`}>{name}</span>
          {dialogs !== null && <Dialogs count={dialogs} />}
          {trouble !== null && <Trouble worst={trouble} />}
        </div>
      )}
      <Ports block={block} lit={lit} troubled={troubled} leftward={leftward} />
    </div>
  );
});

const SIDES = { bottom: Position.Bottom, left: Position.Left, right: Position.Right };

/** What a block shows where all of it can be read. */
function Near({ drawn: { block, settings, selected, lit, trouble, dialogs }, name }: { drawn: Drawn; name: string }) {
  const words = useBlockWords();
  const lines = linesOf(block);
  return (
    <>
      <div className={`flex h-7 flex-none items-center gap-1.5 px-2 font-strong ${lines > 0 ? "rounded-t-3" : "rounded-3"} ${selected ? "bg-selected" : ""}`}>
        <Icon name={ICONS[block.type]} className={lit === null ? "text-icon" : "text-accent-ink"} />
        <span className="cut flex-1" title={name}>
          {name}
        </span>
        {dialogs !== null && <Dialogs count={dialogs} />}
        {trouble !== null && <Trouble worst={trouble} />}
      </div>
      {lines > 0 && <p className={`mx-2 mb-2 overflow-hidden text-ink-2 ${lines === 2 ? "line-clamp-2" : "cut"}`}>{words.body(block, settings)}</p>}
    </>
  );
}

function Trouble({ worst }: { worst: "error" | "warning" }) {
  return <Icon name={worst === "error" ? "error" : "warn"} className={worst === "error" ? "text-danger-ink" : "text-warning-ink"} />;
}

/** How many dialogs came by. */
function Dialogs({ count }: { count: number }) {
  const { number } = useFormats();
  return <span className="figure rounded-1 bg-fill px-1 text-tiny font-medium text-ink-2">{number(count)}</span>;
}

function Ports({ block, lit, troubled, leftward }: Pick<Drawn, "block" | "lit" | "troubled" | "leftward">) {
  const words = useBlockWords();
  const isFar = useContext(DistanceContext) !== "near";
  const ways = waysOf(block);
  const abreast = isAbreast(block);
  const handles = ways.map(({ exit, to }) => {
    const { x, y, side } = exitAt(block, exit, leftward.has(exit) ? "left" : "right");
    return (
      <Handle
        key={exitKey(exit)}
        id={exitKey(exit)}
        type="source"
        position={SIDES[side]}
        className={`port-out ${to === undefined ? (troubled?.has(exit) ? "port-wrong" : "port-loose") : ""}`}
        style={side === "bottom" ? { left: x } : { top: y }}
        isConnectableEnd={false}
      />
    );
  });
  if (!("branches" in block) || ways.length === 0 || isFar) return handles;
  return (
    <>
      <div className={`mt-auto flex-none border-t border-line ${abreast ? "grid auto-cols-fr grid-flow-col" : ""}`}>
        {ways.map(({ exit }, index) => {
          const name = words.exit(block, exit);
          return (
            <div
              key={exitKey(exit)}
              title={name}
              style={{ height: PORT, lineHeight: `${PORT}px` }}
              className={`cut px-1.5 ${abreast ? `text-center ${index > 0 ? "border-l border-line" : ""}` : index > 0 ? "border-t border-line-soft" : ""} ${lit?.has(exit) ? "font-medium text-accent-ink" : troubled?.has(exit) ? "text-danger-ink" : "text-ink-2"}`}
            >
              {name}
            </div>
          );
        })}
      </div>
      {handles}
    </>
  );
}
