import { useState } from "react";
import {
  Button as Pressable,
  ColorArea,
  ColorPicker,
  ColorSlider,
  ColorThumb,
  Dialog,
  DialogTrigger,
  FieldError,
  Input,
  Label,
  Popover,
  SliderTrack,
  TextField,
  parseColor,
  type Color,
} from "react-aria-components";
import { useTranslation } from "react-i18next";

import { fieldBad, fieldBox, fieldInput, FormRow, Wrong } from "../../../shared/Field";
import { Icon } from "../../../shared/Icon";
import { levelOf } from "./colours";

interface Props {
  label: string;
  text: string;
  /** The text as the program writes that colour; null when it is none. */
  colour: string | null;
  contrast: number | null;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** A colour: a swatch that opens a palette, the same colour as text, and how well text reads on it. */
export function ColourField({ label, text, colour, contrast, error, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TextField value={text} onChange={onChange} isInvalid={error !== undefined} className="contents">
      <FormRow label={<Label>{label}</Label>}>
        <div className="flex items-center gap-2">
          <div className={`${fieldBox} w-colour pl-0.5 ${error === undefined ? "" : fieldBad}`}>
            <DialogTrigger>
              <Pressable aria-label={t("editor.open_palette", { colour: label })} className="edged size-5 flex-none rounded-1" style={{ background: checked(colour ?? "transparent") }} />
              <Popover placement="bottom start" offset={8} className="w-picker rounded-3 bg-pop p-3 shadow-2 outline-1 outline-line-strong">
                <Dialog aria-label={label}>
                  <Palette colour={colour} text={text} onChange={onChange} />
                </Dialog>
              </Popover>
            </DialogTrigger>
            <Input className={`${fieldInput} figure`} spellCheck={false} />
          </div>
          {contrast !== null && error === undefined && <Contrast value={contrast} />}
        </div>
        <FieldError>{error !== undefined && <Wrong>{error}</Wrong>}</FieldError>
      </FormRow>
    </TextField>
  );
}

/** A fill that shows how much of the ground comes through it. */
function checked(fill: string): string {
  return `linear-gradient(${fill}, ${fill}), repeating-conic-gradient(var(--check-dark) 0 25%, var(--check-light) 0 50%) 0 0 / var(--s-2) var(--s-2)`;
}

function Contrast({ value }: { value: number }) {
  const { t, i18n } = useTranslation();
  const level = levelOf(value);
  const ratio = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: "trunc" } as Intl.NumberFormatOptions).format(value);
  const fails = level === "fail";
  return (
    <span
      title={t("editor.contrast")}
      className={`figure inline-flex h-4.5 items-center gap-1 rounded-1 px-1.5 text-small whitespace-nowrap ${fails ? "bg-danger-soft text-danger-ink" : "bg-fill text-ink-2"}`}
    >
      <Icon name={fails ? "error" : "check"} size="small" />
      <span className="sr-only">{t("editor.contrast")}</span>
      {fails ? t("editor.below_aa", { ratio }) : `${ratio} ${level}`}
    </span>
  );
}

const thumb = "size-3.5 rounded-round border-2 border-(--thumb) outline-1 outline-(--thumb-ring)";

function Palette({ colour, text, onChange }: { colour: string | null; text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  // The palette keeps its own colour: a hue of grey has no text to be read back from.
  const [value, setValue] = useState<Color>(() => parseColor(colour ?? "#000000").toFormat("hsb"));
  const pick = (next: Color) => {
    setValue(next);
    onChange(next.toString(next.getChannelValue("alpha") < 1 ? "hexa" : "hex").toLowerCase());
  };
  const type = (typed: string) => {
    onChange(typed);
    try {
      setValue(parseColor(typed).toFormat("hsb"));
    } catch {
      // Half a colour; the field says so, the palette stays where it is.
    }
  };
  return (
    <ColorPicker value={value} onChange={pick}>
      <div className="grid gap-3">
        <ColorArea colorSpace="hsb" xChannel="saturation" yChannel="brightness" className="h-32 w-full rounded-2">
          <ColorThumb className={thumb} />
        </ColorArea>
        <ColorSlider colorSpace="hsb" channel="hue" aria-label={t("editor.hue")}>
          <SliderTrack className="h-3 w-full rounded-round">
            <ColorThumb className={`${thumb} top-1/2`} />
          </SliderTrack>
        </ColorSlider>
        <ColorSlider colorSpace="hsb" channel="alpha" aria-label={t("editor.alpha")}>
          <SliderTrack
            className="h-3 w-full rounded-round"
            style={({ defaultStyle }) => ({
              ...defaultStyle,
              background: `${String(defaultStyle.background)}, repeating-conic-gradient(var(--check-dark) 0 25%, var(--check-light) 0 50%) 0 0 / var(--s-2) var(--s-2)`,
            })}
          >
            <ColorThumb className={`${thumb} top-1/2`} />
          </SliderTrack>
        </ColorSlider>
        <TextField aria-label={t("editor.colour_text")} value={text} onChange={type}>
          <div className={fieldBox}>
            <Input className={`${fieldInput} figure`} spellCheck={false} />
          </div>
        </TextField>
      </div>
    </ColorPicker>
  );
}
