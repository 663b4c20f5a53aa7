//! What an office works with: the files of `templates/`, built into the binary and replaced by
//! those of the working folder, and the settings.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::ensure;
use include_dir::{Dir, include_dir};

use crate::bodies::Bodies;
use crate::chamber::Register;
use crate::diagnostic::{Diagnostic, Rejected, RejectedFiles, Source, did_you_mean};
use crate::draft::Skeleton;
use crate::file;
use crate::library::Library;
use crate::ranking::Thesaurus;
use crate::settings::Settings;
use crate::signatory::Signatories;
use crate::text::{listed, shown};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Everything that letters are made of besides the opinion.
#[derive(Debug)]
pub struct Office {
    /// All chambers.
    pub register: Register,
    /// The Members who may sign.
    pub signatories: Signatories,
    /// The names of bodies that are mistaken.
    pub bodies: Bodies,
    /// The paragraphs.
    pub library: Library,
    /// The template around the body.
    pub skeleton: Skeleton,
    /// The page of the PDF, in Typst.
    pub page: Source,
    /// The page of a letter with what changed marked in it, in Typst.
    pub redline: Source,
    /// Words that mean the same, for the matching.
    pub thesaurus: Thesaurus,
    /// The settings.
    pub settings: Settings,
    /// Where something may be kept for the next start; see [`Places::cache`].
    pub cache: Option<PathBuf>,
    /// The files from which the rest was read.
    pub files: OfficeFiles,
    /// What is to be said about files of the office that are not read.
    pub warnings: Vec<(Source, Diagnostic)>,
}

/// Files of an office, as they were read.
#[derive(Debug)]
pub struct OfficeFiles {
    /// `chambers.yaml`.
    pub register: Source,
    /// `signatories.yaml`.
    pub signatories: Source,
    /// `letter.md`.
    pub skeleton: Source,
    /// `thesaurus.txt`.
    pub thesaurus: Source,
}

/// Where an office keeps its own files.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// A folder whose files take the place of built-in ones of the same name, and whose
    /// paragraphs come on top of the built-in ones; it need not exist.
    pub templates: PathBuf,
    /// A folder that replaces the whole library.
    pub library: Option<PathBuf>,
    /// The settings; `None` means the default ones.
    pub config: Option<PathBuf>,
    /// A folder in which a large library is kept as it was read, so that the next start need
    /// not read it again; it need not exist. `None`: nothing is kept.
    pub cache: Option<PathBuf>,
}

impl Office {
    /// Reads everything, the built-in files where the places have none of their own.
    ///
    /// # Errors
    /// [`RejectedFiles`] with all mistakes of all files, or why a file could not be read.
    pub fn open(places: &Places) -> anyhow::Result<Self> {
        let file = |name: &str| own_or_built_in(&places.templates, name);
        let warnings = unused_in(&places.templates)?;
        let mut rejected = Vec::new();
        let (mut paragraphs, own) = paragraphs_of(places)?;
        paragraphs.extend(own);
        let paragraphs =
            paragraphs.into_iter().map(|(id, (field, source))| (field, id, source)).collect();
        let library = Library::parse_with(paragraphs, places.cache.as_deref())
            .map_err(|found| rejected.extend(found))
            .ok();
        let mut keep = |found: Rejected| rejected.push(found);
        let files = OfficeFiles {
            register: file("chambers.yaml")?,
            signatories: file("signatories.yaml")?,
            skeleton: file("letter.md")?,
            thesaurus: file("thesaurus.txt")?,
        };
        let is_built_in = files.register.text == built_in("chambers.yaml").text;
        let register = if is_built_in {
            Some(Register::built_in(files.register.clone()))
        } else {
            Register::parse(&files.register).map_err(&mut keep).ok()
        };
        let signatories = Signatories::parse(&files.signatories).map_err(&mut keep).ok();
        let bodies = Bodies::parse(&file("bodies.yaml")?).map_err(&mut keep).ok();
        let skeleton = Skeleton::parse(&files.skeleton).map_err(&mut keep).ok();
        let settings = match &places.config {
            Some(path) => Settings::parse(&read(path)?).map_err(&mut keep).ok(),
            None => Some(Settings::default()),
        };
        let thesaurus = if files.thesaurus.text == built_in("thesaurus.txt").text {
            Some(Thesaurus::built_in())
        } else {
            Thesaurus::parse(&files.thesaurus).map_err(&mut keep).ok()
        };
        let (Some(register), Some(signatories), Some(bodies)) = (register, signatories, bodies)
        else {
            return Err(RejectedFiles(rejected).into());
        };
        let (Some(library), Some(skeleton), Some(settings), Some(thesaurus)) =
            (library, skeleton, settings, thesaurus)
        else {
            return Err(RejectedFiles(rejected).into());
        };
        let (page, redline) = (file("letter.typ")?, file("redline.typ")?);
        Ok(Self {
            register,
            signatories,
            bodies,
            library,
            skeleton,
            page,
            redline,
            thesaurus,
            settings,
            cache: places.cache.clone(),
            files,
            warnings,
        })
    }
}

/// How the names of built-in files begin.
const BUILT_IN_NAME: &str = "<built-in>";

/// Returns the path of the file from which something was read; none for a built-in one.
pub fn own_path(source: &Source) -> Option<&Path> {
    (!source.name.starts_with(BUILT_IN_NAME)).then(|| Path::new(&source.name))
}

/// Reads a file under the name by which the user knows it.
fn read(path: &Path) -> anyhow::Result<Source> {
    Ok(Source::from_bytes(shown(path), &file::read(path)?)?)
}

