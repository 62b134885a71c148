import { useTranslation } from "react-i18next";

import type { DeskChoice } from "../../ipc";
import { useWorkAs } from "../../shared/desk/desk";
import { Portrait } from "../../shared/Portrait";
import { Empty } from "../../shared/States";

/** Nobody works here yet: who it is to be. */
export function ChooseOperator({ operators }: { operators: readonly DeskChoice[] }) {
  const { t } = useTranslation();
  const workAs = useWorkAs();
  if (operators.length === 0) return <Empty title={t("inbox.nobody")}>{t("inbox.nobody_hint")}</Empty>;
  return (
    <div className="grid min-h-0 flex-1 content-center justify-items-center gap-4 overflow-auto p-6">
      <div className="text-center">
        <h2>{t("inbox.work_as")}</h2>
        <p className="max-w-80 text-ink-2">{t("inbox.work_as_hint")}</p>
      </div>
      <ul aria-label={t("inbox.work_as")} className="max-h-96 w-field max-w-full overflow-auto p-0.5">
        {operators.map((operator) => (
          <li key={operator.id}>
            <button type="button" onClick={() => workAs(operator)} className="flex h-row w-full items-center gap-2.5 rounded-2 px-2.5 text-left hover:bg-hover">
              <Portrait name={operator.name} picture={operator.picture} />
              <span className="cut flex-1 font-medium" title={operator.name}>
                {operator.name}
              </span>
              {operator.needs_pin && <span className="text-small text-ink-3">{t("desk.pin")}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
