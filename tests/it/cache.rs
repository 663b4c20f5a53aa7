//! The cache of large libraries: whatever it holds, the output is as without it.

use std::fs::{self, File};
use std::path::PathBuf;

use crate::opinions;
use crate::project::{Output, Project, run_with};

/// The number of paragraphs from which a library is kept.
const ENOUGH: usize = 300;

const LIST: [&str; 3] = ["library", "list", "--format=json"];

/// A library with something of all that a paragraph can hold.
fn library(paragraphs: usize) -> Project {
    let project = Project::with("mine.yaml", opinions::PINNED);
    for number in 1..=paragraphs {
        project.write(&path(number), paragraph(number));
    }
    let prisons = "---\ntitle: Prisons\nterms: [prisons, radicalisation]\n---\nIt helps.\n";
    project.write("mine/security/ran-prisons.md", prisons);
    project
}

fn path(number: usize) -> String {
    format!("mine/{}/p{number:03}.md", ["security", "water"][number % 2])
}

fn paragraph(number: usize) -> String {
    let topic = if number.is_multiple_of(3) { "topic: rivers\n" } else { "" };
    format!(
        "---\ntitle: Matter {number}\n{topic}terms: [word{number}, river]\n\
         acts: [COM(2016) {number} final, Directive 96/71/EC]\nstances: [request, concern]\n\
         valid: {{ from: 2016-01-01 }}\nreview_by: 2017-06-30\nowner: DG HOME\n\
         sources: [COM(2016) 379]\nabbreviations: {{ RAN: Radicalisation Awareness Network }}\n\
         country_facts: {{ RO: {{ services: two }} }}\naspect: subsidiarity\n\
         examples: [Asks about {number}., {{ text: Again., date: 2016-05-04 }}]\n\
         claims: [{{ text: in early 2017, until: 2017-03-31, then: in 2017 }}]\n---\n\
         The RAN helps {{{{ chamber.the }}}} in early 2017.[^1]\n\
         {{% if country.services %}}It has {{{{ country.services }}}}.{{% endif %}}\n\n\
         [^1]: COM(2016) 379 final.\n"
    )
}

fn run(project: &Project, args: &[&str], env: &[(&str, PathBuf)]) -> Output {
    let args = [args, &["--library", "mine"]].concat();
    let env: Vec<_> = env.iter().map(|(name, path)| (*name, path.as_path())).collect();
    run_with(&project.path(""), &args, &env, "")
}

/// Runs a command with a cache in the project's folder.
fn start(project: &Project, args: &[&str]) -> String {
    run(project, args, &[("XDG_CACHE_HOME", project.path("caches"))]).to_string()
}

/// Runs a command without any cache.
fn afresh(project: &Project, args: &[&str]) -> String {
    run(project, args, &[]).to_string()
}

/// The file of the cache.
fn kept(project: &Project) -> PathBuf {
    project.path("caches/chancery/paragraphs")
}

/// The files of the project besides paragraphs and opinion.
fn others(project: &Project) -> Vec<String> {
    project.files().into_iter().filter(|path| !path.starts_with("mine")).collect()
}

#[test]
fn a_second_start_says_what_the_first_said() {
    let project = library(ENOUGH);
    project.write("filled.yaml", opinions::PINNED.replace("ran-prisons", "p003"));
    let commands: [&[&str]; 6] = [
        &LIST,
        &["library", "list"],
        &["library", "show", "p007"],
        &["library", "search", "word7", "river", "--format", "json"],
        &["draft", "mine.yaml", "-o", "-"],
        &["draft", "filled.yaml", "-o", "-"],
    ];
    for command in commands {
        let expected = afresh(&project, command);
        assert!(expected.starts_with("exit: 0\n"), "{expected}");
        assert_eq!(start(&project, command), expected);
        let before = fs::metadata(kept(&project)).unwrap().modified().unwrap();
        assert_eq!(start(&project, command), expected);
        let after = fs::metadata(kept(&project)).unwrap().modified().unwrap();
        assert_eq!(before, after, "what has not changed is not written again");
    }
    let filled = start(&project, &["draft", "filled.yaml", "-o", "-"]);
    assert!(filled.contains("It has two."), "{filled}");
    assert!(kept(&project).is_file());
}

#[test]
fn what_was_edited_added_or_taken_away_is_seen() {
    let project = library(ENOUGH);
    start(&project, &LIST);
    let old = fs::metadata(project.path(&path(7))).unwrap().modified().unwrap();
    project.replace(&path(7), "Matter", "Mutter");
    File::options()
        .write(true)
        .open(project.path(&path(7)))
        .and_then(|file| file.set_modified(old))
        .unwrap();
    let said = start(&project, &LIST);
    assert!(said.contains("Mutter 7") && !said.contains("Matter 7\""), "{said}");
    assert_eq!(said, afresh(&project, &LIST));

    fs::rename(project.path(&path(8)), project.path("mine/water/p008.md")).unwrap();
    fs::remove_file(project.path(&path(9))).unwrap();
    project.write("mine/water/new.md", "---\ntitle: New\n---\nIt is new.\n");
    let said = start(&project, &LIST);
    assert!(said.contains("\"New\"") && !said.contains("Matter 9\""), "{said}");
    assert_eq!(said, afresh(&project, &LIST));

    let of_all = fs::read(kept(&project)).unwrap();
    fs::remove_file(kept(&project)).unwrap();
    start(&project, &LIST);
    assert!(fs::read(kept(&project)).unwrap() == of_all, "nothing of what is gone is kept");
}

