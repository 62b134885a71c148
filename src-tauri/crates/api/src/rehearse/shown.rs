//! Rehearsals that are done: their figures, and the dialogs behind each.

use domain::{DialogId, MessageId, RealEnd, RehearsedEnd, ScriptId, Timestamp};
use engine::{Figures, Plot};
use script::BlockId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Counted, Nothing, RehearsalRequest, RehearsedPage, RehearsedRow, RehearsedVersion};
use crate::{ApiError, App};

/// Texts that were not understood, shown of each version.
const TEXTS: usize = 50;
/// Dialogs on a page.
const PAGE: u32 = 100;

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct RehearsalsOf {
    script: ScriptId,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct RehearsalByNo {
    #[ts(type = "number")]
    pub(super) no: i64,
}

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct RehearsalDialogs {
    #[ts(type = "number")]
    no: i64,
    /// Which of the rehearsed versions: 0 or 1.
    variant: u8,
    counted: Counted,
    /// From just before this dialog; none asks for the newest.
    #[serde(default)]
    before: Option<DialogId>,
}

/// A rehearsal in the list.
#[derive(Debug, Serialize, TS)]
pub(crate) struct RehearsalRow {
    #[ts(type = "number")]
    no: i64,
    script: ScriptId,
    made_at: Timestamp,
    request: RehearsalRequest,
    dialogs: u64,
}

/// A rehearsal with its figures.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Rehearsal {
    #[serde(flatten)]
    row: RehearsalRow,
    /// The figures of each version, in the order of the request.
    variants: Vec<RehearsedVariant>,
}

