import { useTranslation } from "react-i18next";

import { mediaUrl, type Picture } from "../../ipc";
import { IconButton } from "../../shared/Button";
import { useValueWords } from "./names";

/** A setting's value to look at: in words, a colour with its swatch, a picture as itself. */
export function SettingValue({ path, value, whole = false }: { path: string; value: unknown; whole?: boolean }) {
  const words = useValueWords()(path, value);
  return (
    <span className="inline-flex max-w-full min-w-0 items-baseline gap-1.5">
      {path.startsWith("appearance.colours.") && <span aria-hidden="true" className="edged size-3 flex-none self-center rounded-1" style={{ backgroundColor: String(value) }} />}
      {path.startsWith("appearance.pictures.") && value !== null && <img alt="" src={mediaUrl((value as Picture).id, 64)} className="edged size-5 flex-none self-center rounded-round" />}
      <span title={whole ? undefined : words} className={whole ? "wrap-anywhere whitespace-pre-wrap" : "cut"}>
        {words}
      </span>
    </span>
  );
}

/** Shows the values of a setting whole, or cut again. */
export function Unfold({ name, whole, onWhole }: { name: string; whole: boolean; onWhole: (whole: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <IconButton
      name={whole ? t("history.cut") : t("history.whole")}
      label={whole ? t("history.cut_of", { setting: name }) : t("history.whole_of", { setting: name })}
      icon={whole ? "up" : "down"}
      small
      onPress={() => onWhole(!whole)}
    />
  );
}
