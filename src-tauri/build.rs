//! Embeds the window and what the system needs to know of the program.

fn main() {
    tauri_build::build();
}
