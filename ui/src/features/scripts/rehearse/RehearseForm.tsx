import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { ChatId, Messenger, RehearsalRequest, RehearsedVersion } from "../../../ipc";
import { Button } from "../../../shared/Button";
import { ChatMark } from "../../../shared/ChatMark";
import { Pick, Segmented, type Option } from "../../../shared/Choice";
import { Day } from "../../../shared/Day";
import { Wrong } from "../../../shared/Field";
import { useKept } from "../../../shared/kept";
import { MessengerLogo } from "../../../shared/MessengerLogo";
import { chatsQuery } from "../../../shared/queries";
import type { Beside } from "../contract";
import { moments, presetPeriod, PRESETS, type Period, type Preset } from "./period";
import { useMessengers } from "./queries";
import { Some } from "./Some";
import { useVersionName } from "./words";

/** So many published versions are offered; older ones are looked at in the history. */
const OFFERED = 50;

const DRAFT = "draft";
const NONE = "";

interface Wish {
  preset: Preset | "own";
  own: Period;
  chats: ChatId[] | null;
  messengers: Messenger[] | null;
  one: string;
  other: string;
  requests: RehearsalRequest["requests"];
}

interface Props {
  beside: Beside;
  /** One runs already. */
  busy: boolean;
  onRehearse: (request: RehearsalRequest) => void;
}

/** What is rehearsed on which dialogs. */
export function RehearseForm({ beside: { script, published, changed }, busy, onRehearse }: Props) {
  const { t } = useTranslation();
  const versionName = useVersionName();
  const now = Date.now();
  // A draft that is what was published is not another version of it.
  const same = published !== null && !changed;
  const [wish, setWish] = useKept<Wish>(`rehearse ${script}`, {
    preset: "days_30",
    own: presetPeriod("days_30", now),
    chats: null,
    messengers: null,
    one: published === null ? DRAFT : String(published),
    other: published === null || same ? NONE : DRAFT,
    requests: "answered",
  });
  const { data: chats = [] } = useQuery(chatsQuery(""));
  const messengers = useMessengers() ?? [];
  const change = (part: Partial<Wish>) => setWish({ ...wish, ...part });

  const period = moments(wish.preset === "own" ? wish.own : presetPeriod(wish.preset, now));
  const known = (value: string) => (value === DRAFT && same ? String(published) : value);
  const one = known(wish.one);
  const other = known(wish.other) === one ? NONE : known(wish.other);
  const versions = [one, other].filter((value) => value !== NONE).map(versionOf);
  const newest = published ?? 0;
  const offered: Option<string>[] = [
    ...(same ? [] : [{ value: DRAFT, text: t("rehearse.draft") }]),
    ...Array.from({ length: Math.min(newest, OFFERED) }, (_, index) => ({ value: String(newest - index), text: versionName({ version: newest - index }) })),
  ];
  const labelled = (label: string, field: React.ReactNode) => (
    <div className="grid gap-1">
      <span className="text-small text-ink-2">{label}</span>
      {field}
    </div>
  );
  return (
    <div className="grid gap-3 px-4 pb-4">
      {labelled(
        t("rehearse.period"),
        <Pick
          label={t("rehearse.period")}
          width="w-full"
          value={wish.preset}
          onPick={(preset) => change({ preset })}
          options={[...(Object.keys(PRESETS) as Preset[]), "own" as const].map((value) => ({ value, text: t(`rehearse.periods.${value}`) }))}
        />,
      )}
      {wish.preset === "own" && (
        <div>
          <div className="grid grid-cols-2 gap-2">
            <Day label={t("rehearse.from")} value={wish.own.from} onDay={(day) => day && change({ own: { ...wish.own, from: day.toString() } })} wrong={period === null} />
            <Day label={t("rehearse.to")} value={wish.own.to} onDay={(day) => day && change({ own: { ...wish.own, to: day.toString() } })} wrong={period === null} />
          </div>
          {period === null && <Wrong>{t("rehearse.ends_before")}</Wrong>}
        </div>
      )}
      <Some label={t("rehearse.chats")} all={t("rehearse.all_chats")} chosen={wish.chats} onChange={(next) => change({ chats: next })} options={chats.map(({ id, name, colour }) => ({ value: id, text: name, mark: <ChatMark colour={colour} /> }))} />
      <Some
        label={t("rehearse.messengers")}
        all={t("rehearse.all_messengers")}
        chosen={wish.messengers}
        onChange={(next) => change({ messengers: next })}
        options={messengers.map((value) => ({ value, text: t(`messenger.${value}`), mark: <MessengerLogo messenger={value} named={false} /> }))}
      />
      <div className="grid grid-cols-2 gap-2">
        {labelled(t("rehearse.what"), <Pick label={t("rehearse.what")} width="w-full" value={one} onPick={(next) => change({ one: next })} options={offered} />)}
        {labelled(t("rehearse.beside"), <Pick label={t("rehearse.beside")} width="w-full" value={other} onPick={(next) => change({ other: next })} options={[{ value: NONE, text: t("rehearse.nothing") }, ...offered.filter(({ value }) => value !== one)]} />)}
      </div>
      {labelled(
        t("rehearse.requests"),
        <>
          <Segmented
            label={t("rehearse.requests")}
            value={wish.requests}
            onPick={(requests) => change({ requests })}
            options={[
              { value: "answered", text: t("rehearse.answered") },
              { value: "failed", text: t("rehearse.failed") },
            ]}
          />
          <span className="text-small text-ink-3">{t("rehearse.requests_hint")}</span>
        </>,
      )}
      <span>
        <Button look="primary" isDisabled={busy || period === null} onPress={() => period && onRehearse({ script, versions, ...period, chats: wish.chats, messengers: wish.messengers, requests: wish.requests })}>
          {busy ? t("rehearse.running") : t("rehearse.start")}
        </Button>
      </span>
    </div>
  );
}

function versionOf(value: string): RehearsedVersion {
  return value === DRAFT ? { draft: true } : { version: Number(value) };
}
