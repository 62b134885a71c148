import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button as Pressable, ColorArea, ColorPicker, ColorSlider, ColorThumb, parseColor, SliderTrack, type Color } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type ColourShown } from "../../ipc";
import { Button, IconButton } from "../Button";
import { useFormats } from "../format";
import { asUnread, colourQuery, fromUnread, readTyped, recentColours, wrongFields, type Model, type Pair } from "./colour";
import { Contrast } from "./Contrast";
import { Fields, type Typed } from "./Fields";
import { onChequers, Swatch } from "./Swatch";

interface Props {
  value: string;
  pair: Pair;
  own: readonly string[];
  onChange: (colour: string) => void;
  /** What was typed and means no colour, as `asUnread` writes it. */
  unread?: string | undefined;
  onUnread: (text: string) => void;
}

const WHITE = "#ffffff";

const thumb = "size-3.5 rounded-round border-2 border-(--thumb) shadow-[0_0_0_1px_var(--thumb-ring)] data-focus-visible:shadow-focus";

/**
 * Chooses a colour: by eye, by numbers of three models, or from those used before. What a colour is,
 * how it is written and how it reads is said by the program; the area and the sliders only point.
 */
export function Palette({ value, pair, own, onChange, unread, onUnread }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: shown } = useQuery(colourQuery(value, pair));
  const [offered] = useState(() => [...new Set([...recentColours(), ...own])]);
  // The area keeps a colour of its own: a grey has no hue that could be read back from its text.
  const [pointed, setPointed] = useState<Color>(() => pointAt(shown?.colour ?? WHITE));
  const [typed, setTyped] = useState<Typed | null>(() => {
    const left = unread === undefined ? null : fromUnread(unread);
    return left && { ...left, wrong: [], whole: false };
  });
  useEffect(() => {
    // What was left unread is marked where it is wrong.
    if (typed !== null && typed.wrong.length === 0) {
      void wrongFields(typed.model, typed.fields).then((wrong) => setTyped((now) => (now === typed ? { ...now, wrong } : now)));
    }
    // Only of what stands in the fields as the palette opens.
  }, []);
  const latest = useRef({ asked: 0, answered: 0 });

  /** Takes the answer to the newest question; those that come late are dropped. */
  const ask = (question: Promise<ColourShown | null>, take: (found: ColourShown | null) => void) => {
    const number = (latest.current.asked += 1);
    void question.then((found) => {
      if (number < latest.current.answered) return;
      latest.current.answered = number;
      if (found) {
        client.setQueryData(colourQuery(found.colour, pair).queryKey, found);
        // Even the colour it has already: it ends what was left unread.
        onChange(found.colour);
      }
      take(found);
    });
  };
  const point = (next: Color) => {
    setPointed(next);
    setTyped(null);
    ask(call("colour_read", { text: next.toString("css"), beside: pair.beside, is_text: pair.isText }), () => undefined);
  };
  const use = (colour: string) => {
    setTyped(null);
    ask(call("colour_read", { text: colour, beside: pair.beside, is_text: pair.isText }), (found) => found && setPointed((former) => pointAt(found.colour, former)));
  };
  const type = (model: Model, fields: readonly string[], at: number, pasted: boolean) => {
    setTyped((now) => ({ model, fields, wrong: now?.model === model ? now.wrong.filter((other) => other !== at) : [], whole: false }));
    const reading = readTyped(model, fields, at, pair);
    ask(
      reading.then(({ shown: found }) => found),
      (found) => {
        if (found) setPointed((former) => pointAt(found.colour, former, model === "hsla" ? fields[0] : undefined));
        else onUnread(asUnread(model, fields));
      },
    );
    void reading.then(({ shown: found, whole, wrong }) =>
      // What was typed stays as it was typed; a whole colour that was pasted is shown in its parts.
      setTyped((now) => (now?.fields !== fields ? now : found && whole && pasted ? null : { ...now, wrong, whole })),
    );
  };
  const settle = () => {
    setTyped(null);
    if (unread !== undefined) onChange(value);
  };

  return (
    <ColorPicker value={pointed} onChange={point}>
      <div className="grid gap-3 p-3">
        <ColorArea colorSpace="hsb" xChannel="saturation" yChannel="brightness" aria-label={t("colour.area")} className="h-32 w-full rounded-2">
          <ColorThumb className={thumb} />
        </ColorArea>
        <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2">
          <Dropper onPick={use} />
          <div className="grid gap-2">
            <ColorSlider colorSpace="hsb" channel="hue" aria-label={t("colour.hue")}>
              <SliderTrack className="h-3 w-full rounded-round">
                <ColorThumb className={`${thumb} top-1/2`} />
              </SliderTrack>
            </ColorSlider>
            <ColorSlider colorSpace="hsb" channel="alpha" aria-label={t("colour.alpha")}>
              <SliderTrack className="edged h-3 w-full rounded-round" style={({ defaultStyle }) => ({ ...defaultStyle, background: `${String(defaultStyle.background)}, ${onChequers("transparent")}` })}>
                <ColorThumb className={`${thumb} top-1/2`} />
              </SliderTrack>
            </ColorSlider>
          </div>
          <Swatch colour={shown?.colour ?? null} look="large" />
        </div>
        <Fields shown={shown ?? null} typed={typed} onType={type} onSettle={settle} />
        {offered.length > 0 && (
          <div role="group" aria-label={t("colour.swatches")}>
            <p className="mb-1.5 text-small text-ink-3">{t("colour.swatches")}</p>
            <div className="flex flex-wrap gap-1.5">
              {offered.map((colour) => (
                <Pressable key={colour} aria-label={colour.toUpperCase()} onPress={() => use(colour)} className="edged size-5 rounded-round" style={{ background: onChequers(colour) }} />
              ))}
            </div>
          </div>
        )}
      </div>
      {shown && <Reading shown={shown} pair={pair} onUse={use} />}
    </ColorPicker>
  );
}

