import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call } from "../../ipc";
import { Button, IconButton, Link } from "../../shared/Button";
import { Pick } from "../../shared/Choice";
import { useErrorWords } from "../../shared/errors";
import { useFormats } from "../../shared/format";
import { Small } from "../../shared/Over";
import { Banner, Failure } from "../../shared/States";
import { note } from "../../shared/toasts";
import { useSaved } from "./editor/useChatForm";
import { listAddress } from "./list";

const SITES = ["html", "wordpress", "tilda", "bitrix", "tag_manager"] as const;
type Site = (typeof SITES)[number];

/** What to paste into a site so that the chat stands there, and where. */
export function FrameCode({ chat }: { chat: string }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [site, setSite] = useState<Site>("html");
  const code = useQuery({ queryKey: ["frame-code", chat], queryFn: () => call("frame_code", { chat }) });

  if (code.isError) return <Failure error={code.error} onRetry={() => void code.refetch()} />;
  const say = (done: Promise<unknown>, text: string | null) =>
    void done.then(
      () => text !== null && note(text),
      (error: unknown) => note(words(asApiError(error)).what),
    );
  return (
    <div className="grid gap-4">
      <p>{t("frame_code.what")}</p>
      <div className="relative">
        <pre tabIndex={0} aria-label={t("frame_code.snippet")} className="min-h-18 overflow-auto rounded-2 bg-fill p-3 pr-24 font-mono text-small whitespace-pre-wrap wrap-anywhere select-text">
          {code.data?.snippet}
        </pre>
        <span className="absolute top-2 right-2">
          <Button small icon="copy" isDisabled={!code.data} onPress={() => code.data && say(call("copy_text", { text: code.data.snippet }), t("frame_code.copied"))}>
            {t("common.copy")}
          </Button>
        </span>
      </div>
      {code.data && !code.data.public && (
        <Banner tone="warn" title={t("frame_code.local")}>
          {t("frame_code.local_hint", { address: code.data.address })}
        </Banner>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button icon="monitor" isDisabled={!code.data} onPress={() => say(call("open_test_page", { chat }), null)}>
          {t("frame_code.test_page")}
        </Button>
        <span className="text-small text-ink-3">{t("frame_code.test_page_hint")}</span>
      </div>
      <section className="grid gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3>{t("frame_code.where")}</h3>
          <Pick label={t("frame_code.where")} value={site} onPick={setSite} options={SITES.map((value) => ({ value, text: t(`frame_code.site.${value}`) }))} />
        </div>
        <ol className="grid list-decimal gap-1 pl-5 text-ink-2">
          {t(`frame_code.steps.${site}`)
            .split("\n")
            .map((step) => (
              <li key={step}>{step}</li>
            ))}
        </ol>
      </section>
    </div>
  );
}

/** How many sites are named before the others are only counted. */
const NAMED = 3;

/** On which sites the chat may stand, and the way to change that. */
function AllowedSites({ chat, onChange }: { chat: string; onChange: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { data: saved } = useSaved(chat);
  const sites = saved?.input.widget.allowed_sites;
  if (sites === undefined) return null;
  const more = sites.length - NAMED;
  return (
    <p className="mt-4 border-t border-line pt-4">
      <span className="text-ink-2">{t("frame_code.sites")}</span>{" "}
      <span className="wrap-anywhere">
        {sites.length === 0 ? t("frame_code.any_site") : sites.slice(0, NAMED).join(", ")}
        {more > 0 && ` ${t("frame_code.more_sites", { count: more, n: format.number(more) })}`}
      </span>{" "}
      <Link label={t("frame_code.change_sites")} onPress={onChange}>
        {t("frame_code.change")}
      </Link>
    </p>
  );
}

const route = getRouteApi("/chats/$id/code");

/** The frame code of one chat, over the list; closing it leads back to the editor it was opened from. */
export function FrameCodeWindow() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const { data: saved } = useSaved(id);
  const { section } = route.useSearch();
  const close = () => void (section === undefined ? navigate({ to: "/chats", search: listAddress }) : navigate({ to: "/chats/$id/edit", params: { id }, search: true }));
  const name = saved?.input.name;
  return (
    <Small label={t("chats.frame_code")} onClose={close}>
      <header className="mb-4 flex items-center gap-2">
        <h2 className="flex-none">{t("chats.frame_code")}</h2>
        <span className="cut flex-1 text-ink-2" title={name}>
          {name}
        </span>
        <IconButton name={t("common.close")} icon="x" onPress={close} />
      </header>
      <FrameCode chat={id} />
      <AllowedSites chat={id} onChange={() => void navigate({ to: "/chats/$id/edit", params: { id }, search: (list) => ({ ...list, section: "code" }) })} />
    </Small>
  );
}
