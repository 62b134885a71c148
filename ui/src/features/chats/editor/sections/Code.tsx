import { memo, useId, useState, type ClipboardEvent } from "react";
import { Input, Label, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "../../../../shared/Button";
import { fieldBad, fieldBox, fieldInput, Wrong } from "../../../../shared/Field";
import { FrameCode } from "../../FrameCode";
import { Group, SettingRow } from "../fields/SettingRow";
import { linesIn } from "../../../../shared/lists";
import { useEditing, useSetting, useWrong } from "../setting";

export function Code() {
  const { t } = useTranslation();
  const { id } = useEditing();
  return (
    <>
      <Group title={t("editor.group.sites")}>
        <Sites />
      </Group>
      {id !== null && (
        <Group title={t("editor.section.code")}>
          <FrameCode chat={id} />
        </Group>
      )}
    </>
  );
}

/** The sites that may show the widget. A field below the list takes one, or many pasted at once. */
function Sites() {
  const { t } = useTranslation();
  const setting = useSetting("widget.allowed_sites");
  const wrong = useWrong();
  const hint = useId();
  const [next, setNext] = useState("");
  const sites = setting.value;

  const add = (text: string) => {
    const lines = linesIn(text);
    if (lines.length > 0) setting.set([...sites, ...lines]);
    setNext("");
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text");
    if (linesIn(text).length < 2) return;
    event.preventDefault();
    add(next + text);
  };

  return (
    <SettingRow label={setting.label} setting={setting}>
      {sites.length === 0 && <p className="mb-1 leading-7 text-ink-2">{t("editor.sites.any")}</p>}
      <ul className="mb-2 -mx-px grid max-h-80 max-w-[calc(var(--palette)+2px)] gap-1 overflow-auto empty:hidden">
        {sites.map((site, index) => (
          <Site key={index} site={site} index={index} wrong={wrong(`widget.allowed_sites.${index}`)} onSites={setting.set} />
        ))}
      </ul>
      <TextField value={next} onChange={setNext} aria-describedby={hint} onBlur={() => add(next)} className="flex max-w-palette items-center gap-2">
        <Label className="sr-only">{t("editor.sites.add")}</Label>
        <div className={`${fieldBox} flex-1`}>
          <Input className={fieldInput} placeholder={t("editor.sites.example")} spellCheck={false} onKeyDown={(event) => event.key === "Enter" && add(next)} onPaste={paste} />
        </div>
        <Button small icon="plus" isDisabled={next.trim() === ""} onPress={() => add(next)}>
          {t("editor.sites.add")}
        </Button>
      </TextField>
      <p id={hint} className="mt-1 text-small text-ink-3">
        {t("editor.sites.hint")}
      </p>
    </SettingRow>
  );
}

interface SiteProps {
  site: string;
  index: number;
  wrong: string | undefined;
  onSites: (change: (sites: string[]) => string[]) => void;
}

const Site = memo(function Site({ site, index, wrong, onSites }: SiteProps) {
  const { t } = useTranslation();
  const described = useId();
  return (
    <li className="p-px">
      <div className="flex items-center gap-1">
        <TextField
          aria-label={t("editor.sites.one", { number: index + 1 })}
          aria-describedby={wrong === undefined ? undefined : described}
          value={site}
          onChange={(text) => onSites((sites) => sites.with(index, text))}
          isInvalid={wrong !== undefined}
          className="min-w-0 flex-1"
        >
          <div className={`${fieldBox} ${wrong === undefined ? "" : fieldBad}`}>
            <Input className={fieldInput} spellCheck={false} />
          </div>
        </TextField>
        <IconButton name={t("common.remove")} label={t("editor.remove_of", { what: site })} icon="x" small onPress={() => onSites((sites) => sites.toSpliced(index, 1))} />
      </div>
      {wrong !== undefined && (
        <span id={described}>
          <Wrong>{wrong}</Wrong>
        </span>
      )}
    </li>
  );
});
