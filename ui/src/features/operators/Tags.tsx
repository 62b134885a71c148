import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { call, type Tag, type TagInput } from "../../ipc";
import { ColourField } from "../../shared/colour/ColourField";
import { useFormats } from "../../shared/format";
import type { Column } from "../../shared/Grid";
import { tagsQuery } from "../../shared/queries";
import { note } from "../../shared/toasts";
import { useAddress } from "./address";
import { checkTag, plain } from "./checks";
import { RowDeeds, useRemove } from "./deeds";
import { Edit } from "./Edit";
import { Line } from "./fields";
import { useForm } from "./form";
import { Listing } from "./Listing";
import { useEdited, type Edited } from "./lists";

/** The tags, and on how many dialogs each is. */
export function Tags() {
  const address = useAddress();
  const tags = useQuery(tagsQuery);
  const edited = useEdited(address.edited, tags.data);
  const columns = useColumns(address.edit);
  return (
    <>
      <Listing kind="tags" query={tags} columns={columns} holds={({ name }, search) => plain(name).includes(plain(search))} />
      {edited && tags.data && <TagWindow key={address.edited} {...edited} others={tags.data} onClose={address.close} onReopen={() => address.edit(edited.thing?.id ?? "new")} />}
    </>
  );
}

function useColumns(edit: (id: string) => void): Column<Tag>[] {
  const { t } = useTranslation();
  const format = useFormats();
  const remove = useRemove();
  return useMemo(
    () => [
      {
        id: "name",
        title: t("operators.column.name"),
        width: "minmax(0, 1fr)",
        cell: ({ name, colour }) => (
          <span className="flex items-center gap-2.5">
            <span className="edged size-3 flex-none rounded-mark" style={{ backgroundColor: colour }} />
            <span className="cut font-medium" title={name}>
              {name}
            </span>
          </span>
        ),
      },
      { id: "dialogs", title: t("operators.column.dialogs"), width: "var(--col-figure)", end: true, cell: ({ dialogs }) => <span className={dialogs === 0 ? "text-ink-3" : ""}>{format.number(dialogs)}</span> },
      {
        id: "actions",
        title: t("operators.actions"),
        quietHead: true,
        width: "var(--col-actions)",
        cell: ({ id, name }, current) => <RowDeeds name={name} current={current} onEdit={() => edit(id)} onDelete={() => void remove({ name, remove: () => call("tag_delete", { id }), restore: () => call("tag_restore", { id }) })} />,
      },
    ],
    // Removing depends on the language only, as the words do.
    [t, format, edit],
  );
}

interface Props extends Edited<Tag> {
  others: readonly Tag[];
  onClose: () => void;
  onReopen: () => void;
}

function TagWindow({ thing, gone, others, onClose, onReopen }: Props) {
  const { t } = useTranslation();
  const isNew = thing === null;
  const form = useForm<TagInput, Tag>({
    name: `tag ${thing?.id ?? "new"}`,
    isNew,
    saved: { revision: null, input: thing ? { name: thing.name, colour: thing.colour } : { name: "", colour: nextColour(others.length) } },
    check: (input) => checkTag(input, others.filter(({ id }) => id !== thing?.id)),
    save: (input) => (thing === null || gone ? call("tag_create", { input }) : call("tag_update", { id: thing.id, input })),
    onSaved: ({ name }) => {
      onClose();
      note(t(isNew || gone ? "operators.made" : "operators.saved", { name }));
    },
    lists: ["tags"],
  });
  const { typed, set, wrong } = form;
  return (
    <Edit label={thing?.name ?? t("operators.tags.new")} form={form} isNew={isNew} gone={gone} nameOf={(field) => t(`operators.field.${field}`)} onReopen={onReopen} onClose={onClose}>
      <Line label={t("operators.field.name")} value={typed.name} onChange={(name) => set("name", name)} error={wrong("name")} autoFocus />
      <ColourField
        label={t("operators.field.colour")}
        path="colour"
        value={typed.colour}
        onChange={(colour) => set("colour", colour)}
        unread={form.unread("colour")}
        onUnread={(text) => form.leave("colour", text)}
        own={others.map(({ colour }) => colour)}
      />
    </Edit>
  );
}

const BLACK = "#000000";

/** So many colours of the charts stay apart for everybody. */
const COLOURS = 8;

/** What a new tag begins with: the next of the charts' colours, which are made to be told apart. */
function nextColour(tags: number): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--chart-${(tags % COLOURS) + 1}`).trim() || BLACK;
}
