import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Notify, type NotifyOf } from "../../ipc";
import { Switch } from "../../shared/Choice";
import { useErrorWords } from "../../shared/errors";
import { deskQuery } from "../../shared/queries";
import { Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";

const WAYS: readonly (keyof Notify)[] = ["sound", "desktop"];
const OCCASIONS: readonly (keyof NotifyOf)[] = ["new_dialog", "client_message", "sl_soon"];

/** What the operator who works here is told of, and how: one switch for each. */
export function Notifications() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const desk = useQuery(deskQuery);
  const update = useMutation({
    mutationFn: (notify: Notify) => call("notify_update", { notify }),
    onSuccess: (next) => client.setQueryData(deskQuery.queryKey, next),
    onError: (error) => note(words(asApiError(error)).what),
  });
  if (desk.isError) return <Failure error={desk.error} onRetry={() => void desk.refetch()} />;
  if (!desk.data) return <Skeleton rows={3} />;
  const { notify } = desk.data;
  return (
    <table className="border-collapse text-left">
      <thead>
        <tr className="h-compact text-small text-ink-3">
          <th className="w-[calc(var(--settings-label)+--spacing(4))] pr-4 font-medium">{t("notify.when")}</th>
          {WAYS.map((way) => (
            <th key={way} className="w-select font-medium">
              {t(`notify.way.${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {OCCASIONS.map((occasion) => (
          <tr key={occasion} className="h-9">
            <th scope="row" className="pr-4 font-normal text-ink-2">
              {t(`notify.occasion.${occasion}`)}
            </th>
            {WAYS.map((way) => (
              <td key={way}>
                <Switch
                  name={t("notify.switch", { occasion: t(`notify.occasion.${occasion}`), way: t(`notify.way.${way}`) })}
                  value={notify[way][occasion]}
                  onChange={(on) => update.mutate({ ...notify, [way]: { ...notify[way], [occasion]: on } })}
                >
                  {notify[way][occasion] ? t("notify.on") : t("notify.off")}
                </Switch>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
