//! Pictures and files that people bring: what they really are, how much is let in, where they lie.
//!
//! A file is judged by its content, never by its name or by what its sender says of it. Limits hold
//! before anything is decoded. What was let in is kept by its SHA-256 on a [`Shelf`], and of a
//! picture only the pixels: turned upright, without the place, time and camera that a photograph
//! tells. This room knows no chat and no dialog, serves nothing over a network and draws
//! none of the default pictures. All of it blocks: it reads disks and decodes pictures, so it wants
//! a thread of its own.

pub mod attachment;
mod coded;
mod drawn;
mod error;
mod kind;
mod name;
mod outline;
pub mod picture;
mod scale;
mod shelf;

pub use attachment::{Attachment, may_be_sent};
pub use error::{MediaError, Refused};
pub use kind::{FileKind, PictureKind};
pub use name::{NAME_MAX, safe_name};
pub use picture::PictureSize;
pub use shelf::{Shelf, StoredPicture, Swept, Taken};
