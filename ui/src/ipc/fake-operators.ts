/** The made-up program's operators: who works here, and what they are set up with. */
import type { CommandName, Request, Response } from ".";
import type { ApiError, Attribute, AttributeInput, Desk, Group, GroupInput, News, Notify, Operator, OperatorInput, Presence, Problem, QuickReply, QuickReplyInput, Tag, TagInput, WorkingHours } from "./generated";

export interface DeskScene {
  /** Operators, and so many quick replies, beside the named ones. */
  moreOperators?: number;
  /** Which of the operators works here, -1 for none; the first when it is left out. */
  worksAs?: number;
  presence?: Presence;
}

export type DeskCommand = Extract<CommandName, `desk_${string}` | `operator${string}` | `group${string}` | `tag_${string}` | `tags_${string}` | `quick_${string}` | `attribute${string}` | "notify_update" | "audit_list">;
type DeskAnswers = { [K in DeskCommand]: (request: Request<K>) => Response<K> };

interface Kept extends Omit<Operator, "groups" | "has_pin"> {
  pin: string | null;
}

const DAY = [{ from: "09:00", to: "18:00" }];
const OFFICE: WorkingHours = { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: [{ from: "09:00", to: "16:30" }], saturday: [], sunday: [] };

const OPERATORS: readonly (Partial<Kept> & { name: string })[] = [
  { name: "Anna Lindqvist", presence: "online", load: 3 },
  { name: "Erik Nilsen", pin: "2468", working_hours: OFFICE, time_zone: "Europe/Oslo" },
  { name: "Мария Соколова", presence: "online", load: 5, working_hours: OFFICE },
  { name: "Ingrid Solheim", dialogs_max: 0, presence: "online", load: 11 },
  { name: "Jean-Baptiste Emmanuel Zorg-Nakamura de la Fontaine", dialogs_max: 2 },
];
const GROUPS: readonly (Partial<Group> & { name: string; of: readonly number[] })[] = [
  { name: "Orders", of: [0, 2, 3], waiting: 2 },
  { name: "Repairs", of: [0, 1], sl_first_s: 120, sl_next_s: 300, waiting: 1 },
  { name: "Возвраты", of: [] },
];
const TAGS: readonly [name: string, colour: string, dialogs: number][] = [["VIP", "#c7870a", 41], ["Complaint", "#bc3231", 187], ["Гарантия", "#0b5d4b", 94], ["Wholesale", "#224aa9", 0]];
const REPLIES: readonly QuickReplyInput[] = [
  { own: false, shortcut: "hello", text: "Hello {name}! This is {operator}. How can I help?" },
  { own: false, shortcut: "repair-swap", text: "We’ll swap the jacket for a new one. The label is in your mail." },
  { own: false, shortcut: "repair-time", text: "A repair takes 5 to 7 working days from the day we get it" },
  { own: false, shortcut: "спасибо", text: "Спасибо, что написали в {chat}! Если появятся вопросы, мы рядом." },
  { own: true, shortcut: "later", text: "I’ll look at it and write back today.\nYou need not wait here." },
];
const ATTRIBUTES: readonly AttributeInput[] = [
  { name: "Member", kind: "choice", choices: ["Fjell Club", "Fjell Club, gold"] },
  { name: "Last order", kind: "link", choices: [] },
  { name: "Дата рождения", kind: "date", choices: [] },
  { name: "Agreed to the newsletter", kind: "flag", choices: [] },
];

const id = (kind: string, index: number) => `0199${kind}-0000-7000-8000-${index.toString(16).padStart(12, "0")}`;

/** So many wrong PINs in a row make one wait. */
const TRIES = 5;
const WAIT_S = 30;

export class FakeDesk {
  private readonly operators = new Shelf<Kept>();
  private readonly groups = new Shelf<Omit<Group, "online">>();
  private readonly tags = new Shelf<Tag>();
  private readonly replies = new Shelf<QuickReply & { owner: string | null }>();
  private readonly attributes = new Shelf<Attribute>();
  private notify: Notify = { sound: { new_dialog: true, client_message: true, sl_soon: true }, desktop: { new_dialog: true, client_message: true, sl_soon: true } };
  private worksAs: string | null = null;
  private verified = false;
  private wrong = 0;

