import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { call } from "../../../../ipc";
import type { Assignment, Block, RequestHeader, Method, RequestSave } from "../../../../ipc";
import { Button, IconButton } from "../../../../shared/Button";
import { useFormats } from "../../../../shared/format";
import { Icon } from "../../../../shared/Icon";
import { groupsQuery } from "../../../../shared/queries";
import { listQuery } from "../../list/list";
import type { AddedType } from "../kinds";
import { useEditing } from "../useEditing";
import { Branches } from "./Branches";
import { Choose, Count, Line, Lines, Section, Text, useSet, withText, WrongAt } from "./field";
import { LeadsTo } from "./LeadsTo";
import { ScriptSettings } from "./ScriptForm";

type Of<Type extends Block["type"]> = Extract<Block, { type: Type }>;

/** Every field of a block, and its ways out. */
export function BlockForm({ block }: { block: Block }) {
  const { t } = useTranslation();
  const set = useSet<Block>(block);
  return (
    <>
      <WrongAt block={block} />
      {block.type !== "start" && (
        <Line place={{ block, path: "title" }} label={t("canvas.name")} value={block.title ?? ""} placeholder={t(`block.type.${block.type}`)} onChange={(title) => set((now) => withText(now, "title", title), "title")} />
      )}
      <Fields block={block} />
      {"branches" in block && <Branches block={block} />}
      {!("branches" in block) && block.type !== "end" && (
        <Section title={block.type === "script" ? t("canvas.next_gone") : t("canvas.next")}>
          <LeadsTo block={block} exit={null} to={block.next} />
        </Section>
      )}
      {block.type === "start" && <ScriptSettings />}
    </>
  );
}

function Fields({ block }: { block: Block }) {
  switch (block.type) {
    case "start":
      return <StartFields block={block} />;
    case "message":
      return <MessageFields block={block} />;
    case "question":
      return <QuestionFields block={block} />;
    case "in_order":
      return <InOrderFields block={block} />;
    case "set":
      return <SetFields block={block} />;
    case "pause":
      return <PauseFields block={block} />;
    case "request":
      return <RequestFields block={block} />;
    case "marker":
      return <MarkerFields block={block} />;
    case "transfer":
      return <TransferFields block={block} />;
    case "script":
      return <ScriptFields block={block} />;
    case "result":
      return <ResultFields block={block} />;
    case "ai":
      return <AiFields block={block} />;
    case "condition":
    case "random":
    case "end":
      return <About type={block.type} />;
  }
}

/** What a type of block does, where it has no fields of its own. */
function About({ type }: { type: AddedType }) {
  const { t } = useTranslation();
  return <p className="text-ink-2">{t(`block.about.${type}`)}</p>;
}

