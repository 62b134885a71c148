import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Autocomplete, Collection, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useSetPresence, useWorkAs } from "../shared/desk/desk";
import { Icon, type IconName } from "../shared/Icon";
import { Keys } from "../shared/Keys";
import { chatsQuery, deskQuery, scriptsQuery } from "../shared/queries";
import { dialogIn } from "./addresses";
import { SCREENS } from "./screens";

interface Entry {
  id: string;
  icon: IconName;
  name: string;
  keys?: string;
  run: () => void;
}

interface Section {
  id: string;
  title: string;
  entries: Entry[];
}

/** How many chats are offered, how many scripts, and how many operators. */
const CHATS = 8;
const SCRIPTS = 6;
const OPERATORS = 4;

/** Every screen, action, chat and script by its name; a pasted dialog id or link opens that dialog. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const sections = useFound(text);
  const run = (id: React.Key) => {
    onClose();
    sections.flatMap((section) => section.entries).find((entry) => entry.id === id)?.run();
  };
  // The list marks its first entry only a moment after the last key; who is faster means the first.
  const choose = (event: React.KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const marked = event.currentTarget.querySelector<HTMLElement>("[role=menuitem][data-focused]");
    const id = marked?.dataset["key"] ?? sections[0]?.entries[0]?.id;
    if (id !== undefined) run(id);
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="fixed inset-0 z-10 grid justify-items-center bg-scrim pt-24">
      <Modal className="h-fit w-palette max-w-full overflow-hidden rounded-4 bg-pop shadow-3 outline-1 outline-line-strong">
        <Dialog aria-label={t("palette.title")}>
          <div onKeyDownCapture={choose}>
            <Autocomplete inputValue={text} onInputChange={setText}>
              <SearchField aria-label={t("palette.title")} autoFocus className="flex h-bar items-center gap-2.5 border-b border-line px-4">
                <Icon name="search" className="text-icon-quiet" />
                <Input placeholder={t("palette.hint")} className="h-full min-w-0 flex-1 bg-transparent text-title shadow-none! [&::-webkit-search-cancel-button]:hidden" />
              </SearchField>
              {/* The focus stays in the field while one goes through the list; what is longer than its place is scrolled from here. */}
              <div tabIndex={0} className="max-h-96 overflow-auto focus-visible:shadow-inset">
                <Menu aria-label={t("palette.found")} items={sections} onAction={run} className="p-1" renderEmptyState={() => <p className="p-3 text-ink-2">{t("palette.nothing")}</p>}>
                  {(section) => (
                    <MenuSection>
                      <Header className="px-3 pt-2 pb-0.5 text-small text-ink-3">{section.title}</Header>
                      <Collection items={section.entries}>
                        {(entry) => (
                          <MenuItem textValue={entry.name} className="flex h-compact items-center gap-2.5 rounded-1 px-3 data-focused:bg-selected data-focus-visible:shadow-none">
                            <Icon name={entry.icon} className="text-icon-quiet" />
                            <span className="cut flex-1" title={entry.name}>
                              {entry.name}
                            </span>
                            {entry.keys && <Keys of={entry.keys} />}
                          </MenuItem>
                        )}
                      </Collection>
                    </MenuSection>
                  )}
                </Menu>
              </div>
            </Autocomplete>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useFound(text: string): Section[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sought = text.trim();
  const { data: chats = [] } = useQuery(chatsQuery(sought));
  const { data: scripts = [] } = useQuery(scriptsQuery);
  const { data: desk } = useQuery(deskQuery);
  const workAs = useWorkAs();
  const setPresence = useSetPresence();
  const holds = (name: string) => name.toLocaleLowerCase().includes(sought.toLocaleLowerCase());
  const dialog = dialogIn(text);

  const screens: Entry[] = SCREENS.map(({ to, icon, name }) => ({ id: to, icon, name: t(name), run: () => void navigate({ to }) }));
  const online = desk?.operator?.presence === "online";
  const others = desk?.operators.filter(({ id }) => id !== desk.operator?.id) ?? [];
  const actions: Entry[] = [
    ...(desk?.operator ? [{ id: "presence", icon: online ? "pause" : "play", name: online ? t("desk.pause") : t("desk.go_online"), keys: "mod+Period", run: () => setPresence(online ? "pause" : "online") } as const] : []),
    { id: "new-chat", icon: "plus", name: t("chats.new"), keys: "mod+KeyN", run: () => void navigate({ to: "/chats/new" }) },
    { id: "new-script", icon: "plus", name: t("scripts.new"), run: () => void navigate({ to: "/scripts", search: { new: 1 } }) },
    { id: "new-operator", icon: "plus", name: t("operators.people.new"), run: () => void navigate({ to: "/operators", search: { edit: "new" } }) },
    ...(desk?.operator ? [{ id: "stop", icon: "x", name: t("desk.stop"), run: () => workAs(null) } as const] : []),
    { id: "export", icon: "download", name: t("palette.export"), run: () => void navigate({ to: "/dialogs" }) },
  ];
  const sections: Section[] = [
    { id: "dialog", title: t("dialogs.title"), entries: dialog === null ? [] : [{ id: dialog, icon: "dialogs", name: t("palette.open_dialog", { id: dialog }), run: () => void navigate({ to: "/dialogs/$id", params: { id: dialog } }) }] },
    {
      id: "chats",
      title: t("chats.title"),
      entries: sought === "" ? [] : chats.slice(0, CHATS).map(({ id, name }) => ({ id, icon: "chats", name, run: () => void navigate({ to: "/chats/$id/edit", params: { id } }) })),
    },
    {
      id: "scripts",
      title: t("scripts.title"),
      entries: (sought === "" ? [] : scripts)
        .map(({ id, name }): Entry => ({ id: `script ${id}`, icon: "scripts", name, run: () => void navigate({ to: "/scripts/$id", params: { id } }) }))
        .filter((entry) => holds(entry.name))
        .slice(0, SCRIPTS),
    },
    { id: "screens", title: t("frame.screens"), entries: screens.filter((entry) => holds(entry.name)) },
    { id: "actions", title: t("palette.actions"), entries: actions.filter((entry) => holds(entry.name)) },
    {
      id: "work-as",
      title: t("desk.work_as"),
      entries: (sought === "" ? [] : others)
        .map((choice): Entry => ({ id: choice.id, icon: "user", name: t("desk.work_as_name", { name: choice.name }), run: () => workAs(choice) }))
        .filter((entry) => holds(entry.name))
        .slice(0, OPERATORS),
    },
  ];
  return sections.filter((section) => section.entries.length > 0);
}
