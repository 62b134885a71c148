use domain::{
    AuthorType, ChannelId, ChatSettings, Delivery, DialogState, MessageKind, OperatorId, StayBegan,
};
use rusqlite::Connection;

use super::*;
use crate::{Enqueue, Inbound, Made, OpenTurn, Say, VisitorFacts};

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const DAY: u32 = 24 * 3600;
const TOKEN: TokenHash = TokenHash([7; 32]);

/// A chat with a widget and a Telegram account, and a visitor who wrote in the widget.
struct Chat {
    connection: Connection,
    chat: ChatId,
    telegram: ChannelId,
    visitor: Visitor,
    dialog: DialogId,
    _folder: tempfile::TempDir,
}

impl Chat {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connection = crate::open::writer(folder.path(), NOON).unwrap();
        let chat = ChatId::new(NOON);
        let mut w = Writer::of(&connection);
        let (settings, made) = (ChatSettings::default(), Made::by_program(NOON));
        w.add_chat(chat, "Orders", &settings, &made).unwrap();
        let web = w.add_web_channel(chat, "key", NOON).unwrap();
        let telegram = ChannelId::new(NOON);
        connection
            .execute(
                "INSERT INTO channels (id, chat_id, messenger, created_at) VALUES (?, ?, 'telegram', 0)",
                params![telegram.as_bytes(), chat.as_bytes()],
            )
            .unwrap();
        let facts = VisitorFacts::default();
        let token = TokenHash([1; 32]);
        let visitor = w.add_visitor(web, chat, token, &facts, NOON).unwrap();
        let first = wrote("1", "Where is my order?");
        w.receive(&visitor, &first, NOON).unwrap();
        let dialog = w.open_dialog_of(visitor.client).unwrap().unwrap();
        w.issue_passage(dialog, Messenger::Telegram, TOKEN, NOON)
            .unwrap();
        Self {
            chat,
            telegram,
            visitor,
            dialog,
            connection,
            _folder: folder,
        }
    }

    fn writer(&self) -> Writer<'_> {
        Writer::of(&self.connection)
    }

    /// Somebody who comes to the Telegram account.
    fn arrives(&self) -> Visitor {
        let client = ClientId::new(NOON);
        self.connection
            .execute(
                "INSERT INTO clients (id, channel_id, remote_id, created_at) VALUES (?, ?, ?, 0)",
                params![
                    client.as_bytes(),
                    self.telegram.as_bytes(),
                    client.to_string()
                ],
            )
            .unwrap();
        Visitor {
            client,
            channel: self.telegram,
            chat: self.chat,
        }
    }

    fn says(&self, kind: MessageKind, text: &str) {
        let client = self.writer().open_dialog(self.dialog).unwrap().unwrap();
        let say = Say {
            author_type: AuthorType::Bot,
            author: None,
            operator: None,
            kind,
            text: text.to_owned(),
            buttons: Vec::new(),
            attachment: None,
            key: None,
        };
        self.writer()
            .say(self.dialog, client.client, &say, NOON)
            .unwrap();
    }

    fn refusal(&self, token: TokenHash, arrived: &Visitor, at: Timestamp) -> String {
        let before = self.connection.total_changes();
        let refused = self.writer().join_by_passage(token, arrived, at);
        assert_eq!(
            self.connection.total_changes(),
            before,
            "nothing was changed"
        );
        format!("{:?}", refused.unwrap_err())
    }

    fn texts(&self) -> Vec<(String, ClientId)> {
        let mut statement = self
            .connection
            .prepare("SELECT text, client_id FROM messages WHERE dialog_id = ? ORDER BY seq")
            .unwrap();
        let rows = statement.query_map([self.dialog.as_bytes()], |row| {
            Ok((row.get(0)?, ClientId::from_bytes(row.get(1)?)))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }
}

fn wrote(id: &str, text: &str) -> Inbound {
    Inbound {
        remote_id: id.into(),
        text: text.into(),
        payload: None,
        attachment: None,
    }
}

#[test]
fn the_same_dialog_goes_on_with_the_client_who_came() {
    let chat = Chat::new();
    chat.says(MessageKind::Text, "In which town?");
    let arrived = chat.arrives();
    let mut w = chat.writer();
    let joined = w.join_by_passage(TOKEN, &arrived, NOON).unwrap();
    assert_eq!(
        (joined.dialog, joined.from),
        (chat.dialog, chat.visitor.client)
    );
    w.receive(&arrived, &wrote("1", "Riga"), NOON).unwrap();
    assert_eq!(
        w.open_dialog_of(arrived.client).unwrap(),
        Some(chat.dialog),
        "what is written there belongs to it"
    );
    chat.says(MessageKind::Text, "Two days.");
    let (web, telegram) = (chat.visitor.client, arrived.client);
    let expected = [
        ("Where is my order?", web),
        ("In which town?", web),
        ("Riga", telegram),
        ("Two days.", telegram),
    ];
    let expected = expected.map(|(text, client)| (text.to_owned(), client));
    assert_eq!(
        chat.texts(),
        expected,
        "each message stays where it was exchanged, and the order is that of the dialog"
    );
    let row = w.dialog(chat.dialog).unwrap().unwrap();
    assert_eq!(
        (row.client, row.messenger, row.client_messages),
        (telegram, Messenger::Telegram, 2)
    );
    let conversation = w.conversation(telegram).unwrap();
    assert_eq!((conversation.history_seq, conversation.last_seq), (2, 4));
    assert_eq!(w.conversation(web).unwrap().dialog, None);
    let happened = w.happenings(chat.dialog).unwrap();
    assert_eq!(
        (&happened[0].what, happened[0].after_seq),
        (
            &Happening::Moved {
                from: Messenger::Web,
                to: Messenger::Telegram
            },
            2
        )
    );
    let pending = w.pending_of(chat.dialog).unwrap();
    assert!(
        pending.iter().any(|one| one.event == InboxEvent::Moved),
        "the engine lives by the new channel from then on: {pending:?}"
    );
    w.receive(&chat.visitor, &wrote("2", "Still here"), NOON)
        .unwrap();
    let next = w.open_dialog_of(web).unwrap();
    assert!(
        next.is_some() && next != Some(chat.dialog),
        "who writes in the widget again begins another dialog"
    );
}

#[test]
fn both_clients_and_those_joined_to_them_are_one_person() {
    let chat = Chat::new();
    let arrived = chat.arrives();
    let (friend, stranger) = (chat.arrives(), chat.arrives());
    let (one, other) = (PersonId::new(NOON), PersonId::new(NOON));
    for (client, person) in [
        (chat.visitor.client, one),
        (arrived.client, other),
        (friend.client, other),
    ] {
        chat.connection
            .execute(
                "UPDATE clients SET person_id = ? WHERE id = ?",
                params![person.as_bytes(), client.as_bytes()],
            )
            .unwrap();
    }
    let joined = chat.writer().join_by_passage(TOKEN, &arrived, NOON);
    assert_eq!(joined.unwrap().person, one, "the older one stays");
    let person = |client: ClientId| -> Option<PersonId> {
        let sql = "SELECT person_id FROM clients WHERE id = ?";
        let read = |row: &rusqlite::Row<'_>| row.get::<_, Option<[u8; 16]>>(0);
        let found = chat.connection.query_row(sql, [client.as_bytes()], read);
        found.unwrap().map(PersonId::from_bytes)
    };
    for client in [chat.visitor.client, arrived.client, friend.client] {
        assert_eq!(person(client), Some(one));
    }
    assert_eq!(person(stranger.client), None);
}

#[test]
fn a_token_is_good_once_for_a_day_and_for_one_messenger_of_its_chat() {
    let chat = Chat::new();
    let arrived = chat.arrives();
    let unknown = TokenHash([9; 32]);
    assert_eq!(chat.refusal(unknown, &arrived, NOON), "Unknown");
    let elsewhere = Visitor {
        chat: ChatId::new(NOON),
        ..arrived
    };
    assert_eq!(chat.refusal(TOKEN, &elsewhere, NOON), "Unknown");
    assert_eq!(
        chat.refusal(TOKEN, &chat.visitor, NOON),
        "OtherMessenger { meant: Telegram, found: Web }"
    );
    assert_eq!(
        chat.refusal(TOKEN, &arrived, NOON.plus_seconds(DAY)),
        "Expired"
    );
    let last_moment = NOON.plus_seconds(DAY - 1);
    chat.writer()
        .join_by_passage(TOKEN, &arrived, last_moment)
        .unwrap();
    assert_eq!(chat.refusal(TOKEN, &chat.arrives(), NOON), "Used");
}

#[test]
fn a_dialog_that_is_over_goes_on_nowhere() {
    let chat = Chat::new();
    let (client, ending) = (chat.visitor.client, Ending::Lifetime);
    chat.writer()
        .close_dialog(chat.dialog, client, ending, ClosedBy::System, NOON)
        .unwrap();
    assert_eq!(chat.refusal(TOKEN, &chat.arrives(), NOON), "Over");
}

#[test]
fn a_dialog_of_their_own_ends_wherever_it_stands() {
    let chat = Chat::new();
    let arrived = chat.arrives();
    let mut w = chat.writer();
    w.receive(&arrived, &wrote("1", "Hello?"), NOON).unwrap();
    let own = w.open_dialog_of(arrived.client).unwrap().unwrap();
    let anna = OperatorId::from_bytes([1; 16]);
    let place = Enqueue {
        since: NOON,
        rank: 1,
        group: None,
    };
    let turn = OpenTurn {
        first: true,
        goal_s: 30,
        due: NOON,
    };
    w.enqueue(own, arrived.client, place, NOON).unwrap();
    w.open_turn(own, turn, NOON).unwrap();
    w.begin_stay(own, arrived.client, anna, StayBegan::Taken, NOON)
        .unwrap();
    w.join_by_passage(TOKEN, &arrived, NOON).unwrap();
    let row = w.dialog(own).unwrap().unwrap();
    assert_eq!(
        (row.state, row.ending, row.closed_by),
        (
            DialogState::Closed,
            Some(Ending::ClientLeft),
            Some(ClosedBy::Client)
        )
    );
    for left in [
        "SELECT count(*) FROM stays WHERE ended_at IS NULL",
        "SELECT count(*) FROM waits WHERE ended_at IS NULL",
        "SELECT count(*) FROM turns WHERE closed_at IS NULL",
        "SELECT count(*) FROM dialogs WHERE queued_at IS NOT NULL OR operator_id IS NOT NULL",
    ] {
        let count: u32 = chat
            .connection
            .query_row(left, [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 0, "{left}");
    }
    assert_eq!(w.open_dialog_of(arrived.client).unwrap(), Some(chat.dialog));
    let waiting = w.pending_of(own).unwrap();
    let moved = w.move_to_new_dialog(&waiting[0], arrived.client, NOON);
    assert_eq!(
        moved.unwrap(),
        Some(chat.dialog),
        "what waits of it belongs to the dialog they came to"
    );
}

#[test]
fn what_was_not_taken_goes_out_in_the_new_channel_but_for_notices_of_the_place() {
    let chat = Chat::new();
    chat.says(MessageKind::Text, "In which town?");
    chat.says(MessageKind::QueueNotice, "You are number 3.");
    chat.says(MessageKind::Text, "Are you there?");
    let arrived = chat.arrives();
    let mut w = chat.writer();
    w.join_by_passage(TOKEN, &arrived, NOON).unwrap();
    let goes_out = |w: &Writer<'_>| {
        w.all(
            "SELECT m.text, o.channel_id FROM outbox o
             JOIN messages m ON m.client_id = o.client_id AND m.seq = o.seq ORDER BY o.seq",
            [],
            |row| Ok((row.get(0)?, ChannelId::from_bytes(row.get(1)?))),
        )
        .unwrap()
    };
    let expected =
        ["In which town?", "Are you there?"].map(|text| (text.to_owned(), chat.telegram));
    assert_eq!(goes_out(&w), expected);
    let notice = &w.messages(chat.dialog, 2, 1).unwrap()[0];
    assert_eq!(notice.delivery, Delivery::Cancelled);
    w.receipt(chat.visitor.client, Delivery::Delivered, 4)
        .unwrap();
    assert_eq!(goes_out(&w), [], "the widget took them after all");
}

#[test]
fn a_passage_back_to_where_the_dialog_is_changes_nothing_but_the_token() {
    let chat = Chat::new();
    let arrived = chat.arrives();
    let mut w = chat.writer();
    let again = TokenHash([8; 32]);
    w.issue_passage(chat.dialog, Messenger::Telegram, again, NOON)
        .unwrap();
    let first = w.join_by_passage(TOKEN, &arrived, NOON).unwrap();
    let second = w.join_by_passage(again, &arrived, NOON).unwrap();
    assert_eq!(
        (second.dialog, second.person, second.from),
        (first.dialog, first.person, arrived.client)
    );
    assert_eq!(w.happenings(chat.dialog).unwrap().len(), 1);
    assert_eq!(chat.refusal(again, &arrived, NOON), "Used");
}

#[test]
fn tokens_whose_day_is_over_make_room() {
    let chat = Chat::new();
    let tomorrow = NOON.plus_seconds(DAY);
    let until = chat
        .writer()
        .issue_passage(chat.dialog, Messenger::Viber, TokenHash([8; 32]), tomorrow)
        .unwrap();
    assert_eq!(until, tomorrow.plus_seconds(DAY));
    assert_eq!(chat.refusal(TOKEN, &chat.arrives(), tomorrow), "Unknown");
}
