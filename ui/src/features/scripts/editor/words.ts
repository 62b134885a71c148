/** What blocks, their ways out and their variables are called. */
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { ScriptAnswer, Block, Exit, ScriptDraft, ScriptTest } from "../../../ipc";
import { useFormats } from "../../../shared/format";
import { groupsQuery } from "../../../shared/queries";
import { listQuery } from "../list/list";
import { blockOf, branchesOf, waysOf, whenever, type AnyBranch } from "./graph";
import { saidBy } from "./size";

export interface BlockWords {
  /** What a block is. */
  block: string;
  /** What stands at the head of a block: its title, or what it is where its text stands below. */
  head: (block: Block) => string;
  /** What a block is called among others: its title, or else what it says. */
  name: (block: Block) => string;
  /** The line or two under its name. */
  body: (block: Block, settings: ScriptDraft["settings"]) => string;
  /** What a way out is called. */
  exit: (block: Block, exit: Exit) => string;
  /** Everything about a block, to be read out. */
  all: (block: Block, draft: ScriptDraft) => string;
}

/** The longest name that is made of a text. */
const NAME = 40;

const Context = createContext<BlockWords | null>(null);
export const BlockWordsProvider = Context.Provider;

export function useBlockWords(): BlockWords {
  const words = useContext(Context);
  if (words === null) throw new Error("only the parts of the script editor name blocks");
  return words;
}

/** The words in the language in force, with the names of the groups and scripts that blocks lead to. */
export function useMakeBlockWords(): BlockWords {
  const { t } = useTranslation();
  const { duration, number } = useFormats();
  const { data: groups } = useQuery(groupsQuery);
  const { data: scripts } = useQuery(listQuery(""));

  return useMemo(() => {
    const name = (block: Block): string => {
      if (block.title !== undefined && block.title.trim() !== "") return block.title;
      const own = ownName(block).trim().split("\n", 1)[0] ?? "";
      if (own === "") return t(`block.type.${block.type}`);
      return own.length > NAME ? `${own.slice(0, NAME).trimEnd()}…` : own;
    };

    const head = (block: Block): string => ((block.type === "message" || block.type === "question") && !block.title?.trim() ? t(`block.type.${block.type}`) : name(block));

    const body = (block: Block, settings: ScriptDraft["settings"]): string => {
      const said = saidBy(block).trim();
      if (said !== "") return said;
      switch (block.type) {
        case "start":
          return t("block.body.start", { silence: settings.client_silence_s === undefined ? t("block.body.of_chat") : duration(settings.client_silence_s), repeats: number(settings.repeats) });
        case "question":
          return t("block.body.waits");
        case "condition":
          return branchesOf(block).length === 0 ? t("block.type.condition") : exit(block, 0);
        case "set":
          return block.values.map(({ name: variable, value }) => `{${variable}} = ${value}`).join(", ") || t("block.type.set");
        case "message":
          return t("block.body.says_nothing");
        case "pause":
          return duration(block.seconds);
        case "request":
          return `${block.method} ${pathOf(block.url)}`;
        case "marker":
          return block.value === undefined ? t("block.type.marker") : t("block.body.marker", { value: block.value });
        case "transfer":
          return block.group === undefined ? t("block.body.anyone") : (groups?.find(({ id }) => id === block.group)?.name ?? t("block.body.group_gone"));
        case "script":
          return scripts?.find(({ id }) => id === block.script)?.name ?? (block.script === "" ? t("block.body.script_none") : t("block.body.script_gone"));
        case "ai":
          return t("block.body.ai", { n: number(block.messages) });
        case "in_order":
          return t(`block.after_last.${block.after_last ?? "first"}`);
        default:
          return t(`block.type.${block.type}`);
      }
    };

    const test = ({ left, is, right = "" }: ScriptTest) => (is === "filled" || is === "empty" ? `${left} ${t(`block.comparison.${is}`)}` : `${left} ${t(`block.comparison.${is}`)} ${right}`);
    const share = (branch: AnyBranch, block: Block) => {
      const weights = branchesOf(block).map((one) => ("weight" in one ? one.weight : 1));
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      return `${number(Math.round((("weight" in branch ? branch.weight : 1) * 100) / Math.max(all, 1)))} %`;
    };
    const exit = (block: Block, way: Exit): string => {
      const branch = way === null ? undefined : branchesOf(block)[way];
      if (branch === undefined) return t("block.exit.next");
      if (block.type === "in_order") return number((way ?? 0) + 1);
      const choice = whenever(branch);
      if (choice === null) return share(branch, block);
      switch (choice.when) {
        case "button":
        case "words":
        case "pattern":
        case "phrases":
        case "entity":
        case "no_answer":
          return answer(choice);
        case "all":
          return choice.tests.map(test).join(` ${t("block.exit.and")} `) || t("block.when.all");
        case "any":
          return choice.tests.map(test).join(` ${t("block.exit.or")} `) || t("block.when.any");
        case "status":
          return String(choice.status);
        default:
          return t(`block.when.${choice.when}`);
      }
    };
    const answer = (branch: Extract<ScriptAnswer, { when: "button" | "words" | "pattern" | "phrases" | "entity" | "no_answer" }>): string => {
      switch (branch.when) {
        case "button":
          return branch.title || t("block.when.button");
        case "words":
          return branch.words.join(", ") || t("block.when.words");
        case "pattern":
          return branch.pattern === "" ? t("block.when.pattern") : `/${branch.pattern}/`;
        case "phrases":
          return branch.phrases[0] === undefined ? t("block.when.phrases") : `≈ ${branch.phrases[0]}`;
        case "entity":
          return t(`block.entity.${branch.entity}`);
        case "no_answer":
          return t("block.exit.silent", { duration: duration(branch.after_s) });
      }
    };

    const all = (block: Block, draft: ScriptDraft): string => {
      const ways = waysOf(block).map(({ exit: way, to }) => {
        const target = to === undefined ? undefined : blockOf(draft, to);
        return t("block.leads", { exit: exit(block, way), to: target === undefined ? t("block.nowhere") : name(target) });
      });
      const [named, said] = [name(block), body(block, draft.settings)];
      return [`${t(`block.type.${block.type}`)}: ${named}`, ...(said === named ? [] : [said]), ...ways].join(". ");
    };
    return { block: t("block.block"), head, name, body, exit, all };
  }, [t, duration, number, groups, scripts]);
}

function ownName(block: Block): string {
  switch (block.type) {
    case "message":
    case "question":
      return block.text ?? "";
    case "marker":
      return block.marker;
    case "result":
      return block.result;
    default:
      return "";
  }
}

/** The part of an address that says what is asked. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/, "") || url;
}
