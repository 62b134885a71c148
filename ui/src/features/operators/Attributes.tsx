import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { Button as Pressable, DropIndicator, GridList, GridListItem, useDragAndDrop } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { asApiError, call, type Attribute } from "../../ipc";
import { IconButton } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { Icon } from "../../shared/Icon";
import { moved } from "../../shared/lists";
import { note } from "../../shared/toasts";
import { useAddress } from "./address";
import { AttributeWindow } from "./AttributeWindow";
import { plain } from "./checks";
import { useRemove } from "./deeds";
import { Listing } from "./Listing";
import { attributesQuery, useEdited } from "./lists";
import { reordered } from "./order";

/** The fields of every client's card, in the order they stand there. */
export function Attributes() {
  const address = useAddress();
  const attributes = useQuery(attributesQuery);
  const edited = useEdited(address.edited, attributes.data);
  return (
    <>
      <Listing kind="attributes" query={attributes} columns={NONE} holds={({ name }, search) => plain(name).includes(plain(search))}>
        {(rows) => <Ordered rows={rows} all={attributes.data ?? rows} onEdit={address.edit} />}
      </Listing>
      {edited && attributes.data && <AttributeWindow key={address.edited} {...edited} others={attributes.data} onClose={address.close} onReopen={() => address.edit(edited.thing?.id ?? "new")} />}
    </>
  );
}

const NONE = [] as const;

interface Props {
  rows: readonly Attribute[];
  all: readonly Attribute[];
  onEdit: (id: string) => void;
}

/** The attributes as a list whose order is changed by dragging, or by Alt and the arrows. */
function Ordered({ rows, all, onEdit }: Props) {
  const { t } = useTranslation();
  const remove = useRemove();
  const order = useOrder();
  // A part of the list has no order of its own.
  const whole = rows.length === all.length;
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !whole,
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": all.find(({ id }) => id === key)?.name ?? "" })),
    onReorder: ({ keys, target }) => order(reordered(all, new Set([...keys].map(String)), String(target.key), target.dropPosition === "before" ? "before" : "after")),
    renderDropIndicator: (target) => <DropIndicator target={target} className={({ isDropTarget }) => (isDropTarget ? "z-1 -my-px h-0.5 bg-accent" : "")} />,
  });
  const press = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const id = (event.target as Element).closest<HTMLElement>("[role=row]")?.dataset["key"];
    if (!event.altKey || by === 0 || !whole || id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    order(moved(all, all.findIndex((attribute) => attribute.id === id), by));
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col" onKeyDownCapture={press}>
      {whole && <p className="flex-none px-4 py-2 text-small text-ink-3">{t("operators.attributes.order_hint")}</p>}
      <GridList aria-label={t("operators.attributes.title")} items={rows} dragAndDropHooks={dragAndDropHooks} onAction={(key) => onEdit(String(key))} className="min-h-0 flex-1 overflow-auto border-t border-line-soft focus-visible:shadow-none">
        {({ id, name, kind, choices }) => (
          <GridListItem
            id={id}
            textValue={name}
            className="group/row grid h-row grid-cols-[var(--control)_minmax(0,2fr)_var(--col-client)_minmax(0,3fr)_var(--col-two)] items-center gap-2 border-b border-line-soft px-2 pr-4 hover:bg-hover data-dragging:opacity-50 data-focus-visible:bg-selected data-focus-visible:shadow-inset"
          >
            {whole ? (
              <Pressable slot="drag" className="grid size-small place-items-center rounded-2 text-icon-faint data-hovered:text-icon">
                <Icon name="grip" />
              </Pressable>
            ) : (
              <span />
            )}
            <span className="cut font-medium" title={name}>
              {name}
            </span>
            <span className="cut text-ink-2">{t(`operators.attributes.kind.${kind}`)}</span>
            <span className="cut text-ink-2" title={choices.join(" · ")}>
              {choices.join(" · ")}
            </span>
            <span className="flex justify-end gap-2">
              <IconButton name={t("operators.edit")} label={t("operators.action_on", { action: t("operators.edit"), name })} icon="edit" tone="text-icon-quiet group-hover/row:text-icon" onPress={() => onEdit(id)} />
              <IconButton
                name={t("operators.delete")}
                label={t("operators.action_on", { action: t("operators.delete"), name })}
                icon="trash"
                tone="text-icon-quiet group-hover/row:text-icon"
                onPress={() => void remove({ name, remove: () => call("attribute_delete", { id }), restore: () => call("attribute_restore", { id }) })}
              />
            </span>
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}

/** Puts the attributes into another order: shown at once, and taken back where the program refuses. */
function useOrder(): (attributes: readonly Attribute[]) => void {
  const client = useQueryClient();
  const words = useErrorWords();
  const { mutate } = useMutation({
    mutationFn: (attributes: readonly Attribute[]) => call("attributes_order", { ids: attributes.map(({ id }) => id) }),
    onMutate: (attributes) => client.setQueryData(attributesQuery.queryKey, [...attributes]),
    onError: (error) => {
      note(words(asApiError(error)).what);
      void client.invalidateQueries({ queryKey: attributesQuery.queryKey });
    },
  });
  return mutate;
}
