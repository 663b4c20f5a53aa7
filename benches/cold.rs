//! What one letter costs from a cold start: CPU time and peak memory of the whole process.
//!
//! `cargo bench --bench cold` prints the median of many runs for Markdown alone and, in a build
//! that makes PDF, for both. The targets are 15 ms of CPU for Markdown, 40 ms and 60 MiB for
//! both. Nothing here fails on a figure: a machine under load is no regression.
//!
//! `cargo bench --bench cold -- DIR` measures what reading the library of a folder costs instead,
//! without a cache, with one that is still to be written, and with one that is there.
//!
//! For comparison, measured on the same kind of machine (2 cores, shared): the typst wheel needs
//! 57 ms of CPU for a letter from a cold start, `RusDox` 19 ms, `WeasyPrint` 0.9 s, LaTeX 0.9 to
//! 1.4 s. None of them matches points to paragraphs.

mod process;

use std::path::Path;
use std::process::{Command, Stdio};

use process::{Usage, wait};

fn main() {
    let folder = tempfile::tempdir().expect("a folder for what is written");
    // cargo gives a flag of its own.
    if let Some(library) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        return measure_starts(&library, folder.path());
    }
    measure_letter("Markdown", &["-t", "md"], folder.path());
    if cfg!(feature = "pdf") {
        measure_letter("Markdown and PDF", &["-t", "md,pdf"], folder.path());
    }
}

fn measure_letter(what: &str, types: &[&str], folder: &Path) {
    measure(what, 40, |command, run| {
        let output = folder.join(run.to_string());
        command.args(["draft", "opinions/ro-camera-com-2016-379.yaml", "-o"]);
        command.arg(output).args(types);
    });
}

fn measure_starts(library: &str, cache: &Path) {
    let list = |command: &mut Command| {
        command.args(["library", "list", "--library", library]).env("XDG_CACHE_HOME", cache);
    };
    measure("without a cache", 10, |command, _| {
        list(command);
        command.arg("--no-cache");
    });
    measure("first start", 10, |command, _| {
        list(command);
        // Nothing is there before the first run.
        let _ = std::fs::remove_dir_all(cache);
    });
    measure("second start", 10, |command, _| list(command));
}

/// Runs a command several times and prints what it costs.
fn measure(what: &str, runs: usize, prepare: impl Fn(&mut Command, usize)) {
    let mut runs: Vec<Usage> = (0..runs)
        .map(|run| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
            command.current_dir(env!("CARGO_MANIFEST_DIR"));
            command.stdout(Stdio::null()).stderr(Stdio::null());
            prepare(&mut command, run);
            wait(&command.spawn().expect("the command starts"))
        })
        .collect();
    runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    let (median, best) = (runs[runs.len() / 2], runs[0]);
    println!(
        "{what}: {:.1} ms of CPU (best {:.1}), {:.0} MiB",
        median.cpu, best.cpu, median.memory
    );
}
