import { ProgressBar } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { fileUrl } from "../../../ipc";
import { IconButton } from "../../../shared/Button";
import { useErrorWords } from "../../../shared/errors";
import { useFormats } from "../../../shared/format";
import { Icon } from "../../../shared/Icon";
import { removeFiles, type Waiting } from "./files";

/** The files that go with the reply: being taken, ready, or why not; each can be taken away. */
export function FileChips({ dialog, files }: { dialog: string; files: readonly Waiting[] }) {
  const { t } = useTranslation();
  const format = useFormats();
  const words = useErrorWords();
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("inbox.files")} className="flex max-h-48 flex-wrap gap-2 overflow-auto p-1 pb-2">
      {files.map((file) => (
        <li key={file.key} className={`flex max-w-full min-w-0 items-center gap-2 rounded-2 border py-1 pr-1 pl-1.5 ${file.error ? "border-danger-line bg-danger-soft" : "border-line-strong"}`}>
          <span className="grid size-8 flex-none place-items-center overflow-hidden rounded-1 bg-fill text-icon">
            {file.taken?.is_picture ? <img src={fileUrl(file.taken.id)} alt="" className="size-8 object-cover" /> : <Icon name={file.error ? "error" : "clip"} />}
          </span>
          <span className="min-w-0">
            <span className="cut block max-w-44 text-small font-medium" title={file.name}>
              {file.name}
            </span>
            {file.error ? (
              <span role="alert" className="block text-small text-danger-ink">
                {words(file.error).what}
              </span>
            ) : file.taken === null ? (
              <ProgressBar isIndeterminate aria-label={t("inbox.file_taking", { file: file.name })} className="mt-1.5 block h-1 w-26 overflow-hidden rounded-round bg-skeleton">
                <span className="block h-full w-1/2 rounded-round bg-accent" />
              </ProgressBar>
            ) : (
              <span className="figure block text-small text-ink-3">{format.size(file.bytes)}</span>
            )}
          </span>
          <IconButton name={t("inbox.file_remove", { file: file.name })} icon="x" small onPress={() => removeFiles(dialog, [file.key])} />
        </li>
      ))}
    </ul>
  );
}
