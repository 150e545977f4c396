//! The desks that the arguments ask for.

use super::arguments::{ConfigurationArguments, RuleArguments};
use crate::config::Overlay;

/// What these arguments say over every configuration.
pub(super) fn overlay(configuration: &ConfigurationArguments, rules: &RuleArguments) -> Overlay {
    Overlay {
        config: configuration.config.clone(),
        isolated: configuration.isolated,
        profile: rules.profile.clone(),
        select: rules.select.clone(),
        extend_select: rules.extend_select.clone(),
        ignore: rules.ignore.clone(),
        rules: rules.folders.clone(),
        ..Overlay::default()
    }
}
