import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { ChatInput, Problem } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { Check, Pick } from "../../../shared/Choice";
import { useErrorWords } from "../../../shared/errors";
import { FormRow, LineField, Wrong } from "../../../shared/Field";
import { useFormats } from "../../../shared/format";
import { Keys, useShortcut } from "../../../shared/Keys";
import { Sheet } from "../../../shared/Over";
import { scriptsQuery } from "../../../shared/queries";
import { Banner, Failure } from "../../../shared/States";
import { note } from "../../../shared/toasts";
import { FrameCode } from "../FrameCode";
import { ColourField } from "./ColourField";
import { COLOURS, useContrast, useLegible, type ColourName } from "./colours";
import { SECTIONS, type Section } from "./sections";
import { useChatForm, useSaved, type Saved } from "./useChatForm";
import { WidgetPreview } from "./WidgetPreview";

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
  const close = () => void navigate({ to: "/chats", search: ({ q }) => (q === undefined ? {} : { q }) });
  const label = saved.data?.input.name || t("editor.new");
  return (
    <Sheet label={label} onClose={close}>
      {saved.data ? (
        <Form id={id} section={section} saved={saved.data} onClose={close} />
      ) : (
        saved.isError && (
          <>
            <header className="flex h-head flex-none items-center justify-end px-3">
              <IconButton name={t("common.close")} icon="x" onPress={close} />
            </header>
            <Failure error={saved.error} onRetry={() => void saved.refetch()} />
          </>
        )
      )}
    </Sheet>
  );
}

function Form({ id, section, saved, onClose }: EditorProps & { saved: Saved; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormats();
  const navigate = useNavigate();
  const form = useChatForm(id, saved, (chat, created) => {
    note(created ? t("editor.created", { chat: chat.name }) : t("editor.saved", { chat: chat.name }));
    if (created) void navigate({ to: "/chats/$id/edit", params: { id: chat.id }, search: { section: "code" }, replace: true });
  });
  const canSave = (id === null || form.changes.length > 0) && !form.saving;
  useShortcut("mod+KeyS", () => canSave && form.save());

  const go = (next: Section) =>
    void (id === null
      ? navigate({ to: "/chats/new", search: (now) => ({ ...now, section: next }), replace: true })
      : navigate({ to: "/chats/$id/edit", params: { id }, search: (now) => ({ ...now, section: next }), replace: true }));
  const sections = SECTIONS.filter(({ id: name }) => id !== null || name !== "code");
  const wrong = (field: string) => {
    const problem = form.problemAt(field);
    return problem && problemWords(problem);
  };
  const problemWords = (problem: Problem): string => {
    switch (problem.code) {
      case "too_long":
        return t("problem.too_long", { length: format.number(problem.length), limit: format.number(problem.limit) });
      case "empty":
      case "not_a_colour":
      case "unknown_script":
        return t(`problem.${problem.code}`);
    }
  };

  return (
    <>
      <header className="flex h-head flex-none items-center gap-2 border-b border-line pr-2 pl-5">
        <h2 className="cut" title={saved.input.name}>
          {saved.input.name || t("editor.new")}
        </h2>
        <span className="flex-1" />
        <IconButton name={t("common.close")} icon="x" onPress={onClose} />
      </header>
      <div className="grid min-h-0 flex-1 grid-cols-[var(--pane-side)_minmax(0,1fr)_auto]">
        <nav aria-label={t("editor.sections")} className="grid content-start gap-px overflow-auto border-r border-line p-2">
          {sections.map(({ id: name, fields }) => (
            <button
              key={name}
              type="button"
              aria-current={name === section}
              onClick={() => go(name)}
              className="flex h-compact items-center justify-between rounded-2 px-3 text-left text-ink-2 hover:bg-hover aria-current:bg-press aria-current:font-medium aria-current:text-ink"
            >
              {t(`editor.section.${name}`)}
              {form.changes.some((field) => fields.includes(field.split(".")[0] ?? "")) && (
                <span className="size-1.5 rounded-round bg-accent" role="img" aria-label={t("editor.changed")} title={t("editor.changed")} />
              )}
            </button>
          ))}
        </nav>
        <div className="overflow-auto px-6 py-5">
          <div className="mb-4 grid gap-2 empty:hidden">
            <Trouble form={form} saved={saved} />
          </div>
          {section === "general" && <General typed={form.typed} change={form.change} wrong={wrong} />}
          {section === "script" && <Script typed={form.typed} change={form.change} wrong={wrong} />}
          {section === "appearance" && <Appearance typed={form.typed} change={form.change} wrong={wrong} />}
          {section === "code" && id !== null && <FrameCode chat={id} />}
        </div>
        <aside aria-label={t("editor.preview.title")} className={`w-[calc(var(--widget-w)+var(--s-8))] flex-col overflow-hidden border-l border-line bg-sunken p-4 ${section === "code" ? "hidden middle:flex" : "flex"}`}>
          <h3>{t("editor.preview.title")}</h3>
          <div className="flex min-h-0 flex-1 pt-3">
            <WidgetPreview name={form.typed.name} colours={form.typed.colours} />
          </div>
        </aside>
      </div>
      <footer className="flex h-head flex-none items-center gap-2 border-t border-line pr-4 pl-5">
        <span className="flex-1 text-ink-2" aria-live="polite">
          {form.draftAt !== null && t("editor.draft", { count: form.changes.length, time: format.time(form.draftAt) })}
        </span>
        <Button look="quiet" isDisabled={form.changes.length === 0} onPress={form.discard}>
          {t("editor.discard")}
        </Button>
        <Button look="primary" isDisabled={!canSave} onPress={form.save}>
          {id === null ? t("editor.create") : t("editor.save")}
          <Keys of="mod+KeyS" onAccent />
        </Button>
      </footer>
    </>
  );
}

/** Why saving did not work, with the way out; a conflict asks whose words stand. */
function Trouble({ form, saved }: { form: ReturnType<typeof useChatForm>; saved: Saved }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { failure } = form;
  if (failure === null || (failure.code === "invalid" && form.problems.length === 0)) return null;
  if (failure.code === "conflict") {
    return (
      <Banner
        tone="warn"
        title={t("editor.conflict")}
        actions={
          <>
            <Button onPress={form.saveOver}>{t("editor.keep_mine")}</Button>
            <Button look="quiet" onPress={form.discard}>
              {t("editor.take_theirs")}
            </Button>
          </>
        }
      >
        {t("editor.conflict_hint", { chat: saved.input.name })}
      </Banner>
    );
  }
  return (
    <Banner tone="bad" title={words(failure).what}>
      {words(failure).todo}
    </Banner>
  );
}

interface PartProps {
  typed: ChatInput;
  change: (part: Partial<ChatInput>) => void;
  /** What is wrong with a field, in words. */
  wrong: (field: string) => string | undefined;
}

function General({ typed, change, wrong }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      <LineField label={t("editor.name")} value={typed.name} onChange={(name) => change({ name })} error={wrong("name")} hint={t("editor.name_hint")} autoFocus />
      <FormRow label={t("editor.first_message")}>
        <div className="flex min-h-7 items-center">
          <Check value={typed.reply_to_first_message} onChange={(reply_to_first_message) => change({ reply_to_first_message })}>
            {t("editor.reply")}
          </Check>
        </div>
        <p className="text-small text-ink-3">{t("editor.reply_hint")}</p>
      </FormRow>
    </>
  );
}

