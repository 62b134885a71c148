import { useTranslation } from "react-i18next";

import type { ChatColours } from "../../../ipc";
import { Icon } from "../../../shared/Icon";
import { useLegible } from "./colours";

/** A drawing of the widget's panel with the chat's name and colours. Only a picture: nothing in it works. */
export function WidgetPreview({ name, colours }: { name: string; colours: ChatColours }) {
  const { t } = useTranslation();
  const bot = useLegible(colours.bot);
  const operator = useLegible(colours.operator);
  const user = useLegible(colours.user);
  const buttons = useLegible(colours.buttons).colour ?? undefined;
  const buttonsText = useLegible(colours.buttons_text).colour ?? undefined;
  const solid = { backgroundColor: buttons, color: buttonsText };
  const fill = ({ colour, textOn }: typeof bot) => ({ backgroundColor: colour ?? undefined, color: textOn });
  const bubble = "max-w-5/6 rounded-bubble border border-(--widget-edge) px-3 py-2";

  return (
    <div inert data-testid="widget-preview" className="widget-panel m-auto flex max-h-full flex-col overflow-hidden shadow-3">
      <div className="widget-head flex flex-none items-center gap-2 pr-4 pl-4" style={solid}>
        <span className="cut flex-1 text-title font-strong">{name.trim() === "" ? t("editor.preview.unnamed") : name}</span>
        <Icon name="minus" size="large" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col items-start justify-end gap-2 overflow-hidden p-4">
        <p className={bubble} style={fill(bot)}>
          {t("editor.preview.bot")}
        </p>
        <div className="flex gap-1.5">
          {[t("editor.preview.order"), t("editor.preview.return")].map((title) => (
            <span key={title} className="rounded-round border border-(--widget-edge) px-3.5 py-1" style={solid}>
              {title}
            </span>
          ))}
        </div>
        <p className={`self-end ${bubble}`} style={fill(user)}>
          {t("editor.preview.user")}
        </p>
        <div className="max-w-full">
          <span className="mb-0.5 block px-1 text-small text-(--widget-quiet)">{t("editor.preview.name")}</span>
          <p className={bubble} style={fill(operator)}>
            {t("editor.preview.operator")}
          </p>
        </div>
        <p className={`self-end ${bubble}`} style={fill(user)}>
          {t("editor.preview.thanks")}
        </p>
      </div>
      <div className="flex flex-none items-center border-t border-(--widget-line) py-2.5 pr-2.5 pl-4 text-(--widget-quiet)">
        <span className="flex-1">{t("editor.preview.write")}</span>
        <span className="grid size-9 place-items-center rounded-round border border-(--widget-edge)" style={solid}>
          <Icon name="send" />
        </span>
      </div>
    </div>
  );
}
