//! The types of the window's commands, for TypeScript.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use crate::News;
use crate::chat_check::form;
use crate::command::window_commands;

/// Sees every command.
pub(crate) trait Visit {
    fn command<Request: TS + 'static, Response: TS + 'static>(&mut self, name: &str);
}

struct Types {
    config: Config,
    declared: BTreeMap<String, String>,
    commands: String,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        if self.declared.contains_key(&name) {
            return;
        }
        self.declared.insert(name.clone(), String::new());
        let declaration = format!("export {}", T::decl(&self.config));
        self.declared.insert(name, declaration);
        T::visit_dependencies(self);
    }
}

impl Types {
    fn declare<T: TS + 'static>(&mut self) {
        <Self as TypeVisitor>::visit::<T>(self);
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}

impl Visit for Types {
    fn command<Request: TS + 'static, Response: TS + 'static>(&mut self, name: &str) {
        self.declare::<Request>();
        self.declare::<Response>();
        let (request, response) = (Request::name(&self.config), Response::name(&self.config));
        let _ = writeln!(
            self.commands,
            "  {name}: {{ request: {request}; response: {response} }};"
        );
    }
}

/// The TypeScript file of the window's commands and news.
#[must_use]
pub fn typescript() -> String {
    let mut types = Types {
        config: Config::from_env(),
        declared: BTreeMap::new(),
        commands: String::new(),
    };
    window_commands(&mut types);
    types.declare::<News>();
    types.declare::<crate::ApiError>();
    let mut file = String::from(
        "// Made from the Rust declarations by `cargo xtask types`; change those.\n\n",
    );
    for declaration in types.declared.values() {
        let _ = writeln!(file, "{declaration}\n");
    }
    let _ = writeln!(file, "export type Commands = {{\n{}}};\n", types.commands);
    let form = serde_json::to_string_pretty(&form(None)).unwrap_or_default();
    let _ = writeln!(
        file,
        "/** What `chat_settings` answers, for a made-up program. */\nexport const FORM: ChatForm = {form};"
    );
    file
}
