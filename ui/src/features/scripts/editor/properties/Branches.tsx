import { useEffect, useRef, useState } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { ScriptAnswer, Block, Branch, Comparison, Entity, ScriptTest, WordsHow } from "../../../../ipc";
import { Button, IconButton } from "../../../../shared/Button";
import { menuItem } from "../../../../shared/Choice";
import { withBranches } from "../draft";
import { branchesOf, whenever, type AnyBranch, type Whenever } from "../graph";
import { useBlockWords } from "../words";
import { Choose, Count, Line, Lines, Section, useSet, WrongAt } from "./field";
import { LeadsTo } from "./LeadsTo";

type Kind = Whenever["when"];

/** The kinds of branches a type of block may have; those that make sense once stand there once. */
const KINDS: Partial<Record<Block["type"], readonly { when: Kind; many: boolean }[]>> = {
  question: [
    { when: "button", many: true },
    { when: "words", many: true },
    { when: "phrases", many: true },
    { when: "pattern", many: true },
    { when: "entity", many: true },
    { when: "file", many: false },
    { when: "no_answer", many: false },
    { when: "else", many: false },
  ],
  condition: [
    { when: "all", many: true },
    { when: "any", many: true },
    { when: "open", many: false },
    { when: "else", many: false },
  ],
  request: [
    { when: "ok", many: false },
    { when: "status", many: true },
    { when: "failed", many: false },
  ],
  transfer: [
    { when: "no_operator", many: false },
    { when: "operator_idle", many: false },
  ],
  ai: [
    { when: "answered", many: false },
    { when: "failed", many: false },
  ],
};

const emptyTest = (): ScriptTest => ({ left: "", is: "equal", right: "" });

function newBranch(when: Kind): AnyBranch {
  switch (when) {
    case "button":
      return { when, title: "" };
    case "words":
      return { when, words: [], how: "stems" };
    case "phrases":
      return { when, phrases: [], at_least: 70 };
    case "pattern":
      return { when, pattern: "" };
    case "entity":
      return { when, entity: "number" };
    case "no_answer":
      return { when, after_s: 300 };
    case "all":
    case "any":
      return { when, tests: [emptyTest()] };
    case "status":
      return { when, status: 404 };
    default:
      return { when };
  }
}

/** What is taken only when nothing else is stands last. */
const LAST: ReadonlySet<string> = new Set(["else", "no_answer", "failed"]);

type Branching = Extract<Block, { branches: unknown }>;

