use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use language::{fold, stem};

/// What a word of its own meaning weighs.
pub(super) const WORD: f32 = 1.0;
/// What a question word weighs: it tells sentences apart, though not as well as other words.
const ASKING: f32 = 0.5;
/// What figures weigh: order numbers and the like, which no example can foresee.
const FIGURES: f32 = 0.5;
/// What a word weighs that stands in any sentence.
const SMALL: f32 = 0.1;
/// What an emoji or another sign weighs.
const SIGN: f32 = 0.05;

/// How much a piece of a text says about its meaning, by its stem.
pub(super) fn weight(stem: &str, is_word: bool) -> f32 {
    if !is_word {
        return SIGN;
    }
    if stem.bytes().all(|b| b.is_ascii_digit()) {
        return FIGURES;
    }
    WEIGHTS.get(stem).copied().unwrap_or(WORD)
}

/// Whether a folded word denies the one that follows it.
pub(super) fn denies(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| DENYING.split(' ').collect());
    WORDS.contains(word) || word.ends_with("n't")
}

/// Whether `не` before this word is only polite, as in `не подскажете`.
pub(super) fn is_polite(word: &str) -> bool {
    POLITE.split(' ').any(|polite| polite == word)
}

/// Whether a clause that begins with this word goes on with what the one before began, as in `не
/// хочу, чтобы`.
pub(super) fn goes_on(word: &str) -> bool {
    matches!(word, "чтобы" | "чтоб" | "that")
}

/// The weights of all words but those of a meaning of their own.
static WEIGHTS: LazyLock<HashMap<String, f32>> = LazyLock::new(|| {
    let words = |list: &'static str, weight| {
        let words = list.split_whitespace();
        words.map(move |word| (stem(&fold(word)).into_owned(), weight))
    };
    let small = words(SMALL_WORDS, SMALL).chain(words(DENYING, SMALL));
    small.chain(words(ASKING_WORDS, ASKING)).collect()
});

const DENYING: &str = "не нет ни без нельзя никак никогда not no never without cannot dont cant \
     wont isnt doesnt didnt wasnt arent couldnt unable";

const POLITE: &str = "подскажете подскажите скажете скажите знаете могли могла мог можете будете \
     будет только лишь only";

const ASKING_WORDS: &str = "что где когда куда откуда как какой какая какие сколько почему зачем \
     кто чем чей ли what where when how why who whom which whose";

const SMALL_WORDS: &str = "
    а и или но да же бы то это этот эта эти тот та те в во на с со к ко у о об от до из за по под
    над при для про через я мы ты вы он она оно они меня мне мной нас нам вас вам тебя тебе его ее
    их ему ей им мой моя мое мои моего моей моих моим наш наша наши ваш ваша ваше ваши вашего свой
    своего себя вот там тут здесь так уже еще ну если чтобы чтоб было был была были быть есть будет
    буду хочу хотел хотела хотим хотелось можно могу можем можете могли может нужно нужен нужна
    нужны надо необходимо получается получилось удается удалось выходит очень просто именно тоже
    также сейчас здравствуйте здрасте привет добрый доброе день утро вечер пожалуйста плиз подскажите
    подскажете скажите скажете помогите спасибо благодарю алло ок хорошо
    a an the and or but to of in on at by for from with as it its is are was were be been am do does
    did done i i'm i'd i've i'll me my mine we us our you your yours he she they them their this that
    these those there here so just very can could would should will may might must want wants need
    needs like please pls tell help hi hello hey dear thanks thank thx ok okay now able get got have
    has had some any yes good morning afternoon evening
";