#[test]
fn a_mistake_is_told_each_time_and_spoils_nothing() {
    let project = library(ENOUGH);
    let right = start(&project, &LIST);
    let before = fs::read(kept(&project)).unwrap();
    for wrong in [
        "---\ntitel: New\n---\nIt is new.\n",
        "---\ntitle: New\n---\nIt is {{ new.\n",
        "---\ntitle: New\n---\nIt is {{ wibble }}.\n",
        "---\ntitle: New\n---\nIt is {{ country.name | capitalize_first }}.\n",
    ] {
        project.write("mine/water/new.md", wrong);
        for _ in 0..2 {
            let said = start(&project, &LIST);
            assert!(said.contains("exit: 2") && said.contains("mine/water/new.md:"), "{said}");
            assert_eq!(said, afresh(&project, &LIST));
        }
        fs::remove_file(project.path("mine/water/new.md")).unwrap();
        assert_eq!(start(&project, &LIST), right);
        assert!(fs::read(kept(&project)).unwrap() == before, "{wrong}");
    }
}

#[test]
fn a_paragraph_that_needs_another_is_right_only_beside_it() {
    let project = library(ENOUGH);
    let opinion = opinions::PINNED.replace("ran-prisons", "both");
    project.write("mine.yaml", opinion);
    project.write("mine/water/both.md", "---\ntitle: Both\n---\n{% include \"p003\" %}\n");
    let draft = ["draft", "mine.yaml", "-o", "-"];
    let first = start(&project, &draft);
    assert!(first.contains("The RAN helps"), "{first}");
    assert_eq!(start(&project, &draft), first);
    project.replace(&path(3), "The RAN helps", "The RAN still helps");
    let second = start(&project, &draft);
    assert!(second != first && second == afresh(&project, &draft), "{second}");
    fs::remove_file(project.path(&path(3))).unwrap();
    let third = start(&project, &draft);
    assert!(third.contains("exit: 2"), "{third}");
    assert_eq!(third, afresh(&project, &draft));
}

#[test]
fn a_damaged_cache_is_as_good_as_none_and_replaced() {
    let project = library(ENOUGH);
    let right = start(&project, &LIST);
    let whole = fs::read(kept(&project)).unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    };
    let damaged = [0, 7, 32, 33, whole.len() / 2, whole.len() - 1]
        .map(|length| whole[..length].to_vec())
        .into_iter()
        .chain([0, 31, 32, 100, whole.len() / 2, whole.len() - 1].map(flipped))
        .chain([vec![0; 40], [whole.as_slice(), b"x"].concat()]);
    for bytes in damaged {
        fs::write(kept(&project), &bytes).unwrap();
        assert_eq!(start(&project, &LIST), right);
        assert!(fs::read(kept(&project)).unwrap() == whole, "{} bytes", bytes.len());
    }
    fs::remove_file(kept(&project)).unwrap();
    fs::create_dir(kept(&project)).unwrap();
    assert_eq!(start(&project, &LIST), right);
}

#[test]
fn starts_at_the_same_time_are_harmless() {
    let project = library(ENOUGH);
    let right = afresh(&project, &LIST);
    std::thread::scope(|scope| {
        let starts: Vec<_> = (0..6).map(|_| scope.spawn(|| start(&project, &LIST))).collect();
        for one in starts {
            assert_eq!(one.join().unwrap(), right);
        }
    });
    assert_eq!(others(&project), ["caches/", "caches/chancery/", "caches/chancery/paragraphs"]);
    assert_eq!(start(&project, &LIST), right);
}

#[test]
fn without_a_place_or_on_request_nothing_is_kept() {
    let project = library(ENOUGH);
    let alone = others(&project);
    afresh(&project, &LIST);
    let cache = ("XDG_CACHE_HOME", project.path("caches"));
    run(&project, &[&LIST[..], &["--no-cache"]].concat(), &[cache]);
    run(&project, &LIST, &[("XDG_CACHE_HOME", PathBuf::from("caches"))]);
    assert_eq!(others(&project), alone);
    // What stands where the folder should be is no folder.
    let said = run(&project, &LIST, &[("XDG_CACHE_HOME", project.path("mine.yaml"))]).to_string();
    assert_eq!(said, afresh(&project, &LIST));
    let home = ("HOME", project.path("home"));
    run(&project, &LIST, &[("XDG_CACHE_HOME", PathBuf::new()), home]);
    assert!(project.path("home/.cache/chancery/paragraphs").is_file());
}

#[test]
fn a_small_library_is_not_kept() {
    let project = library(ENOUGH - 2);
    start(&project, &LIST);
    assert!(others(&project).is_empty());
    project.write("mine/water/new.md", "---\ntitle: New\n---\nIt is new.\n");
    start(&project, &LIST);
    assert!(kept(&project).is_file());
}
