//! Input and standard output under the names by which the user knows them.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use crate::diagnostic::{Rejected, Source};
use crate::draft::Draft;
use crate::file;
use crate::replies::{Replies, opinion_of};
use crate::text::shown;

/// The name of standard input and output on the command line.
pub(super) const DASH: &str = "-";

/// Tells whether a file could be read, even if it is no text.
pub(super) fn was_read(source: &anyhow::Result<Source>) -> bool {
    source.as_ref().err().is_none_or(anyhow::Error::is::<Rejected>)
}

/// Reads a file that the user named, or standard input for `-`.
pub(super) fn read(path: &Path) -> anyhow::Result<Source> {
    let name = shown(path);
    let (name, bytes) = if name == DASH {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        ("<standard input>".to_owned(), bytes)
    } else {
        if path.is_dir() {
            bail!("cannot read `{name}`: it is a folder; name its files");
        }
        (name, file::read(path)?)
    };
    Ok(Source::from_bytes(name, &bytes)?)
}

/// Reads a file that was found in a folder.
pub(super) fn read_found(path: &Path) -> anyhow::Result<Source> {
    Ok(Source::from_bytes(shown(path), &file::read_found(path)?)?)
}

/// Takes the folder for replies that the user named. A file is refused, and so is a name that only
/// a file would have, unless there is such a folder.
pub(super) fn folder(path: &Path) -> anyhow::Result<&Path> {
    let name = shown(path);
    ensure!(!path.is_file(), "`{name}` is a file; `-o` wants a folder");
    let is_named_as_file = path.extension().is_some_and(|ending| ending == "md" || ending == "pdf");
    ensure!(
        path.is_dir() || !is_named_as_file,
        "`{name}` is the name of a file; `-o` wants a folder, and the reply gets the name of its \
         opinion there"
    );
    Ok(path)
}

/// Returns the folder of a draft and its name there.
pub(super) fn reply_of(draft_path: &Path) -> anyhow::Result<(Replies, String)> {
    let name = match (draft_path.file_stem(), draft_path.extension()) {
        (Some(stem), Some(ending)) if ending == "md" => stem.to_string_lossy().into_owned(),
        _ => bail!("`{}` is no draft: drafts end in `.md`", shown(draft_path)),
    };
    Ok((Replies::in_folder(draft_path.parent().unwrap_or(Path::new(""))), name))
}

/// Finds the file of the opinion like [`opinion_of`], for what cannot be done without it.
pub(super) fn needed_opinion_of(draft_path: &Path, draft: &Draft) -> anyhow::Result<PathBuf> {
    opinion_of(draft_path, draft).with_context(|| {
        format!(
            "`{}` answers `{}`, and there is no such file here; run chancery in the folder from \
             which the reply was drafted, or correct `opinion:` in the draft",
            shown(draft_path),
            draft.about.opinion
        )
    })
}

/// Returns the working folder.
pub(super) fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

/// Prints to standard output.
pub(super) fn print(bytes: &[u8]) -> anyhow::Result<()> {
    print_to(std::io::stdout().lock(), bytes)
}

/// Prints text to standard output, in colours only on a terminal.
pub(super) fn print_text(text: &str) -> anyhow::Result<()> {
    print_to(anstream::stdout().lock(), text.as_bytes())
}

/// Whoever reads our output may stop reading: that is no failure, and changes nothing else.
fn print_to(mut out: impl Write, bytes: &[u8]) -> anyhow::Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        printed => printed.context("cannot write to standard output"),
    }
}

/// Prints a JSON object to standard output.
pub(super) fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_string_pretty(value).context("cannot write JSON")?;
    text.push('\n');
    print(text.as_bytes())
}
