//! Addresses that a widget leads to: a company's links to messengers, and pages of the web.
//!
//! Whether anything answers there is not asked.

mod form;

use crate::Messenger;
use crate::address::{has_login, parsed};

/// The most characters a link to a messenger may have.
pub const LINK_MAX: usize = 500;
/// The most characters an address of a web page may have.
pub const WEB_ADDRESS_MAX: usize = 2000;

/// Why a text is no link to a messenger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It has more characters than [`LINK_MAX`].
    #[error("the link has {length} characters; the limit is {LINK_MAX}")]
    TooLong {
        /// How many it has.
        length: usize,
    },
    /// It has none of the forms the messenger gives out.
    #[error("`{text}` is not a link to {messenger}; write it like {}", forms.join(" or "))]
    WrongForm {
        /// What was written, cut to 80 characters.
        text: String,
        /// The messenger it was meant for.
        messenger: Messenger,
        /// Good ones: [`Messenger::link_forms`].
        forms: &'static [&'static str],
    },
    /// The messenger is the widget itself.
    #[error("{messenger} needs no link; whoever sees the widget is already there")]
    NeedsNone {
        /// The messenger it was meant for.
        messenger: Messenger,
    },
}

/// Why a text is no address of a web page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebAddressError {
    /// It has more characters than [`WEB_ADDRESS_MAX`].
    #[error("the address has {length} characters; the limit is {WEB_ADDRESS_MAX}")]
    TooLong {
        /// How many it has.
        length: usize,
    },
    /// It is not an address of a web page.
    #[error(
        "`{text}` is not the address of a web page; write it like https://help.example.com/start"
    )]
    WrongForm {
        /// What was written, cut to 80 characters.
        text: String,
    },
    /// It carries a user name or a password.
    #[error("the address carries a user name or a password, which everyone would see; take it out")]
    Login,
}

/// The link as it is kept: one spelling for each place it leads to, without parameters that only
/// track.
///
/// An address that does not name its scheme, or names `http`, is refused and not mended: it was then
/// not copied from the messenger, and the form in the error is what to compare it with.
///
/// # Errors
/// What is wrong with it, and how such a link is written.
pub fn check_link(messenger: Messenger, text: &str) -> Result<String, LinkError> {
    let Some(form) = form::of(messenger) else {
        return Err(LinkError::NeedsNone { messenger });
    };
    let text = text.trim();
    let length = text.chars().count();
    if length > LINK_MAX {
        return Err(LinkError::TooLong { length });
    }
    parsed(text)
        .filter(|url| !has_login(url) && url.port().is_none())
        .and_then(|url| (form.canonical)(&form::Parts::of(&url)))
        .ok_or_else(|| LinkError::WrongForm {
            text: shown(text),
            messenger,
            forms: form.examples,
        })
}

/// The address of a web page, as browsers write it.
///
/// # Errors
/// What is wrong with it, and how it is written.
pub fn check_web_address(text: &str) -> Result<String, WebAddressError> {
    let text = text.trim();
    let length = text.chars().count();
    if length > WEB_ADDRESS_MAX {
        return Err(WebAddressError::TooLong { length });
    }
    let url = parsed(text)
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| WebAddressError::WrongForm { text: shown(text) })?;
    if has_login(&url) {
        return Err(WebAddressError::Login);
    }
    Ok(url.into())
}

impl Messenger {
    /// A link of every form that [`check_link`] takes for the messenger, the commonest first, each
    /// as it is kept; none for the widget.
    #[must_use]
    pub fn link_forms(self) -> &'static [&'static str] {
        form::of(self).map_or(&[], |form| form.examples)
    }
}

