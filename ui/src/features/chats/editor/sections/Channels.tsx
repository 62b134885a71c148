import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ChannelRow, type ChatId } from "../../../../ipc";
import { Switch } from "../../../../shared/Choice";
import { useErrorWords } from "../../../../shared/errors";
import { MessengerLogo } from "../../../../shared/MessengerLogo";
import { Empty, Failure, Skeleton } from "../../../../shared/States";
import { note } from "../../../../shared/toasts";
import { Group } from "../fields/SettingRow";

/** The ways to reach the chat, each on or off at once: no draft, but Undo. */
export function Channels({ chat }: { chat: ChatId }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const key = ["channels", chat];
  const channels = useQuery({ queryKey: key, queryFn: () => call("channels_list", { chat }) });
  const turn = useMutation({
    mutationFn: ({ id, on }: ChannelRow) => call("channel_switch", { id, on }),
    onError: (error) => note(words(asApiError(error)).what),
    onSuccess: (_, channel) => {
      const said = channel.on ? t("editor.channels.switched_on", { messenger: t(`messenger.${channel.messenger}`) }) : t("editor.channels.switched_off", { messenger: t(`messenger.${channel.messenger}`) });
      note(said, { name: t("common.undo"), run: () => turn.mutate({ ...channel, on: !channel.on }) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });

  if (channels.isError) return <Failure error={channels.error} onRetry={() => void channels.refetch()} />;
  if (channels.data === undefined) return <Skeleton rows={2} />;
  if (channels.data.length === 0) return <Empty title={t("editor.channels.none")}>{t("editor.channels.none_hint")}</Empty>;
  return (
    <Group title={t("editor.channels.title")}>
      <p className="text-small text-ink-3">{t("editor.channels.hint")}</p>
      <ul className="mt-2 max-w-palette">
        {channels.data.map((channel) => {
          const messenger = t(`messenger.${channel.messenger}`);
          return (
            <li key={channel.id} className="flex h-row items-center gap-2.5 border-b border-line-soft">
              <MessengerLogo messenger={channel.messenger} on={channel.on} named={false} />
              <span className="cut flex-1">{messenger}</span>
              <Switch name={messenger} value={channel.on} onChange={(on) => turn.mutate({ ...channel, on })}>
                {channel.on ? t("editor.on") : t("editor.off")}
              </Switch>
            </li>
          );
        })}
      </ul>
    </Group>
  );
}
