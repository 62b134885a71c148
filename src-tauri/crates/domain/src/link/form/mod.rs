//! The forms of links that messengers give out to be shared, as of 2026.
//!
//! Each is told by its host and path; what is not listed is refused, so that no page of a visitor's
//! browser, no secret address (a webhook, an edit page) and no look-alike host passes for a link.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use url::{Url, form_urlencoded};

use crate::Messenger;

/// How links to a messenger look.
pub(super) struct Form {
    /// A good link of every form.
    pub(super) examples: &'static [&'static str],
    /// The one spelling of a link of a good form; none for any other.
    pub(super) canonical: fn(&Parts<'_>) -> Option<String>,
}

/// The form of links to a messenger; none for the widget, which is on the page already.
pub(super) const fn of(messenger: Messenger) -> Option<Form> {
    let form = match messenger {
        Messenger::Web => return None,
        Messenger::Telegram => Form {
            examples: &["https://t.me/name"],
            canonical: telegram,
        },
        Messenger::Whatsapp => Form {
            examples: &[
                "https://wa.me/4791234567",
                "https://wa.me/message/ABCDEFGH1",
            ],
            canonical: whatsapp,
        },
        Messenger::Viber => Form {
            examples: &[
                "viber://pa?chatURI=name",
                "viber://chat?number=%2B4791234567",
            ],
            canonical: viber,
        },
        Messenger::Facebook => Form {
            examples: &["https://m.me/name"],
            canonical: facebook,
        },
        Messenger::Alice => Form {
            examples: &[
                "https://dialogs.yandex.ru/store/skills/0a1b2c3d-name",
                "https://alice.ya.ru/s/99694ba7-cba5-4eab-b10a-462075686778",
            ],
            canonical: alice,
        },
        Messenger::Yandex => Form {
            examples: &[
                "https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9",
                "https://yandex.ru/chat#/join/89d4640d-6036-48da-8a45-bb74872c3800",
            ],
            canonical: yandex,
        },
        Messenger::Vk => Form {
            examples: &[
                "https://vk.me/name",
                "https://vk.com/im?sel=-1234567",
                "https://vk.com/write-1234567",
            ],
            canonical: vk,
        },
        Messenger::Skype => Form {
            examples: &[
                "https://teams.microsoft.com/l/chat/0/0?users=name@example.com",
                "https://join.skype.com/bot/99694ba7-cba5-4eab-b10a-462075686778",
                "skype:name?chat",
            ],
            canonical: skype,
        },
        Messenger::Slack => Form {
            examples: &[
                "https://join.slack.com/t/team/shared_invite/zt-1a2b3c",
                "https://team.slack.com/archives/C0123456789",
                "https://slack.com/app_redirect?app=A0123456789",
            ],
            canonical: slack,
        },
        Messenger::Wechat => Form {
            examples: &[
                "https://u.wechat.com/abcDEF123",
                "https://work.weixin.qq.com/kfid/kfc0123456789abcdef",
                "weixin://dl/chat?name",
            ],
            canonical: wechat,
        },
        Messenger::Snapchat => Form {
            examples: &["https://www.snapchat.com/add/name"],
            canonical: snapchat,
        },
        Messenger::Line => Form {
            examples: &[
                "https://line.me/R/ti/p/@name",
                "https://lin.ee/abcDEF1",
                "https://page.line.me/name",
            ],
            canonical: line,
        },
    };
    Some(form)
}

/// The parts of a link by which its form is told.
pub(super) struct Parts<'a> {
    /// `https://host`, or `scheme:` where no host follows.
    site: String,
    /// The path, cut at its slashes; one at its end does not count.
    path: Vec<&'a str>,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(url: &'a Url) -> Self {
        let path = url.path();
        let path = path.strip_prefix('/').unwrap_or(path);
        let path = path.strip_suffix('/').unwrap_or(path);
        Self {
            site: match url.host_str() {
                Some(host) => format!("{}://{host}", url.scheme()),
                None => format!("{}:", url.scheme()),
            },
            path: path.split('/').filter(|_| !path.is_empty()).collect(),
            query: url.query(),
            fragment: url.fragment(),
        }
    }

    /// Host and path, to be matched; nothing matches a link with a fragment, which would lead the
    /// application of the messenger elsewhere.
    fn place(&self) -> (&str, &[&'a str]) {
        match self.fragment {
            None => (&self.site, &self.path),
            Some(_) => ("", &[]),
        }
    }

    /// The query's parameters, each as it is written.
    fn parameters(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let query = self.query.unwrap_or_default();
        query.split('&').filter_map(|pair| pair.split_once('='))
    }

    /// The value of a parameter, decoded. A `+` stays one: in these links it begins a telephone
    /// number.
    fn parameter(&self, name: &str) -> Option<String> {
        let (_, value) = self.parameters().find(|(key, _)| *key == name)?;
        let value = value.replace('+', "%2B");
        let (value, _) = form_urlencoded::parse(value.as_bytes()).next()?;
        Some(value.into_owned())
    }

    /// A query of the parameters named, as they are written and in this order; empty without any.
    fn kept(&self, names: &[&str]) -> String {
        let mut query = String::new();
        for name in names {
            if let Some((name, value)) = self.parameters().find(|(key, _)| key == name) {
                query.push(if query.is_empty() { '?' } else { '&' });
                query.extend([name, "=", value]);
            }
        }
        query
    }
}