/// What an error repeats of a wrong text.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_forms_that_are_shown_are_good_and_kept_as_they_are() {
        for messenger in Messenger::ALL {
            let forms = messenger.link_forms();
            assert_eq!(
                forms.is_empty(),
                *messenger == Messenger::Web,
                "{messenger}"
            );
            for form in forms {
                assert_eq!(
                    check_link(*messenger, form).as_deref(),
                    Ok(*form),
                    "{messenger}"
                );
            }
        }
    }

    #[test]
    fn a_form_belongs_to_one_messenger() {
        for messenger in Messenger::ALL {
            for form in messenger.link_forms() {
                let takers = Messenger::ALL
                    .iter()
                    .filter(|other| check_link(**other, form).is_ok());
                assert_eq!(takers.collect::<Vec<_>>(), [messenger], "{form}");
            }
        }
    }

    #[test]
    fn errors_say_what_was_expected() {
        let said = |messenger, text: &str| check_link(messenger, text).unwrap_err().to_string();
        assert_eq!(
            said(Messenger::Telegram, "t.me/name"),
            "`t.me/name` is not a link to telegram; write it like https://t.me/name"
        );
        assert_eq!(
            said(Messenger::Viber, " "),
            "`` is not a link to viber; write it like viber://pa?chatURI=name \
             or viber://chat?number=%2B4791234567"
        );
        assert_eq!(
            said(Messenger::Web, "https://shop.example"),
            "web needs no link; whoever sees the widget is already there"
        );
        let long = format!("https://t.me/name?start={}", "a".repeat(477));
        assert_eq!(
            said(Messenger::Telegram, &long),
            "the link has 501 characters; the limit is 500"
        );
        assert!(check_link(Messenger::Telegram, &long[..500]).is_ok());
    }

    /// The host with its last Latin vowel made Cyrillic.
    fn look_alike(host: &str) -> String {
        let at = host.rfind(['a', 'e', 'o']).unwrap();
        format!("{}е{}", &host[..at], &host[at + 1..])
    }

    #[test]
    fn no_messenger_takes_what_only_looks_like_its_link() {
        for messenger in Messenger::ALL {
            for form in messenger.link_forms() {
                let (scheme, rest) = form.split_once(':').unwrap();
                let place = rest.trim_start_matches('/');
                let host = place.split(['/', '?']).next().unwrap();
                let mut wrong = vec![
                    format!("javascript:alert(1)//{place}"),
                    format!("data:text/html,{place}"),
                    format!("file://{place}"),
                    format!("intent://{place}"),
                    format!("{scheme}s://{place}"),
                    place.to_owned(),
                    format!("//{place}"),
                    form.replacen(':', ":/\t", 1),
                    form.replacen("//", "\\\\", 1),
                    format!("{form}\u{0}"),
                    format!("{form} x"),
                    String::new(),
                ];
                if scheme == "https" {
                    wrong.extend([
                        form.replacen("https", "http", 1),
                        form.replacen("https://", "https:", 1),
                        form.replacen("https://", "https:///", 1),
                        format!("https://user@{place}"),
                        format!("https://:secret@{place}"),
                        format!("https://{host}@evil.example/"),
                        form.replacen(host, &format!("{host}.evil.example"), 1),
                        form.replacen(host, &format!("{host}:8443"), 1),
                        form.replacen(host, &format!("{host}x"), 1),
                        form.replacen(host, &format!("evil.example/{host}"), 1),
                        form.replacen(host, &look_alike(host), 1),
                        format!("https://{host}"),
                        format!("https://{host}/"),
                        format!("https://{host}//{place}"),
                    ]);
                }
                for text in wrong {
                    if text == *form || text.strip_prefix("skype:") == Some(place) {
                        continue;
                    }
                    let checked = check_link(*messenger, &text);
                    assert!(checked.is_err(), "{messenger}: {text:?} became {checked:?}");
                }
            }
        }
    }

    #[test]
    fn a_page_of_the_web_is_kept_as_browsers_write_it() {
        for (text, kept) in [
            (
                "https://help.example.com/start",
                "https://help.example.com/start",
            ),
            (" HTTP://Help.Example.com:80 ", "http://help.example.com/"),
            (
                "https://справка.рф/вопросы?q=я#1",
                "https://xn--80aaf6awgf.xn--p1ai/%D0%B2%D0%BE%D0%BF%D1%80%D0%BE%D1%81%D1%8B?q=%D1%8F#1",
            ),
            (
                "http://192.168.1.5:8080/wiki",
                "http://192.168.1.5:8080/wiki",
            ),
            ("http://[::1]/wiki", "http://[::1]/wiki"),
        ] {
            assert_eq!(check_web_address(text).as_deref(), Ok(kept), "{text}");
        }
    }

    #[test]
    fn what_is_no_page_of_the_web_is_refused() {
        for text in [
            "",
            "help.example.com",
            "//help.example.com",
            "https:help.example.com",
            "https:///help.example.com",
            "https://",
            "https:// help.example.com",
            "https://help.exa\nmple.com",
            "https://help.example.com\\wiki",
            "https://help.example.com:99999",
            "ftp://help.example.com",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:help@example.com",
        ] {
            let error = check_web_address(text).unwrap_err();
            assert!(
                matches!(error, WebAddressError::WrongForm { .. }),
                "{text}: {error}"
            );
            assert!(
                error
                    .to_string()
                    .ends_with("write it like https://help.example.com/start")
            );
        }
        for text in [
            "https://user@help.example.com",
            "https://:secret@help.example.com",
        ] {
            assert_eq!(
                check_web_address(text),
                Err(WebAddressError::Login),
                "{text}"
            );
        }
        let long = format!("https://help.example.com/{}", "я".repeat(2000));
        assert_eq!(
            check_web_address(&long),
            Err(WebAddressError::TooLong { length: 2025 })
        );
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_answered(text in ".*", head in 0..14_usize) {
            const HEADS: [&str; 14] = [
                "", "https://t.me/", "tg://resolve?", "https://wa.me/", "viber://", "https://m.me/",
                "https://alice.ya.ru/s/", "https://yandex.ru/chat#/chats/", "https://vk.com/", "skype:",
                "https://", "https://u.wechat.com/", "https://line.me/R/ti/p/", "weixin://dl/chat?",
            ];
            let text = format!("{}{text}", HEADS[head]);
            for messenger in Messenger::ALL {
                if let Ok(link) = check_link(*messenger, &text) {
                    prop_assert_eq!(check_link(*messenger, &link), Ok(link.clone()), "kept as it is");
                    prop_assert!(link.is_ascii());
                }
            }
            let _ = check_web_address(&text);
        }
    }
}
