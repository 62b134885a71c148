/** The fields of a block: label above, the control, and what is wrong with it below. */
import { useEffect, useId, useRef, useState, type FocusEvent, type ReactNode } from "react";
import { Input, Label, Menu, MenuItem, MenuTrigger, Popover, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Block, Exit, ScriptProblem } from "../../../../ipc";
import { IconButton } from "../../../../shared/Button";
import { menuItem, Pick, type Option } from "../../../../shared/Choice";
import { Combo } from "../../../../shared/Combo";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../../shared/Field";
import { useFormats } from "../../../../shared/format";
import { Icon } from "../../../../shared/Icon";
import { readNumber } from "../../../../shared/numbers";
import { useWritten } from "../../../../shared/written";
import { change } from "../draft";
import { useScriptProblemWords } from "../problems";
import { useEditing } from "../useEditing";
import { variablesOf } from "../variables";

/** Where a field stands: in the script, in a block, or in one of its branches. */
export interface Place {
  block: Block | null;
  exit?: Exit;
  /** As problems name it, as in `values[0].name`. */
  path: string;
}

/** How a field is found on the page. */
export const fieldKey = ({ block, exit = null, path }: { block: string | null; exit?: Exit; path: string | null }): string => `${block ?? ""}/${exit ?? ""}/${path ?? ""}`;

const keyOf = ({ block, exit, path }: Place) => fieldKey({ block: block?.id ?? null, ...(exit !== undefined && { exit }), path });

/** Changes a block as it is typed into one of its fields; what is typed there is undone as one. */
export function useSet<Kind extends Block>(block: Kind): (changed: (block: Kind) => Kind, group?: string) => void {
  const { edit } = useEditing();
  // The block of this id keeps its type as long as it is there.
  return (changed, group) => edit((draft) => change(draft, block.id, (now) => changed(now as Kind)), group === undefined ? undefined : `${block.id}.${group}`);
}

/** A block without a field where it has nothing to say there. */
export function withText<Kind extends object, Name extends keyof Kind & string>(block: Kind, name: Name, text: string): Kind {
  const { [name]: _before, ...rest } = block;
  return (text === "" ? rest : { ...rest, [name]: text }) as Kind;
}

interface Shown {
  place: Place;
  label: string;
  hint?: string | undefined;
  /** The label is only read out. */
  quiet?: boolean;
}

/** What is wrong at a place; null for what is said of a block, or of a branch, as a whole. */
function useFaults({ block, exit = null, path }: Omit<Place, "path"> & { path: string | null }): ScriptProblem[] {
  const { problems } = useEditing();
  const within = (field: string | null) => field === path || (path !== null && field?.startsWith(`${path}[`) === true);
  return problems.filter((problem) => problem.block === (block?.id ?? null) && problem.exit === exit && within(problem.field));
}

function Faults({ found }: { found: readonly ScriptProblem[] }) {
  const words = useScriptProblemWords();
  return found.map((problem, index) =>
    problem.severity === "error" ? (
      <Wrong key={index}>{words(problem)}</Wrong>
    ) : (
      <span key={index} className="mt-1 flex items-start gap-1 text-small text-warning-ink">
        <Icon name="warn" size="small" className="mt-0.5" />
        {words(problem)}
      </span>
    ),
  );
}

/** What is wrong where there is no field for it: with a block, a branch, or a list of them, as a whole. */
export function WrongAt({ block, exit = null, path = null }: { block: Block; exit?: Exit; path?: string | null }) {
  const found = useFaults({ block, exit, path });
  return found.length === 0 ? null : (
    <div>
      <Faults found={found} />
    </div>
  );
}

/** A field in its place, with what is wrong there. Leaving it ends what is undone as one. */
function Held({ place, hint, children }: { place: Place; hint?: string | undefined; children: (wrong: boolean, said: string) => ReactNode }) {
  const { settle } = useEditing();
  const said = useId();
  const found = useFaults(place);
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => !currentTarget.contains(relatedTarget) && settle();
  return (
    <div data-field={keyOf(place)} onBlur={leave} className="min-w-0">
      {children(found.some(({ severity }) => severity === "error"), said)}
      <div id={said}>
        <Faults found={found} />
        {hint !== undefined && <p className="mt-1 text-small text-ink-3">{hint}</p>}
      </div>
    </div>
  );
}

const labelLook = (quiet: boolean) => (quiet ? "sr-only" : "mb-1 block text-ink-2");

interface LineProps extends Shown {
  value: string;
  onChange: (text: string) => void;
  mono?: boolean;
  placeholder?: string;
}

/** A line of text. */
export function Line({ place, label, hint, quiet = false, value, onChange, mono = false, placeholder }: LineProps) {
  return (
    <Held place={place} hint={hint}>
      {(wrong, said) => (
        <TextField value={value} onChange={onChange} isInvalid={wrong} aria-describedby={said}>
          <Label className={labelLook(quiet)}>{label}</Label>
          <div className={`${fieldBox} ${wrong ? fieldBad : ""}`}>
            <Input className={`${fieldInput} ${mono ? "font-mono" : ""}`} placeholder={placeholder} spellCheck={!mono} />
          </div>
        </TextField>
      )}
    </Held>
  );
}

