import { useEffect, useId, useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { portray } from "../../../widget/src/portrait";
import { call, mediaUrl, sendBytes, type Picture, type Pictures, type PictureTaken } from "../../ipc";
import { Link } from "../Button";
import { carriesFiles, fileIn } from "../drops";
import { Wrong } from "../Field";
import { useFormats } from "../format";
import { Icon } from "../Icon";
import { Cropper, type Uncut } from "./Cropper";
import { usePictureWords } from "./words";

interface Props {
  who: keyof Pictures;
  value: Picture | null;
  onChange: (picture: Picture | null) => void;
  /** Where it is shown, in a sentence. */
  help?: string;
}

type State = { is: "resting" } | { is: "taking" } | { is: "wrong"; error: unknown } | { is: "cropping"; uncut: Uncut };

/** The picture of somebody who writes: dropped, pasted or chosen, then cut to a square. */
export function AvatarField({ who, value, onChange, help }: Props) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = usePictureWords();
  const box = useRef<HTMLDivElement>(null);
  const said = useId();
  const [state, setState] = useState<State>({ is: "resting" });
  const [over, setOver] = useState(false);
  const name = t(`avatar.who.${who}`);

  const take = (taken: Promise<PictureTaken | null>) => {
    setState({ is: "taking" });
    taken.then(
      (picture) => setState(picture === null ? { is: "resting" } : { is: "cropping", uncut: { source: picture.source, size: picture } }),
      (error: unknown) => setState({ is: "wrong", error }),
    );
  };
  const choose = () => take(call("picture_choose", {}));
  const takeFile = (file: File) => take(file.arrayBuffer().then((bytes) => sendBytes("picture_take", bytes, file.name)));
  usePaste(box, takeFile);
  // What opened the cropper may be gone with the picture that is set, or never have had the focus.
  const rest = () => {
    setState({ is: "resting" });
    setTimeout(() => box.current?.querySelector("button")?.focus());
  };

  const dragged = (event: DragEvent) => {
    if (!carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    setOver(true);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = fileIn(event.dataTransfer);
    if (file) takeFile(file);
  };

  return (
    <div
      ref={box}
      role="group"
      aria-label={t("avatar.picture_of", { who: name })}
      aria-describedby={said}
      tabIndex={-1}
      onDragEnter={dragged}
      onDragOver={dragged}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={dropped}
      className={`grid min-h-16 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 rounded-2 focus-visible:shadow-none ${over ? "bg-selected" : ""}`}
    >
      <Round who={who} value={value} wrong={state.is === "wrong"} />
      <div className="min-w-0">
        <div className="flex items-baseline gap-2">
          <span className="font-medium">{name}</span>
          <span className="figure text-small text-ink-3" aria-live="polite">
            {state.is === "taking" ? t("avatar.taking") : value ? t("avatar.cut", { side: format.number(value.crop.side) }) : state.is !== "wrong" && t("avatar.default")}
          </span>
        </div>
        {state.is === "wrong" && (
          <div role="alert">
            <Wrong>{words(state.error)}</Wrong>
          </div>
        )}
        <div className="flex flex-wrap items-baseline gap-x-3 text-ink-2">
          {state.is === "wrong" ? (
            <Link onPress={choose}>{t("avatar.choose_another")}</Link>
          ) : value ? (
            <>
              <Link label={t("avatar.of", { action: t("avatar.replace"), who: name })} onPress={choose}>
                {t("avatar.replace")}
              </Link>
              <Link label={t("avatar.of", { action: t("avatar.crop"), who: name })} onPress={() => setState({ is: "cropping", uncut: { source: value.source, crop: value.crop } })}>
                {t("avatar.crop")}
              </Link>
            </>
          ) : (
            <span>
              <Link label={t("avatar.of", { action: t("avatar.choose"), who: name })} onPress={choose}>
                {t("avatar.choose")}
              </Link>
              {t("avatar.or_paste")}
            </span>
          )}
          {value && (
            <Link
              label={t("avatar.of", { action: t("avatar.remove"), who: name })}
              onPress={() => {
                setState({ is: "resting" });
                onChange(null);
              }}
            >
              {t("avatar.remove")}
            </Link>
          )}
        </div>
        <p id={said} className="mb-1 text-small text-ink-3">
          {help} {t("avatar.kinds")}
        </p>
      </div>
      {state.is === "cropping" && (
        <Cropper
          uncut={state.uncut}
          label={t("avatar.picture_of", { who: name })}
          onClose={rest}
          onDone={(picture) => {
            rest();
            onChange(picture);
          }}
        />
      )}
    </div>
  );
}

const NONE = { bot: null, operator: null, user: null };

/** The picture as the widget shows it, or what the widget draws when there is none. */
function Round({ who, value, wrong }: Pick<Props, "who" | "value"> & { wrong: boolean }) {
  const { t } = useTranslation();
  if (value) return <img alt={t("avatar.picture_of", { who: t(`avatar.who.${who}`) })} src={mediaUrl(value.id, 256)} className="edged size-12 rounded-round bg-fill" />;
  return (
    <span className={`grid size-12 place-items-center rounded-round border border-dashed ${wrong ? "border-danger-dot text-danger-ink" : "border-line-control text-icon-quiet"}`}>
      {wrong ? <Icon name="image" size="large" /> : <span data-of={who} className="portrait" ref={(place) => void (place && portray(place, NONE))} />}
    </span>
  );
}

/** Takes a pasted file while the focus is within the element. */
function usePaste(box: React.RefObject<HTMLElement | null>, take: (file: File) => void) {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    // Where nothing can be typed, engines differ in where a paste happens; the focus says whose it is.
    const isOurs = () => box.current?.contains(document.activeElement) ?? false;
    const allow = (event: Event) => isOurs() && event.preventDefault();
    const paste = (event: ClipboardEvent) => {
      const file = isOurs() ? fileIn(event.clipboardData) : null;
      if (file === null) return;
      event.preventDefault();
      latest.current(file);
    };
    document.addEventListener("beforepaste", allow);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("beforepaste", allow);
      document.removeEventListener("paste", paste);
    };
  }, [box]);
}
