//! Arithmetic over variables, as in `{price} * {count} + 1`.
//!
//! Numbers are exact decimals of up to 28 digits. Nothing here calls itself, so no formula is too
//! deep for it.

use rust_decimal::Decimal;

use crate::text::name_first;

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CalcError {
    /// There is nothing to reckon.
    #[error("there is nothing to reckon")]
    Empty,
    /// Something stands where it means nothing; characters are counted from 1.
    #[error("`{found}` at character {at} does not fit there")]
    Unexpected { at: usize, found: char },
    /// It ends where a number would follow.
    #[error("a number is missing at the end")]
    Unfinished,
    /// A bracket has no partner; characters are counted from 1.
    #[error("the bracket at character {at} is not closed")]
    Unclosed { at: usize },
    /// A variable has a value that is no number.
    #[error("`{name}` is \"{value}\", which is no number")]
    NotANumber { name: String, value: String },
    /// Something was divided by zero.
    #[error("a number was divided by zero")]
    DivisionByZero,
    /// A result does not fit.
    #[error("a number has more than 28 digits")]
    TooLarge,
}

/// The result of a formula, without zeros at its end.
///
/// A variable that is unset or blank counts as 0, so that a counter can begin with `{count} + 1`.
///
/// # Errors
/// What is wrong with the formula, or with the values it has now.
pub(crate) fn calculate(
    template: &str,
    value: &dyn Fn(&str) -> Option<String>,
) -> Result<Decimal, CalcError> {
    let mut stack: Vec<Decimal> = Vec::new();
    for step in parse(template)? {
        let operand = |stack: &mut Vec<Decimal>| {
            let operand = stack.pop();
            operand.expect("the parser puts every operator after its operands")
        };
        let result = match step {
            Step::Number(number) => number,
            Step::Name(name) => {
                let value = value(name).unwrap_or_default();
                let number = if value.trim().is_empty() {
                    Some(Decimal::ZERO)
                } else {
                    number(&value)
                };
                number.ok_or_else(|| CalcError::NotANumber {
                    name: name.to_owned(),
                    value: value.chars().take(40).collect(),
                })?
            }
            Step::Negate => -operand(&mut stack),
            Step::Apply(operator) => {
                let right = operand(&mut stack);
                let left = operand(&mut stack);
                operator.apply(left, right)?
            }
        };
        stack.push(result);
    }
    let result = stack.pop();
    let result = result.expect("the parser gives no empty formula");
    Ok(result.normalize())
}

/// Whether a formula can be reckoned, whatever its variables are.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn check(template: &str) -> Result<(), CalcError> {
    parse(template).map(drop)
}

/// The number that a text is, as people write it in Russian or English: `1 200,50`, `1,200.50`,
/// `-3`. None when it is anything else or has more than 28 digits.
///
/// A single comma with three digits behind it parts thousands, as in `1,200`, unless a zero stands
/// before it, as in `0,125`. A single point never does.
pub(crate) fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (is_negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = match decimal_mark(digits) {
        Some(mark) => (&digits[..mark], &digits[mark + 1..]),
        None => (digits, "0"),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(decimals) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut mark = None;
    for (place, group) in whole.split(is_group_mark).enumerate() {
        let fits = place == 0 || group.len() == 3;
        if !(is_number(group) && fits) {
            return None;
        }
        plain.push_str(group);
    }
    for found in whole.chars().filter(|c| is_group_mark(*c)) {
        // The groups of one number are parted by one kind of mark, the first by one to three digits.
        if *mark.get_or_insert(found) != found || !whole[..whole.len().min(4)].contains(found) {
            return None;
        }
    }
    plain.push('.');
    plain.push_str(decimals);
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    let number = Decimal::from_str_exact(plain).ok()?;
    let is_negative = is_negative && !number.is_zero();
    Some(if is_negative { -number } else { number })
}

/// What parts thousands: `,`, `.`, an apostrophe or one of the spaces.
pub(crate) const fn is_group_mark(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'
    )
}

/// Where in a number the mark before its decimals is.
fn decimal_mark(digits: &str) -> Option<usize> {
    let last = digits.rfind([',', '.'])?;
    let before = &digits[..last];
    let mark = &digits[last..=last];
    if before.contains(mark) {
        return None;
    }
    let parts_thousands = mark == ","
        && digits.len() - last == 4
        && (1..=3).contains(&before.len())
        && !before.starts_with('0');
    (!parts_thousands).then_some(last)
}

