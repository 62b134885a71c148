use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use api::{ApiError, Host};
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;

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

impl Host for Desktop {
    fn pick_save(
        &self,
        suggested: &str,
    ) -> Pin<Box<dyn Future<Output = Result<Option<PathBuf>, ApiError>> + Send>> {
        let (chosen, choice) = tokio::sync::oneshot::channel();
        let mut dialog = self
            .handle
            .dialog()
            .file()
            .set_file_name(suggested)
            .add_filter("Excel", &["xlsx"])
            .add_filter("CSV", &["csv"])
            .add_filter("JSON Lines", &["jsonl"]);
        if let Some(window) = tauri::Manager::get_webview_window(&self.handle, crate::shell::WINDOW)
        {
            dialog = dialog.set_parent(&window);
        }
        dialog.save_file(move |path| {
            // The window may be gone by now; then nobody waits for the path.
            let _ = chosen.send(path);
        });
        Box::pin(async move {
            match choice.await {
                Ok(Some(path)) => path.into_path().map(Some).map_err(refused),
                Ok(None) | Err(_) => Ok(None),
            }
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
}
