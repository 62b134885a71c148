use crate::{Messenger, check_link};

/// Each line: a link, and how it is kept; `-` refuses it.
#[track_caller]
fn check(messenger: Messenger, cases: &str) {
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let (link, kept) = case.split_once("  ").unwrap_or((case, case));
        let found = check_link(messenger, link);
        match kept.trim() {
            "-" => assert!(found.is_err(), "{link} became {found:?}"),
            kept => assert_eq!(found.as_deref(), Ok(kept), "{link}"),
        }
    }
}

#[test]
fn telegram() {
    check(
        Messenger::Telegram,
        "
        https://t.me/parley_bot
        https://t.me/parley_bot?start=from-site_1
        HTTPS://T.ME/Parley_Bot/  https://t.me/Parley_Bot
        https://telegram.me/parley_bot?utm_source=x&start=1  https://t.me/parley_bot?start=1
        tg://resolve?domain=parley_bot  https://t.me/parley_bot
        tg://resolve?domain=parley_bot&start=1  https://t.me/parley_bot?start=1
        https://t.me/share?url=https://evil.example  -
        https://t.me/abc  -
        https://t.me/1name  -
        https://t.me/name-x  -
        https://t.me/name/1  -
        https://t.me/+abcDEF123  -
        https://t.me/name#x  -
        https://t.me/имя_имя  -
        https://web.telegram.org/k/#@name  -
        tg://resolve  -
        tg://resolve?domain=a%2Fb%2Fcde  -
        tg://msg?text=x  -
        @parley_bot  -
        ",
    );
}

#[test]
fn whatsapp() {
    check(
        Messenger::Whatsapp,
        "
        https://wa.me/4791234567
        https://wa.me/4791234567?text=Hello%20there
        https://wa.me/message/ABCDEFGH1
        https://api.whatsapp.com/send?phone=4791234567  https://wa.me/4791234567
        https://api.whatsapp.com/send/?phone=%2B4791234567&text=Hi&app_absent=0  https://wa.me/4791234567?text=Hi
        https://api.whatsapp.com/send?phone=+4791234567  https://wa.me/4791234567
        whatsapp://send?phone=4791234567  https://wa.me/4791234567
        https://wa.me/+4791234567  -
        https://wa.me/04791234567  -
        https://wa.me/123456  -
        https://wa.me/1234567890123456  -
        https://wa.me/47-912-34-567  -
        https://wa.me/message/a%2Fb  -
        https://wa.me/name  -
        https://api.whatsapp.com/send?text=Hi  -
        https://chat.whatsapp.com/abcDEF  -
        ",
    );
}

#[test]
fn viber() {
    check(
        Messenger::Viber,
        "
        viber://pa?chatURI=name
        viber://pa?chatURI=name&context=site
        viber://pa?context=site&chatURI=name&x=1  viber://pa?chatURI=name&context=site
        viber://pa/?chatURI=name  viber://pa?chatURI=name
        viber://chat?number=%2B4791234567
        viber://chat?number=+4791234567  viber://chat?number=%2B4791234567
        viber://chat?number=4791234567  -
        viber://chat?number=%2Bname  -
        viber://pa?chatURI=  -
        viber://pa?chatURI=a/b  -
        viber://pa  -
        viber://forward?text=x  -
        viber:pa?chatURI=name  -
        https://viber.com/name  -
        ",
    );
}

#[test]
fn facebook() {
    check(
        Messenger::Facebook,
        "
        https://m.me/our.shop-1
        https://m.me/104000000000001?ref=site
        https://m.me/name/?fbclid=x  https://m.me/name
        https://m.me/name/x  -
        https://m.me/...  -
        https://www.facebook.com/name  -
        https://m.facebook.com/name  -
        fb-messenger://user/1  -
        ",
    );
}

#[test]
fn alice() {
    check(
        Messenger::Alice,
        "
        https://dialogs.yandex.ru/store/skills/0a1b2c3d-our-shop
        https://dialogs.yandex.ru/store/skills/0a1b2c3d-our-shop?utm=1  https://dialogs.yandex.ru/store/skills/0a1b2c3d-our-shop
        https://alice.ya.ru/s/99694ba7-cba5-4eab-b10a-462075686778
        https://dialogs.yandex.ru/developer/skills/99694ba7-cba5-4eab-b10a-462075686778  -
        https://dialogs.yandex.ru/store/skills  -
        https://alice.ya.ru/s/99694ba7  -
        https://alice.ya.ru/s/99694ba7cba54eabb10a462075686778  -
        https://alice.yandex.ru/s/99694ba7-cba5-4eab-b10a-462075686778  -
        ",
    );
}

#[test]
fn yandex() {
    check(
        Messenger::Yandex,
        "
        https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9
        https://yandex.ru/chat/#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9?utm_source=pay  https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9
        https://yandex.ru/chat#/join/89d4640d-6036-48da-8a45-bb74872c3800
        https://yandex.ru/chat  -
        https://yandex.ru/chat#/  -
        https://yandex.ru/chat#/user/name  -
        https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9/x  -
        https://yandex.ru/search#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9  -
        https://yandex.example/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9  -
        ",
    );
}