  constructor(
    scene: DeskScene & { empty?: boolean },
    private readonly tell: (news: News) => void,
  ) {
    if (scene.empty) return;
    const more = Array.from({ length: scene.moreOperators ?? 0 }, (_, index) => ({ name: `Operator ${index + 1}` }));
    [...OPERATORS, ...more].forEach((given, index) =>
      this.operators.add({ id: id("aaaa", index), picture: null, dialogs_max: 5, working_hours: null, time_zone: null, pin: null, presence: "pause", load: 0, revision: 1, ...given }),
    );
    GROUPS.forEach(({ of, ...given }, index) => this.groups.add({ id: id("bbbb", index), sl_first_s: null, sl_next_s: null, waiting: 0, revision: 1, members: of.map((member) => id("aaaa", member)), ...given }));
    TAGS.forEach(([name, colour, dialogs], index) => this.tags.add({ id: id("cccc", index), name, colour, dialogs }));
    const moreReplies = more.map((_, index) => ({ own: false, shortcut: `answer-${index + 1}`, text: `The answer no. ${index + 1}` }));
    [...REPLIES, ...moreReplies].forEach((input, index) => this.replies.add({ id: id("dddd", index), ...input, owner: input.own ? id("aaaa", 0) : null }));
    ATTRIBUTES.forEach((input, index) => this.attributes.add({ id: id("eeee", index), ...input }));
    const { worksAs = 0, presence } = scene;
    this.worksAs = this.operators.living[worksAs]?.id ?? null;
    if (presence && this.worksAs !== null) this.operators.put({ ...this.operators.get(this.worksAs), presence });
  }

  /** The operator who works here. */
  get me(): { id: string; name: string } | null {
    return this.operators.living.find((one) => one.id === this.worksAs) ?? null;
  }

  /** Somebody else, at the command line, changes the operator. */
  overtake(operator: string, change: Partial<OperatorInput>): void {
    const { id: _id, has_pin: _pin, presence: _presence, load: _load, revision, ...input } = this.operator(operator);
    this.answers.operator_update({ id: operator, revision, input: { ...input, groups: input.groups.map((group) => group.id), ...change } });
  }

  /** The same to a group. */
  overtakeGroup(group: string, change: Partial<GroupInput>): void {
    const { id: _id, waiting: _waiting, revision, ...input } = this.groups.get(group);
    this.answers.group_update({ id: group, revision, input: { ...input, ...change } });
  }

  private desk(): Desk {
    const me = this.operators.living.find((one) => one.id === this.worksAs);
    return {
      operator: me ? { id: me.id, name: me.name, picture: me.picture, verified: this.verified, presence: me.presence, limit: me.dialogs_max, load: me.load } : null,
      operators: byName(this.operators.living).map(({ id, name, picture, pin, presence }) => ({ id, name, picture, needs_pin: pin !== null, presence })),
      notify: this.notify,
    };
  }

  private operator(operator: string): Operator {
    const { pin, ...rest } = this.operators.get(operator);
    return { ...rest, has_pin: pin !== null, groups: this.groups.living.filter((group) => group.members.includes(operator)).map(({ id, name }) => ({ id, name })) };
  }

  private group(group: string): Group {
    const found = this.groups.get(group);
    return { ...found, online: found.members.filter((member) => this.operators.living.some((one) => one.id === member && one.presence === "online")).length };
  }

  private changed<Answer>(answer: Answer): Answer {
    this.tell({ type: "operators" });
    this.tell({ type: "desk", desk: this.desk() });
    return answer;
  }

  /** Puts the operator into these groups and no others. */
  private join(operator: string, groups: readonly string[]): void {
    for (const group of this.groups.living) {
      const others = group.members.filter((member) => member !== operator);
      this.groups.put({ ...group, members: groups.includes(group.id) ? [...others, operator] : others });
    }
  }

