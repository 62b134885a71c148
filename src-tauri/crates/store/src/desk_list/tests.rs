use rusqlite::Connection;

use super::*;
use crate::Writer;

mod card;

const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const ME: OperatorId = OperatorId::from_bytes([1; 16]);
const OTHER: OperatorId = OperatorId::from_bytes([2; 16]);
const SALES: GroupId = GroupId::from_bytes([11; 16]);
const REPAIRS: GroupId = GroupId::from_bytes([12; 16]);

/// A store in which operators, a chat and a channel are; each dialog has a client of its own.
struct Desk {
    _folder: tempfile::TempDir,
    connection: Connection,
    dialogs: i64,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connection = crate::open::writer(folder.path(), NOON).unwrap();
        let desk = Self {
            _folder: folder,
            connection,
            dialogs: 0,
        };
        desk.run(
            "INSERT INTO chats (id, revision, name, settings, created_at, updated_at) VALUES
               (x'c0', 1, 'Repairs', '{\"appearance\":{\"colours\":{\"buttons\":\"#336699\"}}}', 0, 0);
             UPDATE chats SET id = zeroblob(16);
             INSERT INTO channels (id, chat_id, messenger, created_at)
               VALUES (zeroblob(16), zeroblob(16), 'web', 0);",
        );
        for (operator, name) in [(ME, "Anna"), (OTHER, "Erik")] {
            let sql =
                "INSERT INTO operators (id, name, dialogs_max, presence, idle_since, revision,
                created_at) VALUES (?, ?, 5, 'online', 0, 1, 0)";
            let params = params![operator.as_bytes(), name];
            desk.connection.execute(sql, params).unwrap();
        }
        for (group, name) in [(SALES, "Sales"), (REPAIRS, "Repairs")] {
            let sql = "INSERT INTO groups (id, name, revision, created_at) VALUES (?, ?, 1, 0)";
            let params = params![group.as_bytes(), name];
            desk.connection.execute(sql, params).unwrap();
        }
        let sql = "INSERT INTO group_members VALUES (?, ?)";
        let params = params![SALES.as_bytes(), ME.as_bytes()];
        desk.connection.execute(sql, params).unwrap();
        desk
    }

    fn run(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap();
    }

    fn read(&self) -> Reader<'_> {
        Reader::new(&self.connection)
    }

    /// A dialog whose last message came `minute` minutes after noon; its number.
    fn dialog(&mut self, minute: u32) -> i64 {
        self.dialogs += 1;
        let no = self.dialogs;
        let (id, at) = (id(no), NOON.plus_seconds(minute * 60).millis());
        let client = "INSERT INTO clients (no, id, channel_id, remote_id, name, created_at)
            VALUES (?1, ?2, zeroblob(16), ?1, 'Client ' || ?1, 0)";
        self.connection.execute(client, params![no, id]).unwrap();
        let dialog =
            "INSERT INTO dialogs (no, id, chat_id, channel_id, client_id, messenger, state,
              started_by, created_at, last_at, last_text, first_seq, client_messages)
            VALUES (?1, ?2, zeroblob(16), zeroblob(16), ?2, 'web', 'bot', 'client', ?3, ?3,
              'hello', 1, 1)";
        self.connection
            .execute(dialog, params![no, id, at])
            .unwrap();
        let message = "INSERT INTO messages (id, dialog_id, client_id, seq, at, author_type, kind,
              text, delivery) VALUES (?1, ?1, ?1, 1, ?2, 'client', 'text', 'hello', 'received')";
        self.connection.execute(message, params![id, at]).unwrap();
        no
    }

    fn held(&mut self, operator: OperatorId, minute: u32) -> i64 {
        let no = self.dialog(minute);
        let sql = "UPDATE dialogs SET operator_id = ?, state = 'operator' WHERE no = ?";
        let params = params![operator.as_bytes(), no];
        self.connection.execute(sql, params).unwrap();
        no
    }

    fn turn(&self, dialog: i64, due: u32) {
        let sql = "INSERT INTO turns (dialog_id, no, chat_id, first, opened_at, sl_s, due_at)
            VALUES (?, 1, zeroblob(16), 1, ?, 30, ?)";
        let at = |second| NOON.plus_seconds(second).millis();
        let params = params![id(dialog), at(0), at(due)];
        self.connection.execute(sql, params).unwrap();
    }

    fn waiting(&mut self, group: Option<GroupId>, rank: u32, minute: u32) -> i64 {
        let no = self.dialog(minute);
        let sql = "UPDATE dialogs SET state = 'queued', group_id = ?, queue_rank = ?,
            queued_at = last_at WHERE no = ?";
        let group = group.as_ref().map(GroupId::as_bytes);
        self.connection
            .execute(sql, params![group, rank, no])
            .unwrap();
        no
    }

    fn taken_away(&self, dialog: i64, operator: OperatorId, stay: u32, second: u32) {
        let sql = "INSERT INTO stays (dialog_id, no, operator_id, began_at, began_by, ended_at,
            ended_by) VALUES (?, ?, ?, 0, 'assigned', ?, 'idle')";
        let ended = NOON.plus_seconds(second).millis();
        let params = params![id(dialog), stay, operator.as_bytes(), ended];
        self.connection.execute(sql, params).unwrap();
    }

    /// The numbers of a list's dialogs, read in pages of `limit`.
    fn list(&self, list: DeskList, limit: u32) -> Vec<i64> {
        let (mut numbers, mut after) = (Vec::new(), None);
        loop {
            let now = NOON.plus_seconds(3600);
            let page = self.read().desk_page(list, ME, after, limit, now).unwrap();
            assert!(page.rows.len() <= limit as usize);
            numbers.extend(page.rows.iter().map(|row| number_of(row.id)));
            after = page.next;
            if after.is_none() {
                return numbers;
            }
        }
    }
}