fn telegram(link: &Parts<'_>) -> Option<String> {
    let name = match link.place() {
        ("https://t.me" | "https://telegram.me", [name]) => Cow::Borrowed(*name),
        ("tg://resolve", []) => Cow::Owned(link.parameter("domain")?),
        _ => return None,
    };
    // Four to 32 letters, digits and underscores, a letter first: core.telegram.org/method/account.checkUsername
    let good = is_name(&name, "_", 4..=32) && name.starts_with(|c: char| c.is_ascii_alphabetic());
    (good && name != "share")
        .then(|| format!("https://t.me/{name}{}", link.kept(&["start", "text"])))
}

fn whatsapp(link: &Parts<'_>) -> Option<String> {
    let text = link.kept(&["text"]);
    match link.place() {
        ("https://wa.me", ["message", code]) => {
            is_name(code, "", 4..=32).then(|| format!("https://wa.me/message/{code}{text}"))
        }
        ("https://wa.me", [number]) => number_to_whatsapp(number, &text),
        ("https://api.whatsapp.com", ["send"]) | ("whatsapp://send", []) => {
            let number = link.parameter("phone")?;
            number_to_whatsapp(number.strip_prefix('+').unwrap_or(&number), &text)
        }
        _ => None,
    }
}

fn number_to_whatsapp(number: &str, text: &str) -> Option<String> {
    is_telephone(number).then(|| format!("https://wa.me/{number}{text}"))
}

fn viber(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("viber://pa", []) => {
            let name = link.parameter("chatURI")?;
            is_name(&name, "_-.", 1..=64)
                .then(|| format!("viber://pa{}", link.kept(&["chatURI", "context", "text"])))
        }
        ("viber://chat", []) => {
            let number = link.parameter("number")?;
            let number = number.strip_prefix('+')?;
            is_telephone(number).then(|| format!("viber://chat?number=%2B{number}"))
        }
        _ => None,
    }
}

fn facebook(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("https://m.me", [name]) if is_name(name, ".-_", 1..=64) => Some(format!(
            "https://m.me/{name}{}",
            link.kept(&["ref", "text"])
        )),
        _ => None,
    }
}

fn alice(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("https://dialogs.yandex.ru", ["store", "skills", skill])
            if is_name(skill, "-_", 1..=100) =>
        {
            Some(format!("https://dialogs.yandex.ru/store/skills/{skill}"))
        }
        ("https://alice.ya.ru", ["s", skill]) if is_uuid(skill) => {
            Some(format!("https://alice.ya.ru/s/{skill}"))
        }
        _ => None,
    }
}

/// The one messenger whose links have their place behind a `#`.
fn yandex(link: &Parts<'_>) -> Option<String> {
    if (link.site.as_str(), link.path.as_slice()) != ("https://yandex.ru", &["chat"]) {
        return None;
    }
    let place = link.fragment?.strip_prefix('/')?;
    let (place, _) = place.split_once('?').unwrap_or((place, ""));
    let (kind, id) = place.split_once('/')?;
    (matches!(kind, "user" | "join") && is_uuid(id))
        .then(|| format!("https://yandex.ru/chat#/{kind}/{id}"))
}

fn vk(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("https://vk.me", [name]) if is_name(name, "_.", 2..=64) => Some(format!(
            "https://vk.me/{name}{}",
            link.kept(&["ref", "ref_source"])
        )),
        (site @ ("https://vk.com" | "https://vk.ru"), ["im"]) => {
            let peer = link.parameter("sel")?;
            is_vk_peer(&peer).then(|| format!("{site}/im?sel={peer}"))
        }
        (site @ ("https://vk.com" | "https://vk.ru"), [write]) => {
            let peer = write.strip_prefix("write")?;
            is_vk_peer(peer).then(|| format!("{site}/write{peer}"))
        }
        _ => None,
    }
}

