import { useTranslation } from "react-i18next";

import type { DialogDetails } from "../../ipc";
import { useFormats } from "../../shared/format";
import { Icon } from "../../shared/Icon";

/** The markers that a dialog passed, in order. Nothing when it passed none. */
export function Markers({ details: { markers } }: { details: DialogDetails }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (markers.length === 0) return null;
  return (
    <section aria-label={t("dialogs.markers")}>
      <h2 className="mt-4 mb-2 border-t border-line pt-4 text-base">{t("dialogs.markers")}</h2>
      <ol className="grid gap-1">
        {markers.map(({ marker, value, at }, index) => (
          <li key={index} className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2">
            <Icon name="flag" className="mt-0.5 text-icon" />
            <span className="min-w-0 wrap-anywhere select-text">
              {marker}
              {value !== null && <span className="text-ink-2">{`: ${value}`}</span>}
            </span>
            <time dateTime={new Date(at).toISOString()} title={format.exact(at)} className="figure text-small leading-5 text-ink-3">
              {format.clock(at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
