//! The window around the program: one command in, news out.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use api::{ApiError, App, Caller, Listen, News, Options};
use domain::SystemClock;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tauri::http;
use tauri::ipc::InvokeBody;
use tauri::{
    AppHandle, Emitter as _, Manager as _, RunEvent, State, WebviewUrl, WebviewWindowBuilder,
};
use tauri_plugin_deep_link::DeepLinkExt as _;
use tauri_plugin_dialog::{DialogExt as _, MessageDialogKind};
use tokio::sync::broadcast::error::RecvError;

use crate::desktop::Desktop;
use crate::link;

/// The one window's label.
pub(crate) const WINDOW: &str = "main";

#[tauri::command]
async fn call(app: State<'_, App>, name: String, request: Value) -> Result<Value, ApiError> {
    app.call(Caller::Owner(api::From::Window), &name, request)
        .await
}

/// Runs a command whose request is bytes; their name comes in the headers, percent-encoded.
#[tauri::command]
async fn send(app: State<'_, App>, request: tauri::ipc::Request<'_>) -> Result<Value, ApiError> {
    let header = |name: &str| {
        let value = request.headers().get(name)?.to_str().ok()?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    };
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(ApiError {
            code: "malformed_request".to_owned(),
            message: "this command takes bytes".to_owned(),
            details: Value::Null,
        });
    };
    let (name, called) = (header("name"), header("called"));
    app.take_bytes(
        &name.unwrap_or_default(),
        called.unwrap_or_default(),
        bytes.clone(),
    )
    .await
}

/// Answers `media://localhost/ID/SIZE` with a picture, and `media://localhost/file/ID` with a file
/// that may be shown.
fn show_picture(
    handle: AppHandle,
    path: String,
    respond: impl FnOnce(http::Response<Vec<u8>>) + Send + 'static,
) {
    tauri::async_runtime::spawn(async move {
        let found = match (
            handle.try_state::<App>(),
            path.trim_matches('/').split_once('/'),
        ) {
            (Some(app), Some(("file", id))) => app.file_shown(id).await.ok(),
            (Some(app), Some((id, size))) => app.picture(id, size).await.ok(),
            _ => None,
        };
        let response = http::Response::builder();
        let built = match found {
            Some((media_type, bytes)) => response
                .header(http::header::CONTENT_TYPE, media_type)
                .header(http::header::X_CONTENT_TYPE_OPTIONS, "nosniff")
                // What lies under an id never changes.
                .header(http::header::CACHE_CONTROL, "max-age=31536000, immutable")
                .body(bytes),
            None => response
                .status(http::StatusCode::NOT_FOUND)
                .body(Vec::new()),
        };
        respond(built.unwrap_or_default());
    });
}

