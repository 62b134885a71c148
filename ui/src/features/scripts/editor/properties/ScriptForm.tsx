import { useTranslation } from "react-i18next";

import type { Language, ScriptDraft } from "../../../../ipc";
import { useEditing } from "../useEditing";
import { Choose, Count, Line, Section } from "./field";

/** What holds for the whole script, when no block is selected. */
export function ScriptForm() {
  const { t } = useTranslation();
  const { draft, edit } = useEditing();
  const languages: readonly { value: Language; text: string }[] = [
    { value: "en", text: t("language.en") },
    { value: "ru", text: t("language.ru") },
  ];
  return (
    <>
      <Line place={{ block: null, path: "name" }} label={t("canvas.script_name")} value={draft.name} onChange={(name) => edit((now) => ({ ...now, name }), "name")} />
      <Choose place={{ block: null, path: "language" }} label={t("canvas.language")} hint={t("canvas.language_hint")} options={languages} value={draft.language} onPick={(language) => edit((now) => ({ ...now, language }))} />
      <ScriptSettings />
    </>
  );
}

/** What is undone as one while a client’s silence is typed. */
const SILENCE = "silence";

/** The limits of the whole script; they stand at its start too. */
export function ScriptSettings() {
  const { t } = useTranslation();
  const { draft, edit } = useEditing();
  const { client_silence_s: silence, repeats, blocks_per_message: blocks } = draft.settings;
  const at = (setting: keyof ScriptDraft["settings"]) => ({ block: null, path: `settings.${setting}` });
  const set = (part: Partial<ScriptDraft["settings"]>, group: string) => edit((now) => ({ ...now, settings: { ...now.settings, ...part } }), `settings.${group}`);
  const setSilence = (seconds: number | null) =>
    edit((now) => {
      const { client_silence_s: _before, ...rest } = now.settings;
      return { ...now, settings: seconds === null ? rest : { client_silence_s: seconds, ...rest } };
    }, SILENCE);
  return (
    <Section title={t("canvas.settings")}>
      <Count place={at("client_silence_s")} label={t("canvas.silence")} hint={t("canvas.silence_hint")} unit={t("canvas.seconds")} value={silence ?? null} least={0} most={604_800} none={t("block.body.of_chat")} onChange={setSilence} />
      <Count place={at("repeats")} label={t("canvas.repeats")} hint={t("canvas.repeats_hint")} value={repeats} least={0} most={100} onChange={(value) => value !== null && set({ repeats: value }, "repeats")} />
      <Count place={at("blocks_per_message")} label={t("canvas.blocks")} hint={t("canvas.blocks_hint")} value={blocks} least={1} most={1_000} onChange={(value) => value !== null && set({ blocks_per_message: value }, "blocks_per_message")} />
    </Section>
  );
}
