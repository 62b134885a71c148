import type { Messenger } from "../../ipc";
import { Icon } from "../../shared/Icon";
import { MessengerLogo } from "../../shared/MessengerLogo";
import { initials } from "../../shared/Portrait";

interface Props {
  /** Null, or a number: there are no initials to show. */
  name: string | null;
  /** Through which the client writes. */
  messenger?: Messenger;
  large?: boolean;
}

/** A client's initials, with the logo of their messenger. The name stands in words beside it. */
export function ClientPortrait({ name, messenger, large = false }: Props) {
  // A number has no initials.
  const letters = name !== null && /\p{L}/u.test(name) ? initials(name) : "";
  return (
    <span className={`relative grid flex-none place-items-center rounded-round bg-line-soft font-strong text-ink-2 ${large ? "size-10 text-base" : "size-9 text-small"}`}>
      {letters === "" ? <Icon name="user" /> : <span aria-hidden="true">{letters}</span>}
      {messenger && (
        <span className="absolute -right-0.75 -bottom-0.5 rounded-round ring-2 ring-page in-aria-selected:ring-selected">
          <MessengerLogo messenger={messenger} />
        </span>
      )}
    </span>
  );
}
