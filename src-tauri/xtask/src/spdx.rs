//! Licence expressions, as Cargo.toml and package.json write them: `MIT OR Apache-2.0`,
//! `(MIT AND BSD-3-Clause) OR Zlib`, `Apache-2.0 WITH LLVM-exception`. Pure.
//! `AND` binds closer than `OR`; `/` is how older crates wrote `OR`.

/// Whether the expression can be met with licences that `allowed` accepts. `allowed` is asked
/// about single licences, an exception included. An expression that cannot be read is not met.
pub(crate) fn is_met(expression: &str, allowed: impl Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let mut words = Words {
        left: &spaced.split_whitespace().collect::<Vec<_>>(),
        allowed,
    };
    words.any() == Some(true) && words.left.is_empty()
}

struct Words<'a, F> {
    left: &'a [&'a str],
    allowed: F,
}

impl<'a, F: Fn(&str) -> bool> Words<'a, F> {
    fn any(&mut self) -> Option<bool> {
        let mut met = self.all()?;
        while self.take("OR") {
            met |= self.all()?;
        }
        Some(met)
    }

    fn all(&mut self) -> Option<bool> {
        let mut met = self.one()?;
        while self.take("AND") {
            met &= self.one()?;
        }
        Some(met)
    }

    fn one(&mut self) -> Option<bool> {
        let word = self.next()?;
        match word {
            "(" => {
                let met = self.any()?;
                self.take(")").then_some(met)
            }
            ")" | "OR" | "AND" | "WITH" => None,
            licence if self.take("WITH") => {
                let exception = self.next()?;
                Some((self.allowed)(&format!("{licence} WITH {exception}")))
            }
            licence => Some((self.allowed)(licence)),
        }
    }

    fn next(&mut self) -> Option<&'a str> {
        let (first, left) = self.left.split_first()?;
        self.left = left;
        Some(first)
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.left.first() == Some(&word);
        if found {
            self.left = &self.left[1..];
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::is_met;

    fn met(expression: &str) -> bool {
        is_met(expression, |licence| {
            ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].contains(&licence)
        })
    }

    #[test]
    fn one_allowed_choice_is_enough() {
        assert!(met("MIT"));
        assert!(met("GPL-3.0 OR MIT"));
        assert!(met("MIT/Apache-2.0"), "as older crates write it");
        assert!(!met("GPL-3.0"));
        assert!(!met("GPL-3.0 OR AGPL-3.0"));
    }

    #[test]
    fn every_joined_licence_must_be_allowed() {
        assert!(met("MIT AND Zlib"));
        assert!(!met("MIT AND GPL-3.0"));
        assert!(met("GPL-3.0 AND MIT OR Zlib"), "AND binds closer");
        assert!(!met("GPL-3.0 AND (MIT OR Zlib)"));
        assert!(met("(MIT OR GPL-3.0) AND Zlib"));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(met("Apache-2.0 WITH LLVM-exception"));
        assert!(!met("Apache-2.0"));
        assert!(!met("MIT WITH Some-exception"));
    }

    #[test]
    fn what_cannot_be_read_is_not_met() {
        for broken in [
            "",
            "MIT OR",
            "OR MIT",
            "(MIT",
            "MIT)",
            "MIT MIT",
            "SEE LICENSE IN x",
        ] {
            assert!(!met(broken), "{broken:?}");
        }
    }
}
