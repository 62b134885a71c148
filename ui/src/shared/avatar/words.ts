/** Words for what is wrong with a picture, in one line under the field. */
import { useTranslation } from "react-i18next";

import { asApiError } from "../../ipc";
import { useErrorWords } from "../errors";
import { useFormats } from "../format";

export function usePictureWords(): (error: unknown) => string {
  const { t } = useTranslation();
  const format = useFormats();
  const others = useErrorWords();
  return (thrown) => {
    const error = asApiError(thrown);
    const detail = (name: string): unknown => (typeof error.details === "object" && error.details !== null ? (error.details as Record<string, unknown>)[name] : undefined);
    const number = (name: string) => Number(detail(name) ?? 0);
    const text = (name: string) => String(detail(name) ?? "");
    switch (error.code) {
      case "picture_too_big": {
        const limit = format.megabytes(number("limit"));
        return typeof detail("bytes") === "number" ? t("avatar.too_big", { size: format.megabytes(number("bytes")), limit }) : t("avatar.over_limit", { limit });
      }
      case "picture_not_an_image": {
        const wrong = typeof detail("called") === "string" ? t("avatar.not_an_image_called", { ending: `.${text("called")}` }) : t("avatar.not_an_image");
        return typeof detail("found") === "string" ? t("avatar.found", { wrong, kind: text("found").toUpperCase() }) : wrong;
      }
      case "picture_too_large":
        return t("avatar.too_large", { width: format.number(number("width")), height: format.number(number("height")), limit: format.number(number("limit")) });
      case "picture_heavy":
        return t("avatar.heavy", { size: format.megabytes(number("bytes")), limit: format.megabytes(number("limit")) });
      case "picture_cut_off":
        return t("avatar.cut_off", { kind: text("kind") });
      case "picture_unusual":
        return t("avatar.unusual", { kind: text("kind") });
      case "picture_empty":
        return t("avatar.empty");
      case "picture_broken":
        return t("avatar.broken");
      case "picture_cropped_outside":
        return t("avatar.cropped_outside");
      default:
        return others(error).what;
    }
  };
}
