use reqwest::{Method, Response};
use serde_json::json;
use store::StoreError;

use crate::support::{KEY, Place, made, refused};

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_strangers_name_for_this_computer_is_not_answered() {
    let public = |config: &mut gateway::Config| {
        config.public_url = Some("https://chat.example.com".to_owned());
    };
    let place = Place::with(public, &[]).await;
    let ask = |host: &str, path: &str| place.http.get(place.url(path)).header("Host", host).send();
    for host in ["chat.example.com", "localhost:1", "10.0.0.7", "[::1]"] {
        assert_eq!(ask(host, "/health").await.unwrap().status(), 204, "{host}");
    }
    for path in [
        "/",
        "/health",
        "/widget/v1/loader.js?k=site-key-1",
        "/widget/v1/test",
        "/nothing",
    ] {
        let response = ask("rebound.evil.example:7420", path).await.unwrap();
        let body = response.text().await.unwrap();
        assert!(
            body.contains("`rebound.evil.example`") && body.contains("--public-url"),
            "{body}"
        );
    }
    let response = ask("rebound.evil.example", "/").await.unwrap();
    assert_eq!(refused(response).await, (421, "wrong_host".to_owned()));
    let answer = place.raw(b"GET /health HTTP/1.0\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.0 421 "), "{answer}");
}

#[tokio::test]
async fn every_site_may_use_a_chat_without_a_list() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let asked = visitor
        .ask(Method::GET, "/poll")
        .header("Origin", "https://anyone.example");
    let response = asked.send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    assert_eq!(header(&response, "access-control-allow-credentials"), "");
    assert_eq!(header(&response, "set-cookie"), "");
}

#[tokio::test]
async fn only_listed_sites_may_use_a_chat_with_a_list() {
    let place = Place::with(|_| {}, &["https://shop.example"]).await;
    let visitor = place.visitor().await;
    let own = place.url("");
    let ask = async |origin: &str, session: bool| {
        let asked = if session {
            let url = place.url("/widget/v1/session");
            place
                .http
                .post(url)
                .json(&json!({"site_key": KEY, "visitor_token": visitor.token}))
        } else {
            visitor.ask(Method::GET, "/poll")
        };
        asked.header("Origin", origin).send().await.unwrap()
    };
    for session in [true, false] {
        let response = ask("https://shop.example", session).await;
        assert_eq!(response.status(), 200);
        assert_eq!(
            header(&response, "access-control-allow-origin"),
            "https://shop.example"
        );
        assert_eq!(header(&response, "vary"), "Origin");
        let response = ask(&own, session).await;
        assert_eq!(
            (
                response.status().as_u16(),
                header(&response, "access-control-allow-origin")
            ),
            (200, "")
        );
        for origin in ["https://evil.example", "null"] {
            let response = ask(origin, session).await;
            assert_eq!(
                header(&response, "access-control-allow-origin"),
                "*",
                "the refusal can be read"
            );
            let text = response.text().await.unwrap();
            assert!(
                text.contains("origin_not_allowed") && text.contains(origin),
                "{text}"
            );
        }
    }
}

#[tokio::test]
async fn a_preflight_is_answered_without_a_token() {
    let place = Place::with(|_| {}, &["https://shop.example"]).await;
    for path in ["/messages", "/events", "/session"] {
        let response = place
            .http
            .request(Method::OPTIONS, place.url(&format!("/widget/v1{path}")))
            .header("Origin", "https://shop.example")
            .header("Access-Control-Request-Method", "POST")
            .header(
                "Access-Control-Request-Headers",
                "authorization,content-type",
            )
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 204, "{path}");
        assert_eq!(header(&response, "access-control-allow-origin"), "*");
        let allowed = header(&response, "access-control-allow-headers");
        assert_eq!(
            allowed,
            "Authorization, Content-Type, Last-Event-ID, X-Client-Msg-Id, X-File-Name"
        );
    }
}