/// A formula in the order it is reckoned in: operands before their operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    Number(Decimal),
    Name(&'a str),
    Negate,
    Apply(Operator),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Operator {
    const fn of(c: char) -> Option<Self> {
        Some(match c {
            '+' => Self::Add,
            '-' | '−' => Self::Subtract,
            '*' | '×' => Self::Multiply,
            '/' | '÷' => Self::Divide,
            '%' => Self::Remainder,
            _ => return None,
        })
    }

    const fn binds_tightly(self) -> bool {
        !matches!(self, Self::Add | Self::Subtract)
    }

    fn apply(self, left: Decimal, right: Decimal) -> Result<Decimal, CalcError> {
        if matches!(self, Self::Divide | Self::Remainder) && right.is_zero() {
            return Err(CalcError::DivisionByZero);
        }
        let result = match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            Self::Divide => left.checked_div(right),
            Self::Remainder => left.checked_rem(right),
        };
        result.ok_or(CalcError::TooLarge)
    }
}

/// What waits for its right side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// An open bracket and the byte it stands at.
    Bracket(usize),
    Negate,
    Operator(Operator),
}

impl Held {
    const fn step(self) -> Option<Step<'static>> {
        match self {
            Self::Bracket(_) => None,
            Self::Negate => Some(Step::Negate),
            Self::Operator(operator) => Some(Step::Apply(operator)),
        }
    }

    /// Whether it has all of its right side when `next` follows.
    fn comes_before(self, next: Operator) -> bool {
        match self {
            Self::Bracket(_) => false,
            Self::Negate => true,
            Self::Operator(held) => held.binds_tightly() || !next.binds_tightly(),
        }
    }
}

/// Sorts a formula by the precedence of its operators, which wait on a stack for their right side.
fn parse(template: &str) -> Result<Vec<Step<'_>>, CalcError> {
    let mut steps = Vec::new();
    let mut held: Vec<Held> = Vec::new();
    let mut wants_operand = true;
    let mut rest = template.trim_start();
    if rest.is_empty() {
        return Err(CalcError::Empty);
    }
    while let Some(first) = rest.chars().next() {
        let at = template.len() - rest.len();
        let mut after = &rest[first.len_utf8()..];
        let unexpected = || CalcError::Unexpected {
            at: position(template, at),
            found: first,
        };
        if !wants_operand {
            if first == ')' {
                release(&mut steps, &mut held, |_| true);
                held.pop().ok_or_else(unexpected)?;
            } else {
                let operator = Operator::of(first).ok_or_else(unexpected)?;
                release(&mut steps, &mut held, |held| held.comes_before(operator));
                held.push(Held::Operator(operator));
                wants_operand = true;
            }
        } else if let Some((name, behind)) = name_first(rest) {
            steps.push(Step::Name(name));
            after = behind;
            wants_operand = false;
        } else if first.is_ascii_digit() {
            let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
            let end = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
            let (digits, behind) = rest.split_at(end);
            steps.push(Step::Number(number(digits).ok_or_else(unexpected)?));
            after = behind;
            wants_operand = false;
        } else {
            match first {
                '(' => held.push(Held::Bracket(at)),
                '-' | '−' => held.push(Held::Negate),
                '+' => {}
                _ => return Err(unexpected()),
            }
        }
        rest = after.trim_start();
    }
    if wants_operand {
        return Err(CalcError::Unfinished);
    }
    release(&mut steps, &mut held, |_| true);
    match held.pop() {
        Some(Held::Bracket(at)) => Err(CalcError::Unclosed {
            at: position(template, at),
        }),
        _ => Ok(steps),
    }
}

/// Takes operators from the stack, the last one first, down to a bracket or one that must wait.
fn release(steps: &mut Vec<Step<'_>>, held: &mut Vec<Held>, is_ready: impl Fn(Held) -> bool) {
    while let Some(last) = held.last().copied()
        && let Some(step) = last.step()
        && is_ready(last)
    {
        steps.push(step);
        held.pop();
    }
}

/// The number of a character, from 1.
fn position(template: &str, byte: usize) -> usize {
    template[..byte].chars().count() + 1
}

#[cfg(test)]
mod tests {
    use super::{CalcError, calculate, check, number};

