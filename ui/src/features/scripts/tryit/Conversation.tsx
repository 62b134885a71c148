import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Button as Pressable } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { BlockId, Recognised, TryInput, TrySaid } from "../../../ipc";
import { Link } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import { Icon, type IconName } from "../../../shared/Icon";
import { groupsQuery, scriptsQuery } from "../../../shared/queries";
import type { Trial, Turn } from "./trial";

interface Props {
  trial: Trial;
  select: (block: BlockId) => void;
  /** Presses a button of the question that waits; null while the script is being told something. */
  press: ((index: number) => void) | null;
}

/** What was said so far, and between it what else happened. */
export function Conversation({ trial, select, press }: Props) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const { turns } = trial;
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [turns]);
  return (
    <div role="log" aria-label={t("try.conversation")} tabIndex={0} className="min-h-0 flex-1 overflow-auto border-t border-line-soft px-4 py-3 focus-visible:shadow-inset">
      <div className="flex min-h-full flex-col justify-end">
        {turns.map((turn, index) => (
          <TurnLines key={index} turn={turn} pressed={pressed(turn, turns[index - 1])} select={select} press={index === turns.length - 1 && turn.tried.waits.for === "answer" ? press : undefined} />
        ))}
        <div ref={end} />
      </div>
    </div>
  );
}

/** What stood on the button that was pressed. */
function pressed({ input }: Turn, before: Turn | undefined): string {
  const buttons = before?.tried.said.flatMap((said) => (said.type === "text" ? said.buttons : [])) ?? [];
  return input.type === "button" ? (buttons[input.index] ?? "") : "";
}

interface LinesProps {
  turn: Turn;
  pressed: string;
  select: (block: BlockId) => void;
  /** Undefined where nothing can be pressed any more. */
  press: ((index: number) => void) | null | undefined;
}

function TurnLines({ turn: { input, tried }, pressed: title, select, press }: LinesProps) {
  return (
    <>
      <InputLine input={input} pressed={title} />
      {tried.recognised && <Understood recognised={tried.recognised} select={select} />}
      {tried.said.map((said, index) => (
        <SaidLine key={index} said={said} press={press} />
      ))}
    </>
  );
}

/** What the script was told. */
function InputLine({ input, pressed: title }: { input: TryInput; pressed: string }) {
  const { t } = useTranslation();
  switch (input.type) {
    case "start":
      return null;
    case "text":
      return <Client>{input.text}</Client>;
    case "button":
      return <Client>{title}</Client>;
    case "file":
      return (
        <Client>
          <Icon name="clip" className="mr-1 inline-block" />
          {input.text === "" ? t("try.a_file") : input.text}
        </Client>
      );
    case "no_answer":
      return <Event icon="clock">{t("try.event.no_answer")}</Event>;
    case "pause_over":
      return <Event icon="play">{t("try.event.pause_over")}</Event>;
    case "replied":
      return <Event icon="done">{t("try.event.replied", { status: input.status })}</Event>;
    case "said":
      return <Event icon="done">{t("try.event.said")}</Event>;
    case "failed":
      return <Event icon="error">{t("try.event.failed")}</Event>;
    case "no_operator":
    case "operator_idle":
      return <Event icon="operators">{t(`try.event.${input.type}`)}</Event>;
  }
}

/** How the script understood the client. */
function Understood({ recognised: { block, branch, score }, select }: { recognised: Recognised; select: (block: BlockId) => void }) {
  const { t } = useTranslation();
  const isElse = branch === "else";
  return (
    <Event icon={isElse ? "help" : "check"}>
      <Link onPress={() => select(block)}>{isElse ? t("try.not_understood") : t("try.understood", { branch })}</Link>
      {(isElse ? score > 0 : score < 100) && <span className="figure ml-1">{isElse ? t("try.nearest", { score }) : t("try.score", { score })}</span>}
    </Event>
  );
}

function SaidLine({ said, press }: { said: TrySaid; press: ((index: number) => void) | null | undefined }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  switch (said.type) {
    case "text":
      return (
        <div className="mt-2 max-w-11/12 self-start rounded-bubble rounded-bl-1 bubble-bot px-2.5 py-1.5">
          <span className="sr-only">{t("try.bot")} </span>
          <span className="wrap-anywhere whitespace-pre-wrap select-text">{said.text}</span>
          {said.buttons.length > 0 && (
            <span className="mt-1.5 flex flex-wrap gap-1">
              {said.buttons.map((title, index) => (
                <Pressable
                  key={index}
                  isDisabled={!press}
                  onPress={() => press?.(index)}
                  className="min-h-small rounded-2 border border-current px-2 text-left text-small wrap-anywhere data-disabled:border-transparent data-disabled:bg-hover data-hovered:bg-press"
                >
                  {title}
                </Pressable>
              ))}
            </span>
          )}
        </div>
      );
    case "wait":
      return <Event icon="pause">{t("try.said.wait", { duration: duration(said.seconds) })}</Event>;
    case "request":
      return (
        <Event icon="link">
          <span className="font-mono wrap-anywhere">
            {said.method} {said.url}
          </span>
          {said.body !== null && <span className="block font-mono wrap-anywhere whitespace-pre-wrap">{said.body}</span>}
        </Event>
      );
    case "ai":
      return <Event icon="bot">{t("try.said.ai", { service: said.service })}</Event>;
    case "mark":
      return <Event icon="tag">{said.value === null ? t("try.said.mark", { marker: said.marker }) : t("try.said.mark_value", { marker: said.marker, value: said.value })}</Event>;
    case "result":
      return <Event icon="done">{t("try.said.result", { result: said.result })}</Event>;
    case "transfer":
      return <Event icon="operators"><Handed group={said.group} /></Event>;
    case "script":
      return <Event icon="scripts"><Followed script={said.script} /></Event>;
    case "end":
      return <Event icon="check">{t("try.said.end")}</Event>;
    case "no_branch":
      return <Event icon="warn">{t("try.said.no_branch")}</Event>;
    case "log":
      return <Event icon="warn">{said.text}</Event>;
  }
}

function Handed({ group }: { group: string | null }) {
  const { t } = useTranslation();
  const { data: groups } = useQuery(groupsQuery);
  const found = groups?.find(({ id }) => id === group);
  return found ? t("try.said.transfer_group", { group: found.name }) : t("try.said.transfer");
}

function Followed({ script }: { script: string }) {
  const { t } = useTranslation();
  const { data: scripts } = useQuery(scriptsQuery);
  return t("try.said.script", { script: scripts?.find(({ id }) => id === script)?.name ?? script });
}

function Client({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="mt-2 max-w-11/12 self-end rounded-bubble rounded-br-1 bubble-client px-2.5 py-1.5 wrap-anywhere whitespace-pre-wrap select-text">
      <span className="sr-only">{t("try.client")} </span>
      {children}
    </div>
  );
}

/** Something that nobody said. */
function Event({ icon, children }: { icon: IconName; children: React.ReactNode }) {
  return (
    <div className="mt-1.5 flex gap-1.5 text-small text-ink-2">
      <Icon name={icon} className="text-icon-quiet" />
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
    </div>
  );
}