fn own_or_built_in(templates: &Path, name: &str) -> anyhow::Result<Source> {
    let own = templates.join(name);
    if own.exists() { read(&own) } else { Ok(built_in(name)) }
}

fn built_in(name: &str) -> Source {
    let text = BUILT_IN.get_file(name).and_then(include_dir::File::contents_utf8);
    let text = text.expect("every file of templates/ that is named here is built in");
    Source::new(format!("{BUILT_IN_NAME}/{name}"), text)
}

/// Paragraph files by id, with their field.
type Paragraphs = BTreeMap<String, (String, Source)>;

/// Returns the files of all paragraphs by their ids, whatever is wrong with them. An empty one
/// counts as none: a shell makes it before the command whose output goes into it begins.
///
/// # Errors
/// Why a file could not be read.
pub fn paragraph_files(places: &Places) -> anyhow::Result<BTreeMap<String, Source>> {
    let (mut all, mut own) = paragraphs_of(places)?;
    own.retain(|_, (_, source)| !source.text.is_empty());
    all.extend(own);
    Ok(all.into_iter().map(|(id, (_, source))| (id, source)).collect())
}

/// Tells whether a paragraph is built in.
pub fn is_built_in_paragraph(id: &str) -> bool {
    built_in_paragraphs().contains_key(id)
}

/// The paragraphs that are built in, unless they are replaced as a whole, and those of the office.
fn paragraphs_of(places: &Places) -> anyhow::Result<(Paragraphs, Paragraphs)> {
    Ok(match &places.library {
        Some(folder) => {
            let all = paragraphs_in(folder)?;
            ensure!(
                !all.is_empty(),
                "no paragraph lies below `{}`: their files end in `.md`",
                shown(folder)
            );
            (Paragraphs::new(), all)
        }
        None => (built_in_paragraphs(), paragraphs_in_templates(&places.templates)?),
    })
}

fn built_in_paragraphs() -> Paragraphs {
    let fields = BUILT_IN.get_dir("paragraphs").into_iter().flat_map(Dir::dirs);
    let files = fields.flat_map(|field| field.files().map(move |file| (field, file)));
    files
        .filter_map(|(field, file)| {
            let name = format!("{BUILT_IN_NAME}/{}", file.path().display());
            let source = Source::new(name, file.contents_utf8()?);
            let field = field.path().file_name()?.to_str()?.to_owned();
            Some((file.path().file_stem()?.to_str()?.to_owned(), (field, source)))
        })
        .collect()
}

fn paragraphs_in_templates(templates: &Path) -> anyhow::Result<Paragraphs> {
    let folder = templates.join("paragraphs");
    if folder.exists() { paragraphs_in(&folder) } else { Ok(Paragraphs::new()) }
}

/// Warns of what lies in a folder of templates and takes the place of nothing, hidden files left
/// out.
fn unused_in(templates: &Path) -> anyhow::Result<Vec<(Source, Diagnostic)>> {
    if !templates.exists() {
        return Ok(Vec::new());
    }
    let names: Vec<&str> =
        BUILT_IN.entries().iter().filter_map(|entry| entry.path().to_str()).collect();
    let mut unused = BTreeMap::new();
    for entry in file::entries(templates)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !names.contains(&name.as_str()) {
            unused.insert(name, entry.path());
        }
    }
    let warning = |(name, path): (String, PathBuf)| {
        let hint = did_you_mean(&name, names.iter().copied());
        let hint = hint.unwrap_or_else(|| {
            let names: Vec<String> = names.iter().map(|one| format!("`{one}`")).collect();
            format!("it uses {}", listed(&names))
        });
        let found = Diagnostic::warning("chancery uses nothing of this name").with_hint(hint);
        (Source::new(shown(&path), ""), found)
    };
    Ok(unused.into_iter().map(warning).collect())
}

/// Reads every `.md` file of a folder and of its folders; the folder names the field.
fn paragraphs_in(folder: &Path) -> anyhow::Result<Paragraphs> {
    let mut paragraphs = Paragraphs::new();
    let mut rejected = Vec::new();
    for path in markdown_files(folder)? {
        let (Some(id), Some(field)) = (stem(&path), path.parent().and_then(Path::file_name)) else {
            continue;
        };
        let source = match read(&path) {
            Ok(source) => source,
            Err(error) => {
                rejected.push(error.downcast::<Rejected>()?);
                continue;
            }
        };
        let field = field.to_string_lossy().into_owned();
        if let Some((_, earlier)) = paragraphs.get(&id) {
            let message = format!("the paragraph `{id}` stands in `{}` too", earlier.name);
            let found = Diagnostic::error(message)
                .rule("doubled-id")
                .with_hint("give one of the two files another name");
            rejected.push(Rejected::new(source, vec![found]));
        } else {
            paragraphs.insert(id, (field, source));
        }
    }
    if rejected.is_empty() { Ok(paragraphs) } else { Err(RejectedFiles(rejected).into()) }
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_string_lossy().into_owned())
}

/// The Markdown files below a folder, in the order of their paths, hidden ones left out.
fn markdown_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = file::entries(folder)?;
    let mut entries: Vec<_> = entries.iter().map(|one| (one.path(), is_folder(one))).collect();
    entries.sort();
    let mut files = Vec::new();
    for (path, is_folder) in entries {
        let is_hidden =
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_hidden {
            continue;
        }
        if is_folder {
            files.extend(markdown_files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    Ok(files)
}

/// Tells whether an entry is a folder, or a link to one; the disk is asked about links alone.
fn is_folder(entry: &fs::DirEntry) -> bool {
    match entry.file_type() {
        Ok(kind) if !kind.is_symlink() => kind.is_dir(),
        _ => entry.path().is_dir(),
    }
}
