//! What clients are told where a chat has no words of its own.

use crate::Words;

/// When no operator is free.
pub const BUSY: Words = Words {
    en: "All our colleagues are busy right now. Please stay here: whoever is free first will answer.",
    ru: "Сейчас все сотрудники заняты. Пожалуйста, подождите: ответит первый, кто освободится.",
};

/// While waiting in the queue; `{position}` and `{wait}` are filled in.
pub const QUEUE: Words = Words {
    en: "You are number {position} in the queue. The wait is about {wait}.",
    ru: "Вы в очереди под номером {position}. Ждать примерно {wait}.",
};

/// When a rating is asked for.
pub const RATING: Words = Words {
    en: "Please rate our conversation.",
    ru: "Пожалуйста, оцените наш разговор.",
};
