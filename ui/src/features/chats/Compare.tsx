import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { call, type ChatInput, type Difference } from "../../ipc";
import { Button, IconButton } from "../../shared/Button";
import { Segmented } from "../../shared/Choice";
import { Sheet } from "../../shared/Over";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";
import { ChatPicker } from "./ChatPicker";
import { addToDraft, type Saved } from "./editor/draft";
import { at, pathsOf } from "./editor/paths";
import { sectionOf, SECTIONS, type Section } from "./editor/sections";
import { useSaved, useSettingsKnown } from "./editor/useChatForm";
import { useSettingName, useValueWords } from "./names";
import { PARTS, partOf, within, type Part } from "./parts";
import { SettingValue, Unfold } from "./SettingValue";

const route = getRouteApi("/chats/$id/compare");

/** Two chats side by side. What is taken from the right one goes into the left one's draft, to be looked at before it is saved. */
export function CompareWindow() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { with: other } = route.useSearch();
  const navigate = route.useNavigate();
  const left = useSaved(id);
  const right = useSaved(other ?? id);
  const [all, setAll] = useState(false);

  const edit = (section?: Section) => void navigate({ to: "/chats/$id/edit", params: { id }, search: ({ with: _other, ...list }) => ({ ...list, ...(section && { section }) }) });
  const pick = (chat: string) => void navigate({ to: "/chats/$id/compare", params: { id }, search: (now) => ({ ...now, with: chat }), replace: true });
  const chosen = other === undefined || right.data === undefined ? null : { id: other, name: right.data.input.name };
  return (
    <Sheet label={t("compare.title")} onClose={() => edit()}>
      <header className="flex h-head flex-none items-center gap-3 border-b border-line pr-2 pl-5">
        <h2 className="flex-none">{t("compare.title")}</h2>
        <span className="cut text-ink-2" title={left.data?.input.name}>
          {left.data?.input.name}
        </span>
        <span className="flex-none text-ink-3">{t("compare.with")}</span>
        {/* Its list opens where it stands, so what stands before it comes first. */}
        {left.data && <ChatPicker key={other} label={t("compare.choose")} chosen={chosen} but={id} onPick={pick} autoFocus={other === undefined} />}
        <span className="flex-1" />
        <Segmented
          label={t("compare.which")}
          value={all ? "all" : "different"}
          onPick={(which) => setAll(which === "all")}
          options={[
            { value: "different", text: t("compare.different") },
            { value: "all", text: t("compare.all") },
          ]}
        />
        <IconButton name={t("common.close")} icon="x" onPress={() => edit()} />
      </header>
      <div className="min-h-0 flex-1 overflow-auto">{body()}</div>
    </Sheet>
  );

  function body() {
    if (left.isError) return <Failure error={left.error} onRetry={() => void left.refetch()} />;
    if (other === undefined) return <Empty title={t("compare.choose")}>{t("compare.choose_hint")}</Empty>;
    if (right.isError) return <Failure error={right.error} onRetry={() => void right.refetch()} />;
    if (!left.data || !right.data) return <Skeleton rows={8} />;
    return <Both id={id} other={other} left={left.data} right={right.data} all={all} onCopied={edit} />;
  }
}

interface BothProps {
  id: string;
  other: string;
  left: Saved;
  right: Saved;
  all: boolean;
  onCopied: (section: Section) => void;
}

function Both({ id, other, left, right, all, onCopied }: BothProps) {
  const { t } = useTranslation();
  const known = useSettingsKnown();
  const differences = useQuery({ queryKey: ["chat", id, "compare", other], queryFn: () => call("chats_compare", { one: id, other }), gcTime: 0 });
  if (known.isError) return <Failure error={known.error} onRetry={() => void known.refetch()} />;
  if (differences.isError) return <Failure error={differences.error} onRetry={() => void differences.refetch()} />;
  if (!known.data || !differences.data) return <Skeleton rows={8} />;
  const different = new Set(differences.data.map(({ path }) => path));
  const rows = all ? everything(pathsOf(known.data), left.input, right.input) : differences.data;
  if (rows.length === 0) return <Empty title={t("compare.same")}>{t("compare.same_hint")}</Empty>;

  const copy = (part: Part) => {
    addToDraft(id, left, partOf(right.input, part), Date.now());
    note(t("compare.copied", { section: t(`editor.section.${part}`), chat: left.input.name }));
    onCopied(part);
  };
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <colgroup>
        <col className="w-1/4" />
        <col />
        <col />
      </colgroup>
      <thead className="sticky top-0 z-1 bg-raised text-left text-small text-ink-3">
        <tr>
          <Head text={t("compare.setting")} />
          <Head text={left.input.name} />
          <Head text={right.input.name} />
        </tr>
      </thead>
      {SECTIONS.map(({ id: section }) => {
        const own = rows.filter(({ path }) => sectionOf(path) === section);
        if (own.length === 0) return null;
        const part = PARTS.find((known) => known === section);
        const copies = part !== undefined && own.some(({ path }) => different.has(path) && within(path, part));
        return (
          <tbody key={section}>
            <tr>
              <th colSpan={3} scope="rowgroup" className="px-5 pt-4 pb-1 text-left">
                <span className="flex min-h-small items-center gap-3">
                  <span className="font-strong">{t(`editor.section.${section}`)}</span>
                  {copies && <CopyPart part={part} onCopy={copy} />}
                </span>
              </th>
            </tr>
            {own.map((row) => (
              <Row key={row.path} row={row} marked={all && different.has(row.path)} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

function CopyPart({ part, onCopy }: { part: Part; onCopy: (part: Part) => void }) {
  const { t } = useTranslation();
  return (
    <Button small aria-label={t("compare.copy_section", { section: t(`editor.section.${part}`) })} icon="left" onPress={() => onCopy(part)}>
      {t("compare.copy")}
    </Button>
  );
}

function Head({ text }: { text: string }) {
  return (
    <th scope="col" title={text} className="cut h-compact border-b border-line px-5 font-medium">
      {text}
    </th>
  );
}

/** A value longer than this, in characters, may not stand in a line of the smallest window; then it can be unfolded. */
const LONG = 32;

function Row({ row: { path, before, after }, marked }: { row: Difference; marked: boolean }) {
  const name = useSettingName()(path);
  const words = useValueWords();
  const [whole, setWhole] = useState(false);
  const isLong = [before, after].some((value) => words(path, value).length > LONG);
  const cell = `h-compact border-b border-line-soft px-5 py-1 align-top ${marked ? "bg-selected" : ""}`;
  return (
    <tr>
      <th scope="row" className={`${cell} text-left font-normal text-ink-2`}>
        <span className="flex items-start gap-2">
          <span className="min-w-0 flex-1">{name}</span>
          {isLong && (
            <span className="-my-1 flex-none">
              <Unfold name={name} whole={whole} onWhole={setWhole} />
            </span>
          )}
        </span>
      </th>
      <td className={cell}>
        <SettingValue path={path} value={before} whole={whole} />
      </td>
      <td className={cell}>
        <SettingValue path={path} value={after} whole={whole} />
      </td>
    </tr>
  );
}

/** Every setting of both; links that neither has are not worth a line. */
function everything(paths: readonly string[], left: ChatInput, right: ChatInput): Difference[] {
  return paths
    .map((path) => ({ path, before: at(left, path) ?? null, after: at(right, path) ?? null }))
    .filter(({ path, before, after }) => !path.startsWith("links.") || before !== null || after !== null);
}