fn id(no: i64) -> [u8; 16] {
    let mut id = [0; 16];
    id[8..].copy_from_slice(&no.to_be_bytes());
    id
}

fn number_of(dialog: DialogId) -> i64 {
    i64::from_be_bytes(dialog.as_bytes()[8..].try_into().unwrap())
}

fn dialog(no: i64) -> DialogId {
    DialogId::from_bytes(id(no))
}

#[test]
fn every_list_walks_its_index_and_none_sorts_what_others_have() {
    let folder = tempfile::tempdir().unwrap();
    let connection = crate::open::writer(folder.path(), NOON).unwrap();
    for (sql, index) in [
        (HELD, "dialogs_held (operator_id=?)"),
        (TAKEN, "stays_idle (operator_id=? AND ended_at>?)"),
        (
            WAITING,
            "dialogs_waiting (help=? AND group_id=? AND (queue_rank,queued_at)>(?,?))",
        ),
        (HELP, "dialogs_help ((queue_rank,queued_at)>(?,?))"),
        (ALL, "dialogs_talked (last_at<?)"),
        (
            AHEAD,
            "dialogs_queued (group_id=? AND (queue_rank,queued_at)>(?,?) AND (queue_rank,queued_at)<(?,?))",
        ),
        (
            COUNT_WAITING,
            "COVERING INDEX dialogs_waiting (help=? AND group_id=?)",
        ),
        (COUNT_HELP, "COVERING INDEX dialogs_help"),
        (COUNT_ALL, "COVERING INDEX dialogs_talked"),
        (ROW, "d USING INTEGER PRIMARY KEY"),
    ] {
        let plan = plan(&connection, sql);
        assert!(plan.contains(index), "{sql}\n{plan}");
        assert!(
            !plan
                .lines()
                .any(|line| line.starts_with("SCAN") && !line.contains("COVERING INDEX")),
            "walks a table: {sql}\n{plan}"
        );
        // What was taken from one operator is little, and is grouped.
        let sorts = plan.contains("B-TREE") && sql != TAKEN;
        assert!(!sorts, "sorts: {sql}\n{plan}");
        for turns in plan.lines().filter(|line| line.contains(" t ")) {
            assert!(
                turns.contains("t USING PRIMARY KEY (dialog_id=?)"),
                "{turns}"
            );
        }
    }
}

