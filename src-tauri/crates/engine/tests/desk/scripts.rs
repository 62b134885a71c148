//! What scripts leave in the store: markers, results, and what is asked outside.

use domain::{AskKind, AuthorType, DialogId};
use engine::{Answer, Pass};
use script::Ask;
use serde_json::json;
use store::StoreError;

use crate::{BEGIN, Centre};

const ORDER: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"order"},
    {"id":"order","type":"question","text":"Which order?","save_to":"order","branches":[
        {"when":"pattern","pattern":"^\\d+$","next":"mark"},{"when":"else","next":"order"}]},
    {"id":"mark","type":"marker","marker":"order","value":"{order}","next":"look"},
    {"id":"look","type":"request","url":"https://shop.example/{order}","save":[{"from":"/status","to":"status"}],
        "branches":[{"when":"ok","next":"tell"},{"when":"failed","next":"sorry"}]},
    {"id":"tell","type":"message","text":"It is {status}. Before: {dialog}","next":"result"},
    {"id":"result","type":"result","result":"Told","next":"more"},
    {"id":"sorry","type":"message","text":"Nobody knows.","next":"more"},
    {"id":"more","type":"question","text":"More?","branches":[{"when":"else","next":"end"}]},
    {"id":"end","type":"end"}]}"#;

impl Centre {
    async fn said(&self, dialog: DialogId) -> Vec<String> {
        let messages = self.store.read(move |r| r.messages(dialog, 0, 100)).await;
        let messages = messages.unwrap().into_iter();
        let said = messages.filter(|message| message.author_type == AuthorType::Bot);
        said.map(|message| message.text).collect()
    }

    async fn passes(&self) {
        while self.engine.pass().await.unwrap() == Pass::More {}
    }

    async fn answers(&self, dialog: DialogId, step: u32, answer: Answer) {
        let answered = self
            .store
            .write(move |w| w.ask_answered(dialog, step, &answer.to_json()));
        let answered: Result<bool, StoreError> = answered.await;
        assert!(answered.unwrap(), "somebody waits for the answer");
        self.passes().await;
    }
}

#[tokio::test]
async fn an_ask_is_kept_with_the_step_and_its_answer_goes_to_the_script() {
    let centre = Centre::with_script(ORDER, json!({}), 1, &[]).await;
    centre.says(0, "1", "hm").await;
    let dialog = centre.says(0, "2", "17").await;
    let asks = centre.store.read(|r| r.asks_pending(9)).await.unwrap();
    let [ask] = &asks[..] else {
        panic!("{asks:?}");
    };
    assert_eq!(
        (ask.dialog, ask.step, ask.kind),
        (dialog, 1, AskKind::Request)
    );
    let body: Ask = serde_json::from_str(&ask.body).unwrap();
    assert!(
        matches!(&body, Ask::Http { url, .. } if url == "https://shop.example/17"),
        "{body:?}"
    );

    let body = r#"{"status":"on its way"}"#.to_owned();
    let answer = Answer::Http { status: 200, body };
    centre.answers(dialog, 1, answer).await;
    let said = centre.said(dialog).await;
    let told = said
        .iter()
        .find(|text| text.starts_with("It is on its way."));
    let told = told.expect("the answer was told");
    assert!(
        told.contains(": 17"),
        "the dialog so far stands in it: {told}"
    );
    assert_eq!(said.last().map(String::as_str), Some("More?"));
    let row = centre.store.read(move |r| r.session_row(dialog)).await;
    let row = row.unwrap().unwrap();
    assert_eq!(row.operator_result.as_deref(), Some("Told"));
    assert_eq!(row.markers.as_deref(), Some("order"));
    let marks = centre.store.read(move |r| r.marks(dialog)).await.unwrap();
    let marks: Vec<_> = marks
        .iter()
        .map(|mark| (&*mark.marker, mark.value.as_deref(), &*mark.block))
        .collect();
    assert_eq!(marks, [("order", Some("17"), "mark")]);
    let left = centre.store.read(|r| r.asks_answered(9)).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn an_ask_that_nobody_answers_goes_the_way_of_failure() {
    let centre = Centre::with_script(ORDER, json!({}), 1, &[]).await;
    centre.says(0, "1", "hm").await;
    let dialog = centre.says(0, "2", "17").await;
    centre.until(69).await;
    assert!(
        !centre
            .said(dialog)
            .await
            .contains(&"Nobody knows.".to_owned())
    );
    centre.until(71).await;
    assert!(
        centre
            .said(dialog)
            .await
            .contains(&"Nobody knows.".to_owned())
    );
    // What comes after that changes nothing.
    let answer = Answer::Failed { why: String::new() };
    let before = centre.said(dialog).await;
    let late = centre
        .store
        .write(move |w| w.ask_answered(dialog, 1, &answer.to_json()));
    let _: Result<bool, StoreError> = late.await;
    centre.passes().await;
    assert_eq!(centre.said(dialog).await, before);
}

#[tokio::test]
async fn a_dialog_goes_on_in_the_version_it_began_with() {
    let centre = Centre::with_script(ORDER, json!({}), 2, &[]).await;
    let dialog = centre.says(0, "1", "hm").await;
    let newer = ORDER.replace("Which order?", "Which one?");
    let kept = centre
        .store
        .write(move |w| w.keep_builtin_script("test", "test", &newer, BEGIN));
    let _: Result<_, StoreError> = kept.await;
    centre.says(0, "2", "what?").await;
    let said = centre.said(dialog).await;
    assert!(said.iter().all(|text| text == "Which order?"), "{said:?}");
    let other = centre.says(1, "3", "hm").await;
    assert_eq!(
        centre.said(other).await.last().map(String::as_str),
        Some("Which one?")
    );
}
