import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "../../../shared/Button";
import { Icon } from "../../../shared/Icon";
import { GROUPS, ICONS, typesWith, type AddedType } from "./kinds";

interface Props {
  /** The block that the new one is hung on. */
  after: string | null;
  onAdd: (type: AddedType) => void;
  /** A type was dragged to a place in the window; false: it does not lie on the canvas. */
  onDrop: (type: AddedType, x: number, y: number) => boolean;
  onClose: () => void;
}

/** So many pixels make a drag of a press. */
const DRAG = 4;

/** The types of blocks, to be chosen by a press, by the arrows and Enter, or dragged onto the canvas. */
export function AddBlock({ after, onAdd, onDrop, onClose }: Props) {
  const { t } = useTranslation();
  const list = useId();
  const [text, setText] = useState("");
  const [dragged, setDragged] = useState<{ type: AddedType; x: number; y: number } | null>(null);
  const pressed = useRef<{ type: AddedType; x: number; y: number } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  // What was sought stands by how well it fits, not by its group.
  const groups = useMemo((): readonly { name: (typeof GROUPS)[number]["name"] | null; types: readonly AddedType[] }[] => {
    if (text.trim() === "") return GROUPS;
    const types = typesWith(text, (type) => t(`block.type.${type}`), (type) => t(`block.about.${type}`));
    return types.length === 0 ? [] : [{ name: null, types }];
  }, [text, t]);
  const shown = groups.flatMap(({ types }) => types);
  const [marked, setMarked] = useState<AddedType | null>(null);
  const current = marked !== null && shown.includes(marked) ? marked : shown[0];
  const option = (type: AddedType) => `${list}-${type}`;

  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && current !== undefined) {
      event.preventDefault();
      const next = shown[(shown.indexOf(current) + step + shown.length) % shown.length];
      if (next === undefined) return;
      setMarked(next);
      document.getElementById(option(next))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing && current !== undefined) {
      event.preventDefault();
      onAdd(current);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  const drag = ({ clientX: x, clientY: y }: PointerEvent) => {
    const from = pressed.current;
    if (from !== null && (dragged !== null || Math.hypot(x - from.x, y - from.y) > DRAG)) setDragged({ type: from.type, x, y });
  };
  const letGo = ({ clientX, clientY }: PointerEvent) => {
    const from = pressed.current;
    pressed.current = null;
    if (from === null) return;
    if (dragged === null) onAdd(from.type);
    else {
      setDragged(null);
      onDrop(from.type, clientX, clientY);
    }
  };

  return (
    <section aria-label={t("canvas.add")} onKeyDown={press} className="flex max-h-full w-blocks flex-col overflow-hidden rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
      <div className="flex h-bar flex-none items-center gap-2 border-b border-line pr-2 pl-3">
        <Icon name="search" className="text-icon-quiet" />
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={current === undefined ? undefined : option(current)}
          aria-label={after === null ? t("canvas.add") : t("canvas.add_after", { block: after })}
          placeholder={after === null ? t("canvas.add_hint") : t("canvas.add_after", { block: after })}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(null);
          }}
          className="h-full min-w-0 flex-1 bg-transparent shadow-none!"
        />
        <IconButton name={t("common.close")} icon="x" small onPress={onClose} />
      </div>
      <div id={list} role="listbox" aria-label={t("canvas.block_types")} tabIndex={-1} className="min-h-0 overflow-auto p-1">
        {shown.length === 0 && <p className="p-2 text-ink-2">{t("common.none_found")}</p>}
        {groups.map(({ name, types }) => (
          <div key={name} role="group" aria-label={name === null ? t("canvas.block_types") : t(`block.group.${name}`)}>
            {name !== null && (
              <p aria-hidden="true" className="px-2 pt-1.5 pb-0.5 text-small text-ink-3">
                {t(`block.group.${name}`)}
              </p>
            )}
            {types.map((type) => (
              <div
                key={type}
                id={option(type)}
                role="option"
                aria-selected={type === current}
                aria-label={`${t(`block.type.${type}`)}. ${t(`block.about.${type}`)}`}
                title={t(`block.about.${type}`)}
                onPointerDown={(event) => {
                  if (event.button !== 0) return;
                  event.preventDefault();
                  event.currentTarget.setPointerCapture(event.pointerId);
                  pressed.current = { type, x: event.clientX, y: event.clientY };
                }}
                onPointerMove={drag}
                onPointerUp={letGo}
                onPointerCancel={() => {
                  pressed.current = null;
                  setDragged(null);
                }}
                className="flex h-control touch-none items-center gap-2 rounded-1 px-2 hover:bg-hover aria-selected:bg-selected"
              >
                <Icon name={ICONS[type]} className="text-icon" />
                <span className="cut flex-1">{t(`block.type.${type}`)}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {dragged && (
        <div aria-hidden="true" className="node-dragged pointer-events-none fixed z-20 flex h-7 items-center gap-1.5 rounded-3 bg-raised px-2 text-small font-strong shadow-2" style={{ left: dragged.x - 16, top: dragged.y - 12 }}>
          <Icon name={ICONS[dragged.type]} className="text-icon" />
          {t(`block.type.${dragged.type}`)}
        </div>
      )}
    </section>
  );
}
