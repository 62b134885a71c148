//! How a dialog lives: what happens when a client writes, presses a button or falls silent.
//!
//! [`step`] is a function from values to values: it takes a [`Session`] and an [`Event`] and gives
//! the session that follows and the [`Effect`]s to carry out. It asks no clock, reads no store and
//! sends nothing. Between two steps everything a dialog needs lies in its session, which is stored
//! with the effects in one transaction, so a program that was killed goes on where it was.

mod answer;
mod answered;
mod cost;
mod course;
mod crew;
mod desk;
mod hours;
mod press;
mod rehearse;
mod route;
mod run;
mod scripts;
mod session;
mod settings;
mod step;

pub use answered::Answer;
pub use cost::Prices;
pub use course::{Witness, Witnessed};
pub use desk::{Acted, Action, Desk, Refused, To};
pub use hours::Hours;
pub use rehearse::{
    BlockFigures, Figures, Misunderstood, NotUnderstood, Plot, PlotBlock, Rehearsed, Requests,
    Times, Venue, real_end, rehearse,
};
pub use route::{Available, Waiting, route};
pub use run::{Engine, Pass};
pub use session::{Deadline, Follows, Rank, Session, SessionError};
pub use settings::Settings;
pub use step::{Context, Effect, Event, Group, Note, Staff, Step, World, step};