#[test]
fn vk() {
    check(
        Messenger::Vk,
        "
        https://vk.me/our_shop
        https://vk.me/club1234567?ref=site
        https://vk.com/im?sel=-1234567
        https://vk.ru/im?peers=1&sel=-1234567  https://vk.ru/im?sel=-1234567
        https://vk.com/write-1234567
        https://vk.ru/write-1234567
        https://vk.com/im  -
        https://vk.com/im?sel=c1  -
        https://vk.com/our_shop  -
        https://vk.com/write  -
        https://vk.com/write--1  -
        https://vk.me/join/abc  -
        https://vk.me/a%62c  -
        https://vk.com.evil.example/write-1  -
        ",
    );
}

#[test]
fn skype() {
    check(
        Messenger::Skype,
        "
        https://teams.microsoft.com/l/chat/0/0?users=ann@example.com
        https://teams.microsoft.com/l/chat/0/0?users=28:99694ba7-cba5-4eab-b10a-462075686778&topicName=Shop
        https://teams.microsoft.com/l/chat/19:abc@thread.v2/conversations?context=%7B%7D
        https://join.skype.com/bot/99694ba7-cba5-4eab-b10a-462075686778
        skype:our.shop?chat
        skype:live:.cid.12ab?chat
        skype:our.shop?call  -
        skype:our.shop  -
        skype:?chat  -
        skype:a/b?chat  -
        https://teams.microsoft.com/l/chat/0/0  -
        https://teams.microsoft.com/l/chat/0/0?users=  -
        https://teams.microsoft.com/l/meetup-join/x  -
        https://join.skype.com/abc  -
        ",
    );
}

#[test]
fn slack() {
    check(
        Messenger::Slack,
        "
        https://our-team.slack.com/archives/C0123456789
        https://our-team.slack.com/messages/D0123456789
        https://our-team.slack.com/team/U0123456789
        https://app.slack.com/client/T0123456789/C0123456789
        https://join.slack.com/t/our-team/shared_invite/zt-1a2b3c~4-d_e
        https://slack.com/app_redirect?app=A0123456789&team=T0123456789
        https://slack.com/app_redirect?team=T0123456789&channel=C0123456789  https://slack.com/app_redirect?channel=C0123456789&team=T0123456789
        https://hooks.slack.com/services/T0123456/B0123456/secret  -
        https://our-team.slack.com/  -
        https://our-team.slack.com/admin  -
        https://a.b.slack.com/archives/C0123456789  -
        https://slack.com/archives/C0123456789  -
        https://evilslack.com/archives/C0123456789  -
        https://slack.com/app_redirect  -
        https://slack.com/app_redirect?app=../x  -
        https://join.slack.com/t/our-team  -
        slack://channel?team=T1&id=C1  -
        ",
    );
}

#[test]
fn wechat() {
    check(
        Messenger::Wechat,
        "
        https://u.wechat.com/MKz-abc_DEF
        https://work.weixin.qq.com/kfid/kfc0123456789abcdef
        https://work.weixin.qq.com/kfid/kfc0123456789abcdef?enc_scene=1  https://work.weixin.qq.com/kfid/kfc0123456789abcdef
        weixin://dl/chat?our_shop
        weixin://dl/chat?a=b  -
        weixin://dl/chat  -
        weixin://dl/scan  -
        https://u.wechat.com/  -
        https://weixin.qq.com/r/abc  -
        https://mp.weixin.qq.com/s/abcdef  -
        ",
    );
}

#[test]
fn snapchat() {
    check(
        Messenger::Snapchat,
        "
        https://www.snapchat.com/add/our.shop-1
        https://snapchat.com/add/our_shop?share_id=1  https://www.snapchat.com/add/our_shop
        https://www.snapchat.com/add/ab  -
        https://www.snapchat.com/add/a234567890123456  -
        https://www.snapchat.com/add/...  -
        https://www.snapchat.com/our_shop  -
        https://accounts.snapchat.com/add/our_shop  -
        ",
    );
}

#[test]
fn line() {
    check(
        Messenger::Line,
        "
        https://line.me/R/ti/p/@our_shop
        https://line.me/R/ti/p/%40our_shop  https://line.me/R/ti/p/@our_shop
        https://line.me/ti/p/@our_shop  https://line.me/R/ti/p/@our_shop
        https://lin.ee/abcDEF1
        https://page.line.me/our_shop
        https://page.line.me/our_shop?openerPlatform=x  https://page.line.me/our_shop
        https://line.me/R/ti/p/our_shop  -
        https://line.me/R/ti/p/@  -
        https://line.me/R/msg/text/?x  -
        https://lin.ee/a/b  -
        https://manager.line.biz/account/@our_shop  -
        line://ti/p/@our_shop  -
        ",
    );
}
