/** The square in a chat's own colour, by which people tell chats apart. */
export function ChatMark({ colour }: { colour: string }) {
  return <span className="edged size-2 flex-none rounded-mark" style={{ backgroundColor: colour }} />;
}
