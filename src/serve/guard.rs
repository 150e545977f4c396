//! Who may speak to the desk: a page that the desk itself served, on this machine.
//!
//! Loopback alone is no fence, for every site that is open in a browser can send requests to 127.0.0.1. A
//! foreign page gives itself away by its `Origin`, a name that was bent to 127.0.0.1 by its `Host`.

use super::http::{Request, Response};

/// On every answer: the page may load nothing but its own files and talk to nobody but the desk.
pub(super) const HEADERS: &str = concat!(
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; ",
    "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'\r\n",
    "X-Content-Type-Options: nosniff\r\n",
    "X-Frame-Options: DENY\r\n",
    "Referrer-Policy: no-referrer\r\n",
    "Cross-Origin-Opener-Policy: same-origin\r\n",
    "Cross-Origin-Resource-Policy: same-origin\r\n",
    "Cache-Control: no-store\r\n",
);

/// The refusal that a request earns, if it does.
pub(super) fn refuse(request: &Request, port: u16) -> Option<Response> {
    let Some(host) = &request.host else {
        return Some(Response::refusal(400, "Send one Host header."));
    };
    if !is_ours(host, port) {
        return Some(Response::refusal(403, format!("This desk answers to 127.0.0.1:{port}, not to {host}.")));
    }
    if let Some(origin) = &request.origin
        && !origin.strip_prefix("http://").is_some_and(|host| is_ours(host, port))
    {
        return Some(Response::refusal(403, format!("This desk does not answer pages of {origin}.")));
    }
    // Browsers that leave `Origin` out still say this; a typed address or a bookmark says `none`.
    if request.fetch_site.as_deref().is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Some(Response::refusal(403, "This desk does not answer pages of other sites."));
    }
    None
}

fn is_ours(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) if !given.ends_with(']') => (name, given.parse::<u16>().ok()),
        _ => (host, Some(80)),
    };
    given == Some(port) && (name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_with_the_own_port_pass() {
        for host in ["127.0.0.1:7319", "localhost:7319", "LocalHost:7319", "[::1]:7319"] {
            assert!(is_ours(host, 7319), "{host}");
        }
        for host in [
            "",
            "127.0.0.1",
            "127.0.0.1:80",
            "evil.example:7319",
            "localhost.evil.example:7319",
            "127.0.0.1:7319:7319",
            "[::1]",
            "localhost:",
        ] {
            assert!(!is_ours(host, 7319), "{host}");
        }
        assert!(is_ours("localhost", 80) && is_ours("[::1]", 80));
    }

    #[test]
    fn pages_of_other_sites_are_refused() {
        let request = |origin: Option<&str>, site: Option<&str>| Request {
            host: Some("127.0.0.1:7319".into()),
            origin: origin.map(str::to_owned),
            fetch_site: site.map(str::to_owned),
            ..Request::default()
        };
        for (origin, site) in [
            (None, None),
            (None, Some("none")),
            (Some("http://127.0.0.1:7319"), Some("same-origin")),
            (Some("http://localhost:7319"), None),
        ] {
            assert!(refuse(&request(origin, site), 7319).is_none(), "{origin:?} {site:?}");
        }
        for (origin, site) in [
            (Some("https://evil.example"), None),
            (Some("http://127.0.0.1:8000"), None),
            (Some("https://127.0.0.1:7319"), None),
            (Some("null"), None),
            (None, Some("cross-site")),
            (None, Some("same-site")),
        ] {
            assert_eq!(
                refuse(&request(origin, site), 7319).map(|refusal| refusal.status),
                Some(403),
                "{origin:?} {site:?}"
            );
        }
    }
}
