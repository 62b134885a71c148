import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Autocomplete, Button as Pressable, Collection, Dialog, DialogTrigger, Header, Input, Menu, MenuItem, MenuSection, Popover, SearchField, useFilter } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { Desk, DeskOperator } from "../../ipc";
import { IconButton } from "../../shared/Button";
import { menuItem, Switch } from "../../shared/Choice";
import { useSetPresence, useWorkAs } from "../../shared/desk/desk";
import { fieldBox, fieldInput } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import { Icon, type IconName } from "../../shared/Icon";
import { Keys } from "../../shared/Keys";
import { Portrait } from "../../shared/Portrait";
import { deskQuery } from "../../shared/queries";

/** So many operators stand in sight; of more, the rest is found by typing. */
const IN_SIGHT = 6;

/** Who works here and whether they are there, at the foot of the rail; the way to change both. */
export function WorkAs({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation();
  const setPresence = useSetPresence();
  const [open, setOpen] = useState(false);
  const { data: desk } = useQuery(deskQuery);
  if (!desk) return <div className="h-11" />;
  const { operator } = desk;
  const state = operator ? t(`desk.presence.${operator.presence}`) : t("desk.choose");
  return (
    <div className="flex items-center">
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Pressable
          aria-label={operator ? t("desk.button", { name: operator.name, state }) : t("desk.choose_to_work")}
          className={`flex min-h-11 min-w-0 flex-1 items-center rounded-2 text-left data-hovered:bg-hover ${narrow ? "justify-center" : "gap-2 px-1.5"}`}
        >
          {operator ? <Portrait name={operator.name} picture={operator.picture} presence={operator.presence} /> : <Nobody />}
          {!narrow && (
            <span className="min-w-0 flex-1">
              <span className="cut block font-medium" title={operator?.name}>
                {operator?.name ?? t("desk.nobody")}
              </span>
              <span className="cut block text-small text-ink-2">{state}</span>
            </span>
          )}
        </Pressable>
        {/* Beside the rail, past the button that follows. */}
        <Popover placement="right bottom" offset={narrow || !operator ? 12 : 40} className="w-pop rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
          <Dialog aria-label={t("desk.title")}>
            {operator && <Working operator={operator} />}
            <Choices desk={desk} onDone={() => setOpen(false)} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {operator && !narrow && (
        <IconButton
          name={operator.presence === "online" ? t("desk.pause") : t("desk.go_online")}
          icon={operator.presence === "online" ? "pause" : "play"}
          small
          onPress={() => setPresence(operator.presence === "online" ? "pause" : "online")}
        />
      )}
    </div>
  );
}

function Nobody() {
  return (
    <span className="grid size-6 flex-none place-items-center rounded-round border border-dashed border-line-control text-icon-quiet">
      <Icon name="user" size="small" />
    </span>
  );
}

function Working({ operator }: { operator: DeskOperator }) {
  const { t } = useTranslation();
  const format = useFormats();
  const setPresence = useSetPresence();
  const online = operator.presence === "online";
  return (
    <div className="grid gap-3 border-b border-line p-4">
      <div className="flex items-center gap-3">
        <Portrait name={operator.name} picture={operator.picture} size="large" />
        <div className="min-w-0 flex-1">
          <p className="cut font-strong" title={operator.name}>
            {operator.name}
          </p>
          <p className="figure text-small text-ink-2">
            {operator.limit === 0 ? t("desk.load_unlimited", { count: operator.load, n: format.number(operator.load) }) : t("desk.load", { count: operator.limit, load: format.number(operator.load), limit: format.number(operator.limit) })}
          </p>
        </div>
      </div>
      <div className="flex items-center gap-2">
        <Switch name={t("desk.online")} value={online} onChange={(on) => setPresence(on ? "online" : "pause")}>
          {t(`desk.presence.${operator.presence}`)}
        </Switch>
        <span className="ml-auto">
          <Keys of="mod+Period" />
        </span>
      </div>
      <p className="text-small text-ink-3">
        {online ? t("desk.online_hint") : t("desk.pause_hint")} {!operator.verified && t("desk.unverified")}
      </p>
    </div>
  );
}

interface Deed {
  id: string;
  name: string;
  icon: IconName;
  run: () => void;
}

/** The operators one can work as, and what else can be done about it. */
function Choices({ desk, onDone }: { desk: Desk; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormats();
  const workAs = useWorkAs();
  const { contains } = useFilter({ sensitivity: "base" });
  const [sought, setSought] = useState("");
  const others = desk.operators.filter(({ id }) => id !== desk.operator?.id);
  const found = others.filter(({ name }) => contains(name, sought.trim()));
  const deeds: Deed[] = [
    { id: "new", name: t("operators.people.new"), icon: "plus", run: () => void navigate({ to: "/operators", search: { edit: "new" } }) },
    ...(desk.operator ? [{ id: "stop", name: t("desk.stop"), icon: "x" as const, run: () => workAs(null) }] : []),
  ];
  const act = (key: React.Key) => {
    onDone();
    const choice = others.find(({ id }) => id === key);
    if (choice) workAs(choice);
    else deeds.find(({ id }) => id === key)?.run();
  };
  const menu = (
    <Menu aria-label={t("desk.title")} onAction={act} autoFocus={others.length <= IN_SIGHT ? "first" : false} className="p-1">
      <MenuSection>
        <Header className="px-2 pt-1 pb-0.5 text-small text-ink-3">{others.length > 0 ? (found.length === 0 ? t("common.none_found") : found.length > IN_SIGHT ? t("desk.work_as_some", { count: found.length - IN_SIGHT, n: format.number(found.length - IN_SIGHT) }) : t("desk.work_as")) : desk.operator ? t("desk.nobody_else") : t("desk.no_operators")}</Header>
        <Collection items={found.slice(0, IN_SIGHT)}>
          {(choice) => (
            <MenuItem textValue={choice.name} className={`${menuItem} h-compact!`}>
              <Portrait name={choice.name} picture={choice.picture} presence={choice.presence} />
              <span className="cut flex-1" title={choice.name}>
                {choice.name}
              </span>
              {choice.needs_pin && (
                <span role="img" aria-label={t("desk.has_pin")} title={t("desk.has_pin")} className="text-icon-quiet">
                  <Icon name="lock" />
                </span>
              )}
            </MenuItem>
          )}
        </Collection>
      </MenuSection>
      <MenuSection aria-label={t("palette.actions")} className="mt-1 border-t border-line-soft pt-1">
        <Collection items={deeds}>
          {({ name, icon }) => (
            <MenuItem textValue={name} className={menuItem}>
              <Icon name={icon} className="text-icon" />
              <span className="flex-1">{name}</span>
            </MenuItem>
          )}
        </Collection>
      </MenuSection>
    </Menu>
  );
  if (others.length <= IN_SIGHT) return menu;
  return (
    <Autocomplete inputValue={sought} onInputChange={setSought}>
      <SearchField aria-label={t("desk.find")} autoFocus className="p-2 pb-0">
        <div className={fieldBox}>
          <Icon name="search" className="text-icon-quiet" />
          <Input placeholder={t("desk.find")} className={`${fieldInput} [&::-webkit-search-cancel-button]:hidden`} />
        </div>
      </SearchField>
      {menu}
    </Autocomplete>
  );
}
