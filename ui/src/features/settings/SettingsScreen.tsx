import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type AppStatus, type Language, type Settings, type Theme } from "../../ipc";
import { IconButton } from "../../shared/Button";
import { Pick, Segmented } from "../../shared/Choice";
import { useErrorWords } from "../../shared/errors";
import { GatewayDot, GatewayTrouble } from "../../shared/GatewayState";
import { statusQuery } from "../../shared/queries";
import { Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";
import { AiServices } from "./AiServices";
import { AllowedAddresses } from "./AllowedAddresses";
import { Notifications } from "./Notifications";

const THEMES: readonly Theme[] = ["system", "light", "dark"];
const LANGUAGES: readonly Language[] = ["en", "ru"];
const SYSTEM = "system";

/** How the program is set up. What is changed counts at once. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const status = useQuery(statusQuery);
  return (
    <>
      <header className="flex h-head flex-none items-center border-b border-line px-4">
        <h1 className="flex-1">{t("settings.title")}</h1>
        <span className="text-small text-ink-3">{t("settings.at_once")}</span>
      </header>
      {status.data ? <Parts status={status.data} /> : status.isError ? <Failure error={status.error} onRetry={() => void status.refetch()} /> : <Skeleton rows={6} />}
    </>
  );
}

function Parts({ status }: { status: AppStatus }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const client = useQueryClient();
  const { settings, gateway } = status;
  const say = (error: unknown) => note(words(asApiError(error)).what);
  const update = useMutation({
    mutationFn: (next: Settings) => call("settings_update", { settings: next }),
    onSuccess: () => client.invalidateQueries({ queryKey: statusQuery.queryKey }),
    onError: say,
  });
  const copy = (text: string, said: string) => void call("copy_text", { text }).then(() => note(said), say);

  return (
    <div className="min-h-0 flex-1 overflow-auto px-6 py-4">
      <Part title={t("settings.look")}>
        <Row label={t("settings.language")}>
          <Pick
            label={t("settings.language")}
            value={settings.language ?? SYSTEM}
            onPick={(language) => update.mutate({ ...settings, language: language === SYSTEM ? null : (language as Language) })}
            options={[{ value: SYSTEM, text: t("settings.as_system") }, ...LANGUAGES.map((language) => ({ value: language, text: t(`language.${language}`) }))]}
          />
        </Row>
        <Row label={t("settings.theme")}>
          <Segmented label={t("settings.theme")} value={settings.theme} onPick={(theme) => update.mutate({ ...settings, theme })} options={THEMES.map((theme) => ({ value: theme, text: t(`settings.themes.${theme}`) }))} />
        </Row>
      </Part>
      <Part title={t("notify.title")}>
        <Notifications />
      </Part>
      <Part title={t("gateway.title")}>
        <Row label={t("settings.state")}>
          <span className="flex items-center gap-2">
            <GatewayDot state={gateway.state} />
            {t(`gateway.state.${gateway.state}`)}
            {gateway.state === "listening" && <span className="text-ink-3">{t("gateway.channels_on", { count: gateway.channels_on })}</span>}
          </span>
        </Row>
        {gateway.address !== null && (
          <Row label={t("settings.address")}>
            <span className="figure select-text">{gateway.address}</span>
          </Row>
        )}
        <Row label={t("settings.public_address")}>
          {gateway.public_url === null ? <span className="text-ink-2">{t("settings.no_public_address")}</span> : <span className="select-text">{gateway.public_url}</span>}
        </Row>
        <div className="max-w-reading py-2 empty:hidden">
          <GatewayTrouble gateway={gateway} />
        </div>
      </Part>
      <Part title={t("connections.ai.title")}>
        <AiServices />
      </Part>
      <Part title={t("connections.allowed.title")}>
        <AllowedAddresses />
      </Part>
      <Part title={t("settings.data")}>
        <Row label={t("settings.folder")}>
          <span className="flex min-w-0 items-center gap-2">
            <span className="cut select-text" title={status.data_folder}>
              {status.data_folder}
            </span>
            <IconButton name={t("settings.copy_folder")} icon="copy" onPress={() => copy(status.data_folder, t("settings.folder_copied"))} />
          </span>
        </Row>
      </Part>
      <Part title={t("settings.about")}>
        <Row label={t("settings.version")}>
          <span className="figure select-text">{status.version}</span>
        </Row>
        <Row label={t("settings.licence")}>MIT</Row>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line pb-4 not-first:border-t not-first:pt-4">
      <h2 className="mb-2">{title}</h2>
      {children}
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid min-h-9 grid-cols-[var(--settings-label)_minmax(0,1fr)] items-center gap-x-4">
      <span className="text-ink-2">{label}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