/// Runs the program until its window is closed.
#[expect(
    clippy::disallowed_methods,
    reason = "what Tauri generates ends the process itself"
)]
pub(crate) fn run() -> ExitCode {
    if !has_display() {
        #[expect(clippy::print_stderr, reason = "there is no other place to say it")]
        {
            eprintln!(
                "parley: there is no display to open a window on; run `parleyctl serve` instead"
            );
        }
        return ExitCode::FAILURE;
    }
    let built = tauri::Builder::default()
        // Must come first: a second start hands its links to the first and ends.
        .plugin(tauri_plugin_single_instance::init(
            |handle, arguments, _| {
                show(handle);
                arguments
                    .iter()
                    .for_each(|argument| follow(handle, argument));
            },
        ))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .invoke_handler(tauri::generate_handler![call, send])
        .register_asynchronous_uri_scheme_protocol("media", |context, request, responder| {
            let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
            let path = path.into_owned();
            show_picture(context.app_handle().clone(), path, |response| {
                responder.respond(response);
            });
        })
        .setup(|tauri| {
            let handle = tauri.handle().clone();
            match tauri::async_runtime::block_on(open(&handle)) {
                Ok(app) => {
                    tauri.manage(app);
                    start(&handle)?;
                }
                Err(error) => refuse(&handle, &error),
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(tauri) => {
            let code = tauri.run_return(|handle, event| {
                if let RunEvent::Exit = event
                    && let Some(app) = handle.try_state::<App>()
                {
                    tauri::async_runtime::block_on(app.stop());
                }
            });
            ExitCode::from(u8::try_from(code).unwrap_or(1))
        }
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

/// GTK ends the process when there is none, so it is asked first.
fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The data folder: `--data DIR`, else `PARLEY_DATA`, else the system's own place.
fn folder() -> Result<PathBuf, ApiError> {
    let mut arguments = std::env::args_os()
        .skip_while(|argument| argument != "--data")
        .skip(1);
    arguments
        .next()
        .or_else(|| std::env::var_os("PARLEY_DATA").filter(|folder| !folder.is_empty()))
        .map_or_else(api::default_folder, |folder| Ok(PathBuf::from(folder)))
}

async fn open(handle: &AppHandle) -> Result<App, ApiError> {
    let app = App::open(Options {
        folder: folder()?,
        clock: Arc::new(SystemClock),
        host: Arc::new(Desktop::new(handle.clone())),
    })
    .await?;
    app.start().await?;
    Ok(app)
}

/// Shows the window, tells it the news, and starts the gateway beside it.
fn start(handle: &AppHandle) -> tauri::Result<()> {
    let app = handle.state::<App>().inner().clone();
    tauri::async_runtime::spawn(tell(handle.clone(), app.news()));
    tauri::async_runtime::spawn(async move {
        let listen = Listen::default();
        app.want(listen.clone());
        if let Err(error) = app.start_gateway(&listen).await {
            tracing::warn!(%error, "the gateway does not listen");
        }
    });
    let window = WebviewWindowBuilder::new(handle, WINDOW, WebviewUrl::default())
        .title("Parley")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        // A picture that is dropped belongs to the page, which knows where it fell.
        .disable_drag_drop_handler()
        // The window has nowhere to go but its own pages.
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri" | "http" if url.host_str().is_some_and(own_host))
                || url.scheme() == "tauri"
        })
        .build()?;
    let links = handle.deep_link();
    // An installed program's package says what opens its links; one started from its source, or
    // only copied somewhere, says so itself. macOS reads it from the bundle alone.
    let known = !cfg!(debug_assertions) && links.is_registered("parley").unwrap_or(false);
    if cfg!(any(target_os = "linux", windows))
        && !known
        && let Err(error) = links.register_all()
    {
        tracing::warn!(%error, "parley:// links could not be registered");
    }
    if let Ok(Some(links)) = links.get_current() {
        links.iter().for_each(|link| follow(handle, link.as_str()));
    }
    let handle = handle.clone();
    links.on_open_url(move |event| {
        show(&handle);
        event
            .urls()
            .iter()
            .for_each(|link| follow(&handle, link.as_str()));
    });
    window.set_focus()
}

fn own_host(host: &str) -> bool {
    // Windows shows the window's pages under this name; a debug build asks the dev server.
    host == "tauri.localhost" || cfg!(debug_assertions) && host == "127.0.0.1"
}

async fn tell(handle: AppHandle, mut news: tokio::sync::broadcast::Receiver<News>) {
    loop {
        let told = match news.recv().await {
            Ok(news) => handle.emit_to(WINDOW, "news", news),
            // The window reads everything again.
            Err(RecvError::Lagged(_)) => [
                News::Chats,
                News::Settings,
                News::Operators,
                News::Dialogs { ids: Vec::new() },
                News::Inbox { ids: Vec::new() },
            ]
            .into_iter()
            .try_for_each(|news| handle.emit_to(WINDOW, "news", news)),
            Err(RecvError::Closed) => return,
        };
        if let Err(error) = told {
            tracing::warn!(%error, "the window could not be told");
        }
    }
}

fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(WINDOW) {
        let _ = window
            .unminimize()
            .and_then(|()| window.show())
            .and_then(|()| window.set_focus());
    }
}

/// Shows the window, and has it go to a place.
pub(crate) fn lead(handle: &AppHandle, place: &str) {
    show(handle);
    if let Some(app) = handle.try_state::<App>() {
        app.want_place(place.to_owned());
    }
}

fn follow(handle: &AppHandle, link: &str) {
    if let Some(path) = link::place(link)
        && let Some(app) = handle.try_state::<App>()
    {
        app.want_place(path);
    }
}

/// Says why there is no window, and ends once that was read.
fn refuse(handle: &AppHandle, error: &ApiError) {
    tracing::error!(%error, code = error.code, "the program cannot start");
    let ending = handle.clone();
    handle
        .dialog()
        .message(error.why_not_started())
        .title("Parley")
        .kind(MessageDialogKind::Error)
        .show(move |_| ending.exit(1));
}
