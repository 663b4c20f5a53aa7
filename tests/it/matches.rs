//! `chancery match`.

use serde_json::Value;

use crate::opinions;
use crate::project::Project;

fn points(project: &Project) -> Value {
    let json = project.json(["match", "mine.yaml", "--format", "json", "--date", "2017-01-10"]);
    assert_eq!(json["opinion"], "mine.yaml");
    assert_eq!(json["chamber"], "ro-camera");
    json["points"].clone()
}

#[test]
fn a_point_in_the_words_of_a_paragraph_is_answered_by_it() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let project = Project::with("mine.yaml", &opinions::asking(text));
    let points = points(&project);
    assert_eq!(points.as_array().unwrap().len(), 1);
    let point = &points[0];
    assert_eq!((&point["id"], &point["text"]), (&"prisons".into(), &text.into()));
    assert_eq!(point["stance"], "request");
    assert_eq!(point["outcome"], "answered");
    assert_eq!(point["paragraphs"][0], "ran-prisons");
    let confidence = point["confidence"].as_f64().unwrap();
    assert!((0.6..=1.0).contains(&confidence), "{confidence}");
    let candidates = point["candidates"].as_array().unwrap();
    assert!((1..=10).contains(&candidates.len()), "{}", candidates.len());
    assert_eq!(candidates[0]["paragraph"], "ran-prisons");
    assert!(!candidates[0]["reasons"].as_array().unwrap().is_empty());
    let scores: Vec<f64> = candidates.iter().map(|one| one["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "the best comes first: {scores:?}");
    for one in candidates {
        assert!((0.0..=1.0).contains(&one["confidence"].as_f64().unwrap()), "{one}");
    }
}

#[test]
fn what_no_paragraph_answers_is_unanswered() {
    let project = Project::with("mine.yaml", &opinions::asking(opinions::UNHEARD_OF));
    opinions::write_library(&project);
    let json = project.json(["match", "mine.yaml", "--library", "small", "--format", "json"]);
    let point = &json["points"][0];
    assert_eq!(point["outcome"], "unanswered");
    assert_eq!(point["paragraphs"], Value::Array(Vec::new()));
}

/// That a paragraph is about the opinion's act says nothing about the point.
#[test]
fn a_point_that_shares_nothing_with_a_paragraph_but_the_act_is_not_answered() {
    for text in [opinions::UNHEARD_OF, "Asks for more.", "Wishes to be kept informed."] {
        let project = Project::with("mine.yaml", &opinions::asking(text));
        let points = points(&project);
        let point = &points[0];
        let is_open = point["outcome"] == "unsure" || point["outcome"] == "unanswered";
        assert!(is_open, "{text}: {} by {}", point["outcome"], point["paragraphs"]);
        assert_eq!(point["paragraphs"], Value::Array(Vec::new()));
    }
}

#[test]
fn support_for_what_no_paragraph_speaks_of_is_welcomed() {
    let text = opinions::asking(opinions::UNHEARD_OF).replace("stance: request", "stance: support");
    let project = Project::with("mine.yaml", &text);
    let point = &points(&project)[0];
    assert_eq!((&point["outcome"], &point["stance"]), (&"welcomed".into(), &"support".into()));
    assert_eq!(point["paragraphs"], Value::Array(Vec::new()));
}

#[test]
fn a_pin_is_obeyed_whatever_the_words_say() {
    let text = opinions::PINNED.replace("answer: [ran-prisons]", "answer: [sis-ii, hash-database]");
    let project = Project::with("mine.yaml", &text);
    let point = &points(&project)[0];
    assert_eq!(point["outcome"], "pinned");
    assert_eq!(point["paragraphs"], serde_json::json!(["sis-ii", "hash-database"]));
}

#[test]
fn an_excluded_paragraph_is_no_candidate() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let text = opinions::asking(text)
        .replace("stance: request", "stance: request\n    exclude: [ran-prisons]");
    let project = Project::with("mine.yaml", &text);
    let point = &points(&project)[0];
    assert!(!point.to_string().contains("ran-prisons"), "{point}");
}

#[test]
fn a_paragraph_out_of_date_is_no_candidate_but_is_named() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let text = opinions::asking(text)
        .replace("date: 2017-01-10", "date: 2018-06-01")
        .replace("C(2017) 16", "C(2018) 16");
    let project = Project::with("mine.yaml", &text);
    let points = points(&project);
    let point = &points[0];
    assert!(!point["paragraphs"].to_string().contains("ran-prisons"), "{point}");
    assert!(!point["candidates"].to_string().contains("ran-prisons"), "{point}");
    assert_ne!(point["outcome"], "answered");
    let shown = project.output(["match", "mine.yaml"], "").stdout;
    let reason = shown.lines().find(|line| line.contains("valid only until 31\u{a0}December 2017"));
    assert!(reason.is_some_and(|line| line.contains("ran-prisons")), "{shown}");
}

#[test]
fn people_see_each_point_its_answer_and_why() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let text = opinions::asking(text).replacen(
        "points:\n",
        "points:\n  - { id: pinned, text: Asks for more., answer: [sis-ii] }\n",
        1,
    );
    let project = Project::with("mine.yaml", &text);
    let output = project.output(["match", "mine.yaml"], "");
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    let (first, second) = output.stdout.split_once("\n\n").expect("a blank line between points");
    assert!(first.starts_with("pinned (concern): Asks for more.\n  pinned to sis-ii"), "{first}");
    assert!(second.starts_with(
        "prisons (request): Calls for de-radicalisation programmes for inmates in prisons and in \
         probation.\n  answered by ran-prisons ("
    ), "{second}");
    assert!(second.contains("\n    ran-prisons "), "{second}");
}

#[test]
fn an_opinion_comes_from_standard_input_too() {
    let output = Project::new().output(["match", "-"], opinions::PINNED);
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stdout.contains("pinned to ran-prisons"), "{output}");
}

#[test]
fn an_opinion_that_cannot_be_used_is_not_matched() {
    let project = Project::with("mine.yaml", &opinions::broken());
    let output = project.output(["match", "mine.yaml", "--format", "json"], "");
    assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{output}");
    assert!(output.stderr.contains("did you mean `ro-camera`?"), "{output}");
}

#[test]
fn thresholds_of_the_office_decide() {
    let text = "Calls for de-radicalisation programmes for inmates in prisons and in probation.";
    let project = Project::with("mine.yaml", &opinions::asking(text));
    project.write("strict.yaml", "thresholds: { sure: 1.0, unsure: 0.1 }\n");
    let json = project.json(["match", "mine.yaml", "--config", "strict.yaml", "--format", "json"]);
    assert_eq!(json["points"][0]["outcome"], "unsure");
    project.write("chancery.yaml", "thresholds: { sure: 1.0, unsure: 1.0 }\n");
    let json = project.json(["match", "mine.yaml", "--format", "json"]);
    assert_eq!(json["points"][0]["outcome"], "unanswered");
}
