/** Files that somebody drags or pastes. */

/** Whether files are being dragged, and not a text or a part of the window. */
export function carriesFiles(data: DataTransfer): boolean {
  return data.types.includes("Files");
}

/** The first file of a drop or a paste. */
export function fileIn(data: DataTransfer | null): File | null {
  return data?.files[0] ?? null;
}

/**
 * Keeps a file that is dropped beside every field from being opened in the place of the window, until
 * the returned function is called.
 */
export function refuseDrops(): () => void {
  const refuse = (event: DragEvent) => {
    // A field that takes files has said so before.
    if (event.defaultPrevented || event.dataTransfer === null || !carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  document.addEventListener("dragover", refuse);
  document.addEventListener("drop", refuse);
  return () => {
    document.removeEventListener("dragover", refuse);
    document.removeEventListener("drop", refuse);
  };
}
