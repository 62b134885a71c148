//! A contact centre with a real store and a real engine, in which a plan is lived through.

mod invariants;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use domain::{
    Attachment, ChatId, ChatSettings, ClientId, Clock as _, ContentId, DialogId, GroupId,
    GroupInput, ManualClock, OperatorId, OperatorInput, Presence, ScriptId, Timestamp,
};
use engine::{Action, Answer, Desk, Engine, Pass, Refused, To};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use serde_json::Value;
use store::{Inbound, Made, Store, StoreError, TokenHash, Visitor, VisitorFacts};
use tempfile::TempDir;

use crate::eye::{Eye, Taken};
use crate::model::{Model, Person};
use crate::plan::{Brings, Deed, MORNING, Plan, Reply, Script, What};
use crate::scripts;

/// More work than this in one go means that the engine turns in a circle.
const PASSES: u32 = 5000;

/// More than there are different queries.
const STATEMENTS: usize = 64;

pub(crate) struct Centre<'a> {
    plan: &'a Plan,
    root: TempDir,
    folder: PathBuf,
    lives: u32,
    running: Option<Running>,
    connection: Option<Connection>,
    clock: Arc<ManualClock>,
    eye: Arc<Eye>,
    chats: Vec<ChatId>,
    /// As each chat is configured, with the ids of its scripts.
    settings: Vec<Value>,
    longest_life_s: HashMap<ChatId, u32>,
    visitors: Vec<(Visitor, TokenHash)>,
    operators: Vec<OperatorId>,
    groups: Vec<GroupId>,
    scripts: HashMap<u8, ScriptId>,
    /// What the first bringing of a message was found to be.
    brought: HashMap<usize, Inbound>,
    acknowledged: HashSet<usize>,
    written: HashMap<(DialogId, u32), ()>,
    model: Model,
    log: Vec<Taken>,
    /// How far the clock is from what the plan says, in seconds.
    ahead_s: i64,
    /// What was done, for whoever reads of a failure; none when nobody will.
    pub(crate) told: Option<Vec<String>>,
    /// Dialogs that went on since they were looked at.
    changed: HashSet<DialogId>,
}

struct Running {
    store: Store,
    engine: Engine,
    desk: Desk,
}

/// Why a day went wrong.
pub(crate) type Wrong = String;

/// Whether something was done, or the program was killed in the middle of it.
enum Done<T> {
    Yes(T),
    Killed,
}

impl<'a> Centre<'a> {
    pub(crate) async fn open(plan: &'a Plan, tells: bool) -> Result<Self, Wrong> {
        let memory = std::path::Path::new("/dev/shm");
        let root = match memory.is_dir() {
            true => TempDir::new_in(memory),
            false => TempDir::new(),
        }
        .unwrap();
        let folder = root.path().join("0");
        let mut centre = Self {
            plan,
            folder,
            root,
            lives: 0,
            running: None,
            connection: None,
            clock: Arc::new(ManualClock::at(MORNING)),
            eye: Arc::default(),
            chats: Vec::new(),
            settings: Vec::new(),
            longest_life_s: HashMap::new(),
            visitors: Vec::new(),
            operators: Vec::new(),
            groups: Vec::new(),
            scripts: HashMap::new(),
            brought: HashMap::new(),
            acknowledged: HashSet::new(),
            written: HashMap::new(),
            model: Model::default(),
            log: Vec::new(),
            ahead_s: 0,
            told: tells.then(Vec::new),
            changed: HashSet::new(),
        };
        centre.model.clock(MORNING);
        centre.start()?;
        centre.furnish().await.map_err(|error| error.to_string())?;
        Ok(centre)
    }

