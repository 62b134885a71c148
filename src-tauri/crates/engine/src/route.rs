//! Who is given the dialogs that wait. Pure: what concerns several dialogs is decided over what the
//! store knows of all of them, and checked again when it is written.

use domain::{DialogId, GroupId, OperatorId, Timestamp};

/// A dialog that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub dialog: DialogId,
    /// The group it was handed to; none means whoever is free.
    pub group: Option<GroupId>,
    /// Operators it was taken from because they did not answer; they get it only when nobody else
    /// can.
    pub idled: Vec<OperatorId>,
}

/// An operator who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Available {
    /// Who.
    pub operator: OperatorId,
    /// Their groups.
    pub groups: Vec<GroupId>,
    /// How many dialogs they hold.
    pub open: u32,
    /// How many they may be given at most; 0 means as many as come.
    pub limit: u32,
    /// When they last got or left a dialog.
    pub idle_since: Timestamp,
}

impl Available {
    fn has_room(&self) -> bool {
        self.limit == 0 || self.open < self.limit
    }

    fn serves(&self, group: Option<GroupId>) -> bool {
        group.is_none_or(|group| self.groups.contains(&group))
    }
}

/// Gives dialogs, in the order they wait in, to operators under their limit: each to the one with the
/// fewest open dialogs, among those to the one idle longest.
#[must_use]
pub fn route(
    queue: &[Waiting],
    operators: &[Available],
    now: Timestamp,
) -> Vec<(DialogId, OperatorId)> {
    let mut operators = operators.to_vec();
    let mut given = Vec::new();
    for waiting in queue {
        let free = operators
            .iter_mut()
            .filter(|operator| operator.has_room() && operator.serves(waiting.group));
        let first = free.min_by_key(|operator| {
            let idled = waiting.idled.contains(&operator.operator);
            (idled, operator.open, operator.idle_since, operator.operator)
        });
        if let Some(operator) = first {
            operator.open += 1;
            operator.idle_since = operator.idle_since.max(now);
            given.push((waiting.dialog, operator.operator));
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> [u8; 16] {
        [n; 16]
    }

    fn waits(dialog: u8, group: Option<u8>) -> Waiting {
        Waiting {
            dialog: DialogId::from_bytes(id(dialog)),
            group: group.map(|group| GroupId::from_bytes(id(group))),
            idled: Vec::new(),
        }
    }

    fn works(operator: u8, groups: &[u8], open: u32, limit: u32, idle_since: i64) -> Available {
        Available {
            operator: OperatorId::from_bytes(id(operator)),
            groups: groups
                .iter()
                .map(|&group| GroupId::from_bytes(id(group)))
                .collect(),
            open,
            limit,
            idle_since: Timestamp::from_millis(idle_since),
        }
    }

    fn given(queue: &[Waiting], operators: &[Available]) -> Vec<(u8, u8)> {
        route(queue, operators, Timestamp::from_millis(1_000))
            .into_iter()
            .map(|(dialog, operator)| (dialog.as_bytes()[0], operator.as_bytes()[0]))
            .collect()
    }

    #[test]
    fn the_one_with_the_fewest_dialogs_then_the_one_idle_longest() {
        let operators = [
            works(1, &[], 1, 5, 0),
            works(2, &[], 0, 5, 20),
            works(3, &[], 0, 5, 10),
        ];
        let queue = [
            waits(1, None),
            waits(2, None),
            waits(3, None),
            waits(4, None),
        ];
        assert_eq!(given(&queue, &operators), [(1, 3), (2, 2), (3, 1), (4, 2)]);
    }

    #[test]
    fn nobody_is_given_more_than_their_limit() {
        let queue: Vec<_> = (1..=9).map(|dialog| waits(dialog, None)).collect();
        let operators = [
            works(1, &[], 3, 5, 0),
            works(2, &[], 1, 1, 0),
            works(3, &[], 9, 2, 0),
        ];
        assert_eq!(given(&queue, &operators), [(1, 1), (2, 1)]);
        assert_eq!(
            given(&queue, &[works(1, &[], 0, 0, 0)]).len(),
            9,
            "0 is without limit"
        );
    }

    #[test]
    fn a_group_waits_for_its_own_people_and_holds_nobody_else_up() {
        let operators = [works(1, &[7], 0, 1, 0), works(2, &[8], 0, 5, 0)];
        let queue = [
            waits(1, Some(7)),
            waits(2, Some(7)),
            waits(3, Some(8)),
            waits(4, None),
            waits(5, Some(9)),
        ];
        assert_eq!(given(&queue, &operators), [(1, 1), (3, 2), (4, 2)]);
    }

    #[test]
    fn who_did_not_answer_gets_it_again_only_when_nobody_else_can() {
        let mut waiting = waits(1, None);
        waiting.idled = vec![OperatorId::from_bytes(id(1))];
        let idle = works(1, &[], 0, 5, 0);
        let busy = works(2, &[], 4, 5, 900);
        assert_eq!(given(&[waiting.clone()], &[idle.clone(), busy]), [(1, 2)]);
        assert_eq!(given(&[waiting], &[idle]), [(1, 1)]);
    }
}
