//! What the rehearsals of many dialogs come to.

use domain::{MessageId, RealEnd, RehearsedEnd, StartedBy};
use engine::{BlockFigures, Figures, Times};

use crate::Line::{Press, Text};
use crate::{play, plot, record, shop};

#[test]
fn figures_count_times_and_dialogs() {
    let plot = plot(&shop());
    let mut figures = Figures::of(&plot);
    let dialogs = [
        vec![(1, Text("what?")), (2, Press("Delivery"))],
        vec![(1, Text("Huh")), (2, Text(" WHAT? ")), (3, Text("3"))],
        vec![(9, Press("A person"))],
        vec![(9, Text("delivery"))],
    ];
    let records = dialogs.map(|lines| record(StartedBy::Bot, &lines));
    for (real, dialog) in [
        (RealEnd::Bot, &records[0]),
        (RealEnd::Operator, &records[1]),
        (RealEnd::Operator, &records[2]),
        (RealEnd::Bot, &records[3]),
    ] {
        figures.add(real, &play(&plot, dialog));
    }
    assert_eq!(figures.dialogs(), 4);
    let ends: Vec<_> = figures.ends.clone().into_iter().collect();
    assert_eq!(
        ends,
        [
            ((RealEnd::Bot, RehearsedEnd::Bot), 2),
            ((RealEnd::Operator, RehearsedEnd::Operator), 1),
            ((RealEnd::Operator, RehearsedEnd::Lost), 1),
        ]
    );
    let of = |times, dialogs| Times { times, dialogs };
    assert_eq!(figures.elses, of(3, 2));
    let block = |id: &str| {
        let mut blocks = plot.blocks().iter();
        let number = blocks.position(|block| block.block.to_string() == id);
        figures.blocks[number.unwrap()]
    };
    let menu = BlockFigures {
        visits: of(7, 4),
        ended: 1,
        elses: of(3, 2),
    };
    assert_eq!(block("menu"), menu);
    let pressed = BlockFigures {
        visits: of(1, 1),
        ..BlockFigures::default()
    };
    assert_eq!(block("pressed"), pressed);
    assert_eq!((block("end").ended, block("person").ended), (2, 1));
    let marker = |name: &str| {
        let number = plot.markers().iter().position(|marker| marker == name);
        figures.markers[number.unwrap()]
    };
    assert_eq!(marker("delivery"), of(1, 1));
    assert_eq!(marker("nudged"), of(0, 0));

    let unknown = figures.not_understood(10);
    let unknown: Vec<_> = unknown
        .iter()
        .map(|text| (text.message, text.times))
        .collect();
    let message = |dialog: usize, line: usize| records[dialog].said[line].id;
    let expected: [(MessageId, u64); 2] = [(message(0, 0), 2), (message(1, 0), 1)];
    assert_eq!(
        unknown, expected,
        "the same words are one text, first seen first"
    );
    assert_eq!(figures.not_understood(1).len(), 1);
}
