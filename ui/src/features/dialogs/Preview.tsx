import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "../../shared/Button";
import { MessengerLogo } from "../../shared/MessengerLogo";
import { Failure } from "../../shared/States";
import { CopyLink, dialogQuery, MainFacts } from "./facts";
import { Thread } from "./Thread";
import { useClientName } from "./words";

interface Props {
  /** Null: none is chosen. */
  dialog: string | null;
  onOpen: (id: string) => void;
  /** Given where the preview lies over the list. */
  onClose?: (() => void) | undefined;
}

/** The chosen dialog beside the list: its main facts and its messages. */
export function Preview({ dialog, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  const clientName = useClientName();
  const details = useQuery({ ...dialogQuery(dialog ?? ""), enabled: dialog !== null });
  const frame = "flex w-preview flex-none flex-col border-l border-line bg-page";
  if (dialog === null) {
    return (
      <aside aria-label={t("dialogs.preview")} className={`${frame} items-center justify-center p-6 text-center text-ink-3`}>
        {t("dialogs.choose")}
      </aside>
    );
  }
  return (
    <aside aria-label={t("dialogs.preview")} className={frame}>
      {details.isError ? (
        <Failure error={details.error} onRetry={() => void details.refetch()} />
      ) : (
        <>
          <header className="flex h-bar flex-none items-center gap-2 pr-4 pl-4">
            {details.data && (
              <>
                <MessengerLogo messenger={details.data.messenger} />
                <h2 className="cut flex-1 text-base" title={clientName(details.data)}>
                  {clientName(details.data)}
                </h2>
                <CopyLink link={details.data.link} />
                <Button onPress={() => onOpen(dialog)}>{t("dialogs.show")}</Button>
                {onClose && <IconButton name={t("common.close")} icon="x" onPress={onClose} />}
              </>
            )}
          </header>
          {details.data && (
            <div className="border-b border-line px-4 pb-3">
              <MainFacts details={details.data} />
            </div>
          )}
          <div tabIndex={0} role="region" aria-label={t("dialogs.messages")} className="min-h-0 flex-1 overflow-auto focus-visible:shadow-inset">
            <Thread key={dialog} dialog={dialog} />
          </div>
        </>
      )}
    </aside>
  );
}
