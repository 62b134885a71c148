//! Looks that the widget was built, since its files become part of the program.

use std::path::Path;

const WIDGET: &str = "../../../ui/widget/dist";

fn main() -> Result<(), String> {
    for name in ["loader.js", "panel.js", "panel.css", "panel.html"] {
        let file = Path::new(WIDGET).join(name);
        println!("cargo::rerun-if-changed={}", file.display());
        if !file.is_file() {
            return Err(format!(
                "ui/widget/dist/{name} is missing: build the widget first, with \
                 `npm --prefix ui ci` and `npm --prefix ui run build:widget`"
            ));
        }
    }
    Ok(())
}
