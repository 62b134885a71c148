import { mediaUrl, type Picture, type Presence } from "../ipc";

interface Props {
  name: string;
  picture: Picture | null;
  size?: keyof typeof sizes;
  /** Whether they are there; none where it is told otherwise. */
  presence?: Presence;
}

const sizes = { small: "size-6 text-tiny", large: "size-8 text-small" };

/** Somebody's picture, or their initials. The words beside it say who it is. */
export function Portrait({ name, picture, size = "small", presence }: Props) {
  return (
    <span className="relative inline-flex flex-none" aria-hidden="true">
      {picture ? (
        <img alt="" src={mediaUrl(picture.id, 64)} className={`edged rounded-round bg-fill ${sizes[size]}`} />
      ) : (
        <span className={`grid place-items-center rounded-round bg-fill font-strong text-ink-2 ${sizes[size]}`}>{initials(name)}</span>
      )}
      {presence && (
        <span className="absolute -right-1 -bottom-1 grid size-2.5 place-items-center rounded-round bg-page">
          <PresenceDot presence={presence} />
        </span>
      )}
    </span>
  );
}

const dots: Record<Presence, string> = { online: "bg-success-dot", pause: "border-2 border-icon-faint" };

/** Filled for who is there, a ring for who is not; words beside it say the same. */
export function PresenceDot({ presence }: { presence: Presence }) {
  return <span aria-hidden="true" className={`size-2 flex-none rounded-round ${dots[presence]}`} />;
}

/** The first letters of the first and the last word: at most two. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const firsts = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")].find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? "");
  return firsts.join("").toLocaleUpperCase();
}
