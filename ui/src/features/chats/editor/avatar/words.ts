/** Words for what is wrong with a picture, in one line under the field. */
import { useTranslation } from "react-i18next";

import { asApiError } from "../../../../ipc";
import { useErrorWords } from "../../../../shared/errors";
import { useFormats } from "../../../../shared/format";

export function usePictureWords(): (error: unknown) => string {
  const { t } = useTranslation();
  const format = useFormats();
  const others = useErrorWords();
  return (thrown) => {
    const error = asApiError(thrown);
    const detail = (name: string): unknown => (typeof error.details === "object" && error.details !== null ? (error.details as Record<string, unknown>)[name] : undefined);
    const number = (name: string) => Number(detail(name) ?? 0);
    switch (error.code) {
      case "picture_too_big": {
        const limit = format.megabytes(number("limit"));
        return typeof detail("bytes") === "number" ? t("avatar.too_big", { size: format.megabytes(number("bytes")), limit }) : t("avatar.over_limit", { limit });
      }
      case "picture_not_an_image": {
        const [name, found] = [detail("name"), detail("found")].map((text) => (typeof text === "string" ? text : ""));
        const called = /\.(jpe?g|png)$/i.test(name ?? "") ? t("avatar.not_an_image_called", { name }) : t("avatar.not_an_image");
        return found ? t("avatar.found", { wrong: called, kind: found.toUpperCase() }) : called;
      }
      case "picture_too_large":
        return t("avatar.too_large", { width: format.number(number("width")), height: format.number(number("height")), limit: format.number(number("limit")) });
      case "picture_broken":
        return t("avatar.broken");
      case "picture_cropped_outside":
        return t("avatar.cropped_outside");
      default:
        return others(error).what;
    }
  };
}
