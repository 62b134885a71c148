//! What is kept on the shelf, under which ids, and what goes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use domain::{ContentId, Crop, Timestamp};
use made::png::{self, Colour};
use made::{letters, quarters};
use media::{Attachment, MediaError, PictureKind, PictureSize, Refused, Shelf, Swept, attachment};
use tempfile::TempDir;

/// A shelf in a folder of its own.
fn shelf() -> (Shelf, TempDir) {
    let folder = TempDir::new().unwrap();
    let shelf = Shelf::open(folder.path().join("data/media")).unwrap();
    (shelf, folder)
}

/// The names in the folder, sorted.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join("data/media")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names = names.collect::<Vec<_>>();
    names.sort();
    names
}

fn drawing() -> Vec<u8> {
    let quarters = quarters();
    let rows = png::rows(quarters.chunks(48 * 3));
    png::file(&png::header(48, 32, 8, Colour::Rgb), &[], &rows)
}

fn crop(x: u32, y: u32, side: u32) -> Crop {
    Crop { x, y, side }
}

/// A moment long before any test ran.
const LONG_AGO: Timestamp = Timestamp::from_millis(1_000_000_000_000);

/// Makes a file look as if it had been put there before [`LONG_AGO`].
fn age(file: &Path) {
    let file = File::options().write(true).open(file).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_secs(999_999_999))
        .unwrap();
}

fn age_all(folder: &TempDir) {
    for name in names(folder) {
        age(&folder.path().join("data/media").join(name));
    }
}

#[test]
fn a_square_is_kept_once_at_both_sizes_and_shows_what_was_cut() {
    let (shelf, folder) = shelf();
    let taken = shelf.take_picture(&drawing(), Some("me.png")).unwrap();
    assert_eq!((taken.width, taken.height), (48, 32));
    // The middle, where the quarters meet.
    let square = shelf.crop(taken.source, crop(8, 0, 32)).unwrap();
    for (size, side) in [(PictureSize::Px256, 256), (PictureSize::Px64, 64)] {
        let stored = shelf.read(square, size).unwrap();
        assert_eq!(stored.kind, PictureKind::Jpeg);
        let picture = image::load_from_memory(&stored.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (side, side));
        assert_eq!(letters(&stored.bytes), "RGBW");
    }
    let kept = names(&folder);
    assert_eq!(kept.len(), 3, "{kept:?}");

    assert_eq!(shelf.take_picture(&drawing(), None).unwrap(), taken);
    assert_eq!(shelf.crop(taken.source, crop(8, 0, 32)).unwrap(), square);
    assert_eq!(names(&folder), kept, "the same again is kept once");

    let red = shelf.crop(taken.source, crop(0, 0, 16)).unwrap();
    assert_ne!(red, square);
    assert_eq!(
        letters(&shelf.read(red, PictureSize::Px64).unwrap().bytes),
        "RRRR"
    );
}

#[test]
fn a_transparent_picture_stays_transparent() {
    let (shelf, _folder) = shelf();
    let glass = png::flat(300, 200, Colour::Rgba, &[200, 0, 0, 100]);
    let taken = shelf.take_picture(&glass, None).unwrap();
    let square = shelf.crop(taken.source, crop(100, 0, 200)).unwrap();
    for size in [PictureSize::Px256, PictureSize::Px64] {
        let stored = shelf.read(square, size).unwrap();
        assert_eq!(
            (stored.kind, made::middle(&stored.bytes)),
            (PictureKind::Png, [200, 0, 0, 100])
        );
    }
}

#[test]
fn a_square_that_is_not_within_the_picture_is_refused_by_name() {
    let (shelf, folder) = shelf();
    let source = shelf.take_picture(&drawing(), None).unwrap().source;
    let refused = |wrong| shelf.crop(source, wrong).unwrap_err();
    assert_eq!(
        refused(crop(0, 0, 0)),
        MediaError::Refused(Refused::EmptyCrop)
    );
    for wrong in [
        crop(0, 0, 33),
        crop(17, 0, 32),
        crop(0, 1, 32),
        crop(u32::MAX, 0, 2),
        crop(2, 2, u32::MAX),
    ] {
        let outside = Refused::CropOutside {
            crop: wrong,
            width: 48,
            height: 32,
        };
        assert_eq!(refused(wrong), MediaError::Refused(outside));
    }
    assert_eq!(
        refused(crop(17, 0, 32)).to_string(),
        "the square of 32 pixels at 17, 0 is not within the picture of 48 × 32"
    );
    for fitting in [crop(16, 0, 32), crop(47, 31, 1)] {
        assert!(shelf.crop(source, fitting).is_ok());
    }
    assert_eq!(names(&folder).len(), 5);
}

