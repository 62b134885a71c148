//! Those who answer in made-up dialogs. Who is known by name already is not made again.

use domain::{
    Colour, GroupId, GroupInput, LIMIT_DEFAULT, OperatorId, OperatorInput, TagId, TagInput,
    Timestamp,
};
use rand::Rng as _;
use rand_chacha::ChaCha8Rng;
use store::{StoreError, Writer};

use super::talk;

/// Every this many operators belong to a group.
const SHARE: usize = 3;

/// Those who answer in a shop, and the words they put on dialogs.
pub(super) struct Team {
    pub(super) group: (GroupId, &'static str),
    pub(super) operators: Vec<(OperatorId, &'static str)>,
    pub(super) tags: Vec<TagId>,
}

/// The team of each shop, in their order.
pub(super) fn teams(
    w: &mut Writer<'_>,
    random: &mut ChaCha8Rng,
    shops: &'static [talk::Shop],
    since: Timestamp,
) -> Result<Vec<Team>, StoreError> {
    let mut teams = Vec::new();
    for (index, shop) in shops.iter().enumerate() {
        let mut operators = Vec::new();
        for &name in shop.crew.operators {
            operators.push((operator(w, random, name, since)?, name));
        }
        let mut tags = Vec::new();
        for &(name, [red, green, blue]) in shop.crew.tags {
            let colour = Colour::rgb(red, green, blue);
            tags.push(tag(w, random, name, colour, since)?);
        }
        // Some belong to several groups.
        let members = operators.iter().cycle().skip(index * 2).take(SHARE);
        let operators: Vec<_> = members.copied().collect();
        let members = operators.iter().map(|(id, _)| *id).collect();
        let group = (group(w, random, shop.group, members, since)?, shop.group);
        teams.push(Team {
            group,
            operators,
            tags,
        });
    }
    Ok(teams)
}

fn operator(
    w: &mut Writer<'_>,
    random: &mut ChaCha8Rng,
    name: &str,
    since: Timestamp,
) -> Result<OperatorId, StoreError> {
    let id = OperatorId::with_random(since, random.random());
    let known = w.operators()?;
    if let Some(known) = known.iter().find(|known| known.name == name) {
        return Ok(known.id);
    }
    let input = OperatorInput {
        name: name.to_owned(),
        picture: None,
        dialogs_max: LIMIT_DEFAULT,
        groups: Vec::new(),
        working_hours: None,
        time_zone: None,
    };
    w.add_operator(id, &input, since)?;
    Ok(id)
}

fn group(
    w: &mut Writer<'_>,
    random: &mut ChaCha8Rng,
    name: &str,
    members: Vec<OperatorId>,
    since: Timestamp,
) -> Result<GroupId, StoreError> {
    let id = GroupId::with_random(since, random.random());
    let known = w.groups()?;
    if let Some(known) = known.iter().find(|known| known.name == name) {
        return Ok(known.id);
    }
    let input = GroupInput {
        name: name.to_owned(),
        sl_first_s: None,
        sl_next_s: None,
        members,
    };
    w.add_group(id, &input, since)?;
    Ok(id)
}

fn tag(
    w: &mut Writer<'_>,
    random: &mut ChaCha8Rng,
    name: &str,
    colour: Colour,
    since: Timestamp,
) -> Result<TagId, StoreError> {
    let id = TagId::with_random(since, random.random());
    let known = w.tags()?;
    if let Some(known) = known.iter().find(|known| known.name == name) {
        return Ok(known.id);
    }
    let name = name.to_owned();
    w.add_tag(id, &TagInput { name, colour }, since)?;
    Ok(id)
}
