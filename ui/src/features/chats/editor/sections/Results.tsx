import { useRef, type ClipboardEvent, type KeyboardEvent } from "react";
import { Input, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "../../../../shared/Button";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../../shared/Field";
import { SettingRow } from "../fields/SettingRow";
import { linesIn, moved } from "../../../../shared/lists";
import { useSetting, useWrong } from "../setting";

/** The results an operator chooses from, in their order. Enter adds one below, Alt with the arrows moves one. */
export function Results() {
  const { t } = useTranslation();
  const setting = useSetting("feedback.results");
  const wrong = useWrong();
  const list = useRef<HTMLOListElement>(null);
  const results = setting.value;

  /** What is drawn at this place once the change is: the field, or one of its buttons. */
  const focus = (index: number, what = "input") => requestAnimationFrame(() => list.current?.children[index]?.querySelector<HTMLElement>(what)?.focus());
  const add = (index: number, more: readonly string[] = [""]) => {
    setting.set(results.toSpliced(index, 0, ...more));
    focus(index + more.length - 1);
  };
  const move = (index: number, by: -1 | 1, what?: string) => {
    setting.set(moved(results, index, by));
    focus(Math.min(Math.max(index + by, 0), results.length - 1), what);
  };
  // The button goes with its row, so that it can be pressed again; at the end, where it does nothing, it keeps the focus.
  const mover = (index: number, by: -1 | 1, edge: number) => ({
    small: true,
    tone: index === edge ? "text-ink-off" : "text-icon",
    "aria-disabled": index === edge,
    "data-by": by,
    onPress: () => index !== edge && move(index, by, `[data-by="${by}"]`),
  });
  const remove = (index: number) => {
    setting.set(results.toSpliced(index, 1));
    focus(Math.max(index - 1, 0));
  };

  // On the input itself: a field that hears keys would keep those from the window that are not its own.
  const press = (index: number) => (event: KeyboardEvent) => {
    const way = event.altKey && (event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0);
    if (way) move(index, way);
    else if (event.key === "Enter") add(index + 1);
    else if (event.key === "Backspace" && results[index] === "" && results.length > 1) remove(index);
    else return;
    event.preventDefault();
  };
  const paste = (index: number) => (event: ClipboardEvent) => {
    const lines = linesIn(event.clipboardData.getData("text"));
    if (lines.length < 2) return;
    event.preventDefault();
    const rest = results[index] === "" ? results.toSpliced(index, 1) : results;
    const place = results[index] === "" ? index : index + 1;
    setting.set(rest.toSpliced(place, 0, ...lines));
  };

  return (
    <SettingRow label={setting.label} setting={setting}>
      <ol ref={list} className="grid max-w-palette gap-1">
        {results.map((result, index) => {
          const problem = wrong(`feedback.results.${index}`);
          const name = t("editor.results.one", { number: index + 1 });
          return (
            <li key={index}>
              <div className="flex items-center gap-1">
                <TextField
                  aria-label={name}
                  value={result}
                  onChange={(text) => setting.set(results.with(index, text))}
                  isInvalid={problem !== undefined}
                  className="min-w-0 flex-1"
                >
                  <div className={`${fieldBox} ${problem === undefined ? "" : fieldBad}`}>
                    <Input className={fieldInput} onKeyDown={press(index)} onPaste={paste(index)} />
                  </div>
                </TextField>
                <IconButton name={t("editor.results.up")} label={`${t("editor.results.up")}: ${result || name}`} icon="up" {...mover(index, -1, 0)} />
                <IconButton name={t("editor.results.down")} label={`${t("editor.results.down")}: ${result || name}`} icon="down" {...mover(index, 1, results.length - 1)} />
                <IconButton name={t("common.remove")} label={t("editor.remove_of", { what: result || name })} icon="x" small onPress={() => remove(index)} />
              </div>
              {problem !== undefined && <Wrong>{problem}</Wrong>}
            </li>
          );
        })}
      </ol>
      <div className="mt-1">
        <Button small icon="plus" onPress={() => add(results.length)}>
          {t("editor.results.add")}
        </Button>
      </div>
    </SettingRow>
  );
}