    fn start(&mut self) -> Result<(), Wrong> {
        let store = Store::open(&self.folder, self.now()).map_err(|error| error.to_string())?;
        let eye = Arc::clone(&self.eye);
        let engine = Engine::new(store.clone(), Arc::clone(&self.clock) as _)
            .watched_by(Arc::new(move |witnessed| eye.look(witnessed)));
        let desk = Desk::of(engine.clone());
        self.running = Some(Running {
            store,
            engine,
            desk,
        });
        let file = self.folder.join("parley.db");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags).unwrap();
        connection
            .pragma_update(None, "mmap_size", 268_435_456)
            .unwrap();
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        self.connection = Some(connection);
        Ok(())
    }

    async fn furnish(&mut self) -> Result<(), StoreError> {
        let plan = self.plan;
        let now = self.now();
        let store = self.store().clone();
        let groups: Vec<_> = plan.groups.iter().map(|_| GroupId::new(now)).collect();
        let operators: Vec<_> = plan
            .operators
            .iter()
            .map(|_| OperatorId::new(now))
            .collect();
        let (of_group, of_operator) = (groups.clone(), operators.clone());
        let (members, limits) = (plan.groups.clone(), plan.operators.clone());
        let chats = plan.chats.clone();
        let group = groups[0];
        let made = store.write(move |w| {
            for (number, (id, limit)) in of_operator.iter().zip(limits).enumerate() {
                let input = OperatorInput {
                    name: format!("Operator {number}"),
                    picture: None,
                    dialogs_max: limit,
                    groups: Vec::new(),
                    working_hours: None,
                    time_zone: None,
                };
                w.add_operator(*id, &input, now)?;
            }
            for (number, (id, members)) in of_group.iter().zip(members).enumerate() {
                let input = GroupInput {
                    name: format!("Group {number}"),
                    sl_first_s: (number == 0).then_some(20),
                    sl_next_s: None,
                    members: members
                        .into_iter()
                        .map(|member| of_operator[member])
                        .collect(),
                };
                w.add_group(*id, &input, now)?;
            }
            let mut scripts: HashMap<u8, ScriptId> = HashMap::new();
            for script in Script::ALL {
                let code = format!("sim-{}", script as u8);
                let next = scripts.get(&(Script::Goodbye as u8)).copied();
                let body = scripts::body(script, group, next.unwrap_or(ScriptId::new(now)));
                let id = w.keep_builtin_script(&code, &code, &body, now)?;
                scripts.insert(script as u8, id);
            }
            let mut made = Vec::new();
            for (number, chat) in chats.iter().enumerate() {
                let settings = with_scripts(&chat.settings, chat, &scripts);
                let read: ChatSettings = serde_json::from_value(settings.clone()).unwrap();
                let id = ChatId::new(now);
                w.add_chat(id, &format!("Chat {number}"), &read, &Made::by_program(now))?;
                let channel = w.add_web_channel(id, &format!("key {number}"), now)?;
                made.push((id, settings, channel));
            }
            Ok::<_, StoreError>((scripts, made))
        });
        let (scripts, made) = made.await?;
        for (number, chat) in plan.clients.iter().enumerate() {
            let (id, _, channel) = made[*chat].clone();
            let token = TokenHash([u8::try_from(number).unwrap(); 32]);
            let visitor = store
                .write(move |w| w.add_visitor(channel, id, token, &VisitorFacts::default(), now));
            self.visitors.push((visitor.await?, token));
        }
        for (id, settings, _) in made {
            let life = settings["script"]["lifetime_s"]["web"].as_u64().unwrap();
            self.longest_life_s.insert(id, u32::try_from(life).unwrap());
            self.chats.push(id);
            self.settings.push(settings);
        }
        for (number, id) in operators.iter().enumerate() {
            let of = plan.groups.iter().zip(&groups);
            let person = Person {
                limit: plan.operators[number],
                groups: of
                    .filter(|(members, _)| members.contains(&number))
                    .map(|(_, id)| *id)
                    .collect(),
                online: false,
                lease: None,
                deleted: false,
                holds: HashSet::new(),
            };
            self.model.people.insert(*id, person);
        }
        (self.groups, self.operators, self.scripts) = (groups, operators, scripts);
        Ok(())
    }

    /// Lives through the whole plan; the number of the act that went wrong comes with what it was.
    pub(crate) async fn live(&mut self) -> Result<(), (usize, Wrong)> {
        for (number, act) in self.plan.acts.iter().enumerate() {
            let lived = async {
                self.wait_until(act.second).await?;
                self.tell(|| format!("{:>6} {:?}", act.second, act.what));
                self.happens(&act.what).await?;
                self.work().await?;
                self.look_at_the_whole()
            };
            lived.await.map_err(|wrong| (number, wrong))?;
        }
        self.replay().map_err(|wrong| (self.plan.acts.len(), wrong))
    }

    /// Lets everything be done that is due until a second of the plan, each thing at its time.
    async fn wait_until(&mut self, second: u32) -> Result<(), Wrong> {
        let target = MORNING.millis() + (i64::from(second) + self.ahead_s) * 1000;
        let target = Timestamp::from_millis(target);
        loop {
            let next = self.work().await?;
            match next.filter(|next| *next <= target) {
                Some(next) if next <= self.now() => {
                    return Err("it says it is done, and something is due".to_owned());
                }
                Some(next) => self.set_clock(next),
                None => break,
            }
        }
        if target > self.now() {
            self.set_clock(target);
        }
        self.work().await.map(drop)
    }

    /// Lets the engine do what there is to do; gives the time of what comes next.
    async fn work(&mut self) -> Result<Option<Timestamp>, Wrong> {
        for _ in 0..PASSES {
            let passed = self.running().engine.pass().await;
            let passed = passed.map_err(|error| error.to_string())?;
            match self.committed(passed).await? {
                Done::Killed => {}
                Done::Yes(Pass::More) => {
                    self.model.lapse(self.now());
                    self.look()?;
                }
                Done::Yes(Pass::Until(next)) => return Ok(next),
            }
        }
        Err("the engine turns in a circle".to_owned())
    }

    /// Takes what was committed into the log; begins again where the program was killed instead.
    async fn committed<T>(&mut self, done: T) -> Result<Done<T>, Wrong> {
        if let Some(image) = self.eye.killed() {
            self.tell(|| "       (killed in the middle of it)".to_owned());
            self.stop();
            self.folder = image;
            Box::pin(self.begin_again()).await?;
            return Ok(Done::Killed);
        }
        for taken in self.eye.taken() {
            self.tell(|| taken.to_string());
            self.model.saw(&taken)?;
            self.changed.insert(taken.dialog);
            self.log.push(taken);
        }
        Ok(Done::Yes(done))
    }

    fn tell(&mut self, line: impl FnOnce() -> String) {
        if let Some(told) = &mut self.told {
            told.push(line());
        }
    }

    fn stop(&mut self) {
        self.connection = None;
        self.running = None;
    }

    async fn begin_again(&mut self) -> Result<(), Wrong> {
        self.start()?;
        let resumed = self.running().engine.resume().await;
        resumed.map_err(|error| error.to_string())?;
        if let Done::Yes(()) = self.committed(()).await? {
            self.model.resume(self.now());
        }
        Ok(())
    }

    /// Somebody who was asked outside answers; the first answer stands.
    async fn replies(&mut self, pick: u32, reply: Reply, twice: bool) -> Result<(), Wrong> {
        let http = |status, body: &str| Answer::Http {
            status,
            body: body.to_owned(),
        };
        let answer = match reply {
            Reply::Well => http(200, r#"{"status":"on its way"}"#),
            Reply::WithNothingOfUse => http(200, "[1,"),
            Reply::NotFound => http(404, ""),
            Reply::Says => Answer::Said {
                text: "Tomorrow.".to_owned(),
            },
            Reply::Not => Answer::Failed {
                why: "nobody is there".to_owned(),
            },
        };
        let now = self.now();
        let answered = self.store().write(move |w| {
            let mut asks = w.asks_pending(u32::MAX)?;
            asks.extend(w.asks_sent()?);
            if asks.is_empty() {
                return Ok(true);
            }
            let ask = &asks[pick as usize % asks.len()];
            let sent = w.ask_sent(ask.dialog, ask.step, now)?;
            let first = w.ask_answered(ask.dialog, ask.step, &answer.to_json())?;
            let second = twice && w.ask_answered(ask.dialog, ask.step, "{}")?;
            Ok(sent && first && !second)
        });
        match answered
            .await
            .map_err(|error: StoreError| error.to_string())?
        {
            true => Ok(()),
            false => Err("an answer that is waited for is taken once".to_owned()),
        }
    }

    async fn happens(&mut self, what: &What) -> Result<(), Wrong> {
        let now = self.now();
        let told = |error: StoreError| error.to_string();
        match what {
            What::Opens { client } => {
                let (visitor, token) = self.visitors[*client];
                let facts = VisitorFacts::default();
                let opened = self
                    .store()
                    .write(move |w| w.visit(&visitor, token, &facts, true, now));
                opened.await.map_err(told)?;
            }
            What::Brings { client, message } => self.brings(*client, *message).await?,
            What::Replies { pick, reply, twice } => self.replies(*pick, *reply, *twice).await?,
            What::Receipt { client } => {
                let client = self.visitors[*client].0.client;
                let taken = self.store().write(move |w| {
                    let last = w.conversation(client)?.last_seq;
                    w.receipt(client, domain::Delivery::Delivered, last)
                });
                taken.await.map_err(told)?;
            }
            What::Presence {
                operator,
                online,
                lease_s,
            } => {
                let id = self.operators[*operator];
                let presence = if *online {
                    Presence::Online
                } else {
                    Presence::Pause
                };
                let said = self.running().desk.presence(id, presence, *lease_s).await;
                let person = self.model.people.get_mut(&id).unwrap();
                if said.is_ok() == person.deleted {
                    return Err(format!("the presence of an operator: {said:?}"));
                }
                // Those who were online before are given what waits in the same transaction.
                let before = person.clone();
                if said.is_ok() {
                    person.online = *online;
                    person.lease = Some(now.plus_seconds(*lease_s));
                }
                if let Done::Killed = self.committed(()).await? {
                    let person = self.model.people.get_mut(&id).unwrap();
                    (person.online, person.lease) = (before.online, before.lease);
                }
            }
            What::Does {
                operator,
                pick,
                own,
                what,
            } => self.does(*operator, *pick, *own, what).await?,
            What::OperatorLeaves { operator, killed } => {
                let id = self.operators[*operator];
                let left = self.store().write(move |w| w.delete_operator(id, now));
                left.await.map_err(told)?;
                let person = self.model.people.get_mut(&id).unwrap();
                (person.deleted, person.online, person.lease) = (true, false, None);
                if *killed {
                    self.stop();
                    self.begin_again().await?;
                } else {
                    let given_back = self.running().desk.operator_left(id).await;
                    given_back.map_err(|error| error.to_string())?;
                    self.committed(()).await?;
                }
                if !self.model.people[&id].holds.is_empty() {
                    // A kill in the middle of it came before; the next beginning gives it back.
                    self.stop();
                    self.begin_again().await?;
                }
            }
            What::OperatorReturns { operator } => {
                let id = self.operators[*operator];
                let returned = self.store().write(move |w| w.restore_operator(id));
                returned.await.map_err(told)?;
                self.model.people.get_mut(&id).unwrap().deleted = false;
            }
            What::GroupLeaves { group } => {
                let id = self.groups[*group];
                let left = self.store().write(move |w| w.delete_group(id, now));
                left.await.map_err(told)?;
                self.model.group_leaves(id);
            }
            What::GroupReturns { group } => {
                let id = self.groups[*group];
                let returned = self.store().write(move |w| w.restore_group(id));
                returned.await.map_err(told)?;
                self.model.groups_gone.remove(&id);
            }
            What::Sets { chat, settings } => {
                let settings = with_scripts(settings, &self.plan.chats[*chat], &self.scripts);
                let id = self.chats[*chat];
                let read: ChatSettings = serde_json::from_value(settings.clone()).unwrap();
                let life = read.script.lifetime_s.web;
                let set = self.store().write(move |w| {
                    let revision = w.chat(id)?.map_or(0, |chat| chat.revision);
                    w.update_chat(id, revision, "Chat", &read, &Made::by_program(now))
                });
                set.await.map_err(told)?;
                self.settings[*chat] = settings;
                let longest = self.longest_life_s.get_mut(&id).unwrap();
                *longest = life.max(*longest);
                let obeyed = self.running().desk.settings_changed(id).await;
                obeyed.map_err(|error| error.to_string())?;
                self.committed(()).await?;
            }
            What::ChatLeaves { chat } => {
                let id = self.chats[*chat];
                let open = self.ids(
                    "SELECT id FROM dialogs WHERE chat_id = ? AND closed_at IS NULL",
                    id.as_bytes(),
                );
                let left = self.store().write(move |w| {
                    w.delete_chat(id, false, now)?;
                    w.restore_chat(id)
                });
                left.await.map_err(told)?;
                for dialog in open {
                    self.model.cut_off(dialog);
                    self.log.retain(|taken| taken.dialog != dialog);
                }
            }
            What::Killed { away_s } => {
                self.stop();
                self.ahead_s += i64::from(*away_s);
                self.set_clock(now.plus_seconds(*away_s));
                self.begin_again().await?;
            }
            What::KilledInside { steps } => {
                self.lives += 1;
                let image = self.root.path().join(self.lives.to_string());
                std::fs::create_dir(&image).unwrap();
                self.eye.kill_in(*steps, &self.folder, &image);
            }
            What::ClockJumps { seconds } => {
                self.ahead_s += seconds;
                self.set_clock(Timestamp::from_millis(now.millis() + seconds * 1000));
                if *seconds > 60 {
                    self.running().engine.resume().await.map_err(told)?;
                    if let Done::Yes(()) = self.committed(()).await? {
                        self.model.resume(self.now());
                    }
                }
            }
        }
        self.look()
    }

    async fn brings(&mut self, client: usize, message: usize) -> Result<(), Wrong> {
        let now = self.now();
        let visitor = self.visitors[client].0;
        let inbound = match self.brought.get(&message) {
            Some(inbound) => inbound.clone(),
            None => self.inbound(visitor.client, message),
        };
        self.brought.insert(message, inbound.clone());
        let received = self
            .store()
            .write(move |w| w.receive(&visitor, &inbound, now));
        let received = received.await;
        let received = received.map_err(|error: StoreError| error.to_string())?;
        if received.again == self.acknowledged.insert(message) {
            return Err(format!("message {message} was known: {}", received.again));
        }
        Ok(())
    }

    fn inbound(&self, client: ClientId, message: usize) -> Inbound {
        let buttons = |skip: usize| {
            let sql = "SELECT buttons FROM messages WHERE client_id = ? AND buttons IS NOT NULL
                       ORDER BY seq DESC LIMIT 1 OFFSET ?";
            let mut statement = self.connection().prepare_cached(sql).unwrap();
            let found: Option<String> = statement
                .query_row((client.as_bytes(), skip), |row| row.get(0))
                .optional()
                .unwrap();
            let found = found.map(|text| serde_json::from_str(&text).unwrap());
            let found: Vec<domain::Button> = found.unwrap_or_default();
            found
        };
        let press = |buttons: Vec<domain::Button>, nth: usize| match buttons.len() {
            0 => ("Pressed".to_owned(), Some("start".to_owned())),
            count => {
                let button = &buttons[nth % count];
                (button.title.clone(), Some(button.payload.clone()))
            }
        };
        let mut attachment = None;
        let (text, payload) = match self.plan.messages[message] {
            Brings::Text(text) => (text.to_owned(), None),
            Brings::File => {
                attachment = Some(Attachment {
                    id: ContentId::of_sha256([1; 32]),
                    name: "a.png".to_owned(),
                    bytes: 3,
                    mime: "image/png".to_owned(),
                    is_picture: true,
                });
                (String::new(), None)
            }
            Brings::Presses(nth) => press(buttons(0), nth),
            Brings::PressesOld(nth) => press(buttons(1), nth),
            Brings::PressesForeign => ("Pressed".to_owned(), Some("menu.1.1".to_owned())),
        };
        Inbound {
            remote_id: message.to_string(),
            text,
            payload,
            attachment,
        }
    }

    async fn does(
        &mut self,
        operator: usize,
        pick: u32,
        own: bool,
        deed: &Deed,
    ) -> Result<(), Wrong> {
        // What is due happens before; who holds a dialog does not change then.
        self.work().await?;
        let id = self.operators[operator];
        // Whoever has nothing to answer takes something that waits.
        let mut deed = deed;
        let mut found = Vec::new();
        if own {
            let sql =
                "SELECT id FROM dialogs WHERE operator_id = ? AND closed_at IS NULL ORDER BY no";
            found = self.ids(sql, id.as_bytes());
            if found.is_empty() {
                deed = &Deed::Takes { sees_holder: false };
                let sql = "SELECT id FROM dialogs WHERE ?1 IS NOT NULL AND closed_at IS NULL
                           AND operator_id IS NULL ORDER BY queued_at IS NULL, no LIMIT 3";
                found = self.ids(sql, id.as_bytes());
            }
        }
        if found.is_empty() {
            let sql = "SELECT id FROM (SELECT id, no FROM dialogs WHERE ?1 IS NOT NULL
                       ORDER BY closed_at IS NOT NULL, no DESC LIMIT 6) ORDER BY no";
            found = self.ids(sql, id.as_bytes());
        }
        if found.is_empty() {
            return Ok(());
        }
        let dialog = found[pick as usize % found.len()];
        let sql = "SELECT operator_id FROM dialogs WHERE id = ? AND operator_id IS NOT NULL";
        let holder = self
            .ids(sql, dialog.as_bytes())
            .first()
            .map(|id| OperatorId::from_bytes(*id.as_bytes()));
        let action = match *deed {
            Deed::Takes { sees_holder } => Action::Take {
                over: holder.filter(|_| sees_holder),
            },
            Deed::Writes { key } => Action::Write {
                text: format!("Answer {key}"),
                files: Vec::new(),
                key: key.to_string(),
            },
            Deed::Types => Action::Typing,
            Deed::Reads => Action::Read,
            Deed::PassesTo { operator } => Action::Transfer(To::Operator(self.operators[operator])),
            Deed::HandsTo { group } => {
                Action::Transfer(To::Group(group.map(|group| self.groups[group])))
            }
            Deed::Returns => Action::Transfer(To::Bot),
            Deed::Runs { script } => Action::Transfer(To::Script(self.scripts[&(script as u8)])),
            Deed::Closes { result } => Action::Close {
                result: result.then(|| "Solved".to_owned()),
            },
            Deed::Spam => Action::Spam,
        };
        let acted = self.running().desk.act(dialog, id, action.clone()).await;
        let Done::Yes(acted) = self.committed(acted).await? else {
            return Ok(());
        };
        self.tell(|| format!("       in {dialog} held by {holder:?}: {acted:?}"));
        let by_other = holder.filter(|holder| *holder != id);
        let foreign = match &action {
            Action::Take { over } => by_other.is_some() && *over != holder,
            Action::Write { key, .. } => {
                let again = key
                    .parse()
                    .is_ok_and(|key| self.written.contains_key(&(dialog, key)));
                holder != Some(id) && !again
            }
            Action::Spam => by_other.is_some(),
            _ => holder != Some(id),
        };
        match &acted {
            Ok(_) if foreign => return Err("somebody acted who does not hold it".to_owned()),
            Ok(_) if self.model.people[&id].deleted => {
                return Err("somebody acted who was deleted".to_owned());
            }
            Err(Refused::Store(error)) => return Err(error.to_string()),
            Err(Refused::Broken(error)) => return Err(error.clone()),
            _ => {}
        }
        if let (Ok(acted), Deed::Writes { key }) = (&acted, deed) {
            self.written.insert((dialog, *key), ());
            if acted.messages.len() != 1 {
                return Err("a message was written more or less than once".to_owned());
            }
        }
        Ok(())
    }

    fn ids(&self, sql: &str, of: &[u8; 16]) -> Vec<DialogId> {
        let mut statement = self.connection().prepare_cached(sql).unwrap();
        let rows = statement.query_map([of], |row| row.get(0).map(DialogId::from_bytes));
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("the program runs")
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the program runs")
    }

    fn store(&self) -> &Store {
        &self.running().store
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn set_clock(&mut self, now: Timestamp) {
        self.clock.set(now);
        self.model.clock(now);
    }
}

fn with_scripts(
    settings: &Value,
    chat: &crate::plan::ChatPlan,
    scripts: &HashMap<u8, ScriptId>,
) -> Value {
    let mut settings = settings.clone();
    let id = |script: Script| serde_json::json!(scripts[&(script as u8)]);
    settings["script"]["main"] = id(chat.main);
    let after = ["after_bot", "after_operator", "after_client_timeout"];
    for (name, script) in after.iter().zip(chat.after) {
        if let Some(script) = script {
            settings["script"][*name] = id(script);
        }
    }
    settings
}
