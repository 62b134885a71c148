//! A dialog that is over takes nothing. That the next one knows it is told in `tests/desk`.

use domain::Ending;
use expect_test::expect;

use crate::SHOP;
use crate::world::Happens::{
    Assigned, Ends, Looks, Opens, OperatorCloses, OperatorWrites, Rates, Taken, Writes,
};
use crate::world::World;

#[test]
fn nothing_happens_to_a_dialog_that_is_over() {
    World::staffed(SHOP).check(
        &[
            (0, Writes("Nothing")),
            (1, Writes("Hello?")),
            (2, Opens),
            (3, Taken(1)),
            (4, Assigned(1)),
            (5, OperatorWrites),
            (6, OperatorCloses),
            (7, Rates(5)),
            (8, Ends(Ending::Spam)),
            (1_000_000, Looks),
        ],
        expect![[r#"
            0 writes Nothing
                Hello!
                closed: bot_ended by bot
            1 writes Hello?
            2 opens
            3 taken by 1
            4 assigned to 1
            5 operator writes
            6 operator closes
            7 rates 5
            8 ends spam
            = closed 
        "#]],
    );
}
