use std::path::Path;

use api::{ApiError, Host, Notification, Pick, Picked, PickedFiles};
use tauri::{AppHandle, Wry};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tauri_plugin_opener::OpenerExt as _;
use tokio::sync::oneshot;

use crate::notices::Notices;
use crate::shell;

/// The desktop as Tauri gives it.
pub(crate) struct Desktop {
    handle: AppHandle,
    /// None where the system has no thread left for it.
    notices: Option<Notices>,
}

fn refused(error: impl std::fmt::Display) -> ApiError {
    ApiError {
        code: "desktop".to_owned(),
        message: error.to_string(),
        details: serde_json::Value::Null,
    }
}

impl Desktop {
    pub(crate) fn new(handle: AppHandle) -> Self {
        let clicked = {
            let handle = handle.clone();
            move |place: &str| shell::lead(&handle, place)
        };
        let notices = Notices::start(clicked)
            .inspect_err(|error| tracing::warn!(%error, "there will be no notifications"))
            .ok();
        Self { handle, notices }
    }

    /// Whether somebody is looking at the window.
    fn is_seen(&self) -> bool {
        tauri::Manager::get_webview_window(&self.handle, shell::WINDOW)
            .is_some_and(|window| window.is_focused().unwrap_or(false))
    }

    fn picker(&self, kinds: &[Pick]) -> FileDialogBuilder<Wry> {
        let mut dialog = self.handle.dialog().file();
        for kind in kinds {
            dialog = dialog.add_filter(kind.name, kind.endings);
        }
        match tauri::Manager::get_webview_window(&self.handle, shell::WINDOW) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

fn picked(choice: oneshot::Receiver<Option<FilePath>>) -> Picked {
    Box::pin(async move {
        match choice.await {
            Ok(Some(path)) => path.into_path().map(Some).map_err(refused),
            Ok(None) | Err(_) => Ok(None),
        }
    })
}

impl Host for Desktop {
    fn pick_save(&self, suggested: &str, kinds: &[Pick]) -> Picked {
        let (chosen, choice) = oneshot::channel();
        // The window may be gone by then; then nobody waits for the path.
        self.picker(kinds)
            .set_file_name(suggested)
            .save_file(move |path| drop(chosen.send(path)));
        picked(choice)
    }

    fn pick_open(&self, kind: Pick) -> Picked {
        let (chosen, choice) = oneshot::channel();
        self.picker(&[kind])
            .pick_file(move |path| drop(chosen.send(path)));
        picked(choice)
    }

    fn pick_files(&self) -> PickedFiles {
        let (chosen, choice) = oneshot::channel();
        self.picker(&[])
            .pick_files(move |paths| drop(chosen.send(paths)));
        Box::pin(async move {
            let paths = choice.await.ok().flatten().unwrap_or_default();
            let paths = paths.into_iter().map(FilePath::into_path);
            paths.collect::<Result<_, _>>().map_err(refused)
        })
    }

    fn open_address(&self, address: &str) -> Result<(), ApiError> {
        self.handle
            .opener()
            .open_url(address, None::<&str>)
            .map_err(refused)
    }

    fn reveal(&self, file: &Path) -> Result<(), ApiError> {
        self.handle
            .opener()
            .reveal_item_in_dir(file)
            .map_err(refused)
    }

    fn copy(&self, text: &str) -> Result<(), ApiError> {
        self.handle.clipboard().write_text(text).map_err(refused)
    }

    fn notify(&self, notification: Notification) {
        // Whoever looks at the window sees and hears it there.
        if let Some(notices) = &self.notices
            && !self.is_seen()
        {
            notices.show(notification);
        }
    }
}
