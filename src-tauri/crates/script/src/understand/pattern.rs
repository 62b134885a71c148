use regex::{Regex, RegexBuilder};
use regex_syntax::ast::ErrorKind as AstError;
use regex_syntax::hir::ErrorKind as HirError;

/// The most bytes that a pattern may grow to when it is made ready.
const SIZE_MAX: usize = 1 << 20;
/// How deep groups may stand in one another.
const DEPTH_MAX: u32 = 100;

/// Why a pattern cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{fault} at character {at}")]
pub(crate) struct PatternError {
    /// Where it is, counted from 1.
    at: usize,
    /// What is wrong.
    fault: PatternFault,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum PatternFault {
    #[error("a group is not closed")]
    GroupUnclosed,
    #[error("a group is closed that was not opened")]
    GroupUnopened,
    #[error("a group has a name that cannot be used")]
    GroupName,
    #[error("a `[` is not closed")]
    ClassUnclosed,
    #[error("a range of characters cannot be used")]
    ClassRange,
    #[error("a class of characters is not known")]
    ClassUnknown,
    #[error("there is nothing to repeat")]
    NothingToRepeat,
    #[error("a number of repetitions cannot be used")]
    RepeatCount,
    #[error("an escape is not known")]
    Escape,
    #[error("a flag cannot be used")]
    Flag,
    #[error("look-around cannot be used")]
    LookAround,
    #[error("a back-reference cannot be used")]
    BackReference,
    #[error("groups stand too deep in one another")]
    TooDeep,
    #[error("the pattern is too large")]
    TooLarge,
    #[error("the pattern is wrong")]
    Wrong,
}

/// Makes a pattern ready; it then takes time in proportion to the text, whatever it is.
pub(super) fn compile(pattern: &str) -> Result<Regex, PatternError> {
    let mut parser = regex_syntax::ParserBuilder::new()
        .case_insensitive(true)
        .nest_limit(DEPTH_MAX)
        .build();
    let wrong = |byte: usize, fault| PatternError {
        at: pattern[..byte].chars().count() + 1,
        fault,
    };
    parser.parse(pattern).map_err(|error| match &error {
        regex_syntax::Error::Parse(error) => {
            wrong(error.span().start.offset, of_grammar(error.kind()))
        }
        regex_syntax::Error::Translate(error) => {
            wrong(error.span().start.offset, of_meaning(error.kind()))
        }
        _ => wrong(0, PatternFault::Wrong),
    })?;
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .nest_limit(DEPTH_MAX)
        .size_limit(SIZE_MAX)
        .dfa_size_limit(SIZE_MAX)
        .build()
        .map_err(|_| wrong(0, PatternFault::TooLarge))
}

/// What a pattern found in a text: its first group, else all that fits; none when nothing does.
pub(super) fn found(pattern: &Regex, text: &str) -> Option<String> {
    if pattern.captures_len() == 1 {
        return pattern.find(text).map(|found| found.as_str().to_owned());
    }
    let groups = pattern.captures(text)?;
    let found = groups.get(1).or_else(|| groups.get(0))?;
    Some(found.as_str().to_owned())
}

const fn of_grammar(error: &AstError) -> PatternFault {
    match error {
        AstError::GroupUnclosed => PatternFault::GroupUnclosed,
        AstError::GroupUnopened => PatternFault::GroupUnopened,
        AstError::GroupNameDuplicate { .. }
        | AstError::GroupNameEmpty
        | AstError::GroupNameInvalid
        | AstError::GroupNameUnexpectedEof => PatternFault::GroupName,
        AstError::ClassUnclosed => PatternFault::ClassUnclosed,
        AstError::ClassEscapeInvalid
        | AstError::ClassRangeInvalid
        | AstError::ClassRangeLiteral => PatternFault::ClassRange,
        AstError::UnicodeClassInvalid => PatternFault::ClassUnknown,
        AstError::RepetitionMissing => PatternFault::NothingToRepeat,
        AstError::DecimalEmpty
        | AstError::DecimalInvalid
        | AstError::RepetitionCountDecimalEmpty
        | AstError::RepetitionCountInvalid
        | AstError::RepetitionCountUnclosed => PatternFault::RepeatCount,
        AstError::EscapeHexEmpty
        | AstError::EscapeHexInvalid
        | AstError::EscapeHexInvalidDigit
        | AstError::EscapeUnexpectedEof
        | AstError::EscapeUnrecognized
        | AstError::SpecialWordBoundaryUnclosed
        | AstError::SpecialWordBoundaryUnrecognized
        | AstError::SpecialWordOrRepetitionUnexpectedEof => PatternFault::Escape,
        AstError::FlagDanglingNegation
        | AstError::FlagDuplicate { .. }
        | AstError::FlagRepeatedNegation { .. }
        | AstError::FlagUnexpectedEof
        | AstError::FlagUnrecognized => PatternFault::Flag,
        AstError::UnsupportedLookAround => PatternFault::LookAround,
        AstError::UnsupportedBackreference => PatternFault::BackReference,
        AstError::NestLimitExceeded(_) => PatternFault::TooDeep,
        AstError::CaptureLimitExceeded => PatternFault::TooLarge,
        _ => PatternFault::Wrong,
    }
}

const fn of_meaning(error: &HirError) -> PatternFault {
    match error {
        HirError::UnicodePropertyNotFound
        | HirError::UnicodePropertyValueNotFound
        | HirError::UnicodePerlClassNotFound => PatternFault::ClassUnknown,
        _ => PatternFault::Wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::{compile, found};

    #[test]
    fn a_pattern_finds_its_first_group_or_all_that_fits() {
        for (pattern, text, expected) in [
            (r"\d{3}", "код 123456", Some("123")),
            (r"заказ (\d+)", "Мой ЗАКАЗ 42!", Some("42")),
            (r"(a)|b", "b", Some("b")),
            (r"order (?:no\.? )?(\d+)", "Order no. 7", Some("7")),
            (r"^да$", "Да", Some("Да")),
            (r"^да$", "да!", None),
            (r"^$", "", Some("")),
            (r"👍+", "👍👍", Some("👍👍")),
        ] {
            let ready = compile(pattern).expect("a right pattern");
            assert_eq!(found(&ready, text).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_named_with_its_place() {
        let deep = format!("{}{}", "(".repeat(200), ")".repeat(200));
        let large = format!(r"\w{{1000}}{}", "{100}".repeat(3));
        for (pattern, expected) in [
            ("a(b", "a group is not closed at character 2"),
            ("ю)", "a group is closed that was not opened at character 2"),
            ("[a", "a `[` is not closed at character 1"),
            (
                "[z-a]",
                "a range of characters cannot be used at character 2",
            ),
            ("*", "there is nothing to repeat at character 1"),
            (
                "a{2,1}",
                "a number of repetitions cannot be used at character 2",
            ),
            (r"\й", "an escape is not known at character 1"),
            (
                r"\p{Nobody}",
                "a class of characters is not known at character 1",
            ),
            ("(?<=a)b", "look-around cannot be used at character 1"),
            (r"(a)\1", "a back-reference cannot be used at character 4"),
            ("(?Z)", "a flag cannot be used at character 3"),
            (
                "(?P<1>a)",
                "a group has a name that cannot be used at character 5",
            ),
            (
                &deep,
                "groups stand too deep in one another at character 101",
            ),
            (&large, "the pattern is too large at character 1"),
        ] {
            let error = compile(pattern).expect_err(pattern);
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn a_pattern_that_doubles_its_ways_takes_no_longer() {
        let ready = compile("(a+)+$").expect("a right pattern");
        assert_eq!(found(&ready, &format!("{}b", "a".repeat(100_000))), None);
    }
}