function StartFields({ block }: { block: Of<"start"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  const take = (names: readonly string[]) =>
    set(({ takes: _before, ...now }) => (names.length === 0 ? now : { ...now, takes: names.map(unbraced) }), "takes");
  return (
    <>
      <Text place={{ block, path: "text" }} label={t("canvas.greeting")} hint={t("canvas.greeting_hint")} value={block.text ?? ""} onChange={(text) => set((now) => withText(now, "text", text), "text")} />
      <Lines place={{ block, path: "takes" }} label={t("canvas.takes")} hint={t("canvas.takes_hint")} mono value={block.takes ?? []} onChange={take} />
    </>
  );
}

function MessageFields({ block }: { block: Of<"message"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  return <Text place={{ block, path: "text" }} label={t("canvas.text")} value={block.text} onChange={(text) => set((now) => ({ ...now, text }), "text")} />;
}

function QuestionFields({ block }: { block: Of<"question"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  return (
    <>
      <Text place={{ block, path: "text" }} label={t("canvas.text")} hint={t("canvas.question_hint")} value={block.text ?? ""} onChange={(text) => set((now) => withText(now, "text", text), "text")} />
      <SaveTo block={block} hint={t("canvas.save_answer_hint")} />
    </>
  );
}

function SaveTo({ block, hint }: { block: Of<"question" | "ai">; hint: string }) {
  const { t } = useTranslation();
  const set = useSet(block);
  return <Line place={{ block, path: "save_to" }} label={t("canvas.save_to")} hint={hint} mono value={block.save_to ?? ""} placeholder={t("canvas.not_kept")} onChange={(name) => set((now) => withText(now, "save_to", unbraced(name)), "save_to")} />;
}

/** The name alone, of a variable that was written as it stands in a text. */
const unbraced = (name: string) => name.replace(/^\{|\}$/g, "");

function InOrderFields({ block }: { block: Of<"in_order"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  const options = (["first", "last"] as const).map((value) => ({ value, text: t(`block.after_last.${value}`) }));
  return <Choose place={{ block, path: "after_last" }} label={t("canvas.after_last")} options={options} value={block.after_last ?? "first"} onPick={(after) => set((now) => ({ ...now, after_last: after }))} />;
}

function SetFields({ block }: { block: Of<"set"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  const update = (index: number, part: Partial<Assignment>, group: string) => set((now) => ({ ...now, values: now.values.map((value, at) => (at === index ? { ...value, ...part } : value)) }), `values.${index}.${group}`);
  const kinds = (["text", "number"] as const).map((value) => ({ value, text: t(`canvas.value_is.${value}`) }));
  return (
    <div className="grid gap-3">
      {block.values.map((value, index) => {
        const at = (name: string) => ({ block, path: `values[${index}].${name}` });
        return (
          <div key={index} role="group" aria-label={t("canvas.value_no", { n: index + 1 })} className="grid gap-2 border-b border-line-soft pb-3">
            <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-1">
              <Line place={at("name")} label={t("canvas.variable")} mono value={value.name} placeholder="city" onChange={(name) => update(index, { name: unbraced(name) }, "name")} />
              <Remove what={t("canvas.value_no", { n: index + 1 })} onPress={() => set((now) => ({ ...now, values: now.values.filter((_, other) => other !== index) }))} />
            </div>
            <Choose place={at("is")} label={t("canvas.value_kind")} options={kinds} value={value.is ?? "text"} onPick={(is) => update(index, { is }, "is")} />
            <Text place={at("value")} label={t("canvas.value")} rows={1} mono={value.is === "number"} value={value.value} placeholder={value.is === "number" ? t("canvas.example.sum") : ""} onChange={(text) => update(index, { value: text }, "value")} />
          </div>
        );
      })}
      <Add onPress={() => set((now) => ({ ...now, values: [...now.values, { name: "", is: "text", value: "" }] }))}>{t("canvas.value_add")}</Add>
    </div>
  );
}

function Remove({ what, onPress }: { what: string; onPress: () => void }) {
  const { t } = useTranslation();
  return <IconButton name={t("canvas.remove")} label={t("canvas.of", { deed: t("canvas.remove"), what })} icon="x" onPress={onPress} />;
}

function Add({ children, onPress }: { children: string; onPress: () => void }) {
  return (
    <div>
      <Button look="quiet" small icon="plus" onPress={onPress}>
        {children}
      </Button>
    </div>
  );
}

function PauseFields({ block }: { block: Of<"pause"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  return <Count place={{ block, path: "seconds" }} label={t("canvas.pause")} unit={t("canvas.seconds")} value={block.seconds} least={1} most={86_400} onChange={(seconds) => seconds !== null && set((now) => ({ ...now, seconds }), "seconds")} />;
}

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function RequestFields({ block }: { block: Of<"request"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  const headers = block.headers ?? [];
  const save = block.save ?? [];
  const header = (index: number, part: Partial<RequestHeader>, group: string) => set((now) => ({ ...now, headers: (now.headers ?? []).map((one, at) => (at === index ? { ...one, ...part } : one)) }), `headers.${index}.${group}`);
  const keep = (index: number, part: Partial<RequestSave>, group: string) => set((now) => ({ ...now, save: (now.save ?? []).map((one, at) => (at === index ? { ...one, ...part } : one)) }), `save.${index}.${group}`);
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <Choose place={{ block, path: "method" }} label={t("canvas.method")} options={METHODS.map((value) => ({ value, text: value }))} value={block.method ?? "GET"} onPick={(method) => set((now) => ({ ...now, method }))} />
        <Count place={{ block, path: "timeout_s" }} label={t("canvas.timeout")} unit={t("canvas.seconds")} value={block.timeout_s ?? 10} least={1} most={60} onChange={(seconds) => seconds !== null && set((now) => ({ ...now, timeout_s: seconds }), "timeout_s")} />
      </div>
      <Text place={{ block, path: "url" }} label={t("canvas.address")} mono rows={1} value={block.url} onChange={(url) => set((now) => ({ ...now, url: url.replaceAll("\n", "") }), "url")} />
      <div className="grid gap-1.5">
        <span className="text-ink-2">{t("canvas.headers")}</span>
        {headers.map(({ name, value }, index) => (
          <div key={index} role="group" aria-label={t("canvas.header_no", { n: index + 1 })} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-start gap-1">
            <Line place={{ block, path: `headers[${index}].name` }} label={t("canvas.header")} quiet mono placeholder={t("canvas.header")} value={name} onChange={(next) => header(index, { name: next }, "name")} />
            <Line place={{ block, path: `headers[${index}].value` }} label={t("canvas.value")} quiet mono placeholder={t("canvas.value")} value={value} onChange={(next) => header(index, { value: next }, "value")} />
            <Remove what={t("canvas.header_no", { n: index + 1 })} onPress={() => set((now) => ({ ...now, headers: (now.headers ?? []).filter((_, at) => at !== index) }))} />
          </div>
        ))}
        <Add onPress={() => set((now) => ({ ...now, headers: [...(now.headers ?? []), { name: "", value: "" }] }))}>{t("canvas.header_add")}</Add>
      </div>
      {(block.method ?? "GET") !== "GET" && <Text place={{ block, path: "body" }} label={t("canvas.body")} mono value={block.body ?? ""} placeholder={t("canvas.example.body")} onChange={(body) => set((now) => withText(now, "body", body), "body")} />}
      <div className="grid gap-1.5">
        <span className="text-ink-2">{t("canvas.kept_of_answer")}</span>
        {save.map(({ from, to }, index) => (
          <div key={index} role="group" aria-label={t("canvas.kept_no", { n: index + 1 })} className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_auto] items-start gap-1">
            <Line place={{ block, path: `save[${index}].from` }} label={t("canvas.pointer")} quiet mono placeholder={t("canvas.example.pointer")} value={from} onChange={(next) => keep(index, { from: next }, "from")} />
            <Icon name="arrow" size="small" className="mt-2 text-icon-quiet" />
            <Line place={{ block, path: `save[${index}].to` }} label={t("canvas.variable")} quiet mono placeholder="status" value={to} onChange={(next) => keep(index, { to: unbraced(next) }, "to")} />
            <Remove what={t("canvas.kept_no", { n: index + 1 })} onPress={() => set((now) => ({ ...now, save: (now.save ?? []).filter((_, at) => at !== index) }))} />
          </div>
        ))}
        <Add onPress={() => set((now) => ({ ...now, save: [...(now.save ?? []), { from: "", to: "" }] }))}>{t("canvas.kept_add")}</Add>
      </div>
    </>
  );
}

function MarkerFields({ block }: { block: Of<"marker"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  return (
    <>
      <Line place={{ block, path: "marker" }} label={t("canvas.marker")} hint={t("canvas.marker_hint")} value={block.marker} onChange={(marker) => set((now) => ({ ...now, marker }), "marker")} />
      <Text place={{ block, path: "value" }} label={t("canvas.marker_value")} rows={1} value={block.value ?? ""} onChange={(value) => set((now) => withText(now, "value", value), "value")} />
    </>
  );
}

function TransferFields({ block }: { block: Of<"transfer"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  const { data: groups = [] } = useQuery(groupsQuery);
  const gone = block.group !== undefined && !groups.some(({ id }) => id === block.group) ? [{ value: block.group, text: t("block.body.group_gone") }] : [];
  const options = [{ value: "", text: t("block.body.anyone") }, ...groups.map(({ id, name }) => ({ value: id, text: name })), ...gone];
  return <Choose place={{ block, path: "group" }} label={t("canvas.group")} hint={t("canvas.group_hint")} options={options} value={block.group ?? ""} onPick={(group) => set((now) => withText(now, "group", group))} />;
}

function ScriptFields({ block }: { block: Of<"script"> }) {
  const { t } = useTranslation();
  const { id } = useEditing();
  const set = useSet(block);
  const { data: scripts = [] } = useQuery(listQuery(""));
  const others = scripts.filter((script) => script.id !== id).map((script) => ({ value: script.id, text: script.published === null ? t("canvas.unpublished", { script: script.name }) : script.name }));
  const none = block.script === "" ? [{ value: "", text: t("block.body.script_none") }] : others.some(({ value }) => value === block.script) ? [] : [{ value: block.script, text: t("block.body.script_gone") }];
  return <Choose place={{ block, path: "script" }} label={t("canvas.script")} hint={t("canvas.script_hint")} options={[...none, ...others]} value={block.script} onPick={(script) => set((now) => ({ ...now, script }))} />;
}

function ResultFields({ block }: { block: Of<"result"> }) {
  const { t } = useTranslation();
  const set = useSet(block);
  return <Line place={{ block, path: "result" }} label={t("canvas.result")} hint={t("canvas.result_hint")} value={block.result} onChange={(result) => set((now) => ({ ...now, result }), "result")} />;
}

function AiFields({ block }: { block: Of<"ai"> }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const set = useSet(block);
  const { data: services = [] } = useQuery({ queryKey: ["ai-services"], queryFn: () => call("ai_services_list", {}) });
  const names = services.map(({ name }) => name);
  const options = [...(names.includes(block.service) ? [] : [block.service]), ...names].map((name) => ({ value: name, text: name === "" ? t("canvas.service_none") : name }));
  return (
    <>
      <Choose place={{ block, path: "service" }} label={t("canvas.service")} hint={t("canvas.service_hint")} options={options} value={block.service} onPick={(service) => set((now) => ({ ...now, service }))} />
      <Text place={{ block, path: "instructions" }} label={t("canvas.instructions")} rows={4} value={block.instructions} onChange={(instructions) => set((now) => ({ ...now, instructions }), "instructions")} />
      <div className="grid grid-cols-2 gap-2">
        <Count place={{ block, path: "messages" }} label={t("canvas.messages")} hint={t("canvas.at_most", { n: number(100) })} value={block.messages ?? 20} least={0} most={100} onChange={(messages) => messages !== null && set((now) => ({ ...now, messages }), "messages")} />
        <Count place={{ block, path: "timeout_s" }} label={t("canvas.timeout")} unit={t("canvas.seconds")} value={block.timeout_s ?? 30} least={1} most={120} onChange={(seconds) => seconds !== null && set((now) => ({ ...now, timeout_s: seconds }), "timeout_s")} />
      </div>
      <SaveTo block={block} hint={t("canvas.save_said_hint")} />
    </>
  );
}
