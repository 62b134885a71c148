//! Known vulnerabilities of what is built in: RustSec's for the crates of Cargo.lock, npm's own
//! for the window. Where the network gives no answer the check says so loudly and lets the rest
//! go on, since not every machine reaches the whole of it.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use semver::Version;
use serde::Deserialize;
use serde_json::Value;

use crate::command;
use crate::error::Error;
use crate::repository::Repository;
use crate::ui;

/// RustSec's advisories; its branch `osv` holds them in the format of osv.dev, one JSON file each.
pub(crate) const DATABASE: &str = "https://github.com/rustsec/advisory-db";

/// The branch to clone.
const BRANCH: &str = "osv";

/// A crate of the lock file.
struct Locked {
    name: String,
    version: Version,
}

/// An entry of the database, as far as it decides anything.
#[derive(Deserialize)]
struct Advisory {
    id: String,
    #[serde(default)]
    summary: String,
    /// Set when the advisory was taken back.
    withdrawn: Option<String>,
    affected: Vec<Affected>,
}

#[derive(Deserialize)]
struct Affected {
    package: Package,
    #[serde(default)]
    ranges: Vec<Range>,
    #[serde(default)]
    database_specific: Specific,
}

#[derive(Deserialize)]
struct Package {
    name: String,
}

#[derive(Deserialize)]
struct Range {
    events: Vec<Event>,
}

/// A version at which the vulnerability comes or goes; they stand in rising order.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    Introduced(Version),
    Fixed(Version),
    LastAffected(Version),
}

#[derive(Default, Deserialize)]
struct Specific {
    /// `unmaintained`, `unsound` or `notice` where the advisory tells of no vulnerability.
    informational: Option<String>,
}

/// What the database says about the crates of the lock file.
#[derive(Default)]
struct Findings {
    vulnerable: Vec<String>,
    /// Worth knowing, but nothing that has to be mended today.
    informational: Vec<String>,
}

/// Clones the database and fails with every crate that has a known vulnerability.
pub(crate) fn rust(repository: &Repository, database: &OsStr) -> Result<(), Error> {
    let folder = repository.target.join("advisories");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    fs::create_dir_all(&repository.target).map_err(Error::file(&repository.target))?;
    let mut clone = Command::new("git");
    clone
        // Gives up on a network that answers with silence.
        .args([
            "-c",
            "http.lowSpeedLimit=1000",
            "-c",
            "http.lowSpeedTime=30",
        ])
        .args([
            "clone",
            "--quiet",
            "--depth=1",
            "--single-branch",
            "--branch",
            BRANCH,
            "--",
        ])
        .arg(database)
        .arg(&folder)
        // A question for a name and password would wait for ever.
        .env("GIT_TERMINAL_PROMPT", "0");
    if let Err(error) = command::read(&mut clone) {
        not_checked("Rust", &error.to_string());
        return Ok(());
    }
    let findings = findings(&locked()?, &advisories(&folder.join("crates"))?);
    for line in findings.informational {
        println!("note: {line}");
    }
    if findings.vulnerable.is_empty() {
        return Ok(());
    }
    Err(Error::Vulnerable {
        vulnerable: findings.vulnerable,
    })
}

/// Asks the npm registry about what is shipped, and fails with every vulnerable package.
pub(crate) fn npm(repository: &Repository) -> Result<(), Error> {
    let mut audit = ui::npm(repository);
    audit.args(["audit", "--omit=dev", "--json"]);
    // npm fails both when something was found and when the registry does not answer.
    let output = command::output(&mut audit)?;
    let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    match npm_findings(&answer) {
        Some(vulnerable) if vulnerable.is_empty() => Ok(()),
        Some(vulnerable) => Err(Error::Vulnerable { vulnerable }),
        None => {
            let complaint = String::from_utf8_lossy(&output.stderr);
            not_checked(
                "npm",
                answer["message"].as_str().unwrap_or(complaint.trim()),
            );
            Ok(())
        }
    }
}

fn not_checked(kind: &str, reason: &str) {
    println!("WARNING: advisories on {kind} packages were NOT CHECKED: {reason}");
}

fn findings(locked: &[Locked], advisories: &[Advisory]) -> Findings {
    let mut findings = Findings::default();
    for advisory in advisories
        .iter()
        .filter(|advisory| advisory.withdrawn.is_none())
    {
        for affected in &advisory.affected {
            let hit = |locked: &&Locked| {
                locked.name == affected.package.name
                    && affected
                        .ranges
                        .iter()
                        .any(|range| holds(range, &locked.version))
            };
            for Locked { name, version } in locked.iter().filter(hit) {
                let line = format!("{name} {version}: {} ({})", advisory.summary, advisory.id);
                match &affected.database_specific.informational {
                    Some(kind) => findings.informational.push(format!("{line}, {kind}")),
                    None => findings.vulnerable.push(line),
                }
            }
        }
    }
    findings.vulnerable.sort();
    findings.informational.sort();
    findings
}

