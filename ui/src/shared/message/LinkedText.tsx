import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../../ipc";
import { useErrorWords } from "../errors";
import { note } from "../toasts";
import { linksIn, type Link } from "./links";

/** What somebody wrote, with the addresses in it to be opened in the browser. */
export function LinkedText({ text }: { text: string }) {
  return linksIn(text).map((piece, index) => (typeof piece === "string" ? piece : <WebLink key={index} {...piece} />));
}

/**
 * It is no `a`: nothing that is done to it may lead this window away. Whoever reads it hears and sees
 * where it really leads, and what stands around it does not turn its letters about.
 */
function WebLink({ text, url }: Link) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const open = () =>
    void call("link_open", { url }).catch((error: unknown) => {
      const { what, todo } = words(asApiError(error));
      note(`${what} ${todo}`);
    });
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    open();
  };
  // Whoever marks a part of it, to copy it, does not open it.
  const click = () => {
    if (getSelection()?.isCollapsed !== false) open();
  };
  return (
    <span
      role="link"
      tabIndex={0}
      dir="ltr"
      title={url}
      aria-label={t("inbox.link", { text, host: new URL(url).host })}
      onClick={click}
      onKeyDown={press}
      className="cursor-pointer rounded-1 box-decoration-clone underline underline-offset-2"
    >
      {text}
    </span>
  );
}
