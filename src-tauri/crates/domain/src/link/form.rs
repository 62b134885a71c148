//! The forms of links that messengers give out to be shared, as of 2026.
//!
//! Each is told by its host and path; what is not listed is refused, so that no page of a visitor's
//! browser, no secret address (a webhook, an edit page) and no look-alike host passes for a link.

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

#[cfg(test)]
mod tests {
    use crate::{Messenger, check_link};

    /// Each line: a link, and how it is kept; `-` refuses it.
    #[track_caller]
    fn check(messenger: Messenger, cases: &str) {
        for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
            let (link, kept) = case.split_once("  ").unwrap_or((case, case));
            let found = check_link(messenger, link);
            match kept.trim() {
                "-" => assert!(found.is_err(), "{link} became {found:?}"),
                kept => assert_eq!(found.as_deref(), Ok(kept), "{link}"),
            }
        }
    }

    #[test]
    fn telegram() {
        check(
            Messenger::Telegram,
            "
            https://t.me/parley_bot
            https://t.me/parley_bot?start=from-site_1
            HTTPS://T.ME/Parley_Bot/  https://t.me/Parley_Bot
            https://telegram.me/parley_bot?utm_source=x&start=1  https://t.me/parley_bot?start=1
            tg://resolve?domain=parley_bot  https://t.me/parley_bot
            tg://resolve?domain=parley_bot&start=1  https://t.me/parley_bot?start=1
            https://t.me/share?url=https://evil.example  -
            https://t.me/abc  -
            https://t.me/1name  -
            https://t.me/name-x  -
            https://t.me/name/1  -
            https://t.me/+abcDEF123  -
            https://t.me/name#x  -
            https://t.me/имя_имя  -
            https://web.telegram.org/k/#@name  -
            tg://resolve  -
            tg://resolve?domain=a%2Fb%2Fcde  -
            tg://msg?text=x  -
            @parley_bot  -
            ",
        );
    }

    #[test]
    fn whatsapp() {
        check(
            Messenger::Whatsapp,
            "
            https://wa.me/4791234567
            https://wa.me/4791234567?text=Hello%20there
            https://wa.me/message/ABCDEFGH1
            https://api.whatsapp.com/send?phone=4791234567  https://wa.me/4791234567
            https://api.whatsapp.com/send/?phone=%2B4791234567&text=Hi&app_absent=0  https://wa.me/4791234567?text=Hi
            https://api.whatsapp.com/send?phone=+4791234567  https://wa.me/4791234567
            whatsapp://send?phone=4791234567  https://wa.me/4791234567
            https://wa.me/+4791234567  -
            https://wa.me/04791234567  -
            https://wa.me/123456  -
            https://wa.me/1234567890123456  -
            https://wa.me/47-912-34-567  -
            https://wa.me/message/a%2Fb  -
            https://wa.me/name  -
            https://api.whatsapp.com/send?text=Hi  -
            https://chat.whatsapp.com/abcDEF  -
            ",
        );
    }

    #[test]
    fn viber() {
        check(
            Messenger::Viber,
            "
            viber://pa?chatURI=name
            viber://pa?chatURI=name&context=site
            viber://pa?context=site&chatURI=name&x=1  viber://pa?chatURI=name&context=site
            viber://pa/?chatURI=name  viber://pa?chatURI=name
            viber://chat?number=%2B4791234567
            viber://chat?number=+4791234567  viber://chat?number=%2B4791234567
            viber://chat?number=4791234567  -
            viber://chat?number=%2Bname  -
            viber://pa?chatURI=  -
            viber://pa?chatURI=a/b  -
            viber://pa  -
            viber://forward?text=x  -
            viber:pa?chatURI=name  -
            https://viber.com/name  -
            ",
        );
    }

    #[test]
    fn facebook() {
        check(
            Messenger::Facebook,
            "
            https://m.me/our.shop-1
            https://m.me/104000000000001?ref=site
            https://m.me/name/?fbclid=x  https://m.me/name
            https://m.me/name/x  -
            https://m.me/...  -
            https://www.facebook.com/name  -
            https://m.facebook.com/name  -
            fb-messenger://user/1  -
            ",
        );
    }

    #[test]
    fn alice() {
        check(
            Messenger::Alice,
            "
            https://dialogs.yandex.ru/store/skills/0a1b2c3d-our-shop
            https://dialogs.yandex.ru/store/skills/0a1b2c3d-our-shop?utm=1  https://dialogs.yandex.ru/store/skills/0a1b2c3d-our-shop
            https://alice.ya.ru/s/99694ba7-cba5-4eab-b10a-462075686778
            https://dialogs.yandex.ru/developer/skills/99694ba7-cba5-4eab-b10a-462075686778  -
            https://dialogs.yandex.ru/store/skills  -
            https://alice.ya.ru/s/99694ba7  -
            https://alice.ya.ru/s/99694ba7cba54eabb10a462075686778  -
            https://alice.yandex.ru/s/99694ba7-cba5-4eab-b10a-462075686778  -
            ",
        );
    }

    #[test]
    fn yandex() {
        check(
            Messenger::Yandex,
            "
            https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9
            https://yandex.ru/chat/#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9?utm_source=pay  https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9
            https://yandex.ru/chat#/join/89d4640d-6036-48da-8a45-bb74872c3800
            https://yandex.ru/chat  -
            https://yandex.ru/chat#/  -
            https://yandex.ru/chat#/user/name  -
            https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9/x  -
            https://yandex.ru/search#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9  -
            https://yandex.example/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9  -
            ",
        );
    }

    #[test]
    fn vk() {
        check(
            Messenger::Vk,
            "
            https://vk.me/our_shop
            https://vk.me/club1234567?ref=site
            https://vk.com/im?sel=-1234567
            https://vk.ru/im?peers=1&sel=-1234567  https://vk.ru/im?sel=-1234567
            https://vk.com/write-1234567
            https://vk.ru/write-1234567
            https://vk.com/im  -
            https://vk.com/im?sel=c1  -
            https://vk.com/our_shop  -
            https://vk.com/write  -
            https://vk.com/write--1  -
            https://vk.me/join/abc  -
            https://vk.me/a%62c  -
            https://vk.com.evil.example/write-1  -
            ",
        );
    }

    #[test]
    fn skype() {
        check(
            Messenger::Skype,
            "
            https://teams.microsoft.com/l/chat/0/0?users=ann@example.com
            https://teams.microsoft.com/l/chat/0/0?users=28:99694ba7-cba5-4eab-b10a-462075686778&topicName=Shop
            https://teams.microsoft.com/l/chat/19:abc@thread.v2/conversations?context=%7B%7D
            https://join.skype.com/bot/99694ba7-cba5-4eab-b10a-462075686778
            skype:our.shop?chat
            skype:live:.cid.12ab?chat
            skype:our.shop?call  -
            skype:our.shop  -
            skype:?chat  -
            skype:a/b?chat  -
            https://teams.microsoft.com/l/chat/0/0  -
            https://teams.microsoft.com/l/chat/0/0?users=  -
            https://teams.microsoft.com/l/meetup-join/x  -
            https://join.skype.com/abc  -
            ",
        );
    }

    #[test]
    fn slack() {
        check(
            Messenger::Slack,
            "
            https://our-team.slack.com/archives/C0123456789
            https://our-team.slack.com/messages/D0123456789
            https://our-team.slack.com/team/U0123456789
            https://app.slack.com/client/T0123456789/C0123456789
            https://join.slack.com/t/our-team/shared_invite/zt-1a2b3c~4-d_e
            https://slack.com/app_redirect?app=A0123456789&team=T0123456789
            https://slack.com/app_redirect?team=T0123456789&channel=C0123456789  https://slack.com/app_redirect?channel=C0123456789&team=T0123456789
            https://hooks.slack.com/services/T0123456/B0123456/secret  -
            https://our-team.slack.com/  -
            https://our-team.slack.com/admin  -
            https://a.b.slack.com/archives/C0123456789  -
            https://slack.com/archives/C0123456789  -
            https://evilslack.com/archives/C0123456789  -
            https://slack.com/app_redirect  -
            https://slack.com/app_redirect?app=../x  -
            https://join.slack.com/t/our-team  -
            slack://channel?team=T1&id=C1  -
            ",
        );
    }

    #[test]
    fn wechat() {
        check(
            Messenger::Wechat,
            "
            https://u.wechat.com/MKz-abc_DEF
            https://work.weixin.qq.com/kfid/kfc0123456789abcdef
            https://work.weixin.qq.com/kfid/kfc0123456789abcdef?enc_scene=1  https://work.weixin.qq.com/kfid/kfc0123456789abcdef
            weixin://dl/chat?our_shop
            weixin://dl/chat?a=b  -
            weixin://dl/chat  -
            weixin://dl/scan  -
            https://u.wechat.com/  -
            https://weixin.qq.com/r/abc  -
            https://mp.weixin.qq.com/s/abcdef  -
            ",
        );
    }

    #[test]
    fn snapchat() {
        check(
            Messenger::Snapchat,
            "
            https://www.snapchat.com/add/our.shop-1
            https://snapchat.com/add/our_shop?share_id=1  https://www.snapchat.com/add/our_shop
            https://www.snapchat.com/add/ab  -
            https://www.snapchat.com/add/a234567890123456  -
            https://www.snapchat.com/add/...  -
            https://www.snapchat.com/our_shop  -
            https://accounts.snapchat.com/add/our_shop  -
            ",
        );
    }

    #[test]
    fn line() {
        check(
            Messenger::Line,
            "
            https://line.me/R/ti/p/@our_shop
            https://line.me/R/ti/p/%40our_shop  https://line.me/R/ti/p/@our_shop
            https://line.me/ti/p/@our_shop  https://line.me/R/ti/p/@our_shop
            https://lin.ee/abcDEF1
            https://page.line.me/our_shop
            https://page.line.me/our_shop?openerPlatform=x  https://page.line.me/our_shop
            https://line.me/R/ti/p/our_shop  -
            https://line.me/R/ti/p/@  -
            https://line.me/R/msg/text/?x  -
            https://lin.ee/a/b  -
            https://manager.line.biz/account/@our_shop  -
            line://ti/p/@our_shop  -
            ",
        );
    }
}
