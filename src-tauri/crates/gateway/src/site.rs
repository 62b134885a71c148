//! Lists of sites, as people write them, in the words of HTTP. Pure.

pub(crate) use domain::Site;

/// The directive that says who may show the panel in a frame. Our own pages always may; a list in
/// which nothing is a site lets nobody else. An empty list is none at all: even `*` would shut out
/// pages that were opened from a file.
pub(crate) fn frame_ancestors(sites: &[String]) -> Option<String> {
    if sites.is_empty() {
        return None;
    }
    let mut ancestors = "frame-ancestors 'self'".to_owned();
    for site in sites.iter().filter_map(|text| Site::parse(text)) {
        ancestors.push(' ');
        ancestors.push_str(&site.to_string());
    }
    Some(ancestors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_for_the_listed_sites_and_nothing_else_enters_the_policy() {
        assert_eq!(frame_ancestors(&[]), None);
        let sites = [
            "https://Shop.example:443/",
            "https://*.group.example",
            "https://x; script-src *",
        ];
        assert_eq!(
            frame_ancestors(&sites.map(str::to_owned)).unwrap(),
            "frame-ancestors 'self' https://shop.example https://*.group.example"
        );
        let nobody_else = frame_ancestors(&["rubbish".to_owned()]);
        assert_eq!(nobody_else.unwrap(), "frame-ancestors 'self'");
    }
}