    fn result(template: &str) -> String {
        let value = |name: &str| match name {
            "price" => Some("1 200,50".to_owned()),
            "count" => Some("3".to_owned()),
            "zero" => Some("0".to_owned()),
            "city" => Some("Тула".to_owned()),
            "blank" => Some(" ".to_owned()),
            _ => None,
        };
        match calculate(template, &value) {
            Ok(number) => number.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn formulas_have_the_results_they_have_on_paper() {
        for (template, expected) in [
            ("1", "1"),
            ("1+2*3", "7"),
            ("(1+2)*3", "9"),
            ("8/4/2", "1"),
            ("8-4-2", "2"),
            ("2*3%4", "2"),
            ("7 % 4 + 1", "4"),
            ("-7 % 4", "-3"),
            ("-2*3", "-6"),
            ("2*-3", "-6"),
            ("2--3", "5"),
            ("--2", "2"),
            ("+2", "2"),
            ("-(1+2)", "-3"),
            ("0.1+0.2", "0.3"),
            ("0,1+0,2", "0.3"),
            ("1.50*2", "3"),
            ("10/4", "2.5"),
            ("1/3", "0.3333333333333333333333333333"),
            ("100", "100"),
            ("0*-1", "0"),
            ("6 ÷ 2 × 5 − 1", "14"),
            ("{price} * {count} + 1", "3602.5"),
            ("-{count}", "-3"),
            ("{count}{count}", "`{` at character 8 does not fit there"),
            ("{count}/{zero}", "a number was divided by zero"),
            ("{count} % 0", "a number was divided by zero"),
            ("{city}+1", "`city` is \"Тула\", which is no number"),
            ("{nobody}", "0"),
            ("{nobody}+1", "1"),
            ("{blank} + 1", "1"),
            ("1/{nobody}", "a number was divided by zero"),
            ("", "there is nothing to reckon"),
            ("  ", "there is nothing to reckon"),
            ("1+", "a number is missing at the end"),
            ("-", "a number is missing at the end"),
            ("(1", "the bracket at character 1 is not closed"),
            ("2*(1+(3)", "the bracket at character 3 is not closed"),
            ("1)", "`)` at character 2 does not fit there"),
            ("()", "`)` at character 2 does not fit there"),
            ("1 2", "`2` at character 3 does not fit there"),
            ("*2", "`*` at character 1 does not fit there"),
            ("ю+1", "`ю` at character 1 does not fit there"),
            ("1+ю", "`ю` at character 3 does not fit there"),
            ("1.2.3", "`1` at character 1 does not fit there"),
            ("{a b}", "`{` at character 1 does not fit there"),
            (
                "79228162514264337593543950335+1",
                "a number has more than 28 digits",
            ),
            (
                "79228162514264337593543950335*2",
                "a number has more than 28 digits",
            ),
        ] {
            assert_eq!(result(template), expected, "{template}");
        }
    }

    #[test]
    fn a_check_finds_what_no_value_can_mend() {
        assert_eq!(check("{a} / {b}"), Ok(()));
        assert_eq!(check("{a} /"), Err(CalcError::Unfinished));
    }

    #[test]
    fn no_formula_is_too_deep() {
        let deep = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(result(&deep), "1");
        assert_eq!(result(&format!("{}1", "-".repeat(100_001))), "-1");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("0", Some("0")),
            ("-0", Some("0")),
            ("007", Some("7")),
            (" 12 ", Some("12")),
            ("-5", Some("-5")),
            ("−5", Some("-5")),
            ("+5", Some("5")),
            ("1200.50", Some("1200.5")),
            ("1200,50", Some("1200.5")),
            ("1 200,50", Some("1200.5")),
            ("1\u{a0}200,50", Some("1200.5")),
            ("1\u{202f}200\u{202f}000", Some("1200000")),
            ("1,200.50", Some("1200.5")),
            ("1.200,50", Some("1200.5")),
            ("1'200.50", Some("1200.5")),
            ("1,200", Some("1200")),
            ("1,200,000", Some("1200000")),
            ("1.200.000", Some("1200000")),
            ("1.200", Some("1.2")),
            ("0,125", Some("0.125")),
            ("1234,500", Some("1234.5")),
            ("10.0", Some("10")),
            ("", None),
            ("-", None),
            ("5.", None),
            (".5", None),
            ("5 6", None),
            ("1 20", None),
            ("1234 567", None),
            ("1 200,000,5", None),
            ("1,200 300", None),
            ("1,2,3", None),
            ("1.2.3", None),
            ("5 кг", None),
            ("1e5", None),
            ("٥", None),
            ("--5", None),
            ("99999999999999999999999999999999", None),
        ] {
            let found = number(text).map(|number| number.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
