use std::collections::HashSet;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::{ContentId, Crop, Timestamp};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::{MediaError, PictureKind, PictureSize, picture};

/// The folder in which pictures and files lie, each under the SHA-256 of its content.
///
/// A file appears whole or not at all, stays as it is and can be read by its owner alone. Nothing
/// but a [`ContentId`] finds it, so no name that somebody wrote reaches a path. One `Shelf` owns
/// its folder; any number of threads may use it.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    /// Held while a picture is taken: what decoding may hold is for one picture at a time.
    decoding: Mutex<()>,
    /// Held while a file appears or goes: what is put there again while a sweep looks at it stays.
    changing: Mutex<()>,
}

/// A picture that was kept as a source of squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The id of the source.
    pub source: ContentId,
    /// Pixels of the source from left to right, 1 to [`picture::SOURCE_SIDE_MAX`].
    pub width: u32,
    /// Pixels of the source from top to bottom, 1 to [`picture::SOURCE_SIDE_MAX`].
    pub height: u32,
}

/// A picture as it lies on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPicture {
    /// Whether it is a JPEG or a PNG.
    pub kind: PictureKind,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What a sweep removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many files.
    pub files: u64,
    /// How many bytes they had together.
    pub bytes: u64,
}

/// What the name of a file begins with while it is being written.
const DRAFT: &str = ".draft-";
/// What the name of an attachment ends with; the endings of pictures are at [`ending`].
const ATTACHMENT: &str = "file";

/// Files under one id differ by this, so that a picture is never found as an attachment, which
/// fewer people may see, nor the other way round.
const fn ending(size: PictureSize) -> &'static str {
    match size {
        PictureSize::Source => "source",
        PictureSize::Px256 => "256",
        PictureSize::Px64 => "64",
    }
}