fn skype(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("https://teams.microsoft.com", ["l", "chat", "0", "0"]) => {
            let users = link.parameter("users").filter(|users| !users.is_empty());
            users.map(|_| {
                let query = link.kept(&["users", "topicName", "message", "tenantId"]);
                format!("https://teams.microsoft.com/l/chat/0/0{query}")
            })
        }
        ("https://teams.microsoft.com", ["l", "chat", thread, "conversations" | "0"])
            if !thread.is_empty() =>
        {
            let query = link.kept(&["context", "tenantId"]);
            Some(format!(
                "https://teams.microsoft.com/{}{query}",
                link.path.join("/")
            ))
        }
        ("https://join.skype.com", ["bot", bot]) if is_uuid(bot) => {
            Some(format!("https://join.skype.com/bot/{bot}"))
        }
        ("skype:", [name]) if is_name(name, ".,_-:", 1..=64) && link.query == Some("chat") => {
            Some(format!("skype:{name}?chat"))
        }
        _ => None,
    }
}

fn slack(link: &Parts<'_>) -> Option<String> {
    let id = |text: &str| is_name(text, "", 6..=20);
    let team = || {
        let name = link
            .site
            .strip_prefix("https://")?
            .strip_suffix(".slack.com")?;
        is_name(name, "-", 1..=63).then_some(name)
    };
    match link.place() {
        ("https://join.slack.com", ["t", team, "shared_invite", invite])
            if is_name(team, "-", 1..=63) && is_name(invite, "-_~", 4..=200) =>
        {
            Some(format!(
                "https://join.slack.com/t/{team}/shared_invite/{invite}"
            ))
        }
        ("https://slack.com", ["app_redirect"]) => {
            let target = link
                .parameter("app")
                .or_else(|| link.parameter("channel"))?;
            id(&target).then(|| {
                let query = link.kept(&["app", "channel", "team"]);
                format!("https://slack.com/app_redirect{query}")
            })
        }
        ("https://app.slack.com", ["client", team, channel]) if id(team) && id(channel) => {
            Some(format!("https://app.slack.com/client/{team}/{channel}"))
        }
        (_, [kind @ ("archives" | "messages" | "team"), place]) if id(place) => {
            Some(format!("https://{}.slack.com/{kind}/{place}", team()?))
        }
        _ => None,
    }
}

fn wechat(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("https://u.wechat.com", [code]) if is_name(code, "-_", 4..=100) => {
            Some(format!("https://u.wechat.com/{code}"))
        }
        ("https://work.weixin.qq.com", ["kfid", code]) if is_name(code, "-_", 4..=100) => {
            Some(format!("https://work.weixin.qq.com/kfid/{code}"))
        }
        ("weixin://dl", ["chat"]) => {
            let name = link.query.filter(|name| is_name(name, "-_", 1..=64))?;
            Some(format!("weixin://dl/chat?{name}"))
        }
        _ => None,
    }
}

fn snapchat(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("https://www.snapchat.com" | "https://snapchat.com", ["add", name])
            if is_name(name, "._-", 3..=15) =>
        {
            Some(format!("https://www.snapchat.com/add/{name}"))
        }
        _ => None,
    }
}

fn line(link: &Parts<'_>) -> Option<String> {
    match link.place() {
        ("https://line.me", ["R", "ti", "p", id] | ["ti", "p", id]) => {
            let name = id.strip_prefix('@').or_else(|| id.strip_prefix("%40"))?;
            is_name(name, "._-", 1..=64).then(|| format!("https://line.me/R/ti/p/@{name}"))
        }
        ("https://lin.ee", [code]) if is_name(code, "", 4..=32) => {
            Some(format!("https://lin.ee/{code}"))
        }
        ("https://page.line.me", [name]) if is_name(name, "._-", 1..=64) => {
            Some(format!("https://page.line.me/{name}"))
        }
        _ => None,
    }
}

/// Letters, digits and some other characters of ASCII, so many of them.
fn is_name(text: &str, others: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || others.contains(c))
        && text.contains(|c: char| c.is_ascii_alphanumeric())
}

/// A number with its country's code and without `+`: 7 to 15 digits (ITU-T E.164), no zero first.
fn is_telephone(text: &str) -> bool {
    (7..=15).contains(&text.len())
        && !text.starts_with('0')
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number of a person, or with a minus of a community.
fn is_vk_peer(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    (1..=12).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}
