//! Prints the TypeScript types of the window's commands; `cargo xtask types` keeps them.

#![allow(clippy::print_stdout, reason = "that is what it is for")]

fn main() {
    print!("{}", api::typescript());
}