#[tokio::test]
async fn the_panel_shows_itself_only_on_listed_sites_and_loads_nothing_of_others() {
    let open = Place::open().await;
    let listed = Place::with(|_| {}, &["https://shop.example", "https://x; script-src *"]).await;
    for (place, ancestors) in [
        (&open, ""),
        (&listed, "; frame-ancestors 'self' https://shop.example"),
    ] {
        let response = place.get(&format!("/widget/v1/panel?k={KEY}")).await;
        assert_eq!(response.status(), 200);
        assert_eq!(
            header(&response, "content-security-policy"),
            format!(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                 img-src 'self' data:; base-uri 'none'; form-action 'none'{ancestors}"
            )
        );
        assert_eq!(header(&response, "x-frame-options"), "");
        let isolation = ["embedder", "resource"].map(|of| format!("cross-origin-{of}-policy"));
        assert_eq!(
            isolation.each_ref().map(|name| header(&response, name)),
            ["require-corp", "cross-origin"]
        );
        assert_eq!(header(&response, "referrer-policy"), "no-referrer");
        let page = response.text().await.unwrap();
        assert!(
            page.contains(r#""title":"Orders \u003c/script>""#),
            "{page}"
        );
        assert!(!page.contains("__PARLEY_CONFIG__"));
    }
}

#[tokio::test]
async fn the_loader_knows_its_chat_and_is_asked_about_each_time() {
    let place = Place::open().await;
    let path = format!("/widget/v1/loader.js?k={KEY}");
    let asked = place
        .http
        .get(place.url(&path))
        .header("Accept-Language", "ru");
    let response = asked.send().await.unwrap();
    assert_eq!(
        header(&response, "content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(header(&response, "cache-control"), "no-cache");
    assert_eq!(
        header(&response, "cross-origin-resource-policy"),
        "cross-origin"
    );
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    assert_eq!(header(&response, "vary"), "Accept-Language");
    let tag = header(&response, "etag").to_owned();
    let loader = response.text().await.unwrap();
    let config = r##"{"key":"site-key-1","language":"ru","button":{"fill":"#1e69d0","text":"#ffffff"},"texts":{"open":"Открыть чат","close":"Закрыть чат","title":"Orders \u003c/script>","messengers_label":"Написать нам в мессенджере"},"links":[],"sites":[]}"##;
    assert!(loader.contains(config), "{loader}");

    let kept = async |path: &str, tag: &str| {
        let asked = place
            .http
            .get(place.url(path))
            .header("Accept-Language", "ru");
        asked
            .header("If-None-Match", tag)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(kept(&path, &tag).await, 304);
    assert_eq!(kept(&path, &format!("\"other\", W/{tag}")).await, 304);
    let chat = place.chat;
    let now = domain::Clock::now(&*place.clock);
    let renamed: Result<_, StoreError> = place
        .store
        .write(move |writer| {
            writer.update_chat(
                chat,
                1,
                "Sales",
                &domain::ChatSettings::default(),
                &made(now),
            )
        })
        .await;
    assert!(renamed.unwrap().is_some());
    assert_eq!(
        kept(&path, &tag).await,
        200,
        "a change of the chat is there at once"
    );
}

#[tokio::test]
async fn the_panels_files_are_served_as_what_they_are() {
    let place = Place::open().await;
    for (file, content_type) in [
        ("panel.js", "text/javascript; charset=utf-8"),
        ("panel.css", "text/css; charset=utf-8"),
    ] {
        let response = place.get(&format!("/widget/v1/{file}")).await;
        assert_eq!(header(&response, "content-type"), content_type);
        assert!(!header(&response, "etag").is_empty());
        assert!(!response.bytes().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_pages_of_the_gateway_speak_two_languages() {
    let place = Place::open().await;
    let ask = async |path: &str, language: &str| {
        let asked = place
            .http
            .get(place.url(path))
            .header("Accept-Language", language);
        let response = asked.send().await.unwrap();
        assert_eq!(
            header(&response, "content-type"),
            "text/html; charset=utf-8"
        );
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let (status, root) = ask("/", "en").await;
    assert!(
        status == 200 && root.contains("<h1>Parley gateway</h1>"),
        "{root}"
    );
    assert!(ask("/", "ru-RU").await.1.contains("<h1>Шлюз Parley</h1>"));
    let (status, test) = ask(&format!("/widget/v1/test?k={KEY}"), "en").await;
    assert!(
        status == 200 && test.contains("Test page of “Orders &lt;/script&gt;”"),
        "{test}"
    );
    assert!(
        test.contains(r#"<script src="loader.js?k=site-key-1" async></script>"#),
        "{test}"
    );
    let (status, unknown) = ask("/widget/v1/test?k=%22%3E%3Cscript%3E", "ru").await;
    assert!(
        status == 404 && unknown.contains("Чата с таким ключом нет"),
        "{unknown}"
    );
    assert!(!unknown.contains("<script"), "{unknown}");
}

#[tokio::test]
async fn a_chat_that_was_deleted_is_gone_for_its_visitors() {
    let place = Place::open().await;
    let visitor = place.visitor().await;
    let chat = place.chat;
    let now = domain::Clock::now(&*place.clock);
    let deleted: Result<_, StoreError> = place
        .store
        .write(move |writer| writer.delete_chat(chat, false, now))
        .await;
    assert!(deleted.unwrap());
    assert_eq!(refused(visitor.get("/poll").await).await.0, 401);
    let refusal = refused(place.session(json!({"site_key": KEY})).await).await;
    assert_eq!(refusal, (404, "unknown_site_key".to_owned()));
}
