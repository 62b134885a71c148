import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useCanGoBack, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { asApiError } from "../../ipc";
import { Button, IconButton } from "../../shared/Button";
import { Icon } from "../../shared/Icon";
import { useShortcut } from "../../shared/Keys";
import { MessengerLogo } from "../../shared/MessengerLogo";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { CopyLink, dialogQuery, MainFacts, OtherFacts } from "./facts";
import { Markers } from "./Markers";
import { Thread } from "./Thread";
import { useClientName, useStanding } from "./words";

const route = getRouteApi("/dialogs/$id");

/** One dialog whole: all that is known of it, and every message. */
export function DialogScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const clientName = useClientName();
  const standing = useStanding();
  const details = useQuery(dialogQuery(id));
  const leave = () => (canGoBack ? router.history.back() : void router.navigate({ to: "/dialogs" }));
  useShortcut("Escape", leave);

  const body = () => {
    if (details.isPending) return <Skeleton rows={6} />;
    if (details.isError && asApiError(details.error).code === "not_found") {
      return (
        <Empty title={t("dialogs.gone")} actions={<Button onPress={() => void router.navigate({ to: "/dialogs" })}>{t("dialogs.to_list")}</Button>}>
          {t("dialogs.gone_hint")}
        </Empty>
      );
    }
    if (details.isError) return <Failure error={details.error} onRetry={() => void details.refetch()} />;
    return (
      <div className="flex min-h-0 flex-1">
        <div tabIndex={0} role="region" aria-label={t("dialogs.messages")} className="min-w-0 flex-1 overflow-auto focus-visible:shadow-inset">
          <div className="mx-auto max-w-reading">
            <Thread dialog={id} />
          </div>
        </div>
        <aside aria-label={t("dialogs.facts")} tabIndex={0} className="w-(--pane-facts) flex-none overflow-auto border-l border-line px-4 py-3 focus-visible:shadow-inset">
          <MainFacts details={details.data} whole />
          <Markers details={details.data} />
          <h2 className="mt-4 mb-2 border-t border-line pt-4 text-base">{t("dialogs.parameters")}</h2>
          <OtherFacts details={details.data} />
        </aside>
      </div>
    );
  };

  const data = details.data;
  const now = data && standing({ state: data.state, ending: data.ending, no_operator_response: false });
  return (
    <>
      <header className="flex h-head flex-none items-center gap-2 border-b border-line pr-4 pl-2">
        <IconButton name={t("dialogs.back")} icon="left" onPress={leave} />
        {data && <MessengerLogo messenger={data.messenger} />}
        <h1 className="cut" title={data && clientName(data)}>
          {data ? clientName(data) : t("dialogs.one")}
        </h1>
        {now && (
          <span className="flex items-center gap-1.5 text-ink-2">
            <Icon name={now.icon} className={now.tone} />
            {now.words}
          </span>
        )}
        <span className="flex-1" />
        {data && <CopyLink link={data.link} />}
      </header>
      {body()}
    </>
  );
}
