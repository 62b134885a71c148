use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{Clock, MadeFrom, Timestamp};
use gateway::Gateway;
use jiff::tz::TimeZone;
use language::Language;
use media::Shelf;
use store::{Made, Store};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

use crate::connections::Connections;
use crate::desk::Seat;
use crate::jobs::Jobs;
use crate::{
    ApiError, From, GatewayState, GatewayStatus, Host, Listen, News, asks, attention, desk, eraser,
    news, pictures, socket,
};

/// News that a slow listener may be behind.
const NEWS: usize = 1024;

/// How the program is started.
pub struct Options {
    /// The data folder; it is made when there is none.
    pub folder: PathBuf,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// The desktop.
    pub host: Arc<dyn Host>,
}

/// The program without a window; clones share it. It ends when [`App::stop`] was called or the last
/// clone is gone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    shelf: Arc<Shelf>,
    clock: Arc<dyn Clock>,
    host: Arc<dyn Host>,
    news: broadcast::Sender<News>,
    jobs: Jobs,
    connections: Connections,
    status: Mutex<GatewayStatus>,
    gateway: Mutex<Option<Gateway>>,
    wanted: Mutex<Option<Listen>>,
    place: Mutex<Option<String>>,
    seat: Seat,
    engine: engine::Engine,
    workplace: engine::Desk,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

/// The system's own place for the program's data.
///
/// # Errors
/// `no_folder` when the system names none.
pub fn default_folder() -> Result<PathBuf, ApiError> {
    directories::ProjectDirs::from("", "", "Parley")
        .map(|folders| folders.data_local_dir().to_owned())
        .ok_or_else(|| {
            ApiError::new(
                "no_folder",
                "the system names no place for data; choose one with --data",
            )
        })
}