/** A text in which variables may stand. */
export function Text({ place, label, hint, value, onChange, mono = false, placeholder, rows = 3, variables = true }: LineProps & { rows?: number; variables?: boolean }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: value.length, selectionEnd: value.length };
    const text = `{${name}}`;
    onChange(value.slice(0, from) + text + value.slice(to));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + text.length, from + text.length);
    });
  };
  return (
    <Held place={place} hint={hint}>
      {(wrong, said) => (
        <div className="relative">
          <TextField value={value} onChange={onChange} isInvalid={wrong} aria-describedby={said}>
            <Label className={labelLook(false)}>{label}</Label>
            <TextArea
              ref={area}
              rows={rows}
              placeholder={placeholder}
              spellCheck={!mono}
              className={`field-sizing-content max-h-60 w-full resize-y rounded-2 border bg-raised px-2 py-1 select-text focus-visible:border-accent focus-visible:shadow-focus ${rows > 1 ? "min-h-18" : "min-h-7"} ${mono ? "font-mono break-all" : ""} ${wrong ? fieldBad : "border-line-field"}`}
            />
          </TextField>
          {variables && (
            <div className="absolute -top-1 right-0">
              <Variables onPick={insert} of={label} />
            </div>
          )}
        </div>
      )}
    </Held>
  );
}

/** Every variable that may stand in a text. */
function Variables({ onPick, of }: { onPick: (name: string) => void; of: string }) {
  const { t } = useTranslation();
  const { draft } = useEditing();
  const [open, setOpen] = useState(false);
  const known = open ? variablesOf(draft) : [];
  return (
    <MenuTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton name={t("canvas.insert_variable")} label={t("canvas.insert_variable_in", { field: of })} icon="variable" small />
      <Popover placement="bottom end" offset={4} className="rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <Menu aria-label={t("canvas.insert_variable")} onAction={(key) => onPick(String(key))} className="max-h-80 min-w-44 overflow-auto p-1">
          {known.map((name) => (
            <MenuItem key={name} id={name} textValue={name} className={menuItem}>
              <span className="font-mono">{`{${name}}`}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface NumberProps extends Shown {
  /** Null: none was set. */
  value: number | null;
  onChange: (value: number | null) => void;
  unit?: string;
  /** What holds where none is set; null: there must be one. */
  none?: string | null;
  least: number;
  most: number;
}

/** A whole number within limits. What is none stays in the field, with why, and changes nothing. */
export function Count({ place, label, hint, value, onChange, unit, none = null, least, most }: NumberProps) {
  const { t } = useTranslation();
  const { duration, number } = useFormats();
  const { leaveOut } = useEditing();
  const [unread, setUnread] = useState<string>();
  const key = keyOf(place);
  useEffect(() => {
    if (unread === undefined) return;
    leaveOut(key, true);
    return () => leaveOut(key, false);
  }, [unread, key, leaveOut]);
  const { text, type } = useWritten<number | null>({
    value,
    set: (next) => {
      setUnread(undefined);
      onChange(next);
    },
    unread,
    leave: setUnread,
    read: (typed) => {
      if (typed.trim() === "" && none !== null) return null;
      const read = readNumber(typed);
      return read !== undefined && read >= least && read <= most ? read : undefined;
    },
    write: (kept) => (kept === null ? "" : String(kept)),
  });
  const isLong = unit === t("canvas.seconds") && value !== null && value >= 120 && unread === undefined;
  return (
    <Held place={place} hint={isLong ? `= ${duration(value)}` : hint}>
      {(wrong, said) => (
        <TextField value={text} onChange={type} isInvalid={wrong || unread !== undefined} aria-describedby={said}>
          <Label className={labelLook(false)}>{label}</Label>
          <div className={`${fieldBox} ${wrong || unread !== undefined ? fieldBad : ""}`}>
            <Input inputMode="numeric" className={`${fieldInput} figure`} placeholder={none ?? ""} />
            {unit !== undefined && <span className="flex-none text-ink-3">{unit}</span>}
          </div>
          {unread !== undefined && <Wrong>{t("canvas.not_whole", { least: number(least), most: number(most) })}</Wrong>}
        </TextField>
      )}
    </Held>
  );
}

/** One of a few values. */
export function Choose<Value extends string>({ place, label, hint, quiet = false, options, value, onPick }: Shown & { options: readonly Option<Value>[]; value: Value; onPick: (value: Value) => void }) {
  return (
    <Held place={place} hint={hint}>
      {(_wrong, said) => (
        <>
          <span aria-hidden="true" className={labelLook(quiet)}>
            {label}
          </span>
          <Pick label={label} described={said} options={options} value={value} onPick={onPick} width="w-full" />
        </>
      )}
    </Held>
  );
}

/** One of many values, found by typing. */
export function Seek({ place, label, quiet = false, options, value, onPick }: Shown & { options: readonly { value: string; text: string }[]; value: string; onPick: (value: string) => void }) {
  return (
    <Held place={place}>
      {(wrong, said) => (
        <>
          <span aria-hidden="true" className={labelLook(quiet)}>
            {label}
          </span>
          <Combo key={`${value} ${options.length}`} label={label} described={said} options={options} value={value} onPick={onPick} wrong={wrong} width="w-full" />
        </>
      )}
    </Held>
  );
}

/** Some texts, one on each line. */
export function Lines({ place, label, hint, value, onChange, mono = false }: Shown & { value: readonly string[]; onChange: (lines: string[]) => void; mono?: boolean }) {
  const linesIn = (text: string) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const [typed, setTyped] = useState(() => value.join("\n"));
  const text = linesIn(typed).join("\n") === value.join("\n") ? typed : value.join("\n");
  return (
    <Text
      place={place}
      label={label}
      hint={hint}
      value={text}
      rows={2}
      mono={mono}
      variables={false}
      onChange={(next) => {
        setTyped(next);
        onChange(linesIn(next));
      }}
    />
  );
}

/** A heading over a list of alike things, with what adds one. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="font-medium text-ink-2">{title}</h3>
      {children}
    </section>
  );
}
