import { useQuery } from "@tanstack/react-query";
import { useId, useRef } from "react";
import { Button as Pressable, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Problem } from "../../ipc";
import { fieldBad, FormRow, Wrong } from "../Field";
import { Icon } from "../Icon";
import { colourQuery, rememberColour } from "./colour";
import { Contrast } from "./Contrast";
import { Palette } from "./Palette";
import { Swatch } from "./Swatch";

interface Props {
  label: string;
  /** Where the colour stands in what is being changed. */
  path: string;
  /** It is the colour of a text; all others are grounds of texts. */
  isText?: boolean;
  value: string;
  onChange: (colour: string) => void;
  /** The colour it is seen with; none means the black or white text that reads better on it. */
  beside?: string | undefined;
  problem?: Problem | undefined;
  /** It differs from what is saved. */
  changed?: boolean;
  /** What was typed and means no colour: the colour stays, and nothing is saved until it is mended. */
  unread?: string | undefined;
  onUnread: (text: string) => void;
  /** Colours used beside it, offered among the recent ones. */
  own: readonly string[];
}

/** A colour: a button with a swatch that opens the palette, and how well text reads on it. */
export function ColourField({ label, path, isText = false, value, onChange, beside, problem, changed = false, unread, onUnread, own }: Props) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const id = useId();
  const opened = useRef(value);
  const pair = { beside: beside ?? null, isText };
  const { data: shown } = useQuery(colourQuery(value, pair));
  const wrong = problem !== undefined || unread !== undefined;
  const settle = (open: boolean) => {
    if (open) opened.current = value;
    else if (value !== opened.current) rememberColour(value);
  };
  return (
    <FormRow
      label={
        <span id={id}>
          {label}
          {changed && <span role="img" aria-label={t("colour.changed")} title={t("colour.changed")} className="ml-1.5 inline-block size-1.5 rounded-round bg-accent align-middle" />}
        </span>
      }
    >
      <div ref={row} data-path={path} className="inline-flex items-center gap-2">
        <DialogTrigger onOpenChange={settle}>
          <Pressable
            aria-label={t("colour.open", { label, colour: value })}
            aria-describedby={wrong ? `${id}-problem` : undefined}
            className={`figure flex h-control w-colour flex-none items-center gap-1.5 rounded-2 border bg-raised pr-1.5 pl-0.5 text-left data-pressed:border-accent aria-expanded:border-accent ${wrong ? fieldBad : "border-line-field"}`}
          >
            <Swatch colour={shown?.colour ?? null} />
            <span className="cut flex-1">{value.toUpperCase()}</span>
            <Icon name="down" size="small" className="text-icon-quiet" />
          </Pressable>
          <Popover triggerRef={row} placement="right top" offset={8} className="w-picker rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
            <Dialog aria-label={label}>
              <Palette value={value} pair={pair} own={own} onChange={onChange} unread={unread} onUnread={onUnread} />
            </Dialog>
          </Popover>
        </DialogTrigger>
        {shown && !wrong && <Contrast contrast={shown.contrast} level={shown.level} />}
      </div>
      {wrong && (
        <span id={`${id}-problem`}>
          <Wrong>{t("colour.wrong")}</Wrong>
        </span>
      )}
    </FormRow>
  );
}
