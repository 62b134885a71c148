import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, type ChatForm } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { Keys, useShortcut } from "../../../shared/Keys";
import { Sheet } from "../../../shared/Over";
import { useRoom } from "../../../shared/room";
import { Banner, Failure, Skeleton } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import { listAddress } from "../list";
import { Conflict } from "./Conflict";
import type { Saved } from "./draft";
import { ChangedDot } from "./fields/SettingRow";
import { Head } from "./Head";
import { Preview } from "./Preview";
import { LATER, SECTIONS, sectionOf, type Section } from "./sections";
import { Appearance } from "./sections/Appearance";
import { Channels } from "./sections/Channels";
import { Code } from "./sections/Code";
import { Feedback } from "./sections/Feedback";
import { General } from "./sections/General";
import { Links } from "./sections/Links";
import { Prices } from "./sections/Prices";
import { Queue } from "./sections/Queue";
import { Script } from "./sections/Script";
import { ServiceLevel } from "./sections/ServiceLevel";
import { EditingProvider, useEditing } from "./setting";
import { useChatForm, useSaved, useSettingsKnown } from "./useChatForm";

const editRoute = getRouteApi("/chats/$id/edit");
const newRoute = getRouteApi("/chats/new");

export function EditChat() {
  const { id } = editRoute.useParams();
  const { section } = editRoute.useSearch();
  return <Editor key={id} id={id} section={section ?? "general"} />;
}

export function NewChat() {
  const { section } = newRoute.useSearch();
  return <Editor id={null} section={section ?? "general"} />;
}

interface EditorProps {
  /** Null: the chat does not exist yet. */
  id: string | null;
  section: Section;
}

/** A chat in a window over the list. What is typed and not saved stays as a draft when the window closes. */
function Editor({ id, section }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const saved = useSaved(id);
  const known = useSettingsKnown();
  const close = () => void navigate({ to: "/chats", search: listAddress });
  const failed = [saved, known].find((query) => query.data === undefined && query.isError);
  return (
    <Sheet label={saved.data?.input.name || t("editor.new")} onClose={close}>
      {saved.data && known.data ? (
        <Form id={id} gone={id !== null && saved.isError && asApiError(saved.error).code === "not_found"} section={section} saved={saved.data} known={known.data} onClose={close} />
      ) : (
        <>
          <header className="flex h-head flex-none items-center justify-end border-b border-line px-2">
            <IconButton name={t("common.close")} icon="x" onPress={close} />
          </header>
          {failed ? <Failure error={failed.error} onRetry={() => void failed.refetch()} /> : <Skeleton rows={8} />}
        </>
      )}
    </Sheet>
  );
}

interface FormProps extends EditorProps {
  /** The chat was deleted while it was open here. */
  gone: boolean;
  saved: Saved;
  known: ChatForm;
  onClose: () => void;
}

function Form({ id, gone, section, saved, known, onClose }: FormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const room = useRoom();
  const [previewed, setPreviewed] = useState(false);
  const pane = useRef<HTMLDivElement>(null);
  const go = (next: Section) =>
    void (id === null
      ? navigate({ to: "/chats/new", search: (now) => ({ ...now, section: next }), replace: true })
      : navigate({ to: "/chats/$id/edit", params: { id }, search: (now) => ({ ...now, section: next }), replace: true }));
  const editing = useChatForm(id, gone, saved, known, {
    onSaved: (chat, created) => {
      note(created ? t("editor.created", { chat: chat.name }) : t("editor.saved", { chat: chat.name }));
      if (created) void navigate({ to: "/chats/$id/edit", params: { id: chat.id }, search: (now) => ({ ...now, section: "code" }), replace: true });
    },
    onRefused: (path) => {
      if (sectionOf(path) !== section) go(sectionOf(path));
      seek(path);
    },
  });
  const seek = useFocus(pane);
  const clashing = (editing.merged?.clashes.length ?? 0) > 0;
  const canSave = (id === null || gone || editing.changes.length > 0) && !editing.saving && !clashing;
  useShortcut("mod+KeyS", () => canSave && editing.save());

  const wide = room === "wide";
  return (
    <EditingProvider value={editing}>
      <Head onClose={onClose} onPreview={wide ? null : () => setPreviewed((shown) => !shown)} previewed={previewed} />
      <div className="relative grid min-h-0 flex-1 grid-cols-[var(--pane-side)_minmax(0,1fr)_auto]">
        <Sections current={section} onGo={go} />
        {/* Each part begins at its top. */}
        <div ref={pane} role="group" aria-label={t(`editor.section.${section}`)} tabIndex={-1} className="relative overflow-auto px-6 py-5 focus-visible:shadow-inset" key={section}>
          <div className="mb-5 grid gap-2 empty:hidden">
            <Trouble onSettled={() => pane.current?.focus()} />
          </div>
          <div>
            <Part section={section} />
          </div>
        </div>
        {(wide || previewed) && (
          <aside
            aria-label={t("editor.preview.title")}
            className={`flex w-preview flex-col overflow-hidden border-l border-line bg-sunken p-4 ${wide ? "" : "absolute inset-y-0 right-0 shadow-3"}`}
          >
            <Preview />
          </aside>
        )}
      </div>
      <Foot canSave={canSave} />
    </EditingProvider>
  );
}

