/** How the gateway does, in a shape and in words, and what to do when it does not run. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { call, type GatewayStatus } from "../ipc";
import { Button } from "./Button";
import { useErrorWords } from "./errors";
import { statusQuery } from "./queries";
import { Banner } from "./States";

const dots: Record<GatewayStatus["state"], string> = {
  starting: "rounded-round border-2 border-icon-faint",
  listening: "rounded-round bg-success-dot",
  failed: "rounded-1 bg-danger-dot",
  off: "rounded-round border-2 border-icon-faint",
};

export function GatewayDot({ state }: { state: GatewayStatus["state"] }) {
  return <span className={`size-2 flex-none ${dots[state]}`} aria-hidden="true" />;
}

/** Why the gateway does not listen, and the way to try again. Nothing when it does. */
export function GatewayTrouble({ gateway, onHide }: { gateway: GatewayStatus; onHide?: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call("gateway_retry", {}),
    onSuccess: (next) => client.setQueryData(statusQuery.queryKey, (status) => status && { ...status, gateway: next }),
  });
  if (gateway.error === null) return null;
  const { what, todo } = words(gateway.error);
  return (
    <Banner
      tone="bad"
      title={what}
      actions={
        <>
          <Button isDisabled={retry.isPending} onPress={() => retry.mutate()}>
            {t("common.retry")}
          </Button>
          {onHide && (
            <Button look="quiet" onPress={onHide}>
              {t("common.hide")}
            </Button>
          )}
        </>
      }
    >
      <p>{t("gateway.kept")}</p>
      <p>{todo}</p>
    </Banner>
  );
}
