/** What a field has to know of the setting it shows, from the one place that knows it. */
import { createContext, useCallback, useContext, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Language, Problem, SettingForm, Warning } from "../../../ipc";
import { useFormats } from "../../../shared/format";
import { at, same, type SettingPath, type ValueAt } from "./paths";
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

/** What is wrong with a field, in words. */
export function useProblemWords(): (problem: Problem) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (problem) => {
    switch (problem.code) {
      case "too_long":
        return t("problem.too_long", { length: number(problem.length), limit: number(problem.limit) });
      case "too_many":
        return t("problem.over_count", { count: number(problem.count), limit: number(problem.limit) });
      case "out_of_range":
        return t("problem.out_of_range", { least: number(problem.least), most: number(problem.most) });
      case "wrong_form":
        return t("problem.wrong_form", { examples: problem.examples.join(", ") });
      case "control_character":
        return t("problem.control_character", { character: problem.character });
      case "unknown_variable":
        if (problem.known.length === 0) return t("problem.no_variable", { name: `{${problem.name}}` });
        return t("problem.unknown_variable", { name: `{${problem.name}}`, known: problem.known.map((name) => `{${name}}`).join(", ") });
      case "not_a_price":
        return t("problem.not_a_price", { limit: number(problem.limit) });
      default:
        return t(`problem.${problem.code}`);
    }
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

/**
 * A value that is written as text. What is typed stays as it was typed while it means the value;
 * what means none is kept beside it, until it is mended.
 */
export function useWritten<Value>(path: string, value: Value, set: (value: Value) => void, { read, write }: Written<Value>) {
  const editing = useEditing();
  const [typed, setTyped] = useState(() => write(value));
  const unread = editing.unread[path];
  const stands = read(typed);
  return {
    text: unread ?? (stands !== undefined && same(stands, value) ? typed : write(value)),
    unread: unread !== undefined,
    type: (text: string) => {
      setTyped(text);
      const next = read(text);
      if (next === undefined) editing.leave(path, text);
      else set(next);
    },
    /** Writes the value as it is usually written. */
    tidy: () => unread === undefined && setTyped(write(value)),
  };
}
