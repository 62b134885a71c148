import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { asApiError, call, type ApiError } from "../../ipc";
import type { ScriptRow } from "../../ipc";
import { Button } from "../../shared/Button";
import { useErrorWords } from "../../shared/errors";
import { Search } from "../../shared/Field";
import { useFormats } from "../../shared/format";
import { Grid } from "../../shared/Grid";
import { useKept } from "../../shared/kept";
import { useRoom } from "../../shared/room";
import { Empty, Failure, Skeleton } from "../../shared/States";
import { note } from "../../shared/toasts";
import { useColumns } from "./list/columns";
import { DeleteScript } from "./list/DeleteScript";
import { ImportRefused } from "./list/ImportRefused";
import { listQuery } from "./list/list";
import { NewScript } from "./ready/NewScript";

const route = getRouteApi("/scripts");

/** The scripts of the company: which there are, what runs, and where. */
export function ScriptsScreen() {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useErrorWords();
  const client = useQueryClient();
  const room = useRoom();
  const { q = "", new: isNew } = route.useSearch();
  const navigate = route.useNavigate();
  const [current, setCurrent] = useKept<string | null>("scripts", null);
  const [deleting, setDeleting] = useState<ScriptRow | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const scripts = useQuery(listQuery(q));
  const say = (error: unknown) => note(words(asApiError(error)).what);
  const reread = () => client.invalidateQueries({ queryKey: ["scripts"] });

  const open = (id: string) => void navigate({ to: "/scripts/$id", params: { id } });
  const create = () => void navigate({ to: "/scripts", search: (now) => ({ ...now, new: 1 as const }), replace: true });
  const search = (text: string) => void navigate({ to: "/scripts", search: text === "" ? {} : { q: text }, replace: true });
  const duplicate = ({ id }: ScriptRow) =>
    void call("script_create", { from: { type: "copy", id }, name: null, language: null })
      .then((copy) => {
        const undo = () => void call("script_delete", { id: copy.id }).then(reread, say);
        note(t("scripts.duplicated", { script: copy.draft.name }), { name: t("common.undo"), run: undo });
        return reread();
      })
      .catch(say);
  const save = ({ id }: ScriptRow) => void call("script_export", { id }).then((file) => file !== null && note(t("scripts.exported", { file })), say);
  const take = useMutation({
    mutationFn: () => call("script_import", {}),
    onSuccess: (script) => {
      if (script === null) return;
      note(t("scripts.imported", { script: script.draft.name }));
      void reread();
      open(script.id);
    },
    onError: (error) => setRefused(asApiError(error)),
  });
  const columns = useColumns({ narrow: room === "narrow", open: ({ id }) => open(id), duplicate, save, remove: setDeleting });

  return (
    <>
      <header className="flex h-head flex-none items-center gap-2 border-b border-line px-4">
        <h1>{t("scripts.title")}</h1>
        <span className="flex-1" />
        <Button isDisabled={take.isPending} onPress={() => take.mutate()}>
          {t("scripts.import")}
        </Button>
        <Button look="primary" icon="plus" onPress={create}>
          {t("scripts.new")}
        </Button>
      </header>
      <div className="flex h-bar flex-none items-center gap-2 border-b border-line-soft px-4">
        <Search label={t("scripts.search")} value={q} onSearch={search} />
      </div>
      {list()}
      {isNew && <NewScript onClose={() => void navigate({ to: "/scripts", search: q === "" ? {} : { q }, replace: true })} onMade={open} />}
      {deleting && <DeleteScript script={deleting} onClose={() => setDeleting(null)} />}
      {refused && <ImportRefused error={refused} onClose={() => setRefused(null)} />}
    </>
  );

  function list() {
    if (scripts.isError) return <Failure error={scripts.error} onRetry={() => void scripts.refetch()} />;
    const rows = scripts.data;
    if (rows === undefined) return <Skeleton rows={8} />;
    if (rows.length > 0) {
      const own = rows.filter(({ builtin }) => !builtin).length;
      return (
        <>
          <Grid
            label={t("scripts.title")}
            columns={columns}
            rows={rows}
            total={rows.length}
            keyOf={(script) => script.id}
            height="row"
            current={current}
            onCurrent={setCurrent}
            onOpen={(script) => open(script.id)}
            memory={`scripts ${q}`}
          />
          <footer className="figure flex h-foot flex-none items-center gap-4 border-t border-line px-4 text-small text-ink-2">
            <span>{t("scripts.count", { count: own, n: format.number(own) })}</span>
          </footer>
        </>
      );
    }
    if (q !== "") {
      return (
        <Empty title={t("scripts.none_found", { search: q })} actions={<Button onPress={() => search("")}>{t("chats.clear_search")}</Button>}>
          {t("scripts.none_found_hint")}
        </Empty>
      );
    }
    return (
      <Empty
        title={t("scripts.empty")}
        actions={
          <Button look="primary" icon="plus" onPress={create}>
            {t("scripts.new")}
          </Button>
        }
      >
        {t("scripts.empty_hint")}
      </Empty>
    );
  }
}