const NO_SCRIPT = "builtin";

function Script({ typed, change, wrong }: PartProps) {
  const { t } = useTranslation();
  const scripts = useQuery(scriptsQuery);
  if (scripts.isError) return <Failure error={scripts.error} onRetry={() => void scripts.refetch()} />;
  const own = (scripts.data ?? []).filter((script) => !script.builtin);
  const builtin = scripts.data?.find((script) => script.builtin);
  const error = wrong("script");
  return (
    <FormRow label={t("editor.script")}>
      <Pick
        label={t("editor.script")}
        width="w-field"
        value={typed.script === null || typed.script === builtin?.id ? NO_SCRIPT : typed.script}
        onPick={(script) => change({ script: script === NO_SCRIPT ? null : script })}
        options={[{ value: NO_SCRIPT, text: builtin?.name ?? t("editor.builtin_script") }, ...own.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      {error !== undefined && <Wrong>{error}</Wrong>}
      <p className="mt-1 text-small text-ink-3">{t("editor.script_hint")}</p>
    </FormRow>
  );
}

function Appearance({ typed, change, wrong }: PartProps) {
  const { t } = useTranslation();
  const { colours } = typed;
  const set = (name: ColourName) => (text: string) => change({ colours: { ...colours, [name]: text } });
  return (
    <>
      <h3 className="mb-2">{t("editor.colours")}</h3>
      {COLOURS.map((name) => (
        <Colour key={name} name={name} colours={colours} error={wrong(`colours.${name}`)} onChange={set(name)} />
      ))}
      <p className="mt-2 text-small text-ink-3">{t("editor.colours_hint")}</p>
    </>
  );
}

function Colour({ name, colours, error, onChange }: { name: ColourName; colours: ChatInput["colours"]; error: string | undefined; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const legible = useLegible(colours[name]);
  const ofButtons = useContrast(colours.buttons, colours.buttons_text);
  const isButton = name === "buttons" || name === "buttons_text";
  return <ColourField label={t(`editor.colour.${name}`)} text={colours[name]} colour={legible.colour} contrast={isButton ? ofButtons : legible.contrast} error={error} onChange={onChange} />;
}
