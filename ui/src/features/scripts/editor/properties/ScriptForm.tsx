import { useTranslation } from "react-i18next";

import type { Language } from "../../../../ipc";
import type { ScriptDraft } from "../../../../ipc/scripts";
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
      <Line place={{ block: null, path: "name" }} label={t("script.script_name")} value={draft.name} onChange={(name) => edit((now) => ({ ...now, name }), "name")} />
      <Choose place={{ block: null, path: "language" }} label={t("script.language")} hint={t("script.language_hint")} options={languages} value={draft.language} onPick={(language) => edit((now) => ({ ...now, language }))} />
      <ScriptSettings />
    </>
  );
}

/** The limits of the whole script; they stand at its start too. */
export function ScriptSettings() {
  const { t } = useTranslation();
  const { draft, edit } = useEditing();
  const { client_silence_s: silence, repeats, blocks_per_message: blocks } = draft.settings;
  const set = (part: Partial<ScriptDraft["settings"]>, group: string) => edit((now) => ({ ...now, settings: { ...now.settings, ...part } }), `settings.${group}`);
  const setSilence = (seconds: number | null) =>
    edit((now) => {
      const { client_silence_s: _before, ...rest } = now.settings;
      return { ...now, settings: seconds === null ? rest : { client_silence_s: seconds, ...rest } };
    }, "settings.client_silence_s");
  return (
    <Section title={t("script.settings")}>
      <Count place={{ block: null, path: "settings.client_silence_s" }} label={t("script.silence")} hint={t("script.silence_hint")} unit={t("script.seconds")} value={silence ?? null} none={t("block.body.of_chat")} onChange={setSilence} />
      <Count place={{ block: null, path: "settings.repeats" }} label={t("script.repeats")} hint={t("script.repeats_hint")} value={repeats} onChange={(value) => value !== null && set({ repeats: value }, "repeats")} />
      <Count place={{ block: null, path: "settings.blocks_per_message" }} label={t("script.blocks")} hint={t("script.blocks_hint")} value={blocks} onChange={(value) => value !== null && set({ blocks_per_message: value }, "blocks_per_message")} />
    </Section>
  );
}
