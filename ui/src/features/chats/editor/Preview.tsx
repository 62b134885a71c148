import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { PreviewLine, PreviewNews, PreviewOrder } from "../../../../widget/src/doorway";
import type { WidgetConfig } from "../../../../widget/src/protocol";
import { i18n } from "../../../i18n";
import { call, mediaUrl, type ChatInput, type Language, type Picture } from "../../../ipc";
import { Segmented } from "../../../shared/Choice";
import { Icon } from "../../../shared/Icon";
import { Failure } from "../../../shared/States";
import { useChatLanguage, useEditing } from "./setting";
import { useRested } from "./useChatForm";

/** How long typing must rest before the widget is drawn again, in milliseconds. */
const REST = 60;

type Device = "computer" | "phone";

/** The widget itself, drawn from what is typed, with a made-up conversation. Only a picture: nothing in it works. */
export function Preview() {
  const { t } = useTranslation();
  const [device, setDevice] = useState<Device>("computer");
  const [view, setView] = useState<PreviewOrder["view"]>("panel");
  return (
    <>
      <header className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1">{t("editor.preview.title")}</h3>
        <Segmented
          label={t("editor.preview.view")}
          value={view}
          onPick={setView}
          options={[
            { value: "panel", text: t("editor.preview.open") },
            { value: "closed", text: t("editor.preview.closed") },
          ]}
        />
        <Segmented
          label={t("editor.preview.device")}
          value={device}
          onPick={setDevice}
          options={[
            { value: "computer", text: t("editor.preview.computer"), mark: <Icon name="monitor" />, markOnly: true },
            { value: "phone", text: t("editor.preview.phone"), mark: <Icon name="phone" />, markOnly: true },
          ]}
        />
      </header>
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] place-items-center pt-3">
        <Widget view={view} device={device} />
      </div>
    </>
  );
}

const sizes: Record<Device, string> = {
  computer: "h-widget-h w-widget max-h-full rounded-widget shadow-3",
  phone: "h-phone-h w-phone max-h-full rounded-widget border-4 border-line-strong",
};

function Widget({ view, device }: { view: PreviewOrder["view"]; device: Device }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const ready = useListening(frame);
  const { typed } = useEditing();
  const language = useChatLanguage();
  const input = useRested(typed, REST);
  // What is wrong has its default in the answer; while there is none, the last one stays.
  const preview = useQuery({
    queryKey: ["chat-preview", input, language],
    queryFn: async () => (await call("chat_preview", { input, language })) as unknown as WidgetConfig,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
  });
  const config = preview.data;
  const { pictures } = input.appearance;
  const { feedback } = input;

  useEffect(() => {
    if (ready === 0 || config === undefined) return;
    const avatar = (picture: Picture | null) => (picture === null ? null : mediaUrl(picture.id, 64));
    const order: PreviewOrder = {
      parley: "preview",
      config: { ...config, avatars: { bot: avatar(pictures.bot), operator: avatar(pictures.operator), user: avatar(pictures.user) } },
      view,
      conversation: conversationIn(language, feedback),
    };
    frame.current?.contentWindow?.postMessage(order, window.location.origin);
  }, [ready, config, pictures, feedback, view, language]);

  if (preview.isError && config === undefined) return <Failure error={preview.error} onRetry={() => void preview.refetch()} />;
  return <iframe ref={frame} src="/preview.html" title={t("editor.preview.frame")} tabIndex={-1} className={`bg-widget ${sizes[device]}`} />;
}

/** Counts how often the page in the frame has begun to listen: each time it is told everything anew. */
function useListening(frame: React.RefObject<HTMLIFrameElement | null>): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const hear = (event: MessageEvent<PreviewNews>) => {
      if (event.source !== frame.current?.contentWindow || event.origin !== window.location.origin || event.data?.parley !== "preview-ready") return;
      setCount((now) => now + 1);
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [frame]);
  return count;
}

const SCALES = { two: 2, five: 5, ten: 10 } as const;
/** What a client who is content would choose. */
const RATED = { two: 2, five: 4, ten: 9 } as const;

/** What the clients of such a chat would read, in its language. */
function conversationIn(language: Language, feedback: ChatInput["feedback"]): PreviewLine[] {
  const t = i18n.getFixedT(language);
  const rated: PreviewLine = { author: "bot", text: feedback.text || t("editor.preview.rate"), scale: SCALES[feedback.scale], rating: RATED[feedback.scale] };
  return [
    { author: "bot", text: t("editor.preview.bot") },
    { author: "client", text: t("editor.preview.user") },
    { author: "operator", name: t("editor.preview.name"), text: t("editor.preview.operator") },
    { author: "client", text: t("editor.preview.thanks") },
    ...(feedback.ask ? [rated] : []),
    { author: "bot", text: t("editor.preview.more"), buttons: [t("editor.preview.order"), t("editor.preview.return")] },
  ];
}
