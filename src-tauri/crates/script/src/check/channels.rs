//! What the connected channels can carry.

use domain::Messenger;

use super::problem::{Fault, Problem};
use crate::block::{Answer, Block, BlockKind, Message, Question, Start};

pub(super) fn check(block: &Block, channels: &[Messenger], problems: &mut Vec<Problem>) {
    let text = match &block.kind {
        BlockKind::Start(Start { text, .. }) | BlockKind::Question(Question { text, .. }) => {
            text.as_deref()
        }
        BlockKind::Message(Message { text, .. }) => Some(text.as_str()),
        _ => return,
    };
    for messenger in Messenger::ALL.iter().copied() {
        if !channels.contains(&messenger) {
            continue;
        }
        check_text(block, text.unwrap_or_default(), messenger, problems);
        if let BlockKind::Question(question) = &block.kind {
            check_buttons(block, question, messenger, problems);
        }
    }
}

fn check_text(block: &Block, text: &str, messenger: Messenger, problems: &mut Vec<Problem>) {
    let can = messenger.capabilities();
    let length = can.text_unit.length(text);
    // Where nothing can be sent, no script talks.
    if can.max_text > 0 && length > can.max_text as usize {
        let fault = Fault::TextOverChannel {
            messenger,
            length,
            limit: can.max_text,
        };
        problems.push(fault.of(&block.id).at("text"));
    }
}

fn check_buttons(
    block: &Block,
    question: &Question,
    messenger: Messenger,
    problems: &mut Vec<Problem>,
) {
    let can = messenger.capabilities();
    let branches = question.branches.iter().enumerate();
    let titles = branches.filter_map(|(number, branch)| match &branch.when {
        Answer::Button { title } => Some((number, title)),
        _ => None,
    });
    let count = titles.clone().count();
    if can.max_text == 0 || count == 0 {
        return;
    }
    if count > can.max_buttons as usize {
        let fault = Fault::ButtonsOverChannel {
            messenger,
            count,
            limit: can.max_buttons,
        };
        problems.push(fault.of(&block.id));
        return;
    }
    for (number, title) in titles {
        let length = title.chars().count();
        if length > can.button_title_max as usize {
            let fault = Fault::TitleOverChannel {
                messenger,
                length,
                limit: can.button_title_max,
            };
            problems.push(fault.of(&block.id).in_branch(number).at("title"));
        }
    }
}
