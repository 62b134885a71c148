import { useState, type ClipboardEvent } from "react";
import { FieldError, Input, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { ColourShown } from "../../ipc";
import { IconButton } from "../Button";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../Field";
import { fieldsOf, keepModel, keptModel, LIMITS, mayBeWhole, MODELS, PARTS, type Model, type Part } from "./colour";

/** What stands in the fields because somebody typed it. */
export interface Typed {
  model: Model;
  fields: readonly string[];
  /** The fields that hold no value of their own; none while they mean a colour. */
  wrong: readonly number[];
  /** The field holds a whole colour, which the others do not show. */
  whole: boolean;
}

interface Props {
  shown: ColourShown | null;
  typed: Typed | null;
  onType: (model: Model, fields: readonly string[], at: number, pasted: boolean) => void;
  /** The fields shall show the colour itself, however it was typed. */
  onSettle: () => void;
}

/** The colour in numbers or as text: the fields of one model, and arrows to the others. Any CSS colour may be typed or pasted into any field. */
export function Fields({ shown, typed, onType, onSettle }: Props) {
  const { t } = useTranslation();
  // What is wrong must be in sight.
  const [model, setModel] = useState(() => typed?.model ?? keptModel());
  const parts: readonly Part[] = PARTS[model];
  const fields = typed?.model === model ? typed.fields : shown ? fieldsOf(shown, model) : parts.map(() => "");
  const step = (by: number) => MODELS[(MODELS.indexOf(model) + by + MODELS.length) % MODELS.length] ?? model;
  const go = (next: Model) => {
    keepModel(next);
    setModel(next);
    onSettle();
  };
  const put = (at: number, text: string, pasted: boolean) => onType(model, fields.map((field, index) => (index === at ? text : field)), at, pasted);
  const paste = (event: ClipboardEvent, at: number) => {
    const text = event.clipboardData.getData("text").trim();
    if (!mayBeWhole(text)) return;
    // A whole colour takes the place of all that stands in the field.
    event.preventDefault();
    put(at, text, true);
  };
  const wrong = typed?.model === model ? typed.wrong.flatMap((at) => parts[at] ?? []) : [];
  return (
    <div>
      <div className="flex gap-1">
        {parts.map((part, at) => (
          <TextField
            key={part}
            value={fields[at] ?? ""}
            onChange={(text) => put(at, text, false)}
            onBlur={() => typed?.whole && typed.wrong.length === 0 && onSettle()}
            isInvalid={wrong.includes(part)}
            aria-label={t(`colour.part.${part}`)}
            className="grid min-w-0 flex-1 gap-1"
          >
            <div className={`${fieldBox} px-1 ${wrong.includes(part) ? fieldBad : ""}`}>
              <Input onPaste={(event) => paste(event, at)} className={`${fieldInput} figure text-center`} spellCheck={false} autoComplete="off" />
            </div>
            <span aria-hidden="true" className="text-center text-small text-ink-3">
              {t(`colour.caption.${part}`)}
            </span>
            {/* Said to those who do not see the line below. */}
            <FieldError className="sr-only">{wrong.includes(part) && wrongWords(part)}</FieldError>
          </TextField>
        ))}
        <div role="group" aria-label={t("colour.model")} className="grid h-control w-5 flex-none content-between [&_button]:h-3.5 [&_button]:w-5">
          <IconButton name={t("colour.model_before", { model: t(`colour.models.${step(-1)}`) })} icon="up" onPress={() => go(step(-1))} />
          <IconButton name={t("colour.model_next", { model: t(`colour.models.${step(1)}`) })} icon="down" onPress={() => go(step(1))} />
        </div>
      </div>
      {wrong.map((part) => (
        <div key={part} aria-hidden="true">
          <Wrong>{wrong.length > 1 ? `${t(`colour.part.${part}`)}: ${wrongWords(part)}` : wrongWords(part)}</Wrong>
        </div>
      ))}
    </div>
  );

  function wrongWords(part: Part): string {
    return part === "hex" ? t("colour.wrong") : t("colour.wrong_part", { limit: LIMITS[part] });
  }
}