/** How well text reads on the colour, and the nearest colour on which it does. */
function Reading({ shown, pair, onUse }: { shown: ColourShown; pair: Pair; onUse: (colour: string) => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { nearest } = shown;
  const what = pair.isText ? t("colour.on_buttons") : pair.beside !== null ? t("colour.text_on_it") : shown.beside === WHITE ? t("colour.white_on_it") : t("colour.black_on_it");
  return (
    <div className="grid gap-2 border-t border-line px-3 py-2.5">
      <div className="flex items-center justify-between gap-2">
        <span>{what}</span>
        <Contrast contrast={shown.contrast} level={shown.level} whole />
      </div>
      {nearest && (
        <div role="group" aria-label={t("colour.nearest")} className="figure flex items-center gap-2">
          <Swatch colour={nearest.colour} />
          <span>{nearest.colour.toUpperCase()}</span>
          <span className="text-ink-3">{t("colour.nearest_reads", { ratio: format.ratio(nearest.contrast) })}</span>
          <span className="ml-auto">
            <Button small onPress={() => onUse(nearest.colour)}>
              {t("colour.use_nearest")}
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}

interface Eye {
  open(): Promise<{ sRGBHex: string }>;
}

declare global {
  interface Window {
    /** Only some platforms can read a colour from the screen. */
    EyeDropper?: new () => Eye;
  }
}

function Dropper({ onPick }: { onPick: (colour: string) => void }) {
  const { t } = useTranslation();
  const { EyeDropper } = window;
  if (EyeDropper === undefined) return <span />;
  const pick = () =>
    void new EyeDropper().open().then(
      ({ sRGBHex }) => onPick(sRGBHex),
      // Escape leaves the colour as it is.
      () => undefined,
    );
  return <IconButton name={t("colour.pick")} icon="dropper" onPress={pick} />;
}

/** Where the area and the sliders stand for a colour. A grey takes the hue that was typed, else the former one. */
function pointAt(colour: string, former?: Color, typedHue?: string): Color {
  const point = parseColor(colour).toFormat("hsb");
  if (former === undefined || (point.getChannelValue("saturation") > 0 && point.getChannelValue("brightness") > 0)) return point;
  const hue = Number.parseFloat(typedHue ?? "");
  return point.withChannelValue("hue", Number.isFinite(hue) ? Math.min(360, Math.max(0, hue)) : former.getChannelValue("hue"));
}
