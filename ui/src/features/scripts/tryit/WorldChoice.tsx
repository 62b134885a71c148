import { useQuery } from "@tanstack/react-query";
import { Button as Pressable, Dialog, DialogTrigger, Input, Label, Popover, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type Messenger } from "../../../ipc";
import { Pick, Segmented } from "../../../shared/Choice";
import { fieldBox, fieldInput } from "../../../shared/Field";
import { Icon } from "../../../shared/Icon";
import { MessengerLogo } from "../../../shared/MessengerLogo";
import type { World } from "./useTrial";

/** Where the client writes, when, and what they are called. */
export function WorldChoice({ world, onWorld }: { world: World; onWorld: (world: World) => void }) {
  const { t } = useTranslation();
  const { data: capabilities = [] } = useQuery({ queryKey: ["capabilities"], queryFn: () => call("capabilities", {}), staleTime: Infinity });
  const messengers: readonly Messenger[] = capabilities.length === 0 ? [world.channel] : capabilities.map(({ messenger }) => messenger);
  const channel = t(`messenger.${world.channel}`);
  const hours = t(world.is_open ? "try.when_open" : "try.when_closed");
  const name = world.client_name.trim();
  const text = [channel, hours, ...(name === "" ? [] : [name])].join(", ");
  return (
    <DialogTrigger>
      <Pressable aria-label={t("try.world", { text })} className="mx-4 mb-3 flex h-control flex-none items-center gap-2 rounded-2 border border-line-field bg-raised px-2 text-left">
        <MessengerLogo messenger={world.channel} named={false} />
        <span className="cut flex-1" title={text}>
          {text}
        </span>
        <Icon name="down" className="text-icon-quiet" />
      </Pressable>
      <Popover placement="bottom start" offset={4} className="w-pop rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <Dialog aria-label={t("try.world_title")} className="grid gap-3 p-3">
          <div className="grid gap-1">
            <span className="text-small text-ink-2">{t("try.channel")}</span>
            <Pick
              label={t("try.channel")}
              width="w-full"
              value={world.channel}
              onPick={(picked) => onWorld({ ...world, channel: picked })}
              options={messengers.map((value) => ({ value, text: t(`messenger.${value}`), mark: <MessengerLogo messenger={value} named={false} /> }))}
            />
          </div>
          <Segmented
            label={t("try.hours")}
            value={world.is_open ? "open" : "closed"}
            onPick={(value) => onWorld({ ...world, is_open: value === "open" })}
            options={[
              { value: "open", text: t("try.open") },
              { value: "closed", text: t("try.closed") },
            ]}
          />
          <TextField value={world.client_name} onChange={(client_name) => onWorld({ ...world, client_name })} maxLength={100} className="grid gap-1">
            <Label className="text-small text-ink-2">{t("try.client_name")}</Label>
            <div className={fieldBox}>
              <Input placeholder={t("try.unknown")} className={fieldInput} />
            </div>
          </TextField>
          <p className="text-small text-ink-3">{t("try.world_hint")}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