#[test]
fn what_is_kept_as_one_thing_is_not_found_as_another() {
    let (shelf, _folder) = shelf();
    let taken = shelf.take_picture(&drawing(), None).unwrap();
    let file = shelf
        .take_attachment(&drawing()[..], "drawing.png")
        .unwrap();
    let absent = |id| Some(MediaError::NotThere { id });
    assert_eq!(
        shelf.read(taken.source, PictureSize::Px256).err(),
        absent(taken.source)
    );
    assert_eq!(shelf.attachment(taken.source).err(), absent(taken.source));
    assert_eq!(
        shelf.read(file.id, PictureSize::Source).err(),
        absent(file.id)
    );
    let stranger = ContentId::of_sha256([7; 32]);
    assert_eq!(shelf.crop(stranger, crop(0, 0, 1)).err(), absent(stranger));
}

#[test]
fn a_picture_spoiled_on_the_disk_is_told_so_and_mended_by_putting_it_there_again() {
    let (shelf, folder) = shelf();
    let id = shelf.take_picture(&drawing(), None).unwrap().source;
    let file = folder.path().join("data/media").join(&names(&folder)[0]);
    fs::write(&file, b"").unwrap();
    assert_eq!(
        shelf.read(id, PictureSize::Source),
        Err(MediaError::DamagedOnDisk { id })
    );
    shelf.take_picture(&drawing(), None).unwrap();
    assert!(shelf.read(id, PictureSize::Source).is_ok());
}

#[test]
fn an_attachment_comes_back_as_it_was_with_a_safe_name() {
    let (shelf, folder) = shelf();
    let page = b"<!DOCTYPE html><script>alert(1)</script>";
    let taken = shelf.take_attachment(&page[..], "../cat.png").unwrap();
    let Attachment {
        id,
        bytes,
        kind,
        name,
    } = taken.clone();
    assert_eq!((bytes, name.as_str()), (page.len() as u64, "cat.png.bin"));
    assert!(kind.is_some_and(|kind| kind.media_type == "text/html" && !kind.is_shown_in_place()));
    let mut read = Vec::new();
    shelf
        .attachment(id)
        .unwrap()
        .read_to_end(&mut read)
        .unwrap();
    assert_eq!(read, page);

    let known = shelf.kept_attachment(id, "../cat.png").unwrap();
    assert_eq!(known, taken, "it is known again as it was taken");
    let refused = shelf.kept_attachment(id, "page.exe").unwrap_err();
    let name = "page.exe".to_owned();
    assert_eq!(refused, MediaError::Refused(Refused::Runs { name }));

    let again = shelf.take_attachment(&page[..], "other.html").unwrap();
    assert_eq!((again.id, again.name.as_str()), (id, "other.html"));
    assert_eq!(
        names(&folder),
        [format!("{id}.file")],
        "the same content is kept once"
    );
    // Known by content and not by chance: the id is the SHA-256 that other programs compute.
    let abc = shelf.take_attachment(&b"abc"[..], "").unwrap();
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(
        (abc.id.to_string().as_str(), abc.name.as_str()),
        (known, "file")
    );
}

