import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Label } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { call, type QuickReply, type QuickReplyInput } from "../../ipc";
import { Segmented } from "../../shared/Choice";
import { FormRow } from "../../shared/Field";
import type { Column } from "../../shared/Grid";
import { deskQuery } from "../../shared/queries";
import { TextBox } from "../../shared/TextBox";
import { note } from "../../shared/toasts";
import { useAddress } from "./address";
import { checkReply, LIMITS, plain, VARIABLES } from "./checks";
import { RowDeeds, useRemove } from "./deeds";
import { Edit } from "./Edit";
import { Line, Said } from "./fields";
import { useForm } from "./form";
import { Listing } from "./Listing";
import { useEdited, useReplies, type Edited } from "./lists";

type Shown = "all" | "shared" | "own";

/** The quick replies: everybody's, and those of the operator who works here. */
export function Replies() {
  const { t } = useTranslation();
  const address = useAddress();
  const replies = useReplies();
  const { data: desk } = useQuery(deskQuery);
  const [shown, setShown] = useState<Shown>("all");
  const edited = useEdited(address.edited, replies.data);
  const columns = useColumns(address.edit);
  const rows = replies.data?.filter(({ own }) => shown === "all" || own === (shown === "own"));
  const works = desk?.operator != null;
  const tools = works && (
    <Segmented label={t("operators.replies.which")} value={shown} onPick={setShown} options={(["all", "shared", "own"] as const).map((value) => ({ value, text: t(`operators.replies.shown.${value}`) }))} />
  );
  return (
    <>
      <Listing kind="replies" query={replies} {...(rows && { rows })} columns={columns} tools={tools} holds={({ shortcut, text }, search) => [shortcut, text].some((words) => plain(words).includes(plain(search.replace(/^\//, ""))))} />
      {edited && replies.data && <ReplyWindow key={address.edited} {...edited} others={replies.data} works={works} onClose={address.close} onReopen={() => address.edit(edited.thing?.id ?? "new")} />}
    </>
  );
}

function useColumns(edit: (id: string) => void): Column<QuickReply>[] {
  const { t } = useTranslation();
  const remove = useRemove();
  return useMemo(
    () => [
      {
        id: "shortcut",
        title: t("operators.field.shortcut"),
        width: "var(--col-shortcut)",
        cell: ({ shortcut }) => (
          <span className="cut block font-medium" title={`/${shortcut}`}>
            {`/${shortcut}`}
          </span>
        ),
      },
      {
        id: "text",
        title: t("operators.field.text"),
        width: "minmax(0, 1fr)",
        cell: ({ text }) => (
          <span className="cut block text-ink-2" title={text}>
            {text}
          </span>
        ),
      },
      { id: "own", title: t("operators.field.own"), width: "var(--col-client)", cell: ({ own }) => <span className="text-ink-2">{own ? t("operators.replies.only_me") : t("operators.replies.everybody")}</span> },
      {
        id: "actions",
        title: t("operators.actions"),
        quietHead: true,
        width: "var(--col-two)",
        cell: ({ id, shortcut }, current) => (
          <RowDeeds
            name={`/${shortcut}`}
            current={current}
            onEdit={() => edit(id)}
            onDelete={() => void remove({ name: `/${shortcut}`, remove: () => call("quick_reply_delete", { id }), restore: () => call("quick_reply_restore", { id }) })}
          />
        ),
      },
    ],
    // Removing depends on the language only, as the words do.
    [t, edit],
  );
}

interface Props extends Edited<QuickReply> {
  others: readonly QuickReply[];
  /** Whether somebody works here, who can have replies of their own. */
  works: boolean;
  onClose: () => void;
  onReopen: () => void;
}

const NEW: QuickReplyInput = { own: false, shortcut: "", text: "" };

function ReplyWindow({ thing, gone, others, works, onClose, onReopen }: Props) {
  const { t } = useTranslation();
  const isNew = thing === null;
  const form = useForm<QuickReplyInput, QuickReply>({
    name: `reply ${thing?.id ?? "new"}`,
    isNew,
    saved: { revision: null, input: thing ? { own: thing.own, shortcut: thing.shortcut, text: thing.text } : NEW },
    check: (input) => checkReply(input, others.filter(({ id, own }) => id !== thing?.id && own === input.own)),
    save: (input) => (thing === null || gone ? call("quick_reply_create", { input }) : call("quick_reply_update", { id: thing.id, input })),
    onSaved: ({ shortcut }) => {
      onClose();
      note(t(isNew || gone ? "operators.made" : "operators.saved", { name: `/${shortcut}` }));
    },
    lists: ["quick-replies"],
  });
  const { typed, set, wrong } = form;
  return (
    <Edit label={thing ? `/${thing.shortcut}` : t("operators.replies.new")} form={form} isNew={isNew} gone={gone} nameOf={(field) => t(`operators.field.${field}`)} onReopen={onReopen} onClose={onClose}>
      <Line label={t("operators.field.shortcut")} before="/" value={typed.shortcut} onChange={(shortcut) => set("shortcut", shortcut)} error={wrong("shortcut")} hint={t("operators.replies.shortcut_hint")} autoFocus />
      <TextBox
        value={typed.text}
        onChange={(text) => set("text", text)}
        most={LIMITS.reply}
        variables={VARIABLES}
        wrong={wrong("text") !== undefined}
        row={(box) => (
          <FormRow label={<Label>{t("operators.field.text")}</Label>}>
            {box}
            <Said error={wrong("text")} hint={t("operators.replies.text_hint")} />
          </FormRow>
        )}
      />
      <FormRow label={t("operators.field.own")}>
        {works ? (
          <Segmented
            label={t("operators.field.own")}
            value={typed.own ? "own" : "shared"}
            onPick={(whose) => set("own", whose === "own")}
            options={[
              { value: "shared", text: t("operators.replies.everybody") },
              { value: "own", text: t("operators.replies.only_me") },
            ]}
          />
        ) : (
          <p className="leading-7 text-ink-2">{t("operators.replies.everybody")}</p>
        )}
        <Said error={undefined} hint={works ? undefined : t("operators.replies.nobody_hint")} />
      </FormRow>
    </Edit>
  );
}
