//! Data folders that cannot be used: exit 1, the path in the error, and the folder as it was.

use std::fs;

use support::Ctl;

use crate::assert_refused;

#[tokio::test]
async fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("parley.db");
    for bytes in [
        &b"hello"[..],
        b"<html>not a database, and longer than a header of one is</html>",
    ] {
        fs::write(&database, bytes).unwrap();
        for arguments in [
            &["chats", "list"][..],
            &["serve", "--listen", "127.0.0.1:0"],
        ] {
            let done = Ctl::on(folder.path()).run(arguments).await;
            assert_refused(
                &done,
                1,
                &[database.to_str().unwrap(), "not a Parley database"],
            );
        }
        assert_eq!(fs::read(&database).unwrap(), bytes);
    }
}

/// People copy the one file they know of.
#[tokio::test]
async fn the_database_holds_everything_when_no_program_has_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let made = Ctl::on(&data).run(&["sample", "--dialogs", "5000"]).await;
    assert_eq!(made.code, Some(0), "{made:?}");
    let log = fs::metadata(data.join("parley.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "bytes that are not in the database");
    let copy = folder.path().join("copy");
    fs::create_dir(&copy).unwrap();
    fs::copy(data.join("parley.db"), copy.join("parley.db")).unwrap();
    let dialogs = ["dialogs", "list", "--all", "--limit", "10000"];
    let rows = Ctl::on(&copy).json(&dialogs).await;
    assert_eq!(rows.as_array().map(Vec::len), Some(5000));
}

#[tokio::test]
async fn a_database_from_the_future_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    ctl.create_chat("Orders").await;
    let database = folder.path().join("parley.db");
    let mut bytes = fs::read(&database).unwrap();
    // The format's number: SQLite keeps `user_version` here, the highest byte first.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&database, &bytes).unwrap();
    let done = ctl.run(&["chats", "list"]).await;
    assert_refused(
        &done,
        1,
        &[database.to_str().unwrap(), "newer Parley", "99"],
    );
    assert_eq!(fs::read(&database).unwrap(), bytes);
}

#[tokio::test]
async fn another_programs_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    ctl.create_chat("Orders").await;
    let database = folder.path().join("parley.db");
    let mut bytes = fs::read(&database).unwrap();
    // SQLite keeps `application_id` here: whose file it is.
    bytes[68..72].copy_from_slice(b"ELSE");
    fs::write(&database, &bytes).unwrap();
    let done = ctl.run(&["chats", "list"]).await;
    assert_refused(
        &done,
        1,
        &[database.to_str().unwrap(), "not a Parley database"],
    );
    assert_eq!(fs::read(&database).unwrap(), bytes);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "a file").unwrap();
    for data in [file.clone(), file.join("data")] {
        let done = Ctl::on(&data).run(&["chats", "list"]).await;
        assert_refused(&done, 1, &[data.to_str().unwrap()]);
    }
    assert_eq!(fs::read(&file).unwrap(), b"a file");
}

/// Rights do not bind the administrator of a computer, so a copy of the program runs as nobody then.
#[cfg(unix)]
#[tokio::test]
async fn a_folder_without_rights_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Stdio;

    let place = tempfile::tempdir().unwrap();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let data = place.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o500)).unwrap();
    let ctl = Ctl::on(&data);
    let mut command = if rustix::process::geteuid().is_root() {
        const NOBODY: u32 = 65534;
        let program = place.path().join("parleyctl");
        fs::copy(support::built("parleyctl"), &program).unwrap();
        let mut command = tokio::process::Command::new(program);
        command
            .uid(NOBODY)
            .arg("--data")
            .arg(&data)
            .args(["chats", "list"]);
        command
    } else {
        ctl.command(&["chats", "list"])
    };
    let output = command.stdin(Stdio::null()).output().await.unwrap();
    let done = support::Done::of(&output);
    assert_refused(&done, 1, &[data.to_str().unwrap(), "no right to use"]);
    assert_eq!(
        fs::read_dir(&data).unwrap().count(),
        0,
        "nothing was left in it"
    );
}
