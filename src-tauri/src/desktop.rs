use std::path::Path;

use api::{ApiError, Host, Pick, Picked};
use tauri::{AppHandle, Wry};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tauri_plugin_opener::OpenerExt as _;
use tokio::sync::oneshot;

/// The desktop as Tauri gives it.
pub(crate) struct Desktop {
    pub(crate) handle: AppHandle,
}

fn refused(error: impl std::fmt::Display) -> ApiError {
    ApiError {
        code: "desktop".to_owned(),
        message: error.to_string(),
        details: serde_json::Value::Null,
    }
}

impl Desktop {
    fn picker(&self, kinds: &[Pick]) -> FileDialogBuilder<Wry> {
        let mut dialog = self.handle.dialog().file();
        for kind in kinds {
            dialog = dialog.add_filter(kind.name, kind.endings);
        }
        match tauri::Manager::get_webview_window(&self.handle, crate::shell::WINDOW) {
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
}