  private checkPin(operator: string, pin: string | null): void {
    const { pin: set } = this.operators.get(operator);
    if (set === null) return;
    if (pin === null) throw failed("pin_required", "this operator has a PIN");
    if (pin === set) this.wrong = 0;
    else {
      this.wrong += 1;
      throw failed("wrong_pin", "this is not the PIN", { wait_s: this.wrong >= TRIES ? WAIT_S : 0 });
    }
  }

  readonly answers: DeskAnswers = {
    desk_status: () => this.desk(),
    desk_work_as: ({ operator, pin }) => {
      if (operator !== null) this.checkPin(operator, pin);
      this.worksAs = operator;
      this.verified = pin !== null;
      return this.changed(this.desk());
    },
    desk_presence: ({ presence }) => {
      if (this.worksAs === null) throw failed("no_operator", "nobody works here");
      this.operators.put({ ...this.operators.get(this.worksAs), presence });
      return this.changed(this.desk());
    },
    desk_renew: () => ({}),
    notify_update: ({ notify }) => {
      this.notify = notify;
      return this.changed(this.desk());
    },
    operators_list: () => byName(this.operators.living).map((one) => this.operator(one.id)),
    operator_create: ({ input: { groups, ...input } }) => {
      refuse(taken(this.operators, input.name, null));
      const made = { ...input, id: crypto.randomUUID(), pin: null, presence: "pause", load: 0, revision: 1 } as const;
      this.operators.add(made);
      this.join(made.id, groups);
      return this.changed(this.operator(made.id));
    },
    operator_update: ({ id: operator, revision, input: { groups, ...input } }) => {
      const former = this.operators.get(operator);
      refuse(taken(this.operators, input.name, operator));
      if (revision !== null && revision !== former.revision) throw failed("conflict", "the operator was changed", { revision: former.revision });
      this.operators.put({ ...former, ...input, revision: former.revision + 1 });
      this.join(operator, groups);
      return this.changed(this.operator(operator));
    },
    operator_delete: ({ id: operator }) => {
      this.operators.remove(operator);
      if (this.worksAs === operator) this.worksAs = null;
      return this.changed({});
    },
    operator_restore: ({ id: operator }) => {
      this.operators.restore(operator);
      return this.changed(this.operator(operator));
    },
    operator_pin: ({ id: operator, pin, current }) => {
      this.checkPin(operator, current);
      if (pin !== null && !/^\d{4,12}$/.test(pin)) refuse([{ field: "pin", code: "not_a_pin" }]);
      this.operators.put({ ...this.operators.get(operator), pin });
      return this.changed(this.operator(operator));
    },
    groups_list: () => byName(this.groups.living).map((one) => this.group(one.id)),
    group_create: ({ input }) => {
      refuse(taken(this.groups, input.name, null));
      const made = { ...input, id: crypto.randomUUID(), waiting: 0, revision: 1 };
      this.groups.add(made);
      return this.changed(this.group(made.id));
    },
    group_update: ({ id: group, revision, input }) => {
      const former = this.groups.get(group);
      refuse(taken(this.groups, input.name, group));
      if (revision !== null && revision !== former.revision) throw failed("conflict", "the group was changed", { revision: former.revision });
      this.groups.put({ ...former, ...input, revision: former.revision + 1 });
      return this.changed(this.group(group));
    },
    group_delete: ({ id: group }) => {
      this.groups.remove(group);
      return this.changed({});
    },
    group_restore: ({ id: group }) => {
      this.groups.restore(group);
      return this.changed(this.group(group));
    },
    tags_list: () => byName(this.tags.living),
    tag_create: ({ input }) => this.changed(this.tags.add({ id: crypto.randomUUID(), ...free(this.tags, input, null), dialogs: 0 })),
    tag_update: ({ id: tag, input }) => this.changed(this.tags.put({ ...this.tags.get(tag), ...free(this.tags, input, tag) })),
    tag_delete: ({ id: tag }) => this.changed(this.tags.remove(tag)),
    tag_restore: ({ id: tag }) => this.changed(this.tags.restore(tag)),
    quick_replies_list: () =>
      this.replies.living
        .filter(({ owner }) => owner === null || owner === this.worksAs)
        .map(shown)
        .sort((one, other) => one.shortcut.localeCompare(other.shortcut)),
    quick_reply_create: ({ input }) => {
      this.refuseShortcut(input, null);
      return this.changed(shown(this.replies.add({ id: crypto.randomUUID(), ...input, owner: input.own ? this.worksAs : null })));
    },
    quick_reply_update: ({ id: reply, input }) => {
      this.refuseShortcut(input, reply);
      return this.changed(shown(this.replies.put({ ...this.replies.get(reply), ...input, owner: input.own ? this.worksAs : null })));
    },
    quick_reply_delete: ({ id: reply }) => this.changed(this.replies.remove(reply)),
    quick_reply_restore: ({ id: reply }) => this.changed(shown(this.replies.restore(reply))),
    attributes_list: () => this.attributes.living,
    attribute_create: ({ input }) => this.changed(this.attributes.add({ id: crypto.randomUUID(), ...free(this.attributes, input, null) })),
    attribute_update: ({ id: attribute, input }) => this.changed(this.attributes.put({ id: attribute, ...free(this.attributes, input, attribute) })),
    attribute_delete: ({ id: attribute }) => this.changed(this.attributes.remove(attribute)),
    attribute_restore: ({ id: attribute }) => this.changed(this.attributes.restore(attribute)),
    attributes_order: ({ ids }) => {
      this.attributes.living.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
      return this.changed(this.attributes.living);
    },
    audit_list: () => [],
  };

