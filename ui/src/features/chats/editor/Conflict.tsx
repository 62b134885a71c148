import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type ChatId } from "../../../ipc";
import { Button, IconButton } from "../../../shared/Button";
import { RadioMark } from "../../../shared/Choice";
import { useFormats } from "../../../shared/format";
import { Banner } from "../../../shared/States";
import { useSettingName, useValueWords } from "../names";
import { SettingValue } from "../SettingValue";
import type { Clash, Merged } from "./merge";
import { useEditing } from "./setting";
import type { Side } from "./useChatForm";

/**
 * Somebody else saved the chat while it was changed here: who, when and what. What only one of both
 * changed stands; where both changed the same, somebody has to choose.
 */
export function Conflict({ chat, merged, onSettled }: { chat: ChatId; merged: Merged; onSettled: () => void }) {
  const { t } = useTranslation();
  const name = useSettingName();
  const { chosen, choose, settle } = useEditing();
  const who = useWho(chat);
  const { clashes } = merged;
  const all = clashes.map(({ path }) => path);
  const done = all.every((path) => chosen.has(path));
  const end = (theirs: readonly string[]) => {
    settle(new Set(theirs));
    onSettled();
  };

  return (
    <Banner
      tone="warn"
      title={who}
      actions={
        <>
          <Button isDisabled={!done} onPress={() => end(all.filter((path) => chosen.get(path) === "theirs"))}>
            {clashes.length > 0 ? t("editor.conflict.go_on") : t("editor.conflict.seen")}
          </Button>
          {clashes.length > 0 && (
            <>
              <Button look="quiet" onPress={() => end([])}>
                {t("editor.conflict.all_mine")}
              </Button>
              <Button look="quiet" onPress={() => end(all)}>
                {t("editor.conflict.all_theirs")}
              </Button>
            </>
          )}
        </>
      }
    >
      <p>{t("editor.conflict.what", { settings: merged.theirs.map(name).join(", ") })}</p>
      <p>{clashes.length > 0 ? t("editor.conflict.choose") : t("editor.conflict.both_stand")}</p>
      {clashes.map((clash) => (
        <Choice key={clash.path} clash={clash} side={chosen.get(clash.path) ?? null} onSide={(side) => choose(clash.path, side)} />
      ))}
    </Banner>
  );
}

/** Texts longer than this, in characters, are cut until somebody wants them whole. */
const LONG = 40;

function Choice({ clash, side, onSide }: { clash: Clash; side: Side | null; onSide: (side: Side) => void }) {
  const { t } = useTranslation();
  const name = useSettingName()(clash.path);
  const words = useValueWords();
  const [whole, setWhole] = useState(false);
  const long = [clash.theirs, clash.mine].some((value) => words(clash.path, value).length > LONG);
  return (
    <RadioGroup aria-label={name} value={side} onChange={(next) => onSide(next as Side)} className="mt-2 grid gap-1 text-ink">
      <span className="flex min-h-6 items-center gap-1 font-medium">
        {name}
        {long && (
          <IconButton
            name={whole ? t("history.cut") : t("history.whole")}
            label={whole ? t("history.cut_of", { setting: name }) : t("history.whole_of", { setting: name })}
            icon={whole ? "up" : "down"}
            small
            onPress={() => setWhole(!whole)}
          />
        )}
      </span>
      <div className="grid grid-cols-2 gap-2">
        {(["theirs", "mine"] as const).map((which) => (
          <Radio
            key={which}
            value={which}
            className="group relative grid min-w-0 grid-cols-[auto_minmax(0,1fr)] content-start gap-x-2 rounded-2 border border-line-field bg-raised px-2 py-1.5 data-focus-visible:shadow-none data-selected:border-accent data-selected:bg-selected"
          >
            <RadioMark />
            <span className="grid min-w-0 gap-0.5">
              <span className="text-small text-ink-2">{t(`editor.conflict.${which}`)}</span>
              <SettingValue path={clash.path} value={clash[which]} whole={whole} />
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** Who saved last, from where and when, in a sentence. */
function useWho(chat: ChatId): string {
  const { t } = useTranslation();
  const format = useFormats();
  const { saved } = useEditing();
  const versions = useQuery({ queryKey: ["chat", chat, "versions", saved.revision], queryFn: () => call("chat_versions", { id: chat, before: null }) });
  const last = versions.data?.[0];
  if (last === undefined) return t("editor.conflict.somebody");
  const place = t(`history.from.${last.from}`);
  const time = format.moment(last.at, Date.now());
  return last.by === null ? t("editor.conflict.who_from", { place, time }) : t("editor.conflict.who", { name: last.by, place, time });
}
