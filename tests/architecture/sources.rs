//! The files that people write, of the kinds that the rules look at.

use std::fs;
use std::path::Path;

/// A file, by its path from the top level with `/` between, and its text.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Folders that hold what programs wrote or other people did.
const NOT_OURS: [&str; 4] = ["node_modules", "dist", "target", "gen"];

/// Every file with one of the endings below a folder of the top level.
pub(crate) fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&crate::root().join(folder), folder, endings, &mut found);
    found
}

fn collect(folder: &Path, shown: &str, endings: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the repository can be read") {
        let entry = entry.expect("the repository can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{shown}/{name}");
        if entry
            .file_type()
            .expect("the repository can be read")
            .is_dir()
        {
            if !NOT_OURS.contains(&name.as_str()) {
                collect(&entry.path(), &path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(entry.path()).expect("sources are UTF-8");
            found.push(Source { path, text });
        }
    }
}

/// A made-up file.
pub(crate) fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
