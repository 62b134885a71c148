import { useTranslation } from "react-i18next";

import type { ChatColours } from "../../../ipc";
import { Icon } from "../../../shared/Icon";
import { useLegible } from "./colours";

/** A drawing of the widget with the chat's name and colours. Only a picture: nothing in it works. */
export function WidgetPreview({ name, colours }: { name: string; colours: ChatColours }) {
  const { t } = useTranslation();
  const bot = useLegible(colours.bot);
  const operator = useLegible(colours.operator);
  const user = useLegible(colours.user);
  const buttons = useLegible(colours.buttons).colour ?? undefined;
  const buttonsText = useLegible(colours.buttons_text).colour ?? undefined;
  const solid = { backgroundColor: buttons, color: buttonsText };
  const bubble = ({ colour, textOn }: typeof bot) => ({ backgroundColor: colour ?? undefined, color: textOn, borderRadius: "var(--widget-bubble-r)" });

  return (
    <div
      inert
      data-testid="widget-preview"
      className="m-auto flex max-h-full flex-col overflow-hidden bg-(--widget-page) text-(--widget-text) shadow-3"
      style={{ width: "var(--widget-w)", height: "var(--widget-h)", borderRadius: "var(--widget-r)" }}
    >
      <div className="flex items-center gap-2.5 px-4 py-3.5" style={solid}>
        <span className="cut flex-1 font-strong">{name.trim() === "" ? t("editor.preview.unnamed") : name}</span>
        <Icon name="x" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col justify-end gap-2 overflow-hidden px-3.5 py-3">
        <p className="max-w-5/6 self-start px-3 py-2" style={bubble(bot)}>
          {t("editor.preview.bot")}
        </p>
        <div className="flex gap-1.5">
          {[t("editor.preview.order"), t("editor.preview.return")].map((title) => (
            <span key={title} className="rounded-round px-3 py-0.5 font-medium" style={solid}>
              {title}
            </span>
          ))}
        </div>
        <p className="max-w-5/6 self-end px-3 py-2" style={bubble(user)}>
          {t("editor.preview.user")}
        </p>
        <p className="max-w-5/6 self-start px-3 py-2" style={bubble(operator)}>
          {t("editor.preview.operator")}
        </p>
        <p className="max-w-5/6 self-end px-3 py-2" style={bubble(user)}>
          {t("editor.preview.thanks")}
        </p>
      </div>
      <div className="flex items-center border-t border-(--widget-line) py-2.5 pr-3 pl-4 text-(--widget-quiet)">
        <span className="flex-1">{t("editor.preview.write")}</span>
        <Icon name="send" />
      </div>
    </div>
  );
}
