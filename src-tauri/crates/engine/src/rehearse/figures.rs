//! What the rehearsals of many dialogs come to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{MessageId, RealEnd, RehearsedEnd};

use super::{Plot, Rehearsed, times};

/// Different texts that are counted at the same time; when there are more, the rare ones go.
const TEXTS: usize = 200_000;

/// How often something was, and in how many dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Times {
    pub times: u64,
    pub dialogs: u64,
}

/// What came of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlockFigures {
    /// How often dialogs came by.
    pub visits: Times,
    /// How many dialogs ended here.
    pub ended: u64,
    /// How often a client was not understood here.
    pub elses: Times,
}

/// Something that clients wrote and the script did not understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotUnderstood {
    /// Where it was first written.
    pub message: MessageId,
    /// How often, at least.
    pub times: u64,
}

/// What the rehearsals of many dialogs with one plot come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// How many dialogs had ended and ended how.
    pub ends: BTreeMap<(RealEnd, RehearsedEnd), u64>,
    /// How often clients were not understood.
    pub elses: Times,
    /// What came of each marker, by its number.
    pub markers: Vec<Times>,
    /// What came of each block, by its number.
    pub blocks: Vec<BlockFigures>,
    texts: HashMap<u64, NotUnderstood>,
}

impl Times {
    fn add(&mut self, times: u64) {
        self.times += times;
        self.dialogs += u64::from(times > 0);
    }
}

impl Figures {
    /// The figures of no dialog.
    #[must_use]
    pub fn of(plot: &Plot) -> Self {
        Self {
            ends: BTreeMap::new(),
            elses: Times::default(),
            markers: vec![Times::default(); plot.markers().len()],
            blocks: vec![BlockFigures::default(); plot.blocks().len()],
            texts: HashMap::new(),
        }
    }

    /// Adds a dialog. In another order the same dialogs give the same counts; where a text was first
    /// written, and which of very many rare texts are forgotten, goes by the order.
    pub fn add(&mut self, really: RealEnd, rehearsed: &Rehearsed) {
        *self.ends.entry((really, rehearsed.ended)).or_default() += 1;
        for (block, times) in times(&rehearsed.path) {
            if let Some(figures) = at(&mut self.blocks, block) {
                figures.visits.add(times);
            }
        }
        for (marker, times) in times(&rehearsed.markers) {
            if let Some(figures) = at(&mut self.markers, marker) {
                figures.add(times);
            }
        }
        let ended = rehearsed.path.last().copied();
        if let Some(figures) = ended.and_then(|block| at(&mut self.blocks, block)) {
            figures.ended += 1;
        }
        let misunderstood = rehearsed.misunderstood.iter();
        let questions: Vec<_> = misunderstood.map(|missed| missed.question).collect();
        self.elses.add(questions.len() as u64);
        for (block, times) in times(&questions) {
            if let Some(figures) = at(&mut self.blocks, block) {
                figures.elses.add(times);
            }
        }
        for missed in &rehearsed.misunderstood {
            if let Some(words) = missed.words {
                self.remember(words, missed.message);
            }
        }
    }

    fn remember(&mut self, words: u64, message: MessageId) {
        let mut rare = 1;
        while self.texts.len() >= TEXTS {
            self.texts.retain(|_, text| text.times > rare);
            rare += 1;
        }
        let first = NotUnderstood { message, times: 0 };
        self.texts.entry(words).or_insert(first).times += 1;
    }

    /// How many dialogs were added.
    #[must_use]
    pub fn dialogs(&self) -> u64 {
        self.ends.values().sum()
    }

    /// What was not understood most often, at most `limit` of it.
    #[must_use]
    pub fn not_understood(&self, limit: usize) -> Vec<NotUnderstood> {
        let ordered: BTreeSet<_> = self
            .texts
            .values()
            .map(|text| (std::cmp::Reverse(text.times), text.message))
            .collect();
        let most = ordered.into_iter().take(limit);
        most.map(|(times, message)| NotUnderstood {
            message,
            times: times.0,
        })
        .collect()
    }
}

fn at<T>(figures: &mut [T], number: u32) -> Option<&mut T> {
    figures.get_mut(usize::try_from(number).ok()?)
}
