import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type AiService } from "../../ipc";
import { Button, IconButton } from "../../shared/Button";
import { useFormats } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import { Small } from "../../shared/Over";
import { Banner, Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";
import { AiServiceWindow } from "./AiServiceWindow";
import { useConnectionWords } from "./connectionWords";

/** Under which key the editor of scripts reads them too. */
const KEY = ["ai-services"];

/** The language models that scripts may ask: each can be tried, changed and taken away. */
export function AiServices() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const services = useQuery({ queryKey: KEY, queryFn: () => call("ai_services_list", {}) });
  const [edited, setEdited] = useState<AiService | "new" | null>(null);
  const [leaving, setLeaving] = useState<AiService | null>(null);
  const refresh = () => void client.invalidateQueries({ queryKey: KEY });

  if (services.isError) return <Failure error={services.error} onRetry={() => void services.refetch()} />;
  if (!services.data) return <Skeleton rows={2} />;
  return (
    <>
      <p className="max-w-reading text-ink-2">{t("connections.ai.hint")}</p>
      {services.data.length > 0 && (
        <ul aria-label={t("connections.ai.title")} className="my-2 max-w-palette border-t border-line-soft">
          {services.data.map((service) => (
            <Service key={service.name} service={service} onEdit={() => setEdited(service)} onDelete={() => setLeaving(service)} />
          ))}
        </ul>
      )}
      <div className="mt-2">
        <Button icon="plus" onPress={() => setEdited("new")}>
          {t("connections.ai.add")}
        </Button>
      </div>
      {edited && <AiServiceWindow service={edited === "new" ? null : edited} onSaved={refresh} onClose={() => setEdited(null)} />}
      {leaving && <DeleteService service={leaving} onDeleted={refresh} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Service({ service, onEdit, onDelete }: { service: AiService; onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation();
  const { name, address, model, has_key } = service;
  const trial = useMutation({ mutationFn: () => call("ai_service_test", { name }) });
  return (
    <li className="border-b border-line-soft py-1.5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <div className="cut font-medium" title={name}>
            {name}
          </div>
          <div className="cut text-small text-ink-3" title={`${model} · ${address}`}>
            {model} · {address} · {has_key ? t("connections.ai.has_key") : t("connections.ai.no_key")}
          </div>
        </div>
        <Button small isPending={trial.isPending} aria-label={t("connections.ai.try_name", { name })} onPress={() => trial.mutate()}>
          {trial.isPending ? t("connections.ai.trying") : t("connections.ai.try")}
        </Button>
        <IconButton name={t("connections.ai.edit")} label={t("connections.ai.edit_name", { name })} icon="edit" onPress={onEdit} />
        <IconButton name={t("connections.ai.delete")} label={t("connections.ai.delete_name", { name })} icon="trash" onPress={onDelete} />
      </div>
      <div aria-live="polite">{trial.isPending ? null : trial.error ? <NotReached error={trial.error} /> : trial.data && <Reached {...trial.data} />}</div>
    </li>
  );
}

function Reached({ said, ms }: { said: string; ms: number }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <p className="mt-1 flex gap-1.5 text-small">
      <Icon name="check" size="small" className="mt-0.5 text-success-ink" />
      <span className="wrap-anywhere select-text">{t("connections.ai.said", { said, ms: number(ms) })}</span>
    </p>
  );
}

function NotReached({ error }: { error: unknown }) {
  const words = useConnectionWords()(asApiError(error));
  return (
    <p className="mt-1 flex gap-1.5 text-small text-danger-ink">
      <Icon name="error" size="small" className="mt-0.5" />
      <span className="wrap-anywhere select-text">
        {words.what} {words.todo}
      </span>
    </p>
  );
}

function DeleteService({ service, onDeleted, onClose }: { service: AiService; onDeleted: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useConnectionWords();
  const { name } = service;
  const remove = useMutation({
    mutationFn: () => call("ai_service_delete", { name }),
    onSuccess: () => {
      onDeleted();
      onClose();
      note(t("connections.ai.deleted", { name }));
    },
  });
  const failure = remove.error && words(asApiError(remove.error));
  const title = t("connections.ai.delete_title", { name });
  return (
    <Small alert label={title} onClose={onClose}>
      <h2 className="wrap-anywhere">{title}</h2>
      <p className="mt-2">{service.has_key ? t("connections.ai.delete_with_key") : t("connections.ai.delete_what")}</p>
      {failure && (
        <div className="mt-4">
          <Banner tone="bad" title={failure.what}>
            {failure.todo}
          </Banner>
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button autoFocus onPress={onClose}>
          {t("common.cancel")}
        </Button>
        <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {t("connections.ai.delete")}
        </Button>
      </div>
    </Small>
  );
}
