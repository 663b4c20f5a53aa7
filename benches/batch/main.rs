//! What a year of opinions costs: CPU time and peak memory of whole processes.
//!
//! `cargo bench --bench batch` drafts 200 generated opinions, `cargo bench --bench batch -- 1000`
//! another number of them: for the first time on one thread and on all, once more when nothing has
//! changed, and when one paragraph of the library has. The targets are a CPU time for each PDF of
//! at most 0.8 of Typst's own in one process with the same page, which `benches/batch/peer.py`
//! measures on the replies that are kept with `-- 1000 FOLDER`; a second run under a tenth of the
//! first; and 160 MiB however many letters. Nothing here fails on a figure: a machine under load
//! is no regression.

#[path = "../measure/mod.rs"]
mod measure;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use chancery::office::{Office, Places};
use jiff::civil::date;
use measure::{Usage, wait};

fn main() {
    let mut given = std::env::args().skip(1).filter(|one| !one.starts_with("--"));
    let count = given.next().and_then(|count| count.parse().ok()).unwrap_or(200);
    let kept = given.next().map(PathBuf::from);
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = kept.as_deref().unwrap_or(temporary.path());
    generate(folder, count);
    let types = if cfg!(feature = "pdf") { "md,pdf" } else { "md" };
    run(folder, "Markdown, one thread", &["-t", "md", "-o", "drafts", "--jobs", "1"], count);
    run(folder, "all, one thread", &["-t", types, "--jobs", "1"], count);
    run(folder, "all, all threads", &["-t", types, "-o", "parallel"], count);
    run(folder, "nothing changed", &["-t", types], count);
    let paragraph = folder.join("templates/paragraphs/security/ran-prisons.md");
    let text = fs::read_to_string(&paragraph).expect("it is there");
    fs::write(&paragraph, text.replace("The Commission", "This Commission")).expect("written");
    run(folder, "one paragraph changed", &["-t", types], count);
}

/// Runs `batch` and prints what it used.
fn run(folder: &Path, what: &str, more: &[&str], count: u32) {
    let begin = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .current_dir(folder)
        .args(["batch", "opinions", "--date", "2017-01-10"])
        .args(more)
        .stderr(Stdio::null())
        .spawn();
    let Usage { cpu, memory } = wait(&child.expect("the command starts"));
    let (wall, each) = (begin.elapsed().as_secs_f64(), cpu / f64::from(count));
    println!(
        "{what:22} {:7.2} s of CPU, {each:6.2} ms a letter, {wall:6.2} s in all, {memory:4.0} MiB",
        cpu / 1e3
    );
}

/// Writes opinions whose points the built-in library answers, and a copy of that library.
fn generate(folder: &Path, count: u32) {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/paragraphs");
    copy(&templates, &folder.join("templates/paragraphs"));
    let office = Office::open(&Places::default()).expect("the built-in files are right");
    let day = date(2017, 1, 10);
    let paragraphs: Vec<_> = office
        .library
        .iter()
        .filter(|one| !one.is_context && one.stale_on(day).is_none())
        .collect();
    let chambers: Vec<_> = office.register.iter().collect();
    fs::create_dir_all(folder.join("opinions")).expect("the folder can be made");
    let mut chance = Chance(20_170_110);
    for number in 1..=count {
        let chamber = &chambers[chance.below(chambers.len())].id;
        let mut text = format!(
            "chamber: {chamber}\nkind: political-dialogue\nreply:\n  number: C(2017) {number} final\n  \
             date: 2017-01-10\n  addressee: {{ title: Ms, name: President }}\n  signatories: [timmermans]\n\
             acts:\n  - reference: COM(2016) {} final\n    kind: communication\n    subject: on a matter\n\
             points:\n",
            chance.below(800) + 1
        );
        let first = chance.below(paragraphs.len());
        for at in 0..3 + chance.below(7) {
            let paragraph = &paragraphs[(first + at) % paragraphs.len()];
            let asked = paragraph.examples.first().unwrap_or(&paragraph.title);
            let asked = serde_json::Value::from(asked.as_str());
            text.extend(["  - text: ", &asked.to_string(), "\n    stance: request\n"]);
            text.extend(["    answer: [", paragraph.id.as_str(), "]\n"]);
        }
        fs::write(folder.join(format!("opinions/{number:05}.yaml")), text).expect("written");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        let to = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("it can be copied");
        }
    }
}

/// A generator of Lehmer's: the same opinions on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).unwrap_or(0) % limit
    }
}