/** The ways out of a block: when each is taken, and where it leads. */
export function Branches({ block }: { block: Branching }) {
  const { t } = useTranslation();
  const words = useBlockWords();
  const set = useSet<Block>(block);
  const branches = branchesOf(block);
  const kinds = (KINDS[block.type] ?? []).filter(({ when, many }) => many || !branches.some((branch) => whenever(branch)?.when === when));
  const update = (changed: (branches: readonly AnyBranch[]) => readonly AnyBranch[], group?: string) => set((now) => withBranches(now, changed), group);
  const list = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState<number | null>(null);
  useEffect(() => {
    if (added === null) return;
    list.current?.querySelector<HTMLElement>(`[data-branch="${added}"] [data-field] :is(input, textarea, button)`)?.focus();
    setAdded(null);
  }, [added]);
  const add = (branch: AnyBranch) => {
    const isLast = (one: AnyBranch) => LAST.has(whenever(one)?.when ?? "");
    const last = isLast(branch) ? -1 : branches.findIndex(isLast);
    const at = last === -1 ? branches.length : last;
    update((now) => [...now.slice(0, at), branch, ...now.slice(at)]);
    setAdded(at);
  };
  const move = (from: number, to: number) =>
    update((now) => {
      const moved = now[from];
      const rest = now.filter((_, index) => index !== from);
      return moved === undefined ? now : [...rest.slice(0, to), moved, ...rest.slice(to)];
    });

  return (
    <Section title={t("canvas.branches")}>
      <WrongAt block={block} path="branches" />
      <div ref={list} className="grid gap-2 empty:hidden">
        {branches.map((branch, index) => {
          const choice = whenever(branch);
          const name = choice ? t(`block.when.${choice.when}`) : t("canvas.way", { n: index + 1 });
          const called = words.exit(block, index);
          const label = called === name ? name : t("canvas.branch_of", { kind: name, branch: called });
          return (
            <div key={index} data-branch={index} role="group" aria-label={label} className="grid gap-1.5 border-b border-line-soft pb-3 last-of-type:border-0">
              <div className="flex items-center">
                <span className="cut flex-1">{name}</span>
                <IconButton name={t("canvas.branch_up")} label={t("canvas.of", { deed: t("canvas.branch_up"), what: label })} icon="up" small isDisabled={index === 0} onPress={() => move(index, index - 1)} />
                <IconButton name={t("canvas.branch_down")} label={t("canvas.of", { deed: t("canvas.branch_down"), what: label })} icon="down" small isDisabled={index === branches.length - 1} onPress={() => move(index, index + 1)} />
                <IconButton name={t("canvas.branch_remove")} label={t("canvas.of", { deed: t("canvas.branch_remove"), what: label })} icon="x" small onPress={() => update((now) => now.filter((_, at) => at !== index))} />
              </div>
              <WrongAt block={block} exit={index} />
              <When block={block} exit={index} branch={branch} onChange={(next, group) => update((now) => now.map((one, at) => (at === index ? next : one)), `${index}.${group}`)} />
              <LeadsTo block={block} exit={index} to={branch.next} />
            </div>
          );
        })}
      </div>
      {KINDS[block.type] === undefined ? (
        <div>
          <Button look="quiet" small icon="plus" onPress={() => add(block.type === "random" ? { weight: 1 } : {})}>
            {t("canvas.branch_add")}
          </Button>
        </div>
      ) : (
        kinds.length > 0 && (
          <MenuTrigger>
            <div>
              <Button look="quiet" small icon="plus">
                {t("canvas.branch_add")}
              </Button>
            </div>
            <Popover placement="bottom start" offset={4} className="rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
              <Menu aria-label={t("canvas.branch_add")} onAction={(key) => add(newBranch(key as Kind))} className="min-w-44 p-1">
                {kinds.map(({ when }) => (
                  <MenuItem key={when} id={when} className={menuItem}>
                    {t(`block.when.${when}`)}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </MenuTrigger>
        )
      )}
    </Section>
  );
}

interface WhenProps {
  block: Block;
  exit: number;
  branch: AnyBranch;
  onChange: (branch: AnyBranch, group: string) => void;
}

const HOWS: readonly WordsHow[] = ["stems", "contains", "exact"];
const ENTITIES: readonly Entity[] = ["number", "date", "phone", "email"];

/** When a branch is taken. */
function When({ block, exit, branch: either, onChange }: WhenProps) {
  const { t } = useTranslation();
  const at = (path: string) => ({ block, exit, path });
  const branch = whenever(either);
  if (branch === null) {
    if (!("weight" in either)) return null;
    return <Count place={at("weight")} label={t("canvas.weight")} hint={t("canvas.weight_hint")} value={either.weight} least={1} most={1_000} onChange={(weight) => weight !== null && onChange({ ...either, weight }, "weight")} />;
  }
  switch (branch.when) {
    case "button":
      return <Line place={at("title")} label={t("canvas.title")} quiet value={branch.title} placeholder={t("canvas.title")} onChange={(title) => onChange({ ...branch, title }, "title")} />;
    case "words":
      return (
        <>
          <Lines place={at("words")} label={t("canvas.words")} hint={t("canvas.one_a_line")} value={branch.words} onChange={(words) => onChange({ ...branch, words }, "words")} />
          <Choose place={at("how")} label={t("canvas.how")} options={HOWS.map((how) => ({ value: how, text: t(`canvas.hows.${how}`) }))} value={branch.how ?? "stems"} onPick={(how) => onChange({ ...branch, how }, "how")} />
        </>
      );
    case "phrases":
      return (
        <>
          <Lines place={at("phrases")} label={t("canvas.phrases")} hint={t("canvas.one_a_line")} value={branch.phrases} onChange={(phrases) => onChange({ ...branch, phrases }, "phrases")} />
          <Count place={at("at_least")} label={t("canvas.at_least")} unit="%" hint={t("canvas.at_least_hint")} value={branch.at_least ?? 70} least={1} most={100} onChange={(least) => least !== null && onChange({ ...branch, at_least: least }, "at_least")} />
        </>
      );
    case "pattern":
      return <Line place={at("pattern")} label={t("canvas.pattern")} mono value={branch.pattern} hint={t("canvas.pattern_hint")} onChange={(pattern) => onChange({ ...branch, pattern }, "pattern")} />;
    case "entity":
      return <Choose place={at("entity")} label={t("canvas.entity")} quiet options={ENTITIES.map((entity) => ({ value: entity, text: t(`block.entity.${entity}`) }))} value={branch.entity} onPick={(entity) => onChange({ ...branch, entity }, "entity")} />;
    case "no_answer":
      return <Count place={at("after_s")} label={t("canvas.after")} unit={t("canvas.seconds")} value={branch.after_s} least={1} most={604_800} onChange={(seconds) => seconds !== null && onChange({ ...branch, after_s: seconds } satisfies Branch<ScriptAnswer>, "after_s")} />;
    case "status":
      return <Count place={at("status")} label={t("canvas.status")} value={branch.status} least={100} most={599} onChange={(status) => status !== null && onChange({ ...branch, status }, "status")} />;
    case "all":
    case "any":
      return <Tests block={block} exit={exit} tests={branch.tests} onChange={(tests, group) => onChange({ ...branch, tests }, group)} />;
    default:
      return null;
  }
}

const COMPARISONS: readonly Comparison[] = ["equal", "not_equal", "less", "at_most", "more", "at_least", "contains", "not_contains", "filled", "empty"];

function Tests({ block, exit, tests, onChange }: { block: Block; exit: number; tests: readonly ScriptTest[]; onChange: (tests: ScriptTest[], group: string) => void }) {
  const { t } = useTranslation();
  const update = (index: number, part: Partial<ScriptTest>, group: string) => onChange(tests.map((test, at) => (at === index ? { ...test, ...part } : test)), `${index}.${group}`);
  return (
    <>
      {tests.map((test, index) => {
        const at = (name: string) => ({ block, exit, path: `tests[${index}].${name}` });
        const alone = test.is === "filled" || test.is === "empty";
        return (
          <div key={index} role="group" aria-label={t("canvas.test", { n: index + 1 })} className="grid grid-cols-[minmax(0,1fr)_auto] gap-1">
            <div className="grid gap-1">
              <Line place={at("left")} label={t("canvas.left")} quiet mono placeholder={t("canvas.example.variable")} value={test.left} onChange={(left) => update(index, { left }, "left")} />
              <Choose place={at("is")} label={t("canvas.is")} quiet options={COMPARISONS.map((is) => ({ value: is, text: t(`block.comparison.${is}`) }))} value={test.is} onPick={(is) => update(index, { is }, "is")} />
              {!alone && <Line place={at("right")} label={t("canvas.right")} quiet value={test.right ?? ""} placeholder={t("canvas.right")} onChange={(right) => update(index, { right }, "right")} />}
            </div>
            <IconButton name={t("canvas.test_remove")} label={t("canvas.of", { deed: t("canvas.test_remove"), what: t("canvas.test", { n: index + 1 }) })} icon="x" small onPress={() => onChange(tests.filter((_, other) => other !== index), "tests")} />
          </div>
        );
      })}
      <div>
        <Button look="quiet" small icon="plus" onPress={() => onChange([...tests, emptyTest()], "tests")}>
          {t("canvas.test_add")}
        </Button>
      </div>
    </>
  );
}
