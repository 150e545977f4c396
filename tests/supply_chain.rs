//! The crates that the program is built from are as `deny.toml` says: what of it needs neither a network nor another
//! program. `.ci/supply-chain` asks cargo-deny for the rest.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the crates has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value as Json;
use toml::Table;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Everything that the program and its tests are built from, itself left out.
fn crates() -> Vec<Json> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap();
    let nodes: BTreeMap<&str, &Json> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let root = metadata["resolve"]["root"].as_str().unwrap();
    let (mut reached, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(nodes[id]["dependencies"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()));
        }
    }
    let all = metadata["packages"].as_array().unwrap().iter();
    all.filter(|of| of["id"] != root && reached.contains(of["id"].as_str().unwrap())).cloned().collect()
}

fn deny() -> Table {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap().parse().unwrap()
}

/// Whether an expression of SPDX can be met with licences that are allowed. An exception only allows more.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let old = expression.replace('/', " OR ");
    let licence = |term: &str| {
        let term = term.trim_matches(|c| matches!(c, '(' | ')' | ' '));
        allowed.contains(term.split(" WITH ").next().unwrap().trim())
    };
    // The expressions in use are products of sums: `(MIT OR Apache-2.0) AND Unicode-3.0`.
    old.split(" AND ").all(|sum| sum.split(" OR ").any(licence))
}

#[test]
fn every_licence_is_one_that_is_allowed() {
    let deny = deny();
    let allowed: BTreeSet<&str> =
        deny["licenses"]["allow"].as_array().unwrap().iter().map(|licence| licence.as_str().unwrap()).collect();
    assert!(is_met("GPL-3.0 OR (MIT)", &allowed) && !is_met("MIT AND GPL-3.0", &allowed) && !is_met("", &allowed));
    let is_excepted = |of: &&Json| {
        let exceptions = deny["licenses"]["exceptions"].as_array().unwrap().iter();
        let mut of_this = exceptions.filter(|exception| exception["crate"].as_str() == of["name"].as_str());
        of_this.any(|exception| {
            let allowed = exception["allow"].as_array().unwrap().iter().map(|licence| licence.as_str().unwrap());
            is_met(of["license"].as_str().unwrap_or_default(), &allowed.collect())
        })
    };
    let refused: Vec<String> = crates()
        .iter()
        .filter(|of| !is_met(of["license"].as_str().unwrap_or_default(), &allowed) && !is_excepted(of))
        .map(|of| format!("{} {}: {}", of["name"], of["version"], of["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn every_crate_is_from_the_registry_with_a_checksum_and_none_is_denied() {
    let lock: Table =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).unwrap().parse().unwrap();
    let locked = lock["package"].as_array().unwrap();
    let deny = deny();
    let denied: BTreeSet<&str> =
        deny["bans"]["deny"].as_array().unwrap().iter().map(|of| of["crate"].as_str().unwrap()).collect();
    for of in crates() {
        assert_eq!(of["source"], CRATES_IO, "{}", of["name"]);
        assert!(!denied.contains(of["name"].as_str().unwrap()), "{}", of["name"]);
        let is_this = |package: &&toml::Value| {
            package["name"].as_str() == of["name"].as_str() && package["version"].as_str() == of["version"].as_str()
        };
        assert!(locked.iter().find(is_this).unwrap().get("checksum").is_some(), "{}", of["name"]);
    }
}

#[test]
fn a_crate_has_two_versions_only_for_a_reason() {
    let deny = deny();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for skipped in deny["bans"]["skip"].as_array().unwrap() {
        assert!(skipped["reason"].as_str().is_some_and(|reason| reason.len() > 10), "{skipped:?}");
        let name = skipped["crate"].as_str().unwrap().split('@').next().unwrap();
        *known.entry(name).or_default() += 1;
    }
    // `cargo metadata` also counts what a feature names and nothing asks for.
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--duplicates", "--all-features", "--target", "all"])
        .args(["--prefix", "none", "--depth", "0"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, version) in tree.lines().filter_map(|line| line.split_once(' ')) {
        versions.entry(name).or_default().insert(version);
    }
    let doubled: BTreeMap<&str, usize> =
        versions.into_iter().map(|(name, versions)| (name, versions.len() - 1)).filter(|(_, more)| *more > 0).collect();
    assert_eq!(doubled, known, "versions that a crate has besides one, and those with a reason in deny.toml");
}