impl App {
    /// Opens the data folder, and nothing else: no engine, no gateway.
    ///
    /// # Errors
    /// Why the folder cannot be used; `in_use` when another process has it.
    pub async fn open(options: Options) -> Result<Self, ApiError> {
        let Options {
            folder,
            clock,
            host,
        } = options;
        let now = clock.now();
        let opened = tokio::task::spawn_blocking(move || {
            let store = Store::open(&folder, now)?;
            let shelf = Shelf::open(folder.join("media"))?;
            Ok::<_, ApiError>((store, Arc::new(shelf)))
        });
        let (store, shelf) = opened
            .await
            .map_err(|error| ApiError::new("internal", error.to_string()))??;
        store
            .write(move |w| {
                for language in Language::ALL {
                    let script = script::builtin(*language);
                    let body = script.draft().write();
                    w.keep_builtin_script(language.code(), script.name(), &body, now)?;
                }
                w.drop_unfinished_rehearsals()?;
                w.forget_handled(now, 100_000).map(drop)
            })
            .await?;
        let seat = Seat::kept(&store).await?;
        let engine = engine::Engine::new(store.clone(), Arc::clone(&clock));
        let (news, _) = broadcast::channel(NEWS);
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                shelf,
                clock,
                host,
                news,
                jobs: Jobs::default(),
                connections: Connections::default(),
                status: Mutex::new(GatewayStatus::new(GatewayState::Off, None)),
                gateway: Mutex::default(),
                wanted: Mutex::default(),
                place: Mutex::default(),
                seat,
                workplace: engine::Desk::of(engine.clone()),
                engine,
                tasks: Mutex::default(),
            }),
        })
    }

    /// Starts what runs by itself: the engine, the news, the erasing of what was deleted, the asking
    /// of what scripts ask, and the socket by which other processes of this person ask.
    ///
    /// # Errors
    /// When the socket cannot be made.
    pub async fn start(&self) -> Result<(), ApiError> {
        let socket = socket::listen(self)?;
        let engine = self.inner.engine.clone().run();
        let tasks = [
            tokio::spawn(engine),
            tokio::spawn(news::follow(self.clone())),
            tokio::spawn(desk::follow(self.clone())),
            tokio::spawn(attention::follow(self.clone())),
            tokio::spawn(eraser::run(self.clone())),
            tokio::spawn(asks::run(self.clone())),
            tokio::spawn(socket),
            tokio::spawn(pictures::sweep(self.clone())),
        ];
        self.tasks().extend(tasks);
        Ok(())
    }

    /// Stops everything: requests in flight finish, nothing new begins.
    pub async fn stop(&self) {
        let gateway = self
            .inner
            .gateway
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(gateway) = gateway {
            gateway.stop().await;
        }
        let tasks = std::mem::take(&mut *self.tasks());
        for task in tasks {
            task.abort();
            let _ = task.await;
        }
        socket::remove(self.store().folder());
    }

    /// What happens, from now on.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<News> {
        self.inner.news.subscribe()
    }

    /// Tells everybody who listens.
    pub(crate) fn tell(&self, news: News) {
        // Nobody may listen.
        let _ = self.inner.news.send(news);
    }

    /// Has the window go to a place, as soon as there is a window.
    pub fn want_place(&self, path: String) {
        *self
            .inner
            .place
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(path);
        self.tell(News::Link);
    }

    /// Takes the place somebody wanted to go to.
    pub(crate) fn take_place(&self) -> Option<String> {
        self.inner
            .place
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// How the gateway stands.
    #[must_use]
    pub fn gateway_status(&self) -> GatewayStatus {
        self.inner
            .status
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.store().folder()
    }

    pub(crate) fn set_gateway_status(&self, status: GatewayStatus) {
        *self
            .inner
            .status
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = status.clone();
        self.tell(News::Gateway { status });
    }

    pub(crate) fn keep_gateway(&self, gateway: Gateway, listen: Listen) {
        *self
            .inner
            .gateway
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(gateway);
        self.want(listen);
    }

    /// Remembers how the gateway is to listen, for another try.
    pub fn want(&self, listen: Listen) {
        *self
            .inner
            .wanted
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(listen);
    }

    pub(crate) fn wanted(&self) -> Option<Listen> {
        self.inner
            .wanted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Where the gateway listens.
    pub(crate) fn address(&self) -> Option<SocketAddr> {
        let gateway = self
            .inner
            .gateway
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        gateway.as_ref().map(Gateway::address)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn shelf(&self) -> &Arc<Shelf> {
        &self.inner.shelf
    }

    pub(crate) fn host(&self) -> &dyn Host {
        &*self.inner.host
    }

    pub(crate) fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }

    /// What was made to reach others.
    pub(crate) fn connections(&self) -> &Connections {
        &self.inner.connections
    }

    /// Who works at this computer.
    pub(crate) fn seat(&self) -> &Seat {
        &self.inner.seat
    }

    /// Where operators' actions are carried out.
    pub(crate) fn workplace(&self) -> &engine::Desk {
        &self.inner.workplace
    }

    /// Has a chat's open dialogs live by what was just set: at once, or, where the engine runs and
    /// there may be many, while whoever saved goes on.
    pub(crate) async fn live_by_new_settings(&self, chat: domain::ChatId) -> Result<(), ApiError> {
        let workplace = self.workplace().clone();
        let apply = async move { workplace.settings_changed(chat).await };
        if !self.runs() {
            return Ok(apply.await?);
        }
        let task = tokio::spawn(async move {
            if let Err(error) = apply.await {
                tracing::error!(%error, %chat, "open dialogs keep their former settings until something happens in them");
            }
        });
        let mut tasks = self.tasks();
        tasks.retain(|task| !task.is_finished());
        tasks.push(task);
        Ok(())
    }

    /// Whether the engine and all that runs by itself was started.
    fn runs(&self) -> bool {
        !self.tasks().is_empty()
    }

    fn tasks(&self) -> MutexGuard<'_, Vec<JoinHandle<()>>> {
        self.inner
            .tasks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.inner.clock)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// A change that somebody makes now.
    pub(crate) fn made(&self, from: From) -> Made {
        Made {
            from: match from {
                From::Window => MadeFrom::Window,
                From::CommandLine => MadeFrom::CommandLine,
            },
            by: whoami::username()
                .ok()
                .filter(|name| !name.trim().is_empty()),
            at: self.now(),
        }
    }

    /// Today in the zone of this computer.
    pub(crate) fn today_as_date(&self) -> jiff::civil::Date {
        let now = jiff::Timestamp::from_millisecond(self.now().millis()).unwrap_or_default();
        now.to_zoned(TimeZone::system()).date()
    }

    /// When today began in the zone of this computer.
    pub(crate) fn today(&self) -> Timestamp {
        let midnight = self.today_as_date().to_zoned(TimeZone::system());
        midnight.map_or_else(
            |_| self.now(),
            |midnight| Timestamp::from_millis(midnight.timestamp().as_millisecond()),
        )
    }
}
