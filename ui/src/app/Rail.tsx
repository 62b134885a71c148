import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button as Pressable, Dialog, DialogTrigger, Popover, TooltipTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { inboxAddress, type InboxAddress } from "../features/inbox/address";
import { IconButton, Tip } from "../shared/Button";
import { useOperator } from "../shared/desk/desk";
import { useFormats } from "../shared/format";
import { GatewayDot, GatewayTrouble } from "../shared/GatewayState";
import { Icon } from "../shared/Icon";
import { Keys } from "../shared/Keys";
import { inboxCountsQuery, statusQuery } from "../shared/queries";
import { WorkAs } from "./desk/WorkAs";
import { SCREENS } from "./screens";

interface Props {
  narrow: boolean;
  /** Undefined where there is no room to choose. */
  onFold: (() => void) | undefined;
  onFind: () => void;
}

/** The screens, and under them how the gateway does and who works here. */
export function Rail({ narrow, onFold, onFind }: Props) {
  const { t } = useTranslation();
  const inbox = useInboxLeft();
  return (
    <header className={`flex flex-none flex-col border-r border-line bg-rail ${narrow ? "w-rail-narrow" : "w-rail"}`}>
      <div className={`flex h-head flex-none items-center gap-2 ${narrow ? "justify-center" : "pr-2 pl-4.5"}`}>
        {!narrow && (
          <>
            <Icon name="brand" size="large" className="text-accent" />
            <span className="flex-1 text-title font-strong">Parley</span>
          </>
        )}
        {onFold ? (
          <IconButton name={narrow ? t("frame.unfold") : t("frame.fold")} icon="panel" small onPress={onFold} />
        ) : (
          narrow && <Icon name="brand" size="large" className="text-accent" />
        )}
      </div>
      <div className={`mb-2 ${narrow ? "mx-auto" : "mx-2"}`}>
        {narrow ? (
          <IconButton name={t("frame.find")} icon="search" onPress={onFind} />
        ) : (
          <Pressable onPress={onFind} className="flex h-control w-full items-center gap-2.5 rounded-2 border border-line-strong pr-1.5 pl-2.5 text-ink-3">
            <Icon name="search" />
            <span className="flex-1 text-left">{t("frame.find")}</span>
            <Keys of="mod+KeyK" />
          </Pressable>
        )}
      </div>
      <nav aria-label={t("frame.screens")} className="grid gap-px px-2">
        {SCREENS.map(({ to, icon, name }) => (
          <TooltipTrigger key={to} delay={300} isDisabled={!narrow}>
            <Link
              to={to}
              {...(to === "/inbox" && inbox)}
              className={`relative flex h-compact items-center gap-2.5 rounded-2 font-medium text-ink-2 hover:bg-hover aria-[current=page]:bg-press aria-[current=page]:text-ink aria-[current=page]:[&_.icon]:text-accent-ink ${narrow ? "justify-center" : "px-2.5"}`}
            >
              <Icon name={icon} />
              <span className={narrow ? "sr-only" : "cut flex-1"}>{t(name)}</span>
              {to === "/inbox" && <ToAnswer narrow={narrow} />}
            </Link>
            <Tip>{t(name)}</Tip>
          </TooltipTrigger>
        ))}
      </nav>
      <div className="mt-auto border-t border-line p-2">
        <Gateway narrow={narrow} />
        <WorkAs narrow={narrow} />
      </div>
    </header>
  );
}

/** Where in the inbox somebody was when they left it: its list, its dialog. Nothing while they are there. */
function useInboxLeft(): { to: string; search: InboxAddress } | undefined {
  const { pathname, search } = useLocation();
  const isThere = /^\/inbox(?:\/|$)/.test(pathname);
  const left = useRef<{ to: string; search: InboxAddress } | undefined>(undefined);
  useEffect(() => {
    if (isThere) left.current = { to: pathname, search: inboxAddress(search) };
  }, [isThere, pathname, search]);
  return isThere ? undefined : left.current;
}

/** How many clients wait for an answer of the operator who works here. */
function ToAnswer({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const operator = useOperator();
  const { data: counts } = useQuery({ ...inboxCountsQuery(operator?.id ?? ""), enabled: operator != null });
  if (!counts || counts.to_answer === 0) return null;
  return (
    <>
      {" "}
      <span className="sr-only">{t("frame.to_answer", { count: counts.to_answer, n: number(counts.to_answer) })}</span>
      <span aria-hidden="true" className={narrow ? "absolute top-0.5 right-0.5 min-w-4 rounded-round bg-accent px-0.5 text-center text-tiny leading-3.5 font-strong text-on-accent" : "figure text-small font-normal text-ink-2"}>
        {number(counts.to_answer)}
      </span>
    </>
  );
}

function Gateway({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data: status } = useQuery(statusQuery);
  if (!status) return <div className="h-11" />;
  const { gateway } = status;
  const state = t(`gateway.state.${gateway.state}`);
  const listens = gateway.state === "listening";
  return (
    <DialogTrigger>
      <Pressable
        aria-label={t("gateway.button", { state, address: listens ? gateway.address : "" })}
        className={`flex min-h-11 w-full items-center gap-2.5 rounded-2 text-left data-hovered:bg-hover ${narrow ? "justify-center" : "px-2.5"}`}
      >
        <span className="grid size-4 flex-none place-items-center">
          <GatewayDot state={gateway.state} />
        </span>
        {!narrow && (
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline gap-2">
              <span className="cut flex-1 font-medium">{t("gateway.title")}</span>
              {listens && <span className="figure text-small text-ink-3">{t("gateway.on", { n: number(gateway.channels_on) })}</span>}
            </span>
            <span className={`cut figure block text-small ${gateway.state === "failed" ? "text-danger-ink" : "text-ink-2"}`}>{listens ? gateway.address : state}</span>
          </span>
        )}
      </Pressable>
      <Popover placement="right bottom" offset={12} className="w-pop rounded-3 bg-pop shadow-2 outline-1 outline-line-strong">
        <Dialog aria-label={t("gateway.title")} className="grid gap-2 p-4">
          <span className="flex items-center gap-2">
            <GatewayDot state={gateway.state} />
            <span className="font-medium">{state}</span>
          </span>
          {listens && (
            <>
              <span className="figure text-ink-2 select-text">{gateway.public_url ?? gateway.address}</span>
              <span className="text-ink-2">{t("gateway.channels_on", { count: gateway.channels_on })}</span>
            </>
          )}
          <GatewayTrouble gateway={gateway} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
