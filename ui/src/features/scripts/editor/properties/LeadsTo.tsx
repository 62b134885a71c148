import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Block, BlockId, Exit } from "../../../../ipc";
import { IconButton } from "../../../../shared/Button";
import { connect } from "../draft";
import { inOrder } from "../graph";
import { useEditing } from "../useEditing";
import { useBlockWords } from "../words";
import { Seek } from "./field";
import { useGo } from "./go";

/** Where a way out leads: a block chosen from the list of all, or nowhere. */
export function LeadsTo({ block, exit, to }: { block: Block; exit: Exit; to: BlockId | undefined }) {
  const { t } = useTranslation();
  const { draft, edit } = useEditing();
  const words = useBlockWords();
  const go = useGo();
  const options = useMemo(() => {
    const blocks = inOrder(draft);
    const names = blocks.map(words.name);
    const often = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    const all = blocks.map((one, index) => ({ value: one.id, text: often.has(names[index] ?? "") ? `${names[index]} (${one.id})` : (names[index] ?? one.id) }));
    return [{ value: "", text: t("block.nowhere") }, ...all];
  }, [draft, words, t]);
  const isThere = to !== undefined && options.some(({ value }) => value === to);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1">
      <Seek
        place={{ block, exit, path: "next" }}
        label={t("canvas.leads_to", { branch: words.exit(block, exit) })}
        quiet
        options={options}
        value={isThere ? to : ""}
        onPick={(value) => edit((now) => connect(now, block.id, exit, value === "" ? null : value))}
      />
      <IconButton name={t("canvas.go_there")} label={t("canvas.of", { deed: t("canvas.go_there"), what: words.exit(block, exit) })} icon="forward" isDisabled={!isThere} onPress={() => to !== undefined && go(to)} />
    </div>
  );
}
