//! Input and standard output under the names by which the user knows them.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::diagnostic::{Rejected, Source};
use crate::draft::Draft;
use crate::replies::Replies;

/// The name of standard input and output on the command line.
pub(super) const DASH: &str = "-";

/// Tells whether a file could be read, even if it is no text.
pub(super) fn was_read(source: &anyhow::Result<Source>) -> bool {
    source.as_ref().err().is_none_or(anyhow::Error::is::<Rejected>)
}

/// Reads a file that the user named, or standard input for `-`.
pub(super) fn read(path: &Path) -> anyhow::Result<Source> {
    let name = path.display().to_string();
    let (name, bytes) = if name == DASH {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        ("<standard input>".to_owned(), bytes)
    } else {
        if path.is_dir() {
            bail!("cannot read `{name}`: it is a folder; name its files");
        }
        if !path.exists() {
            bail!("cannot read `{name}`: there is no such file");
        }
        let bytes = fs::read(path).with_context(|| format!("cannot read `{name}`"))?;
        (name, bytes)
    };
    Ok(Source::from_bytes(name, &bytes)?)
}

/// Returns the folder of a draft and its name there.
pub(super) fn reply_of(draft_path: &Path) -> anyhow::Result<(Replies, String)> {
    let name = match (draft_path.file_stem(), draft_path.extension()) {
        (Some(stem), Some(ending)) if ending == "md" => stem.to_string_lossy().into_owned(),
        _ => bail!("`{}` is no draft: drafts end in `.md`", draft_path.display()),
    };
    Ok((Replies::in_folder(draft_path.parent().unwrap_or(Path::new(""))), name))
}

/// Finds the file of the opinion: under the name in the draft, from here or from beside the
/// folder of the draft. Standard input, from which it may have been drafted, is no file.
pub(super) fn opinion_of(draft_path: &Path, draft: &Draft) -> Option<PathBuf> {
    let named = Path::new(&draft.about.opinion);
    let beside = draft_path.parent().map(|folder| folder.join("..").join(named));
    let mut places = std::iter::once(named.to_owned()).chain(beside);
    places.find(|path| path.is_file() && path.as_os_str() != DASH)
}

/// Finds the file of the opinion like [`opinion_of`], for what cannot be done without it.
pub(super) fn needed_opinion_of(draft_path: &Path, draft: &Draft) -> anyhow::Result<PathBuf> {
    opinion_of(draft_path, draft).with_context(|| {
        format!(
            "`{}` answers `{}`, and there is no such file here; run chancery in the folder from \
             which the reply was drafted, or correct `opinion:` in the draft",
            draft_path.display(),
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
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("cannot write to standard output")
}

/// Prints text to standard output, in colours only on a terminal.
pub(super) fn print_text(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
}

/// Prints a JSON object to standard output.
pub(super) fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_string_pretty(value).context("cannot write JSON")?;
    text.push('\n');
    print(text.as_bytes())
}