/// What the rehearsal of one version came to.
#[derive(Debug, Serialize, TS)]
pub(crate) struct RehearsedVariant {
    version: RehearsedVersion,
    /// How many of the dialogs that had ended one way ended which way here.
    ends: Vec<EndsCounted>,
    /// How often the client was not understood, and in how many dialogs.
    elses: TimesCounted,
    /// Every marker that could be passed.
    markers: Vec<MarkerCounted>,
    /// Each block that a dialog came by.
    blocks: Vec<BlockCounted>,
    /// What was not understood most often.
    not_understood: Vec<TextCounted>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub(crate) struct EndsCounted {
    really: RealEnd,
    ended: RehearsedEnd,
    dialogs: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub(crate) struct TimesCounted {
    times: u64,
    dialogs: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub(crate) struct MarkerCounted {
    marker: String,
    times: u64,
    dialogs: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub(crate) struct BlockCounted {
    block: BlockId,
    /// The script it stands in; none means the one that is rehearsed.
    script: Option<ScriptId>,
    /// What people call it, else its id.
    title: String,
    /// How often dialogs came by.
    visits: u64,
    /// How many dialogs came by.
    dialogs: u64,
    /// How many dialogs ended here.
    ended: u64,
    /// In how many dialogs the client was not understood here.
    elses: u64,
}

/// What clients wrote, without regard to case.
#[derive(Debug, Serialize, TS)]
pub(crate) struct TextCounted {
    text: String,
    times: u64,
    /// Where it was first written.
    dialog: DialogId,
}

/// The figures as they are kept. What clients wrote is not kept a second time: it goes with its dialog.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    dialogs: u64,
    variants: Vec<Variant>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Variant {
    version: RehearsedVersion,
    ends: Vec<EndsCounted>,
    elses: TimesCounted,
    /// By number.
    markers: Vec<MarkerCounted>,
    /// By number.
    blocks: Vec<BlockCounted>,
    texts: Vec<(MessageId, u64)>,
}

impl Kept {
    pub(super) fn of(versions: &[RehearsedVersion], plots: &[Plot], figures: &[Figures]) -> Self {
        let variants = versions.iter().zip(plots).zip(figures);
        Self {
            dialogs: figures.first().map_or(0, Figures::dialogs),
            variants: variants
                .map(|((version, plot), figures)| Variant::of(*version, plot, figures))
                .collect(),
        }
    }

    fn read(text: &str) -> Result<Self, ApiError> {
        serde_json::from_str(text).map_err(damaged)
    }
}

fn damaged(error: serde_json::Error) -> ApiError {
    ApiError::new("damaged", format!("a rehearsal cannot be read: {error}"))
}

impl Variant {
    fn of(version: RehearsedVersion, plot: &Plot, figures: &Figures) -> Self {
        let ends = figures.ends.iter();
        let markers = plot.markers().iter().zip(&figures.markers);
        let blocks = plot.blocks().iter().zip(&figures.blocks);
        let texts = figures.not_understood(TEXTS).into_iter();
        Self {
            version,
            ends: ends
                .map(|((really, ended), dialogs)| EndsCounted {
                    really: *really,
                    ended: *ended,
                    dialogs: *dialogs,
                })
                .collect(),
            elses: TimesCounted {
                times: figures.elses.times,
                dialogs: figures.elses.dialogs,
            },
            markers: markers
                .map(|(marker, counted)| MarkerCounted {
                    marker: marker.clone(),
                    times: counted.times,
                    dialogs: counted.dialogs,
                })
                .collect(),
            blocks: blocks
                .map(|(block, counted)| BlockCounted {
                    block: block.block.clone(),
                    script: block.script,
                    title: block
                        .title
                        .clone()
                        .unwrap_or_else(|| block.block.to_string()),
                    visits: counted.visits.times,
                    dialogs: counted.visits.dialogs,
                    ended: counted.ended,
                    elses: counted.elses.dialogs,
                })
                .collect(),
            texts: texts.map(|text| (text.message, text.times)).collect(),
        }
    }

    /// The figure's dialogs as the store counts them; none when the figure is not one of these.
    fn counted(&self, counted: Counted) -> Option<store::Counted> {
        let of_block = |id: &BlockId, script: Option<ScriptId>| {
            let mut blocks = self.blocks.iter();
            number(blocks.position(|block| block.block == *id && block.script == script)?)
        };
        Some(match counted {
            Counted::All => store::Counted::All,
            Counted::Ended { really, ended } => store::Counted::Ended { really, ended },
            Counted::NotUnderstood => store::Counted::NotUnderstood,
            Counted::Differing => store::Counted::Differing,
            Counted::Marked { marker } => {
                let mut markers = self.markers.iter();
                let place = markers.position(|counted| counted.marker == marker)?;
                store::Counted::Marked(number(place)?)
            }
            Counted::CameBy { block, script } => store::Counted::CameBy(of_block(&block, script)?),
            Counted::EndedAt { block, script } => {
                store::Counted::EndedAt(of_block(&block, script)?)
            }
            Counted::NotUnderstoodAt { block, script } => {
                store::Counted::NotUnderstoodAt(of_block(&block, script)?)
            }
        })
    }
}

fn number(place: usize) -> Option<u32> {
    u32::try_from(place).ok()
}

fn row(rehearsal: store::Rehearsal) -> Result<(RehearsalRow, Vec<Variant>), ApiError> {
    let Kept { dialogs, variants } = Kept::read(&rehearsal.result)?;
    let row = RehearsalRow {
        no: rehearsal.no,
        script: rehearsal.script,
        made_at: rehearsal.made_at,
        request: serde_json::from_str(&rehearsal.request).map_err(damaged)?,
        dialogs,
    };
    Ok((row, variants))
}

pub(crate) async fn rehearsals_list(
    app: App,
    request: RehearsalsOf,
) -> Result<Vec<RehearsalRow>, ApiError> {
    app.store()
        .read(move |r| {
            let done = r.rehearsals(request.script)?.into_iter();
            done.map(|rehearsal| row(rehearsal).map(|(row, _)| row))
                .collect()
        })
        .await
}

pub(crate) async fn rehearsal_get(app: App, request: RehearsalByNo) -> Result<Rehearsal, ApiError> {
    app.store()
        .read(move |r| {
            let no = request.no;
            let found = r.rehearsal(no)?;
            let (row, variants) = row(found.ok_or_else(|| ApiError::not_found("rehearsal", no))?)?;
            let variants = variants.into_iter().map(|variant| {
                let mut not_understood = Vec::new();
                for (message, times) in variant.texts {
                    if let Some((dialog, text)) = r.message_text(message)? {
                        not_understood.push(TextCounted {
                            text,
                            times,
                            dialog,
                        });
                    }
                }
                let mut blocks = variant.blocks;
                blocks.retain(|block| block.dialogs > 0);
                Ok(RehearsedVariant {
                    version: variant.version,
                    ends: variant.ends,
                    elses: variant.elses,
                    markers: variant.markers,
                    blocks,
                    not_understood,
                })
            });
            Ok(Rehearsal {
                row,
                variants: variants.collect::<Result<_, ApiError>>()?,
            })
        })
        .await
}

pub(crate) async fn rehearsal_dialogs(
    app: App,
    request: RehearsalDialogs,
) -> Result<RehearsedPage, ApiError> {
    let RehearsalDialogs {
        no,
        variant,
        counted,
        before,
    } = request;
    app.store()
        .read(move |r| {
            let found = r.rehearsal(no)?;
            let (_, variants) = row(found.ok_or_else(|| ApiError::not_found("rehearsal", no))?)?;
            let chosen = variants.get(usize::from(variant));
            let chosen = chosen.ok_or_else(|| ApiError::not_found("variant", variant))?;
            let Some(counted) = chosen.counted(counted) else {
                return Err(ApiError::not_found("figure of rehearsal", no));
            };
            let rows = r.rehearsed_dialogs((no, variant), counted, before, PAGE)?;
            let is_full = u32::try_from(rows.len()) == Ok(PAGE);
            let next = rows.last().filter(|_| is_full).map(|row| row.dialog.id);
            let rows = rows.into_iter().map(|row| RehearsedRow {
                dialog: row.dialog.into(),
                really: row.really,
                ended: row.ended,
                differs: row.differs,
                elses: row.elses,
            });
            Ok(RehearsedPage {
                rows: rows.collect(),
                next,
            })
        })
        .await
}

pub(crate) async fn rehearsal_delete(
    app: App,
    request: RehearsalByNo,
) -> Result<Nothing, ApiError> {
    let no = request.no;
    if !app.store().write(move |w| w.drop_rehearsal(no)).await? {
        return Err(ApiError::not_found("rehearsal", no));
    }
    app.erase_rehearsals().await?;
    Ok(Nothing {})
}
