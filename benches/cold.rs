//! What one letter costs from a cold start: CPU time and peak memory of the whole process.
//!
//! `cargo bench --bench cold` prints the median of many runs for Markdown alone and, in a build
//! that makes PDF, for both. The targets are 15 ms of CPU for Markdown, 40 ms and 60 MiB for
//! both. Nothing here fails on a figure: a machine under load is no regression.
//!
//! For comparison, measured on the same kind of machine (2 cores, shared): the typst wheel needs
//! 57 ms of CPU for a letter from a cold start, `RusDox` 19 ms, `WeasyPrint` 0.9 s, LaTeX 0.9 to
//! 1.4 s. None of them matches points to paragraphs.

use std::path::Path;
use std::process::{Child, Command, Stdio};

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the replies");
    measure("Markdown", &["-t", "md"], folder.path());
    if cfg!(feature = "pdf") {
        measure("Markdown and PDF", &["-t", "md,pdf"], folder.path());
    }
}

/// What a process has used.
#[derive(Clone, Copy)]
struct Usage {
    /// CPU time of user and system, in milliseconds.
    cpu: f64,
    /// Peak of resident memory, in MiB.
    memory: f64,
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

/// Waits for a process and returns what it has used.
fn wait(child: &Child) -> Usage {
    let pid = libc::pid_t::try_from(child.id()).expect("a process id");
    // SAFETY: `wait4` fills both structures, which are plain data and valid when zeroed; the
    // process is our own child and nobody else waits for it.
    let usage = unsafe {
        let mut status = 0;
        let mut usage: libc::rusage = std::mem::zeroed();
        assert_eq!(libc::wait4(pid, &raw mut status, 0, &raw mut usage), pid);
        assert!(libc::WIFEXITED(status), "the command ends by itself");
        usage
    };
    #[expect(clippy::cast_precision_loss, reason = "times and sizes of one process are small")]
    let milliseconds = |time: libc::timeval| time.tv_sec as f64 * 1e3 + time.tv_usec as f64 / 1e3;
    #[expect(clippy::cast_precision_loss, reason = "times and sizes of one process are small")]
    let memory = usage.ru_maxrss as f64 / 1024.0;
    Usage { cpu: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), memory }
}
