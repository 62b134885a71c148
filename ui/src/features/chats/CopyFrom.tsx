import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ChatInput } from "../../ipc";
import { Button, IconButton } from "../../shared/Button";
import { Check } from "../../shared/Choice";
import { Small } from "../../shared/Over";
import { Failure } from "../../shared/States";
import { ChatPicker } from "./ChatPicker";
import { differing, pathsOf } from "./editor/paths";
import { useSaved, useSettingsKnown } from "./editor/useChatForm";
import { useSettingName } from "./names";
import { PARTS, partOf, within, type Part } from "./parts";

interface Props {
  /** Null: the chat does not exist yet. */
  chat: string | null;
  /** What stands in the editor now. */
  typed: ChatInput;
  onPick: (part: Partial<ChatInput>) => void;
  onClose: () => void;
}

/** Takes whole sections from another chat into the one that is edited. Nothing is saved by it. */
export function CopyFrom({ chat, typed, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const [from, setFrom] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<Part>>(new Set());
  const tick = (part: Part, on: boolean) => setTicked(new Set(on ? [...ticked, part] : [...ticked].filter((other) => other !== part)));
  return (
    <Small label={t("copy_from.title")} onClose={onClose}>
      <header className="mb-1 flex items-center">
        <h2 className="flex-1">{t("copy_from.title")}</h2>
        <IconButton name={t("common.close")} icon="x" onPress={onClose} />
      </header>
      <p className="mb-4 text-ink-2">{t("copy_from.hint")}</p>
      {from === null ? (
        <>
          <ChatPicker label={t("copy_from.choose")} chosen={null} but={chat} onPick={setFrom} autoFocus />
          <div className="mt-5 flex justify-end">
            <Button onPress={onClose}>{t("common.cancel")}</Button>
          </div>
        </>
      ) : (
        <Chosen key={from} from={from} but={chat} typed={typed} ticked={ticked} onFrom={setFrom} onTick={tick} onPick={onPick} onClose={onClose} />
      )}
    </Small>
  );
}

interface ChosenProps {
  from: string;
  but: string | null;
  typed: ChatInput;
  ticked: ReadonlySet<Part>;
  onFrom: (id: string) => void;
  onTick: (part: Part, on: boolean) => void;
  onPick: (part: Partial<ChatInput>) => void;
  onClose: () => void;
}

function Chosen({ from, but, typed, ticked, onFrom, onTick, onPick, onClose }: ChosenProps) {
  const { t } = useTranslation();
  const nameOf = useSettingName();
  const other = useSaved(from);
  const known = useSettingsKnown();
  if (other.isError) return <Failure error={other.error} onRetry={() => void other.refetch()} />;
  if (known.isError) return <Failure error={known.error} onRetry={() => void known.refetch()} />;
  if (other.data === undefined || known.data === undefined) return null;
  const { input } = other.data;
  const paths = differing(pathsOf(known.data), typed, input);
  const differences = PARTS.map((part) => ({ part, names: paths.filter((path) => within(path, part)).map(nameOf) }));
  const wanted = differences.filter(({ part, names }) => ticked.has(part) && names.length > 0).map(({ part }) => part);
  return (
    <>
      <ChatPicker label={t("copy_from.choose")} chosen={{ id: from, name: input.name }} but={but} onPick={onFrom} />
      <div role="group" aria-label={t("copy_from.sections")} className="mt-4 grid gap-2">
        {differences.map(({ part, names }) => (
          <div key={part} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-baseline gap-3">
            {names.length === 0 ? (
              <span className="pl-6 text-ink-3">{t(`editor.section.${part}`)}</span>
            ) : (
              <Check value={ticked.has(part)} onChange={(on) => onTick(part, on)}>
                {t(`editor.section.${part}`)}
              </Check>
            )}
            <span className="cut text-small text-ink-3" title={names.join(", ")}>
              {names.length === 0 ? t("copy_from.same") : names.join(", ")}
            </span>
          </div>
        ))}
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" isDisabled={wanted.length === 0} onPress={() => onPick(Object.assign({}, ...wanted.map((part) => partOf(input, part))) as Partial<ChatInput>)}>
          {t("copy_from.apply")}
        </Button>
      </div>
    </>
  );
}
