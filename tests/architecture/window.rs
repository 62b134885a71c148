//! The rooms of the window: `ipc` alone speaks to Tauri, features do not know each other, and
//! `shared` knows no feature.

use crate::assert_none;
use crate::sources::{Source, source, sources};

fn breaches(files: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for Source { path, text } in files {
        for import in imports(text) {
            let target = resolved(path, import);
            if let Some(rule) = broken(path, &target) {
                breaches.push(format!("{path}: imports {import}, but {rule}"));
            }
        }
    }
    breaches
}

/// The rule that an import breaks, by the paths of the file and of what it imports.
fn broken(path: &str, target: &str) -> Option<&'static str> {
    if target.starts_with("@tauri-apps/") && !path.starts_with("ui/src/ipc/") {
        return Some("only ui/src/ipc speaks to Tauri");
    }
    let wanted = feature(target)?;
    if path.starts_with("ui/src/shared/") {
        return Some("ui/src/shared knows no feature");
    }
    (feature(path)? != wanted).then_some("features do not import each other")
}

fn feature(path: &str) -> Option<&str> {
    let name = path.strip_prefix("ui/src/features/")?.split('/').next()?;
    Some(name.split('.').next().unwrap_or(name))
}

/// What a module imports, exports on or loads later: every quoted text behind `from`, `import`
/// or `import(`.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for quote in ['"', '\''] {
        let parts = text.split(quote).collect::<Vec<_>>();
        for pair in parts.windows(2) {
            let before = pair[0].trim_end().trim_end_matches('(').trim_end();
            let word = before
                .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            if matches!(word, Some("from" | "import")) && !pair[1].contains('\n') {
                found.push(pair[1]);
            }
        }
    }
    found
}

/// The imported path from the top level; the name itself where it is a package's.
fn resolved(path: &str, import: &str) -> String {
    if !import.starts_with('.') {
        return import.to_owned();
    }
    let mut place = path.split('/').collect::<Vec<_>>();
    place.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(place.pop()),
            name => place.push(name),
        }
    }
    place.join("/")
}

#[test]
fn the_rooms_of_the_window_stay_apart() {
    assert_none(&breaches(&sources("ui", &[".ts", ".tsx", ".js", ".mjs"])));
}

#[test]
fn every_way_to_import_is_seen() {
    let text = r#"
        import { invoke } from "@tauri-apps/api/core";
        import './look.css';
        import type {
            Chat,
        } from '../chats';
        export * from "./list";
        const later = await import("./later");
        const said = "a message from 'somebody'";
    "#;
    let mut found = imports(text);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "../chats",
            "./later",
            "./list",
            "./look.css",
            "@tauri-apps/api/core",
            "somebody"
        ],
        "a word in a text may be seen too: it breaks no rule"
    );
}

#[test]
fn every_breach_is_named_with_its_rule() {
    let files = [
        source(
            "ui/src/ipc/tauri.ts",
            r#"import { listen } from "@tauri-apps/api/event";"#,
        ),
        source(
            "ui/src/app/main.tsx",
            r#"import { Chats } from "../features/chats";"#,
        ),
        source(
            "ui/src/features/chats/list.tsx",
            r#"import { row } from "./row";"#,
        ),
        source(
            "ui/src/features/dialogs/list.tsx",
            r#"import { row } from "../chats/row";"#,
        ),
        source(
            "ui/src/shared/menu.tsx",
            r#"import { row } from "../features/chats/row";"#,
        ),
        source(
            "ui/widget/panel.ts",
            r#"import { invoke } from "@tauri-apps/api/core";"#,
        ),
    ];
    assert_eq!(
        breaches(&files),
        [
            "ui/src/features/dialogs/list.tsx: imports ../chats/row, \
             but features do not import each other",
            "ui/src/shared/menu.tsx: imports ../features/chats/row, \
             but ui/src/shared knows no feature",
            "ui/widget/panel.ts: imports @tauri-apps/api/core, but only ui/src/ipc speaks to Tauri",
        ]
    );
}
