/** What a field has to know of the setting it shows, from the one place that knows it. */
import { createContext, useCallback, useContext, useId } from "react";
import { useTranslation } from "react-i18next";

import type { Language, SettingForm, Warning } from "../../../ipc";
import { useFormats } from "../../../shared/format";
import { useProblemWords } from "../../../shared/problems";
import { useWritten as useWrittenIn } from "../../../shared/written";
import { at, type SettingPath, type ValueAt } from "./paths";
import { isWithin, type Editing } from "./useChatForm";

const Edited = createContext<Editing | null>(null);

export const EditingProvider = Edited.Provider;

/** The chat being edited. */
export function useEditing(): Editing {
  const editing = useContext(Edited);
  if (editing === null) throw new Error("a field of a chat stands outside the editor");
  return editing;
}

export interface Setting<Value> {
  path: SettingPath;
  /** The id of what is said of it under its control, which describes the control. */
  said: string;
  label: string;
  help: string;
  value: Value;
  /** Sets it, or changes what it is now. The same function as long as the editor is open. */
  set: (value: Value | ((former: Value) => Value)) => void;
  /** What a new chat has. */
  initial: Value;
  known: SettingForm;
  changed: boolean;
  /** What is wrong with it as a whole, in words. */
  wrong: string | undefined;
  /** What channels cannot do of it, in words. */
  warnings: readonly string[];
}

/** One setting of the chat being edited. */
export function useSetting<Path extends SettingPath>(path: Path): Setting<ValueAt<Path>> {
  const { t } = useTranslation();
  const editing = useEditing();
  const warningWords = useWarningWords();
  const wrong = useWrong();
  const said = useId();
  const { set: setAt } = editing;
  const set = useCallback((value: unknown) => setAt(path, value), [setAt, path]);
  const known = editing.known.settings.find((setting) => setting.path === path);
  if (known === undefined) throw new Error(`the program knows no setting ${path}`);
  return {
    path,
    said,
    label: t(`setting.${path}.label`),
    help: t(`setting.${path}.help`),
    value: at(editing.typed, path) as ValueAt<Path>,
    set,
    initial: known.default as ValueAt<Path>,
    known,
    changed: editing.changes.some((changed) => isWithin(changed, path)),
    wrong: wrong(path),
    warnings: editing.warnings.filter(({ field }) => isWithin(field, path)).map(warningWords),
  };
}

/** Tells what is wrong with the field at exactly this path, in words. */
export function useWrong(): (path: string) => string | undefined {
  const editing = useEditing();
  const words = useProblemWords();
  return (path) => {
    const problem = editing.problems.find(({ field }) => field === path);
    return problem !== undefined && editing.shows(path) ? words(problem) : undefined;
  };
}

/** What a channel cannot do of a setting, in words. */
function useWarningWords(): (warning: Warning) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (warning) => {
    const messenger = t(`messenger.${warning.messenger}`);
    switch (warning.code) {
      case "too_long":
        return t("warning.too_long", { messenger, length: number(warning.length), limit: number(warning.limit) });
      case "fewer_buttons":
        return t("warning.fewer_buttons", { messenger, count: warning.limit });
      case "only_within":
        return t("warning.only_within", { messenger, count: warning.hours });
      default:
        return t(`warning.${warning.code}`, { messenger });
    }
  };
}

/** The language in which the chat speaks where nothing of its own is written: its own, or the window's. */
export function useChatLanguage(): Language {
  const { i18n } = useTranslation();
  return useEditing().typed.general.language ?? (i18n.language === "ru" ? "ru" : "en");
}

interface Written<Value> {
  /** The value that a text means; undefined when it means none. */
  read: (text: string) => Value | undefined;
  write: (value: Value) => string;
}

/** A value of the chat that is written as text at a path; what means none is kept there until it is mended. */
export function useWritten<Value extends string | number | boolean | null>(path: string, value: Value, set: (value: Value) => void, written: Written<Value>) {
  const { unread, leave } = useEditing();
  return useWrittenIn({ ...written, value, set, unread: unread[path], leave: (text) => leave(path, text) });
}
