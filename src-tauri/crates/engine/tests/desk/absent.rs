//! Nobody there, somebody who is not there, and what comes too late.

use domain::{ChatSettings, Clock, DialogState, MessageKind, Presence};
use engine::{Action, Refused, To};
use serde_json::json;
use store::{Inbound, Made, StoreError};

use crate::{BEGIN, Centre, close, take, write};

impl Centre {
    /// How many dialogs wait in the queue of the first operator, and how many under Help.
    async fn waiting(&self) -> (u32, u32) {
        let operator = self.operators[0];
        let now = self.clock.now();
        let counts = self.store.read(move |r| r.desk_counts(operator, now)).await;
        let counts = counts.map_err(|error: StoreError| error).unwrap();
        (counts.queue, counts.help)
    }

    async fn pauses(&self, operator: usize) {
        let operator = self.operators[operator];
        let paused = self.desk.presence(operator, Presence::Pause, 3600);
        paused.await.unwrap();
    }

    /// The notices that a client was sent.
    async fn notices(&self, client: usize) -> Vec<String> {
        let client = self.visitors[client].client;
        let stream = self.store.read(move |r| r.stream(client, 0, 100)).await;
        let stream = stream.map_err(|error: StoreError| error).unwrap();
        let notices = stream.into_iter();
        notices
            .filter(|message| message.kind == MessageKind::Notice)
            .map(|message| message.text)
            .collect()
    }

    async fn configures(&self, change: impl FnOnce(&mut ChatSettings) + Send + 'static) {
        let (chat, now) = (self.chat, self.clock.now());
        let changed = self.store.write(move |w| {
            let mut found = w.chat(chat)?.unwrap();
            change(&mut found.settings);
            let made = Made::by_program(now);
            w.update_chat(chat, found.revision, "Shop", &found.settings, &made)
        });
        changed.await.map_err(|error: StoreError| error).unwrap();
        self.desk.settings_changed(chat).await.unwrap();
    }
}

#[tokio::test]
async fn rule_02_help_is_asked_for_as_long_as_nobody_is_there_and_the_client_hears_it_once() {
    let centre = Centre::open(json!({"queue": {"busy_text": "Busy."}}), 2, &[1]).await;
    centre.online(0, 3600).await;
    centre.writes(0, "1").await;
    centre.writes(1, "1").await;
    assert_eq!(
        centre.waiting().await,
        (1, 0),
        "the second one waits in turn"
    );
    centre.pauses(0).await;
    assert_eq!(centre.waiting().await, (0, 1), "nobody is online any more");
    assert_eq!(centre.notices(1).await, ["Busy."]);
    centre.online(0, 3600).await;
    assert_eq!(centre.waiting().await, (1, 0), "somebody is, though busy");
    centre.pauses(0).await;
    assert_eq!(centre.waiting().await, (0, 1));
    assert_eq!(centre.notices(1).await, ["Busy."], "once a wait");
}

#[tokio::test]
async fn rule_03_a_chat_that_is_opened_earlier_gives_out_what_waits() {
    let closed = json!({"general": {"time_zone": "UTC", "working_hours": {"sunday": [{"from": "03:00", "to": "03:01"}]}}, "queue": {"time_s": 0}});
    let centre = Centre::open(closed, 1, &[0]).await;
    centre.online(0, 3600).await;
    let dialog = centre.writes(0, "1").await;
    assert_eq!(centre.stands(dialog).await, (None, DialogState::Queued));
    centre
        .configures(|settings| settings.general.working_hours = None)
        .await;
    assert_eq!(
        centre.stands(dialog).await,
        (Some(0), DialogState::Operator)
    );
}

#[tokio::test]
async fn rule_04_a_shorter_time_does_not_reach_back() {
    let centre = Centre::open(json!({}), 1, &[0]).await;
    centre.online(0, 3600).await;
    let dialog = centre.writes(0, "1").await;
    centre.until(200).await;
    centre
        .configures(|settings| settings.queue.operator_idle_s = 6)
        .await;
    centre.until(201).await;
    let happened = centre.store.read(move |r| r.happenings(dialog)).await;
    let happened = happened.map_err(|error: StoreError| error).unwrap();
    let taken = happened
        .iter()
        .find(|happened| matches!(happened.what, store::Happening::TakenAway { .. }));
    assert_eq!(
        taken.unwrap().at,
        BEGIN.plus_seconds(200),
        "when it was set, and not 194 s before"
    );
}