  private refuseShortcut(input: QuickReplyInput, but: string | null): void {
    if (input.own && this.worksAs === null) throw failed("no_operator", "nobody works here");
    const isTaken = this.replies.living.some((one) => one.id !== but && one.own === input.own && one.shortcut === input.shortcut);
    refuse(isTaken ? [{ field: "shortcut", code: "taken" }] : []);
  }
}

/** Things by their ids; those that were removed can come back. */
class Shelf<Thing extends { id: string }> {
  readonly living: Thing[] = [];
  private readonly gone = new Map<string, Thing>();

  add(thing: Thing): Thing {
    this.living.push(thing);
    return thing;
  }

  get(id: string): Thing {
    const found = this.living.find((one) => one.id === id);
    if (!found) throw failed("not_found", "this no longer exists");
    return found;
  }

  put(thing: Thing): Thing {
    this.living.splice(this.living.indexOf(this.get(thing.id)), 1, thing);
    return thing;
  }

  remove(id: string): Record<string, never> {
    const thing = this.get(id);
    this.living.splice(this.living.indexOf(thing), 1);
    this.gone.set(id, thing);
    return {};
  }

  restore(id: string): Thing {
    const thing = this.gone.get(id);
    if (!thing) throw failed("not_found", "this no longer exists");
    this.gone.delete(id);
    return this.add(thing);
  }
}

function shown({ owner: _owner, ...reply }: QuickReply & { owner: string | null }): QuickReply {
  return reply;
}

function byName<Thing extends { name: string }>(things: readonly Thing[]): Thing[] {
  return [...things].sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
}

function taken(shelf: { living: readonly { id: string; name: string }[] }, name: string, but: string | null): Problem[] {
  const isTaken = shelf.living.some((one) => one.id !== but && one.name.toLowerCase() === name.trim().toLowerCase());
  return isTaken ? [{ field: "name", code: "taken" }] : [];
}

/** The input, when its name is not another's. */
function free<Input extends TagInput | AttributeInput>(shelf: { living: readonly { id: string; name: string }[] }, input: Input, but: string | null): Input {
  refuse(taken(shelf, input.name, but));
  return input;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw failed("invalid", "something in it is not right", problems);
}

function failed(code: string, message: string, details: unknown = null): ApiError {
  return { code, message, details };
}