#[test]
fn mine_come_in_the_order_in_which_they_want_me() {
    let mut desk = Desk::new();
    let calm = desk.held(ME, 1);
    let late = desk.held(ME, 2);
    let urgent = desk.held(ME, 3);
    let later = desk.held(ME, 9);
    let lost = desk.dialog(4);
    let back = desk.held(ME, 5);
    let elsewhere = desk.held(OTHER, 6);
    let old = desk.dialog(7);
    let closed = desk.dialog(8);
    desk.turn(late, 900);
    desk.turn(urgent, 60);
    desk.turn(elsewhere, 10);
    for (dialog, stay, second) in [
        (lost, 1, 50),
        (back, 1, 50),
        (elsewhere, 1, 40),
        (closed, 1, 60),
    ] {
        desk.taken_away(dialog, ME, stay, second);
    }
    desk.taken_away(old, OTHER, 1, 60);
    desk.run(&format!(
        "UPDATE dialogs SET closed_at = 1, state = 'closed' WHERE no = {closed}"
    ));

    let mine = [urgent, late, later, back, calm, lost, elsewhere];
    assert_eq!(desk.list(DeskList::My(ME), 100), mine);
    assert_eq!(desk.list(DeskList::My(ME), 2), mine, "in pages too");
    let page = desk
        .read()
        .desk_page(DeskList::My(ME), ME, None, 100, NOON)
        .unwrap();
    let sections: Vec<_> = page.rows.iter().map(|row| row.section).collect();
    use DeskSection::{TakenFromYou, ToAnswer, WaitingForClient};
    assert_eq!(
        sections,
        [
            ToAnswer,
            ToAnswer,
            WaitingForClient,
            WaitingForClient,
            WaitingForClient,
            TakenFromYou,
            TakenFromYou
        ]
    );
    let owed = page.rows[0].owed.unwrap();
    assert_eq!(
        (owed.due_at, owed.sl_s, owed.first),
        (NOON.plus_seconds(60), 30, true)
    );
    assert_eq!(page.rows[6].operator, Some((OTHER, "Erik".to_owned())));

    let counts = desk.read().desk_counts(ME, NOON).unwrap();
    assert_eq!(
        (counts.my, counts.to_answer, counts.taken, counts.all),
        (5, 2, 2, 8)
    );
    let much_later = NOON.plus_seconds(TAKEN_SECONDS + 3600);
    let counts = desk.read().desk_counts(ME, much_later).unwrap();
    assert_eq!(counts.taken, 0, "nobody wants to see it for ever");
}

#[test]
fn the_queue_of_my_groups_is_merged_in_the_order_in_which_it_is_given_out() {
    let mut desk = Desk::new();
    let anybodys = desk.waiting(None, 1, 2);
    let sales = desk.waiting(Some(SALES), 1, 1);
    let repairs = desk.waiting(Some(REPAIRS), 1, 1);
    let again = desk.waiting(Some(SALES), 0, 9);
    let last = desk.waiting(Some(SALES), 1, 3);
    let helpless = desk.waiting(Some(REPAIRS), 1, 0);
    let helpless_too = desk.waiting(None, 1, 5);
    desk.run(&format!(
        "UPDATE dialogs SET help = 1 WHERE no IN ({helpless}, {helpless_too})"
    ));

    for limit in [1, 2, 100] {
        assert_eq!(
            desk.list(DeskList::Queue(ME), limit),
            [again, sales, anybodys, last]
        );
        assert_eq!(
            desk.list(DeskList::Queue(OTHER), limit),
            [anybodys],
            "in no group"
        );
        assert_eq!(desk.list(DeskList::Help, limit), [helpless, helpless_too]);
    }
    let counts = desk.read().desk_counts(ME, NOON).unwrap();
    assert_eq!((counts.queue, counts.help), (4, 2));
    for (no, position) in [
        (again, 1),
        (sales, 2),
        (last, 3),
        (anybodys, 1),
        (helpless_too, 2),
        (repairs, 2),
    ] {
        let row = desk.read().desk_row(dialog(no), Some(ME)).unwrap().unwrap();
        assert_eq!(
            (row.position, row.section),
            (Some(position), DeskSection::Queue),
            "{no}"
        );
    }
    let page = desk
        .read()
        .desk_page(DeskList::Queue(ME), ME, None, 100, NOON)
        .unwrap();
    let positions: Vec<_> = page.rows.iter().map(|row| row.position).collect();
    assert_eq!(
        positions,
        [Some(1), Some(2), Some(1), Some(3)],
        "each in its group"
    );
}

#[test]
fn all_shows_what_is_open_and_where_the_client_wrote() {
    let mut desk = Desk::new();
    let first = desk.dialog(1);
    let latest = desk.held(OTHER, 30);
    let silent = desk.dialog(40);
    let middle = desk.waiting(None, 1, 2);
    desk.run(&format!(
        "UPDATE dialogs SET client_messages = 0 WHERE no = {silent}"
    ));
    for limit in [1, 2, 100] {
        assert_eq!(desk.list(DeskList::All, limit), [latest, middle, first]);
    }
}

