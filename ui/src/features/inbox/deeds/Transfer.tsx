import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Autocomplete, Collection, Header, Input, Menu, MenuItem, MenuSection, SearchField, useFilter } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type Presence, type TransferTo } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { menuItem } from "../../../shared/Choice";
import { fieldBox, fieldInput } from "../../../shared/Field";
import { useFormats } from "../../../shared/format";
import { Icon, type IconName } from "../../../shared/Icon";
import { useShortcut } from "../../../shared/Keys";
import { PresenceDot } from "../../../shared/Portrait";
import { groupsQuery, operatorsQuery, scriptsQuery } from "../../../shared/queries";
import { confirm } from "../../../shared/toasts";
import { DeedPop } from "./Pop";
import { useDeed } from "./useDeed";

interface Target {
  /** Unlike any other's, whatever its kind. */
  id: string;
  text: string;
  /** What helps to choose: how much they have to do. */
  detail?: string;
  icon?: IconName;
  /** Of an operator: whether they are there. */
  presence?: Presence;
  to: TransferTo;
}

interface Section {
  id: string;
  title: string;
  targets: Target[];
}

/** Passes a dialog on: to an operator, a group, the bot or a script. */
export function Transfer({ dialog, me, isDisabled }: { dialog: string; me: string; isDisabled: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { busy, run } = useDeed(dialog);
  useShortcut("mod+shift+KeyF", () => setOpen(true), !isDisabled);
  const pass = ({ to, text }: Target) => {
    setOpen(false);
    void run(() => call("dialog_transfer", { id: dialog, to })).then((done) => done && confirm(t("inbox.transferred", { to: text })));
  };
  return (
    <DeedPop
      label={t("inbox.transfer")}
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={<IconButton name={t("inbox.transfer")} icon="forward" keys="mod+shift+KeyF" isDisabled={isDisabled || busy} />}
    >
      <Targets me={me} onPick={pass} />
    </DeedPop>
  );
}

function Targets({ me, onPick }: { me: string; onPick: (target: Target) => void }) {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: "base" });
  const sections = useTargets(me);
  const pick = (id: React.Key) => {
    const target = sections.flatMap((section) => section.targets).find((one) => one.id === id);
    if (target) onPick(target);
  };
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={t("inbox.transfer_find")} autoFocus className="p-2 pb-1">
        <div className={fieldBox}>
          <Icon name="search" className="text-icon-quiet" />
          <Input placeholder={t("inbox.transfer_find")} className={`${fieldInput} [&::-webkit-search-cancel-button]:hidden`} />
        </div>
      </SearchField>
      {/* The focus stays in the field; a list that is longer than its place can be scrolled by keys too. */}
      <div tabIndex={0} role="group" aria-label={t("inbox.transfer_to")} className="max-h-80 overflow-auto focus-visible:shadow-inset">
        <Menu aria-label={t("inbox.transfer_to")} items={sections} onAction={pick} className="p-1" renderEmptyState={() => <p className="px-2 py-1 text-ink-3">{t("common.none_found")}</p>}>
          {(section) => (
            <MenuSection>
              <Header className="px-2 pt-2 pb-0.5 text-small text-ink-3">{section.title}</Header>
              <Collection items={section.targets}>
                {(target) => (
                  <MenuItem textValue={target.text} className={menuItem}>
                    {target.icon && <Icon name={target.icon} className="text-icon-quiet" />}
                    {target.presence && (
                      <span className="grid size-4 flex-none place-items-center">
                        <PresenceDot presence={target.presence} />
                        <span className="sr-only">{t(`desk.presence.${target.presence}`)}</span>
                      </span>
                    )}
                    <span className="cut flex-1" title={target.text}>
                      {target.text}
                    </span>
                    {target.detail && <span className="figure flex-none text-small text-ink-3">{target.detail}</span>}
                  </MenuItem>
                )}
              </Collection>
            </MenuSection>
          )}
        </Menu>
      </div>
    </Autocomplete>
  );
}

function useTargets(me: string): Section[] {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data: operators = [] } = useQuery({ ...operatorsQuery, refetchOnMount: "always" });
  const { data: groups = [] } = useQuery({ ...groupsQuery, refetchOnMount: "always" });
  const { data: scripts = [] } = useQuery(scriptsQuery);
  const isThere = ({ presence }: { presence: Presence }) => presence === "online";
  const others = operators.filter(({ id }) => id !== me).toSorted((one, other) => Number(isThere(other)) - Number(isThere(one)) || one.name.localeCompare(other.name));
  const sections: Section[] = [
    {
      id: "operators",
      title: t("inbox.to.operators"),
      targets: others.map((one) => ({
        id: `operator ${one.id}`,
        text: one.name,
        presence: one.presence,
        detail: one.dialogs_max === 0 ? number(one.load) : t("inbox.load", { load: number(one.load), limit: number(one.dialogs_max) }),
        to: { type: "operator", operator: one.id },
      })),
    },
    {
      id: "groups",
      title: t("inbox.to.groups"),
      targets: [
        { id: "to anybody", text: t("inbox.to.anybody"), icon: "inbox", to: { type: "group", group: null } },
        ...groups.map(
          (group): Target => ({
            id: `group ${group.id}`,
            text: group.name,
            icon: "inbox",
            detail: t("inbox.group_detail", { online: number(group.online), waiting: number(group.waiting) }),
            to: { type: "group", group: group.id },
          }),
        ),
      ],
    },
    {
      id: "bot",
      title: t("inbox.to.bot"),
      targets: [
        { id: "to bot", text: t("inbox.to.back_to_bot"), icon: "bot", to: { type: "bot" } },
        ...scripts.map(
          (script): Target => ({
            id: `script ${script.id}`,
            text: script.builtin ? t("editor.builtin_script") : script.name,
            icon: "bot",
            detail: script.language ? t(`language.${script.language}`) : undefined,
            to: { type: "script", script: script.id },
          }),
        ),
      ],
    },
  ];
  return sections.filter(({ targets }) => targets.length > 0);
}
