use crate::calc::{is_group_mark, number};

/// The most bytes an e-mail address may have, after RFC 5321.
const EMAIL_MAX: usize = 254;

/// The first phone number in a text: its digits, after a `+` when it was written with one.
///
/// A phone number has 7 to 12 digits, or up to 15 after a `+`, with spaces, hyphens, brackets and
/// points between them. What reads as a date or as a number in thousands is none.
pub(super) fn phone(text: &str) -> Option<String> {
    let begins = |c: char| c.is_ascii_digit() || c == '+';
    let mut from = 0;
    while let Some(start) = text[from..].find(begins) {
        let start = from + start;
        let end = start + run(&text[start..]);
        from = end;
        let hangs_on_a_word = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if !hangs_on_a_word && let Some(phone) = of_run(&text[start..end]) {
            return Some(phone);
        }
    }
    None
}

/// How many bytes of a text belong to what may be a phone number.
fn run(text: &str) -> usize {
    let mut end = 0;
    let mut between = 0;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => {
                end = at + 1;
                between = 0;
            }
            '+' if at == 0 => end = 1,
            '-' | '‑' | '–' | '(' | ')' | '.' | ' ' | '\u{a0}' | '\u{202f}' if between < 3 => {
                between += 1;
            }
            _ => break,
        }
    }
    end
}

fn of_run(run: &str) -> Option<String> {
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let most = |part: &str| if part.starts_with('+') { 15 } else { 12 };
    // In `2 89161234567` the second part is enough for a number, so the first is something else.
    let whole = run
        .split(' ')
        .find(|part| (10..=most(part)).contains(&digits(part)))
        .unwrap_or(run);
    let is_other = !whole.starts_with('+') && (has_date(whole) || is_number_in_parts(whole));
    ((7..=most(whole)).contains(&digits(whole)) && !is_other).then(|| {
        let kept = |c: &char| c.is_ascii_digit() || *c == '+';
        whole.chars().filter(kept).collect()
    })
}

/// Whether figures are a date, perhaps with a time beside it.
fn has_date(run: &str) -> bool {
    let groups = run.split(|c: char| !c.is_ascii_digit());
    let groups: Vec<&str> = groups.filter(|group| !group.is_empty()).collect();
    let is_time = |groups: &[&str]| groups.len() <= 3 && groups.iter().all(|g| g.len() <= 2);
    let is_around_date = (0..groups.len().saturating_sub(2)).any(|from| {
        let (before, rest) = groups.split_at(from);
        let (date, after) = rest.split_at(3);
        super::date::is_of_our_time(date) && is_time(before) && is_time(after)
    });
    is_around_date || run.split(' ').any(super::date::is_written_in_figures)
}

/// Whether figures are a number in thousands or with up to two decimals.
fn is_number_in_parts(run: &str) -> bool {
    run.contains(is_group_mark) && number(run).is_some_and(|number| number.normalize().scale() <= 2)
}

/// The first e-mail address in a text; its domain in small letters.
pub(super) fn email(text: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = text[from..].find('@') {
        let at = from + at;
        let before = &text[from..at];
        from = at + 1;
        let after = &text[from..];
        let is_outside = |c: char| !(c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        let start = before.rfind(is_outside).map_or(0, |place| {
            place + before[place..].chars().next().map_or(0, char::len_utf8)
        });
        let local = before[start..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'));
        let end = after.find(ends).unwrap_or(after.len());
        let domain = after[..end].trim_end_matches(['.', '-']);
        if after[end..].starts_with('@') {
            // `a@b.com@c.com` is no address, nor is a part of it.
            from += end + 1;
        } else if is_local(local)
            && is_domain(domain)
            && local.len() + 1 + domain.len() <= EMAIL_MAX
        {
            return Some(format!("{local}@{}", domain.to_lowercase()));
        }
    }
    None
}

fn is_local(local: &str) -> bool {
    !local.is_empty() && local.len() <= 64 && !local.ends_with('.') && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let fits = |label: &str| {
        (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next();
    let last_fits = |last: &str| last.chars().count() > 1 && !last.contains(char::is_numeric);
    domain.contains('.') && domain.split('.').all(fits) && last.is_some_and(last_fits)
}

#[cfg(test)]
mod tests {
    use super::{email, phone};

    #[test]
    fn phone_numbers_are_found() {
        for (text, expected) in [
            ("+7 (916) 123-45-67", Some("+79161234567")),
            ("мой номер 8-916-123-45-67, звоните", Some("89161234567")),
            ("89161234567", Some("89161234567")),
            ("тел.+79161234567.", Some("+79161234567")),
            ("8 916 123 45 67", Some("89161234567")),
            ("8.916.123.45.67", Some("89161234567")),
            ("(495) 123-45-67", Some("4951234567")),
            ("+1 415 555 2671", Some("+14155552671")),
            ("+44\u{a0}20\u{a0}7946\u{a0}0958", Some("+442079460958")),
            ("123-45-67", Some("1234567")),
            ("2 89161234567", Some("89161234567")),
            ("заказ 123 от 89161234567", Some("89161234567")),
            ("15.12.2026, 89161234567", Some("89161234567")),
            ("+79161234567 15.12.2026", Some("+79161234567")),
            ("+123456789012345", Some("+123456789012345")),
            ("380 44 123 45 67", Some("380441234567")),
            ("555-1234", Some("5551234")),
            ("15.12.2026 18:00", None),
            ("15.12.26 18:00", None),
            ("18:00 15.12.2026", None),
            ("2026-12-15 10:00", None),
            ("15 12 2026 10 00", None),
            ("2026 12 15", None),
            ("1 000 000 000", None),
            ("12.000.000", None),
            ("1 200 000.50", None),
            ("12345678901234", None),
            ("1234567890123", None),
            ("+1234567890123456", None),
            ("12345", None),
            ("15.12.2026", None),
            ("2026-12-15", None),
            ("1234567890123456", None),
            ("A89161234567", None),
            ("+", None),
            ("", None),
            ("👍", None),
        ] {
            assert_eq!(phone(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn email_addresses_are_found() {
        for (text, expected) in [
            ("ivan@mail.ru", Some("ivan@mail.ru")),
            (
                "Пишите на Ivan.Petrov+shop@Mail.RU.",
                Some("Ivan.Petrov+shop@mail.ru"),
            ),
            ("<a_b@c-d.co.uk>", Some("a_b@c-d.co.uk")),
            ("почта:иван@почта.рф", Some("иван@почта.рф")),
            ("@me или me@example.com", Some("me@example.com")),
            ("a@b, c@d.com", Some("c@d.com")),
            (".a@b.com", Some("a@b.com")),
            ("a.@b.com", None),
            ("a..b@c.com", None),
            ("a@b", None),
            ("a@.com", None),
            ("a@b..com", None),
            ("a@b.c", None),
            ("a@1.2.3.4", None),
            ("a@b.com@c.com", None),
            ("@", None),
            ("", None),
        ] {
            assert_eq!(email(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_gone_through_once() {
        for piece in ["1", "1 ", "+", "@", "a@", "a.", "(1"] {
            let text = piece.repeat(50_000);
            assert_eq!((phone(&text), email(&text)), (None, None), "{piece}");
        }
    }
}
