//! The `chancery` command: parse, run, print the error, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    chancery::cli::main().into()
}
