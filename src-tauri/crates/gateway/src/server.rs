use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{ClientId, Clock};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use language::page as words;
use media::Shelf;
use store::Store;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt;

use crate::error::{Refusal, shown};
use crate::guard::Guard;
use crate::html::{Page, preferred_language};
use crate::hub::Hub;
use crate::limit::{AtOnce, Rates};
use crate::widget::Links;
use crate::{Config, GatewayError, Limits, request, widget};

/// Before the next try, when the system has no place for another connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How often a visitor may say that they are writing, in seconds.
const TYPING_REST: u32 = 2;

/// What every request is answered from.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) pictures: Arc<Shelf>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) guard: Guard,
    pub(crate) limits: Limits,
    pub(crate) hub: Arc<Hub>,
    pub(crate) links: Links,
    pub(crate) messages: Rates<ClientId>,
    pub(crate) files: Rates<ClientId>,
    pub(crate) uploads: Arc<AtOnce<ClientId>>,
    pub(crate) typing: Rates<ClientId>,
    pub(crate) visits: Rates<ClientId>,
    pub(crate) passages: Rates<ClientId>,
    pub(crate) new_visitors: Rates<std::net::IpAddr>,
    pub(crate) end: End,
}

/// When the gateway stops, or is gone.
#[derive(Debug, Clone)]
pub(crate) struct End(watch::Receiver<bool>);

impl End {
    pub(crate) fn has_come(&self) -> bool {
        *self.0.borrow() || self.0.has_changed().is_err()
    }

    pub(crate) async fn comes(&mut self) {
        // An error says that the gateway is gone.
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

/// A gateway that listens. Dropping it stops it without waiting for anyone.
#[derive(Debug)]
pub struct Gateway {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

/// Starts a gateway on `store`, which shows the pictures on the shelf; when this returns it is
/// listening.
///
/// # Errors
/// [`GatewayError`]: why it cannot listen, or what is wrong with the public address.
pub async fn start(
    config: Config,
    store: Store,
    pictures: Arc<Shelf>,
    clock: Arc<dyn Clock>,
) -> Result<Gateway, GatewayError> {
    let guard = Guard::new(config.public_url.as_deref(), &config.trusted_proxies)?;
    let cannot = |source| cannot_listen(config.listen, source);
    let listener = TcpListener::bind(config.listen).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    let (stop, stopped) = watch::channel(false);
    let app = Arc::new(App {
        guard,
        hub: Arc::default(),
        links: Links::new(),
        messages: Rates::per_minute(config.limits.messages_per_minute),
        files: Rates::per_minute(config.limits.files_per_minute),
        uploads: Arc::new(AtOnce::new(
            config.limits.files_at_once,
            config.limits.files_at_once_in_all,
        )),
        typing: Rates::new(1, TYPING_REST),
        visits: Rates::per_minute(config.limits.visits_per_minute),
        passages: Rates::per_minute(config.limits.passages_per_minute),
        new_visitors: Rates::per_minute(config.limits.new_visitors_per_minute),
        limits: config.limits,
        store,
        pictures,
        clock,
        end: End(stopped),
    });
    let serving = tokio::spawn(serve(listener, app));
    tracing::info!(%address, "the gateway is listening");
    Ok(Gateway {
        address,
        stop,
        serving,
    })
}

impl Gateway {
    /// Where it listens; with the port the system gave, when any was asked for.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops taking connections, ends the streams, and waits for the requests in flight, for as long
    /// as [`Limits::drain_time`] at most.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.serving.await {
            tracing::error!(%error, "the gateway broke off");
        }
    }
}

/// Accepts connections until told to stop.
async fn serve(listener: TcpListener, app: Arc<App>) {
    let mut end = app.end.clone();
    let places = Arc::new(Semaphore::new(app.limits.connections));
    let drain_time = app.limits.drain_time;
    let hub = tokio::spawn(Arc::clone(&app.hub).follow(app.store.changes()));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let server = Server {
        router: router(Arc::clone(&app)),
        http: http(&app.limits),
    };
    loop {
        tokio::select! {
            biased;
            () = end.comes() => break,
            Some(_) = connections.join_next() => {}
            (stream, peer, place) = accept(&listener, &places) => {
                connections.spawn(server.connection(stream, peer, place, &graceful));
            }
        }
    }
    drop((listener, server, app));
    if tokio::time::timeout(drain_time, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests that did not finish in time were cut off");
    }
    connections.shutdown().await;
    hub.abort();
}

/// The next connection, once there is a place for it; until then it waits in the system's queue.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    let place = Arc::clone(places)
        .acquire_owned()
        .await
        .expect("nobody closes the semaphore");
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            // The client went away before it was its turn.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
                ) => {}
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

struct Server {
    router: Router,
    http: http1::Builder,
}

/// The other end of the connection a request came over.
#[derive(Debug, Clone, Copy)]
struct Peer(SocketAddr);

impl Server {
    fn connection(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        place: OwnedSemaphorePermit,
        graceful: &GracefulShutdown,
    ) -> impl Future<Output = ()> + Send + use<> {
        // A short answer goes out at once; without it, it only goes out later.
        let _ = stream.set_nodelay(true);
        let router = self.router.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer));
            router.clone().oneshot(request)
        });
        let connection = graceful.watch(self.http.serve_connection(TokioIo::new(stream), service));
        async move {
            let _place = place;
            if let Err(error) = connection.await {
                tracing::debug!(%peer, %error, "a connection ended badly");
            }
        }
    }
}

fn http(limits: &Limits) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head_time);
    http
}

fn router(app: Arc<App>) -> Router {
    let uploads = Router::new()
        .nest(widget::PREFIX, widget::uploads())
        .method_not_allowed_fallback(not_done_here);
    Router::new()
        .route("/", get(root))
        .route("/health", get(StatusCode::NO_CONTENT))
        .nest(widget::PREFIX, widget::router())
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_done_here)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            request::read_body,
        ))
        .merge(uploads)
        .layer(middleware::from_fn(widget::answer_other_sites))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), admit))
        .with_state(app)
}

/// Lets in who asks for us, and says on every answer what no browser may do with it.
async fn admit(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let Some(Peer(peer)) = request.extensions().get().copied() else {
        return Refusal::Unavailable.into_response();
    };
    let mut response = match app.guard.admit(peer, request.uri(), request.headers()) {
        Ok(asker) => {
            request.extensions_mut().insert(asker);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; frame-ancestors 'none'",
        ));
    response
}

async fn root(headers: HeaderMap) -> Response {
    let language = preferred_language(&headers);
    Page {
        language,
        title: words::ROOT_TITLE.of(language),
        paragraphs: &[words::ROOT_LEAD.of(language)],
        script: None,
    }
    .into_response()
}

async fn nothing_here(uri: Uri) -> Refusal {
    Refusal::NotFound {
        path: shown(uri.path()),
    }
}

async fn not_done_here(method: Method) -> Refusal {
    Refusal::MethodNotAllowed { method }
}

fn cannot_listen(address: SocketAddr, source: io::Error) -> GatewayError {
    match source.kind() {
        io::ErrorKind::AddrInUse => GatewayError::PortTaken { address },
        io::ErrorKind::PermissionDenied => GatewayError::NotAllowed { address },
        _ => GatewayError::Bind { address, source },
    }
}
