import { useTranslation } from "react-i18next";

import type { Tried } from "../../../ipc";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { useKept } from "../../../shared/kept";

/** What the script's variables hold. */
export function Variables({ variables }: Pick<Tried, "variables">) {
  const { t } = useTranslation();
  const format = useFormats();
  const [open, setOpen] = useKept("try variables", false);
  return (
    <section aria-label={t("try.variables")} className="flex-none border-t border-line">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="flex h-compact w-full items-center gap-1.5 px-4 text-left hover:bg-hover focus-visible:shadow-inset">
        <Icon name={open ? "down" : "right"} className="-ml-0.5 text-icon-quiet" />
        <span className="flex-1">{t("try.variables")}</span>
        <span className="figure text-small text-ink-3">{format.number(variables.length)}</span>
      </button>
      {open &&
        (variables.length === 0 ? (
          <p className="px-4 pb-2 text-small text-ink-3">{t("try.no_variables")}</p>
        ) : (
          <dl tabIndex={0} className="grid max-h-40 grid-cols-[fit-content(50%)_minmax(0,1fr)] gap-x-3 gap-y-1 overflow-auto px-4 pb-2 text-small focus-visible:shadow-inset">
            {variables.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt className="cut font-mono text-ink-2" title={name}>
                  {`{${name}}`}
                </dt>
                <dd className="min-w-0 wrap-anywhere whitespace-pre-wrap select-text">{value === "" ? <span className="text-ink-3">{t("try.no_value")}</span> : value}</dd>
              </div>
            ))}
          </dl>
        ))}
    </section>
  );
}
