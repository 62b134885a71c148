//! What a `parley://` link may mean. Links come from mails and web pages, so they only navigate, and
//! only to what this grammar knows.

use domain::{ChatId, DialogId, ScriptId};

/// The place in the window that a link names; none for anything else.
pub(crate) fn place(link: &str) -> Option<String> {
    let rest = link.strip_prefix("parley://")?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    match rest.split_once('/') {
        Some(("dialog", id)) => id
            .parse::<DialogId>()
            .ok()
            .map(|id| format!("/dialogs/{id}")),
        Some(("chat", id)) => id
            .parse::<ChatId>()
            .ok()
            .map(|id| format!("/chats/{id}/edit")),
        Some(("script", id)) => id
            .parse::<ScriptId>()
            .ok()
            .map(|id| format!("/scripts/{id}")),
        None => match rest {
            "chats" | "dialogs" | "scripts" | "settings" => Some(format!("/{rest}")),
            _ => None,
        },
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_dialogs_chats_scripts_and_screens() {
        let id = "01a20474-abdc-7fb7-8392-d459f2bf1283";
        let led = |link: &str| place(link);
        assert_eq!(
            led(&format!("parley://dialog/{id}")),
            Some(format!("/dialogs/{id}"))
        );
        assert_eq!(
            led(&format!("parley://dialog/{id}/")),
            Some(format!("/dialogs/{id}"))
        );
        assert_eq!(
            led(&format!("parley://chat/{id}")),
            Some(format!("/chats/{id}/edit"))
        );
        assert_eq!(
            led(&format!("parley://script/{id}")),
            Some(format!("/scripts/{id}"))
        );
        assert_eq!(led("parley://chats"), Some("/chats".to_owned()));
        assert_eq!(led("parley://scripts"), Some("/scripts".to_owned()));
    }

    #[test]
    fn anything_else_leads_nowhere() {
        for link in [
            "",
            "parley://",
            "parley://dialog",
            "parley://dialog/",
            "parley://dialog/../settings",
            "parley://script/01a20474",
            "parley://dialog/01a20474-abdc-7fb7-8392-d459f2bf1283/erase",
            "parley://dialog/01a20474-abdc-7fb7-8392-d459f2bf1283?x=1",
            "parley://erase/01a20474-abdc-7fb7-8392-d459f2bf1283",
            "http://dialog/01a20474-abdc-7fb7-8392-d459f2bf1283",
            "parley://dialog/<script>",
        ] {
            assert_eq!(place(link), None, "{link}");
        }
    }
}