/// The last event at or below the version decides.
fn holds(range: &Range, version: &Version) -> bool {
    range
        .events
        .iter()
        .fold(false, |affected, event| match event {
            Event::Introduced(from) if version >= from => true,
            Event::Fixed(from) if version >= from => false,
            Event::LastAffected(last) if version > last => false,
            _ => affected,
        })
}

fn advisories(folder: &Path) -> Result<Vec<Advisory>, Error> {
    let mut advisories = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let advisory =
            serde_json::from_str(&text).map_err(|source| Error::FileNotJson { path, source })?;
        advisories.push(advisory);
    }
    Ok(advisories)
}

fn locked() -> Result<Vec<Locked>, Error> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Crate>,
    }
    #[derive(Deserialize)]
    struct Crate {
        name: String,
        version: Version,
    }
    let mut asked = command::cargo();
    let metadata: Metadata =
        command::read_json(asked.args(["metadata", "--locked", "--format-version=1"]))?;
    let locked = |found: Crate| Locked {
        name: found.name,
        version: found.version,
    };
    Ok(metadata.packages.into_iter().map(locked).collect())
}

/// The vulnerable packages in what `npm audit --json` answered; None when it is no answer.
fn npm_findings(answer: &Value) -> Option<Vec<String>> {
    let found = answer.get("vulnerabilities")?.as_object()?;
    let line = |(name, finding): (&String, &Value)| {
        let severity = finding["severity"]
            .as_str()
            .unwrap_or("of unknown severity");
        format!(
            "{name} {}: {severity}",
            finding["range"].as_str().unwrap_or_default()
        )
    };
    Some(found.iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADVISORY: &str = r#"{
        "id": "RUSTSEC-2021-0072",
        "summary": "Task dropped in wrong thread",
        "affected": [{
            "package": {"ecosystem": "crates.io", "name": "tokio"},
            "database_specific": {"informational": null},
            "ranges": [{"type": "SEMVER", "events": [
                {"introduced": "0.3.0"}, {"fixed": "1.5.1"},
                {"introduced": "1.6.0"}, {"fixed": "1.6.3"}
            ]}],
            "versions": []
        }]
    }"#;

    fn found(advisory: &str, name: &str, version: &str) -> Findings {
        let locked = Locked {
            name: name.to_owned(),
            version: version.parse().unwrap(),
        };
        findings(&[locked], &[serde_json::from_str(advisory).unwrap()])
    }

    #[test]
    fn a_version_is_vulnerable_between_introduction_and_fix() {
        for (version, vulnerable) in [
            ("0.2.9", 0),
            ("0.3.0", 1),
            ("1.5.0", 1),
            ("1.5.1", 0),
            ("1.6.2", 1),
            ("1.54.0", 0),
        ] {
            let found = found(ADVISORY, "tokio", version);
            assert_eq!(found.vulnerable.len(), vulnerable, "tokio {version}");
        }
        assert!(
            found(ADVISORY, "tokio-util", "0.3.0").vulnerable.is_empty(),
            "another crate"
        );
    }

    #[test]
    fn a_finding_names_crate_reason_and_advisory() {
        assert_eq!(
            found(ADVISORY, "tokio", "1.6.0").vulnerable,
            ["tokio 1.6.0: Task dropped in wrong thread (RUSTSEC-2021-0072)"]
        );
    }

    #[test]
    fn an_unmaintained_crate_is_only_noted() {
        let advisory = ADVISORY.replace("null", "\"unmaintained\"");
        let found = found(&advisory, "tokio", "1.6.0");
        assert!(found.vulnerable.is_empty());
        assert_eq!(found.informational.len(), 1);
    }

    #[test]
    fn what_was_taken_back_counts_no_more() {
        let advisory = ADVISORY.replacen('{', r#"{"withdrawn": "2022-01-01T00:00:00Z","#, 1);
        assert!(found(&advisory, "tokio", "1.6.0").vulnerable.is_empty());
    }

    #[test]
    fn npm_without_an_answer_is_told_from_npm_without_findings() {
        let answer = |text: &str| npm_findings(&serde_json::from_str(text).unwrap());
        assert_eq!(answer(r#"{"vulnerabilities": {}}"#), Some(vec![]));
        assert_eq!(answer(r#"{"error": {"summary": "ENOTFOUND"}}"#), None);
        assert_eq!(
            answer(r#"{"vulnerabilities": {"x": {"severity": "high", "range": "<2.0.0"}}}"#),
            Some(vec!["x <2.0.0: high".to_owned()])
        );
    }
}
