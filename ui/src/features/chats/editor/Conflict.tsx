import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type ChatId } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Banner } from "../../../shared/States";
import { useSettingName } from "../names";
import { SettingValue } from "../SettingValue";
import type { Clash, Merged } from "./merge";
import { useEditing } from "./setting";

/**
 * Somebody else saved the chat while it was changed here: who, when and what. What only one of both
 * changed stands; where both changed the same, somebody has to choose.
 */
export function Conflict({ chat, merged }: { chat: ChatId; merged: Merged }) {
  const { t } = useTranslation();
  const name = useSettingName();
  const { settle } = useEditing();
  const who = useWho(chat);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const choose = (paths: readonly string[], side: Side) => setChosen((now) => new Map([...now, ...paths.map((path) => [path, side] as const)]));
  const { clashes } = merged;
  const all = clashes.map(({ path }) => path);
  const theirs = new Set(all.filter((path) => chosen.get(path) === "theirs"));
  const done = all.every((path) => chosen.has(path));

  return (
    <Banner
      tone="warn"
      title={who}
      actions={
        <>
          <Button isDisabled={!done} onPress={() => settle(theirs)}>
            {clashes.length > 0 ? t("editor.conflict.go_on") : t("editor.conflict.seen")}
          </Button>
          {clashes.length > 0 && (
            <>
              <Button look="quiet" onPress={() => choose(all, "mine")}>
                {t("editor.conflict.all_mine")}
              </Button>
              <Button look="quiet" onPress={() => choose(all, "theirs")}>
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
        <Choice key={clash.path} clash={clash} side={chosen.get(clash.path) ?? null} onSide={(side) => choose([clash.path], side)} />
      ))}
    </Banner>
  );
}

type Side = "mine" | "theirs";

function Choice({ clash, side, onSide }: { clash: Clash; side: Side | null; onSide: (side: Side) => void }) {
  const { t } = useTranslation();
  const name = useSettingName()(clash.path);
  return (
    <RadioGroup aria-label={name} value={side} onChange={(next) => onSide(next as Side)} className="mt-2 grid gap-1 text-ink">
      <span className="font-medium">{name}</span>
      <div className="grid grid-cols-2 gap-2">
        {(["theirs", "mine"] as const).map((which) => (
          <Radio
            key={which}
            value={which}
            className="flex min-w-0 flex-col gap-0.5 rounded-2 border border-line-field bg-raised px-2 py-1.5 data-selected:border-accent data-selected:bg-selected"
          >
            <span className="text-small text-ink-2">{t(`editor.conflict.${which}`)}</span>
            <SettingValue path={clash.path} value={clash[which]} />
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