#[test]
fn an_attachment_is_read_no_further_than_its_limit() {
    let (shelf, folder) = shelf();
    let most = shelf
        .take_attachment(io::repeat(7).take(attachment::BYTES_MAX), "a")
        .unwrap();
    assert_eq!(most.bytes, 20_971_520);
    let refused = shelf.take_attachment(io::repeat(7), "endless").unwrap_err();
    let limit = attachment::BYTES_MAX;
    assert_eq!(refused, MediaError::Refused(Refused::LargerThan { limit }));
    assert_eq!(refused.to_string(), "more than 20 MB, which is the limit");
    let empty = shelf.take_attachment(io::empty(), "empty.txt");
    assert_eq!(empty, Err(MediaError::Refused(Refused::Empty)));
    assert_eq!(
        names(&folder),
        [format!("{}.file", most.id)],
        "of what was refused nothing is left"
    );
}

/// Gives a little, asks to be tried again, gives a little more and fails.
struct Failing(u8);

impl Read for Failing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0 += 1;
        match self.0 {
            2 => Err(io::ErrorKind::Interrupted.into()),
            4 => Err(io::ErrorKind::ConnectionReset.into()),
            _ => (&b"half"[..]).read(into),
        }
    }
}

#[test]
fn of_a_file_that_stops_coming_nothing_is_left() {
    let (shelf, folder) = shelf();
    let stopped = shelf.take_attachment(Failing(0), "half.txt");
    assert!(
        matches!(stopped, Err(MediaError::StoppedComing { .. })),
        "{stopped:?}"
    );
    assert_eq!(names(&folder), [""; 0]);
    let whole = shelf
        .take_attachment(Failing(0).take(8), "whole.txt")
        .unwrap();
    assert_eq!(whole.bytes, 8, "a read that was interrupted is tried again");
}

#[test]
fn a_sweep_removes_what_is_old_and_named_nowhere() {
    let (shelf, folder) = shelf();
    let taken = shelf.take_picture(&drawing(), None).unwrap();
    let used = shelf.crop(taken.source, crop(0, 0, 16)).unwrap();
    let unused = shelf.crop(taken.source, crop(24, 0, 16)).unwrap();
    let file = shelf.take_attachment(&b"words"[..], "words.txt").unwrap();
    let keep = HashSet::from([taken.source, used, file.id]);
    assert_eq!(
        shelf.sweep(&keep, LONG_AGO).unwrap(),
        Swept::default(),
        "all is new"
    );

    let left = folder
        .path()
        .join("data/media/.draft-left-by-a-killed-process");
    fs::write(&left, b"half").unwrap();
    let foreign = folder.path().join("data/media/notes.txt");
    fs::write(&foreign, b"mine").unwrap();
    age_all(&folder);
    let lengths = [PictureSize::Px256, PictureSize::Px64]
        .map(|size| shelf.read(unused, size).unwrap().bytes.len() as u64);
    let swept = shelf.sweep(&keep, LONG_AGO).unwrap();
    assert_eq!(
        swept,
        Swept {
            files: 3,
            bytes: lengths.iter().sum::<u64>() + 4
        }
    );
    assert!(shelf.read(unused, PictureSize::Px256).is_err() && !left.exists());
    assert!(foreign.exists(), "what a shelf did not put there it leaves");
    for size in [PictureSize::Px256, PictureSize::Px64] {
        assert!(shelf.read(used, size).is_ok());
    }
    assert!(shelf.read(taken.source, PictureSize::Source).is_ok());
    assert!(shelf.attachment(file.id).is_ok());
}

#[test]
fn what_is_put_there_again_is_new_again() {
    let (shelf, folder) = shelf();
    let taken = shelf.take_picture(&drawing(), None).unwrap();
    age_all(&folder);
    shelf.take_picture(&drawing(), None).unwrap();
    assert_eq!(
        shelf.sweep(&HashSet::new(), LONG_AGO).unwrap(),
        Swept::default()
    );
    assert!(shelf.read(taken.source, PictureSize::Source).is_ok());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, b"").unwrap();
    let refused = Shelf::open(file.join("media")).unwrap_err();
    assert!(matches!(refused, MediaError::Disk { .. }), "{refused:?}");
    assert!(refused.to_string().contains("file"), "{refused}");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;

    let (shelf, folder) = shelf();
    shelf.take_attachment(&b"words"[..], "words.txt").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let kept = folder.path().join("data/media");
    assert_eq!(mode(&kept), 0o700);
    assert_eq!(mode(&kept.join(&names(&folder)[0])), 0o600);
}
