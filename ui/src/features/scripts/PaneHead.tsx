import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "../../shared/Button";

interface Props {
  title: string;
  onClose: () => void;
  /** Leads back to what the pane showed before. */
  onBack?: (() => void) | undefined;
  /** What can be done, before the cross. */
  children?: ReactNode;
}

/** The head of a pane beside the canvas. */
export function PaneHead({ title, onClose, onBack, children }: Props) {
  const { t } = useTranslation();
  return (
    <header className={`flex h-bar flex-none items-center gap-1 pr-2 ${onBack ? "pl-2" : "pl-4"}`}>
      {onBack && <IconButton name={t("frame.back")} icon="left" small onPress={onBack} />}
      <h2 className="cut flex-1 text-base" title={title}>
        {title}
      </h2>
      {children}
      <IconButton name={t("common.close")} icon="x" small onPress={onClose} />
    </header>
  );
}