#[tokio::test]
async fn rule_13_who_takes_or_is_passed_a_dialog_without_being_there_loses_it_after_300_seconds() {
    let centre = Centre::open(json!({"queue": {"time_s": 0}}), 2, &[0, 0]).await;
    let taken = centre.writes(0, "1").await;
    centre.does(0, taken, take()).await.unwrap();
    let passed = centre.writes(1, "1").await;
    centre.does(0, passed, take()).await.unwrap();
    let to = Action::Transfer(To::Operator(centre.operators[1]));
    centre.does(0, passed, to).await.unwrap();
    centre.until(299).await;
    assert_eq!(centre.stands(taken).await.0, Some(0));
    assert_eq!(centre.stands(passed).await.0, Some(1));
    centre.until(301).await;
    assert_eq!(centre.stands(taken).await, (None, DialogState::Queued));
    assert_eq!(centre.stands(passed).await, (None, DialogState::Queued));
}

#[tokio::test]
async fn rule_15_a_press_on_a_dialog_that_is_over_begins_nothing() {
    let centre = Centre::open(json!({}), 1, &[0]).await;
    centre.online(0, 3600).await;
    let dialog = centre.writes(0, "1").await;
    centre.does(0, dialog, close(None)).await.unwrap();
    assert_eq!(centre.stands(dialog).await, (None, DialogState::Closed));
    let (visitor, now) = (centre.visitors[0], centre.clock.now());
    for (number, button) in ["rate.5", "1.0"].into_iter().enumerate() {
        let press = Inbound {
            remote_id: format!("late-{number}"),
            text: "5".to_owned(),
            payload: Some(format!("{dialog}.{button}")),
            attachment: None,
        };
        let received = centre
            .store
            .write(move |w| w.receive(&visitor, &press, now));
        received.await.map_err(|error: StoreError| error).unwrap();
        centre.until(1).await;
    }
    let open = centre.store.read(move |r| r.open_dialog_of(visitor.client));
    let open = open.await.map_err(|error: StoreError| error).unwrap();
    assert_eq!(open, None, "nothing was begun");
}

#[tokio::test]
async fn rule_09_a_rating_counts_on_the_scale_it_was_asked_on() {
    let asks = json!({"feedback": {"ask": true, "after_s": 10}});
    let centre = Centre::open(asks, 1, &[0]).await;
    centre.online(0, 3600).await;
    let dialog = centre.writes(0, "1").await;
    centre.until(11).await;
    centre
        .configures(|settings| settings.feedback.scale = domain::RatingScale::Ten)
        .await;
    let (visitor, now) = (centre.visitors[0], centre.clock.now());
    let press = Inbound {
        remote_id: "rates".to_owned(),
        text: "5".to_owned(),
        payload: Some(format!("{dialog}.rate.5")),
        attachment: None,
    };
    let received = centre
        .store
        .write(move |w| w.receive(&visitor, &press, now));
    received.await.map_err(|error: StoreError| error).unwrap();
    centre.until(12).await;
    let happened = centre.store.read(move |r| r.happenings(dialog)).await;
    let happened = happened.map_err(|error: StoreError| error).unwrap();
    let rated = store::Happening::Rated {
        rating: 5,
        scale: 5,
    };
    assert!(
        happened.iter().any(|happened| happened.what == rated),
        "{happened:?}"
    );
}

#[tokio::test]
async fn rule_16_a_message_without_a_key_and_passing_on_to_oneself_are_refused() {
    let centre = Centre::open(json!({}), 1, &[0]).await;
    centre.online(0, 3600).await;
    let dialog = centre.writes(0, "1").await;
    let refused = centre.does(0, dialog, write(" ")).await.unwrap_err();
    assert!(matches!(refused, Refused::NoKey), "{refused}");
    let to = Action::Transfer(To::Operator(centre.operators[0]));
    let refused = centre.does(0, dialog, to).await.unwrap_err();
    assert!(matches!(refused, Refused::Yours), "{refused}");
}
