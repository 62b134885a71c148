//! Reports that cannot be written: no file, or the one that was there before.

use std::fs;

use support::Ctl;

use crate::assert_refused;

#[tokio::test]
async fn a_place_that_takes_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path().join("data"));
    let missing = folder.path().join("missing").join("x.csv");
    let directory = folder.path().join("d.xlsx");
    fs::create_dir(&directory).unwrap();
    for (path, names) in [
        (&missing, "folder does not exist"),
        (&directory, "is a folder"),
    ] {
        let path = path.to_str().unwrap();
        let done = ctl.run(&["report", "sessions", "--out", path]).await;
        assert_refused(&done, 1, &[path, names]);
    }
}

/// A limit on the size of files does to an export what a full disk does, without filling one.
#[cfg(unix)]
#[tokio::test]
async fn an_export_that_runs_out_of_room_leaves_the_file_before_it() {
    use std::process::Stdio;

    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path().join("data"));
    let made = ctl.run(&["sample", "--dialogs", "5000"]).await;
    assert_eq!(made.code, Some(0), "{made:?}");
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    for name in ["sessions.xlsx", "sessions.csv", "sessions.jsonl"] {
        let target = reports.join(name);
        fs::write(&target, "of last week").unwrap();
        let command = ctl.command(&["report", "sessions", "--out", target.to_str().unwrap()]);
        let limited = tokio::process::Command::new("sh")
            // 512 blocks of 512 bytes: the database is opened within them, the report is longer.
            .args(["-c", "trap '' XFSZ; ulimit -f 512; exec \"$0\" \"$@\""])
            .arg(command.as_std().get_program())
            .args(command.as_std().get_args())
            .stdin(Stdio::null())
            .output()
            .await;
        let done = support::Done::of(&limited.unwrap());
        assert_refused(&done, 1, &[target.to_str().unwrap()]);
        assert_eq!(fs::read(&target).unwrap(), b"of last week");
        let left = fs::read_dir(&reports)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        assert_eq!(
            left.collect::<Vec<_>>(),
            [name],
            "nothing half-written stays"
        );
        fs::remove_file(&target).unwrap();
    }
}
