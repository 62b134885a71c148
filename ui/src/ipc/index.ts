/**
 * The one door between the window and the program: typed commands out, news in.
 * Nothing else in the window may know what carries them.
 */
import type { ApiError, Commands, FileTaken, News, PictureTaken } from "./generated";
import { tauri } from "./tauri";

export type * from "./generated";

export type CommandName = keyof Commands;
/** The commands whose request is a file, and what they answer. */
export interface BytesCommands {
  picture_take: PictureTaken;
  file_take: FileTaken;
}
export type BytesCommand = keyof BytesCommands;
export type Request<K extends CommandName> = Commands[K]["request"];
export type Response<K extends CommandName> = Commands[K]["response"];

/** At which sizes a picture is kept, in pixels a side; `source` is what squares are cut from. */
export type PictureSize = 64 | 256 | "source";

/** What carries commands and news: the program's own channel, or a stand-in while there is no program. */
export interface Transport {
  /** Rejects with an `ApiError`. */
  call(name: CommandName, request: unknown): Promise<unknown>;
  /** As `call`, for a request that is a file; `called` is the file's name. */
  send(name: BytesCommand, bytes: ArrayBuffer, called: string): Promise<unknown>;
  /** The address under which the window finds a picture. */
  mediaUrl(id: string, size: PictureSize): string;
  /** The address under which the window finds a picture that somebody sent. */
  fileUrl(id: string): string;
  /** Calls `hear` for each piece of news until the returned function is called. */
  listen(hear: (news: News) => void): () => void;
}

let transport: Transport = tauri;

/** Must be called before the first command, if at all. */
export function setTransport(other: Transport): void {
  transport = other;
}

/** Runs a command of the program; rejects with an `ApiError`. */
export function call<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>> {
  return transport.call(name, request) as Promise<Response<K>>;
}

/** Hands a file that was dropped or pasted to the program; rejects with an `ApiError`. */
export function sendBytes<K extends BytesCommand>(name: K, bytes: ArrayBuffer, called: string): Promise<BytesCommands[K]> {
  return transport.send(name, bytes, called) as Promise<BytesCommands[K]>;
}

/** The address under which the window finds a picture. */
export function mediaUrl(id: string, size: PictureSize): string {
  return transport.mediaUrl(id, size);
}

/** The address under which the window finds a picture that came with a message. */
export function fileUrl(id: string): string {
  return transport.fileUrl(id);
}

/** Hears all news until the returned function is called. */
export function listen(hear: (news: News) => void): () => void {
  return transport.listen(hear);
}

/** What a rejected command said; anything else that was thrown counts as `internal`. */
export function asApiError(thrown: unknown): ApiError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
    return thrown as ApiError;
  }
  return { code: "internal", message: String(thrown), details: null };
}
