//! What one letter costs from a cold start: CPU time and peak memory of the whole process.
//!
//! `cargo bench --bench cold` prints the median of many runs for Markdown alone and, in a build
//! that makes PDF, for both. The targets are 15 ms of CPU for Markdown, 40 ms and 60 MiB for
//! both. Nothing here fails on a figure: a machine under load is no regression.
//!
//! For comparison, measured on the same kind of machine (2 cores, shared): the typst wheel needs
//! 57 ms of CPU for a letter from a cold start, `RusDox` 19 ms, `WeasyPrint` 0.9 s, LaTeX 0.9 to
//! 1.4 s. None of them matches points to paragraphs.

mod measure;

use std::path::Path;
use std::process::{Command, Stdio};

use measure::{Usage, wait};

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the replies");
    measure("Markdown", &["-t", "md"], folder.path());
    if cfg!(feature = "pdf") {
        measure("Markdown and PDF", &["-t", "md,pdf"], folder.path());
    }
}

fn measure(what: &str, types: &[&str], folder: &Path) {
    const RUNS: usize = 40;
    let mut runs: Vec<Usage> = (0..RUNS)
        .map(|run| {
            let output = folder.join(run.to_string());
            let child = Command::new(env!("CARGO_BIN_EXE_chancery"))
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .args(["draft", "opinions/ro-camera-com-2016-379.yaml", "-o"])
                .arg(output)
                .args(types)
                .stderr(Stdio::null())
                .spawn();
            wait(&child.expect("the command starts"))
        })
        .collect();
    runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    let (median, best) = (runs[RUNS / 2], runs[0]);
    println!(
        "{what}: {:.1} ms of CPU (best {:.1}), {:.0} MiB",
        median.cpu, best.cpu, median.memory
    );
}