impl Shelf {
    /// The shelf in `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// Says why the folder cannot be made.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, MediaError> {
        let shelf = Self {
            folder: folder.into(),
            decoding: Mutex::new(()),
            changing: Mutex::new(()),
        };
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let made = builder.create(&shelf.folder);
        made.map_err(|error| shelf.failed(&error))?;
        Ok(shelf)
    }

    /// Takes a picture as [`picture::take`] does and keeps it as a source of squares. The same
    /// picture has the same id and is kept once. Others wait while one is taken, so that together
    /// they hold no more than [`picture::DECODING_MAX`] allows.
    ///
    /// # Errors
    /// [`MediaError::Refused`] with what is wrong with the picture, or what the disk did.
    pub fn take_picture(&self, bytes: &[u8], called: Option<&str>) -> Result<Taken, MediaError> {
        let decoding = held(&self.decoding);
        let source = picture::take(bytes, called)?;
        drop(decoding);
        let id = id_of(&source.bytes);
        self.put(&source.bytes, id, ending(PictureSize::Source))?;
        Ok(Taken {
            source: id,
            width: source.width,
            height: source.height,
        })
    }

    /// Cuts a square from a kept source and keeps it at both sizes, under the id of the larger
    /// one. The same square has the same id and is kept once.
    ///
    /// # Errors
    /// [`MediaError::Refused`] when the square is not within the source,
    /// [`MediaError::NotThere`] when there is no such source, or what the disk did.
    pub fn crop(&self, source: ContentId, crop: Crop) -> Result<ContentId, MediaError> {
        let source = self.read(source, PictureSize::Source)?;
        let square = picture::cut(&source.bytes, crop)?;
        let id = id_of(&square.px256);
        // The larger one is the sign that both are there.
        self.put(&square.px64, id, ending(PictureSize::Px64))?;
        self.put(&square.px256, id, ending(PictureSize::Px256))?;
        Ok(id)
    }

    /// A kept picture.
    ///
    /// # Errors
    /// [`MediaError::NotThere`] when none is kept under that id at that size,
    /// [`MediaError::DamagedOnDisk`], or what the disk did.
    pub fn read(&self, id: ContentId, size: PictureSize) -> Result<StoredPicture, MediaError> {
        let read = fs::read(self.path(id, ending(size)));
        let bytes = read.map_err(|error| self.not_read(id, &error))?;
        let kind = PictureKind::of(&bytes).ok_or(MediaError::DamagedOnDisk { id })?;
        Ok(StoredPicture { kind, bytes })
    }

    /// A kept attachment, open at its beginning.
    ///
    /// # Errors
    /// [`MediaError::NotThere`] when none is kept under that id, or what the disk did.
    pub fn attachment(&self, id: ContentId) -> Result<File, MediaError> {
        let opened = File::open(self.path(id, ATTACHMENT));
        opened.map_err(|error| self.not_read(id, &error))
    }

    /// Removes what was put there before `before` and is not in `keep`, which names squares,
    /// sources and attachments alike. What was put there again counts from then.
    ///
    /// `before` has to lie far enough back that everything older has been named somewhere or was
    /// given up: a picture that somebody just chose is not in any chat yet. Drafts that a killed
    /// process left go by the same rule. Files of others are left alone.
    ///
    /// # Errors
    /// What the disk did; what was removed until then stays removed.
    pub fn sweep(&self, keep: &HashSet<ContentId>, before: Timestamp) -> Result<Swept, MediaError> {
        let mut swept = Swept::default();
        let entries = fs::read_dir(&self.folder).map_err(|error| self.failed(&error))?;
        for entry in entries {
            let entry = entry.map_err(|error| self.failed(&error))?;
            let unused = entry.file_name().to_str().is_some_and(|name| {
                name.starts_with(DRAFT) || id_in(name).is_some_and(|id| !keep.contains(&id))
            });
            if unused {
                let removed = self.remove_older(&entry, before);
                if let Some(bytes) = removed.map_err(|error| self.failed(&error))? {
                    swept.files += 1;
                    swept.bytes += bytes;
                }
            }
        }
        Ok(swept)
    }

    /// Removes a file if it is there and was put there before `before`; its bytes if so.
    fn remove_older(&self, entry: &fs::DirEntry, before: Timestamp) -> io::Result<Option<u64>> {
        let _changing = held(&self.changing);
        let gone = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => Ok(None),
            _ => Err(error),
        };
        // By path: what a listing remembers may be older than what was put there since.
        let file = match fs::symlink_metadata(entry.path()) {
            Ok(file) => file,
            Err(error) => return gone(error),
        };
        if !file.is_file() || moment(file.modified()?) >= before {
            return Ok(None);
        }
        match fs::remove_file(entry.path()) {
            Ok(()) => Ok(Some(file.len())),
            Err(error) => gone(error),
        }
    }

    /// A file to write to, which is nothing until it is kept and goes when it is dropped.
    pub(crate) fn draft(&self) -> Result<NamedTempFile, MediaError> {
        let mut builder = tempfile::Builder::new();
        let draft = builder.prefix(DRAFT).tempfile_in(&self.folder);
        draft.map_err(|error| self.failed(&error))
    }

    /// Keeps a draft as the attachment with that id.
    pub(crate) fn keep_attachment(
        &self,
        draft: NamedTempFile,
        id: ContentId,
    ) -> Result<(), MediaError> {
        self.keep(draft, id, ATTACHMENT)
    }

    fn put(&self, bytes: &[u8], id: ContentId, ending: &str) -> Result<(), MediaError> {
        let mut draft = self.draft()?;
        let written = draft.write_all(bytes);
        written.map_err(|error| self.failed(&error))?;
        self.keep(draft, id, ending)
    }

    /// Gives a draft its lasting name, in place of the same content put there earlier, which
    /// renews its time and mends what the disk may have done to it.
    fn keep(&self, draft: NamedTempFile, id: ContentId, ending: &str) -> Result<(), MediaError> {
        let synced = draft.as_file().sync_all();
        synced.map_err(|error| self.failed(&error))?;
        let changing = held(&self.changing);
        let kept = draft.persist(self.path(id, ending));
        kept.map_err(|error| self.failed(&error.error))?;
        drop(changing);
        // A name is on the disk when its folder is.
        #[cfg(unix)]
        File::open(&self.folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| self.failed(&error))?;
        Ok(())
    }

    fn path(&self, id: ContentId, ending: &str) -> PathBuf {
        self.folder.join(format!("{id}.{ending}"))
    }

    fn not_read(&self, id: ContentId, error: &io::Error) -> MediaError {
        match error.kind() {
            io::ErrorKind::NotFound => MediaError::NotThere { id },
            _ => self.failed(error),
        }
    }

    /// What the system's answer means for whoever uses the shelf.
    pub(crate) fn failed(&self, error: &io::Error) -> MediaError {
        MediaError::of_disk(&self.folder, error)
    }
}

/// The turn that the lock gives; there is nothing behind it that a panic could have spoiled.
fn held(lock: &Mutex<()>) -> MutexGuard<'_, ()> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn id_of(bytes: &[u8]) -> ContentId {
    ContentId::of_sha256(Sha256::digest(bytes).into())
}

/// The id in the name of a file that a shelf put there.
fn id_in(name: &str) -> Option<ContentId> {
    let (id, end) = name.split_once('.')?;
    let pictures = [PictureSize::Source, PictureSize::Px256, PictureSize::Px64];
    let ours = end == ATTACHMENT || pictures.map(ending).contains(&end);
    id.parse().ok().filter(|_| ours)
}

fn moment(time: SystemTime) -> Timestamp {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