/**
 * Keeps the focus in the editor when what had it goes or may no longer be pressed. The function leads it
 * to the field at a path that is wrong, as soon as that is drawn and marked.
 */
function useFocus(pane: RefObject<HTMLDivElement | null>): (path: string) => void {
  const [sought, setSought] = useState<string | null>(null);
  // What is marked and drawn changes with any drawing.
  useEffect(() => {
    // What opens over the editor, or within it, takes the focus first.
    const frame = requestAnimationFrame(() => {
      const held = document.activeElement;
      const lost = held === null || held === document.body || (held instanceof HTMLButtonElement && held.disabled);
      const field = sought === null ? null : pane.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(sought)}"] button, [aria-invalid=true]`);
      if (field) {
        field.focus();
        setSought(null);
      } else if (lost) pane.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  });
  useEffect(() => {
    if (sought === null) return;
    // Whoever goes on elsewhere is not called back.
    const stop = () => setSought(null);
    document.addEventListener("keydown", stop, true);
    document.addEventListener("pointerdown", stop, true);
    return () => {
      document.removeEventListener("keydown", stop, true);
      document.removeEventListener("pointerdown", stop, true);
    };
  }, [sought]);
  return setSought;
}

function Part({ section }: { section: Section }) {
  const { id } = useEditing();
  switch (section) {
    case "general":
      return <General />;
    case "script":
      return <Script />;
    case "feedback":
      return <Feedback />;
    case "queue":
      return <Queue />;
    case "service_level":
      return <ServiceLevel />;
    case "appearance":
      return <Appearance />;
    case "links":
      return <Links />;
    case "channels":
      return id === null ? null : <Channels chat={id} />;
    case "prices":
      return <Prices />;
    case "code":
      return <Code />;
  }
}

/** The parts, each with a mark for changes and one for what is wrong in it. */
function Sections({ current, onGo }: { current: Section; onGo: (section: Section) => void }) {
  const { t } = useTranslation();
  const { id, changes, problems, warnings, unread, shows } = useEditing();
  const changed = new Set(changes.map(sectionOf));
  const wrong = new Set([...problems.filter(({ field }) => shows(field)).map(({ field }) => field), ...Object.keys(unread)].map(sectionOf));
  const warned = new Set(warnings.map(({ field }) => sectionOf(field)));
  return (
    <nav aria-label={t("editor.sections")} className="grid content-start gap-px overflow-auto border-r border-line p-2">
      {SECTIONS.filter((section) => id !== null || !LATER.has(section.id)).map(({ id: name }) => (
        <button
          key={name}
          type="button"
          aria-current={name === current}
          onClick={() => onGo(name)}
          className="flex min-h-compact items-center gap-1 rounded-2 px-2.5 py-1 text-left text-ink-2 hover:bg-hover aria-current:bg-press aria-current:font-medium aria-current:text-ink"
        >
          <span className="flex-1">{t(`editor.section.${name}`)}</span>
          {wrong.has(name) ? <Mark icon="error" tone="text-danger-ink" name={t("editor.wrong")} /> : warned.has(name) && <Mark icon="warn" tone="text-warning-ink" name={t("editor.warned")} />}
          {changed.has(name) && <ChangedDot />}
        </button>
      ))}
    </nav>
  );
}

function Mark({ icon, tone, name }: { icon: "error" | "warn"; tone: string; name: string }) {
  return (
    <span role="img" aria-label={name} title={name} className={tone}>
      <Icon name={icon} size="small" />
    </span>
  );
}

/** Why saving did not work, and what somebody else saved meanwhile. */
function Trouble({ onSettled }: { onSettled: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { id, gone, merged, failure, problems, unread } = useEditing();
  if (gone) {
    return (
      <Banner tone="warn" title={t("editor.gone")}>
        {t("editor.gone_hint")}
      </Banner>
    );
  }
  if (id !== null && merged !== null) return <Conflict chat={id} merged={merged} onSettled={onSettled} />;
  // Until it is read what they saved, there is nothing to show of it; what is wrong stands at the fields.
  if (failure === null || failure.code === "conflict" || (failure.code === "invalid" && problems.length + Object.keys(unread).length > 0)) return null;
  return (
    <Banner tone="bad" title={words(failure).what}>
      {words(failure).todo || t("editor.kept")}
    </Banner>
  );
}

function Foot({ canSave }: { canSave: boolean }) {
  const { t } = useTranslation();
  const format = useFormats();
  const { id, gone, changes, draftAt, discard, save } = useEditing();
  return (
    <footer className="flex h-head flex-none items-center gap-2 border-t border-line pr-4 pl-5">
      <span className="cut flex-1 text-ink-2" aria-live="polite">
        {draftAt !== null && t("editor.draft", { count: changes.length, time: format.time(draftAt) })}
      </span>
      <Button look="quiet" isDisabled={changes.length === 0} onPress={() => note(t("editor.discarded"), { name: t("common.undo"), run: discard() })}>
        {t("editor.discard")}
      </Button>
      <Button look="primary" isDisabled={!canSave} onPress={save}>
        {gone ? t("editor.save_as_new") : id === null ? t("editor.create") : t("editor.save")}
        <Keys of="mod+KeyS" onAccent />
      </Button>
    </footer>
  );
}
