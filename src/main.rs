//! The `chancery` command: parse, run, print the error, exit.

use std::process::ExitCode;

/// Typst asks for memory so often that a tenth of the time of a letter is saved by it.
#[cfg(feature = "pdf")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    chancery::cli::main().into()
}