#[test]
fn a_row_tells_the_last_message_and_the_draft_of_whoever_looks() {
    let mut desk = Desk::new();
    let no = desk.held(OTHER, 1);
    let client_wrote_last = desk.read().desk_row(dialog(no), None).unwrap().unwrap();
    assert_eq!(
        (
            client_wrote_last.last_author,
            client_wrote_last.last_operator
        ),
        (Some(AuthorType::Client), None),
        "whoever holds it wrote nothing"
    );
    for (seq, author, who, kind) in [
        (2, "operator", Some((ME, "Anna")), "file"),
        (3, "system", None, "notice"),
    ] {
        let sql =
            "INSERT INTO messages (id, dialog_id, client_id, seq, at, author_type, operator_id,
            author, kind, text, delivery)
            VALUES (randomblob(16), ?1, ?1, ?2, 5, ?3, ?4, ?5, ?6, 'x', 'pending')";
        let (operator, name) = who.unzip();
        let operator = operator.as_ref().map(OperatorId::as_bytes);
        desk.connection
            .execute(sql, params![id(no), seq, author, operator, name, kind])
            .unwrap();
    }
    let mut writer = Writer::of(&desk.connection);
    writer.keep_draft(dialog(no), ME, "Hello", NOON).unwrap();
    writer
        .keep_draft(dialog(no), ME, "Hello Liv", NOON)
        .unwrap();
    writer.keep_draft(dialog(no), OTHER, "Mine", NOON).unwrap();
    let row = |viewer| desk.read().desk_row(dialog(no), viewer).unwrap().unwrap();
    let seen = row(Some(ME));
    assert_eq!(
        (seen.last_author, seen.last_file),
        (Some(AuthorType::Operator), true)
    );
    assert_eq!(
        seen.last_operator,
        Some((ME, "Anna".to_owned())),
        "who wrote it, not who holds it"
    );
    assert_eq!(
        (seen.draft.as_deref(), seen.section),
        (Some("Hello Liv"), DeskSection::Other)
    );
    assert_eq!(row(Some(OTHER)).draft.as_deref(), Some("Mine"));
    assert_eq!(row(None).draft, None);
    writer.keep_draft(dialog(no), ME, "", NOON).unwrap();
    assert_eq!(row(Some(ME)).draft, None);
    desk.run("UPDATE chats SET erases = 1");
    assert_eq!(desk.read().desk_row(dialog(no), None).unwrap(), None);
}

/// What lists cost must not grow with what is open elsewhere; counted in steps of the database, so
/// that a slow computer fails nothing.
#[test]
fn lists_are_quick_with_fifty_thousand_open_dialogs() {
    let desk = Desk::new();
    desk.run(
        "WITH RECURSIVE n(no) AS (SELECT 100 UNION ALL SELECT no + 1 FROM n WHERE no < 50099)
         INSERT INTO clients (no, id, channel_id, remote_id, created_at)
           SELECT no, CAST(printf('%016d', no) AS BLOB), zeroblob(16), no, 0 FROM n;
         INSERT INTO dialogs (no, id, chat_id, channel_id, client_id, messenger, state, started_by,
             created_at, last_at, first_seq, client_messages, help, queue_rank, queued_at, operator_id)
           SELECT no, id, zeroblob(16), zeroblob(16), id, 'web', 'queued', 'client', no, no, 1, 1,
             no % 3 = 0, iif(no % 3 = 2, NULL, 1), iif(no % 3 = 2, NULL, no),
             iif(no % 3 = 2 AND no % 1000 = 500, zeroblob(16), NULL) FROM clients WHERE no >= 100;",
    );
    // Where all is shown, the last in the queue is counted up to: some milliseconds.
    for (list, most) in [
        (DeskList::My(ME), 5_000),
        (DeskList::Queue(ME), 60_000),
        (DeskList::Help, 60_000),
        (DeskList::All, 600_000),
    ] {
        desk.read().desk_page(list, ME, None, 50, NOON).unwrap();
        let steps = steps(&desk.connection);
        assert!((1..most).contains(&steps), "{list:?} took {steps} steps");
    }
    let counts = desk.read().desk_counts(ME, NOON).unwrap();
    assert_eq!(counts.all, 50_000);
    let steps = steps(&desk.connection);
    assert!((1..500_000).contains(&steps), "counts took {steps} steps");
}

/// How many steps of its machine the database took for the lists since it was last asked.
fn steps(connection: &Connection) -> i32 {
    let statements = [
        HELD,
        TAKEN,
        WAITING,
        HELP,
        ALL,
        AHEAD,
        COUNT_WAITING,
        COUNT_HELP,
        COUNT_ALL,
        ROW,
    ];
    let steps = statements.map(|sql| {
        let statement = connection.prepare_cached(sql).unwrap();
        statement.reset_status(rusqlite::StatementStatus::VmStep)
    });
    steps.iter().sum()
}
