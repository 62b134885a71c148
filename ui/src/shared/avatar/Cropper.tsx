import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { Slider, SliderThumb, SliderTrack } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, mediaUrl, type Crop, type Picture } from "../../ipc";
import { Button, IconButton } from "../Button";
import { Wrong } from "../Field";
import { Small } from "../Over";
import { mostZoom, moved, widest, zoomed, zoomOf, type Size } from "./crop";
import { usePictureWords } from "./words";

/** A picture to cut a square from. What is not known of it is seen when it is shown. */
export interface Uncut {
  source: string;
  size?: Size;
  crop?: Crop;
}

interface Props {
  uncut: Uncut;
  label: string;
  onDone: (picture: Picture) => void;
  onClose: () => void;
}

/** How much of the square's side one press of an arrow moves it; with Shift, five times that. */
const STEP = 1 / 40;
/** How much larger one press of plus or one notch of the wheel makes the picture. */
const NEARER = 1.1;

/** Cuts the square that is shown from a picture: dragged, by arrows, or zoomed. */
export function Cropper({ uncut, label, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const words = usePictureWords();
  const hint = useId();
  const stage = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(uncut.size ?? null);
  const [crop, setCrop] = useState(() => uncut.crop ?? (uncut.size ? widest(uncut.size) : null));
  const [gone, setGone] = useState(false);
  const save = useMutation({
    mutationFn: (wanted: Crop) => call("picture_crop", { source: uncut.source, crop: wanted }),
    onSuccess: onDone,
  });

  // The keys that cut work at once.
  useEffect(() => stage.current?.focus(), []);

  const change = (next: (crop: Crop, size: Size) => Crop) => {
    if (size !== null) setCrop((now) => (now === null ? now : next(now, size)));
  };
  const move = (right: number, down: number) => change((now, whole) => moved(now, whole, right, down));
  const zoomBy = (factor: number) => change((now, whole) => zoomed(now, whole, zoomOf(now, whole) * factor));
  const press = (event: KeyboardEvent) => {
    if (crop === null) return;
    const step = Math.max(1, crop.side * STEP) * (event.shiftKey ? 5 : 1);
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => move(-step, 0),
      ArrowRight: () => move(step, 0),
      ArrowUp: () => move(0, -step),
      ArrowDown: () => move(0, step),
      "+": () => zoomBy(NEARER),
      "=": () => zoomBy(NEARER),
      "-": () => zoomBy(1 / NEARER),
    };
    const deed = deeds[event.key];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const { currentTarget, buttons, movementX, movementY } = event;
    if (buttons === 0 || crop === null) return;
    // The picture goes with the hand, so the square goes the other way.
    const scale = crop.side / currentTarget.clientWidth;
    move(-movementX * scale, -movementY * scale);
  };
  useWheel(stage, (away) => zoomBy(away ? 1 / NEARER : NEARER));

  return (
    <Small label={label} onClose={onClose}>
      <header className="mb-4 flex items-center">
        <h2 className="cut flex-1">{label}</h2>
        <IconButton name={t("common.close")} icon="x" onPress={onClose} />
      </header>
      <div className="mx-auto grid w-field max-w-full gap-4">
        <div
          ref={stage}
          role="application"
          aria-label={t("avatar.square")}
          aria-describedby={hint}
          tabIndex={0}
          onKeyDown={press}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          className="relative aspect-square w-full touch-none overflow-hidden rounded-2 bg-fill"
        >
          <img
            alt=""
            draggable={false}
            src={mediaUrl(uncut.source, "source")}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
              // A drawing without a size of its own has no pixels to cut.
              if (width === 0 || height === 0) return;
              setSize((known) => known ?? { width, height });
              setCrop((known) => known ?? widest({ width, height }));
            }}
            onError={() => setGone(true)}
            className="pointer-events-none absolute max-w-none select-none"
            style={size && crop ? placed(size, crop) : { visibility: "hidden" }}
          />
          <span className="cropper-ring pointer-events-none absolute inset-0 rounded-round" />
        </div>
        <Slider
          aria-label={t("avatar.zoom")}
          minValue={1}
          maxValue={size ? mostZoom(size) : 1}
          step={0.01}
          value={size && crop ? zoomOf(crop, size) : 1}
          isDisabled={size === null || mostZoom(size) === 1}
          onChange={(zoom) => change((now, whole) => zoomed(now, whole, zoom))}
          formatOptions={{ style: "percent" }}
        >
          <SliderTrack className="h-4 w-full before:absolute before:top-1.5 before:h-1 before:w-full before:rounded-round before:bg-skeleton">
            <SliderThumb className="top-1/2 size-4 rounded-round border border-line-control bg-raised shadow-1 data-focus-visible:shadow-focus" />
          </SliderTrack>
        </Slider>
        <p id={hint} className="text-center text-small text-balance text-ink-3">
          {t("avatar.crop_hint")}
        </p>
        {gone && <Wrong>{t("avatar.gone")}</Wrong>}
        {save.error && <Wrong>{words(save.error)}</Wrong>}
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" isDisabled={crop === null || gone || save.isPending} onPress={() => crop && save.mutate(crop)}>
          {t("avatar.use")}
        </Button>
      </div>
    </Small>
  );
}

/** The picture laid so that the square fills the stage. */
function placed(size: Size, { x, y, side }: Crop): React.CSSProperties {
  const share = (pixels: number) => `${(100 * pixels) / side}%`;
  return { width: share(size.width), height: share(size.height), left: share(-x), top: share(-y) };
}

/** Hears the wheel over an element; React's own listener could not keep the page from scrolling. */
function useWheel(element: React.RefObject<HTMLElement | null>, turn: (away: boolean) => void) {
  const latest = useRef(turn);
  useEffect(() => {
    latest.current = turn;
  });
  useEffect(() => {
    const { current } = element;
    const hear = (event: WheelEvent) => {
      event.preventDefault();
      if (event.deltaY !== 0) latest.current(event.deltaY > 0);
    };
    current?.addEventListener("wheel", hear, { passive: false });
    return () => current?.removeEventListener("wheel", hear);
  }, [element]);
}
