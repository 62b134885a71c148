import { useReactFlow, useStore } from "@xyflow/react";
import { Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { IconButton } from "../../../shared/Button";
import { menuItem } from "../../../shared/Choice";
import { useFormats } from "../../../shared/format";
import { useShowAll } from "./Canvas";
import { aligned, distributed, laidOut, type Side } from "./layout";
import { useEditing } from "./useEditing";

const bar = "flex h-8 items-center rounded-2 bg-raised p-0.5 shadow-1 outline-1 outline-line-strong";

interface Props {
  adding: boolean;
  outlined: boolean;
  onAdd: () => void;
  onFind: () => void;
  onOutline: () => void;
  /** Opens the fields where they have no place of their own. */
  onFields: (() => void) | null;
}

/** What is done with the canvas as a whole. */
export function Tools({ adding, outlined, onAdd, onFind, onOutline, onFields }: Props) {
  const { t } = useTranslation();
  const { builtin } = useEditing();
  return (
    <div role="toolbar" aria-label={t("canvas.tools")} className={bar}>
      {!builtin && (
        <>
          <IconButton name={t("canvas.add")} icon="plus" small keys="KeyA" aria-expanded={adding} onPress={onAdd} />
          <Arrange />
        </>
      )}
      <IconButton name={t("canvas.find")} icon="search" small keys="mod+KeyF" onPress={onFind} />
      <IconButton name={outlined ? t("canvas.show_canvas") : t("canvas.outline")} icon={outlined ? "scripts" : "ordered"} small onPress={onOutline} />
      {onFields !== null && <IconButton name={t("canvas.properties")} icon="panel" small onPress={onFields} />}
    </div>
  );
}

const SIDES: readonly Side[] = ["left", "centre", "right", "top", "middle", "bottom"];

function Arrange() {
  const { t } = useTranslation();
  const { draft, edit, selected } = useEditing();
  const showAll = useShowAll();
  const some = selected.size > 1;
  const run = (key: React.Key) => {
    const deed = String(key);
    if (deed === "tidy") {
      const next = laidOut(draft, some ? selected : undefined);
      edit(() => next);
      if (!some) showAll(next);
    } else if (deed === "across" || deed === "down") edit((draft) => distributed(draft, selected, deed));
    else edit((draft) => aligned(draft, selected, deed as Side));
  };
  return (
    <MenuTrigger>
      <IconButton name={t("canvas.arrange.title")} icon="align" small />
      <Popover placement="bottom start" offset={4} className="rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <Menu aria-label={t("canvas.arrange.title")} onAction={run} disabledKeys={some ? (selected.size > 2 ? [] : ["across", "down"]) : [...SIDES, "across", "down"]} className="min-w-44 p-1">
          <MenuItem id="tidy" className={menuItem}>
            {some ? t("canvas.arrange.tidy_selected") : t("canvas.arrange.tidy")}
          </MenuItem>
          <Separator className="my-1 border-t border-line" />
          {SIDES.map((side) => (
            <MenuItem key={side} id={side} className={`${menuItem} data-disabled:text-ink-off`}>
              {t(`canvas.arrange.${side}`)}
            </MenuItem>
          ))}
          <Separator className="my-1 border-t border-line" />
          {(["across", "down"] as const).map((axis) => (
            <MenuItem key={axis} id={axis} className={`${menuItem} data-disabled:text-ink-off`}>
              {t(`canvas.arrange.${axis}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** How near the canvas is. */
export function Zoom() {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const { draft } = useEditing();
  const showAll = useShowAll();
  return (
    <div role="toolbar" aria-label={t("canvas.zoom")} className={bar}>
      <IconButton name={t("canvas.zoom_out")} icon="minus" small onPress={() => void flow.zoomOut()} />
      <Percent />
      <IconButton name={t("canvas.zoom_in")} icon="plus" small onPress={() => void flow.zoomIn()} />
      <IconButton name={t("canvas.fit")} icon="fit" small onPress={() => showAll(draft)} />
    </div>
  );
}

function Percent() {
  const { number } = useFormats();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return <span className="figure w-10 text-center text-small text-ink-2">{`${number(percent)} %`}</span>;
}
