/** A small choice of emoji with words to find them by, in both languages. */

export interface Emoji {
  sign: string;
  en: string;
  ru: string;
}

const LIST = `
😀|grin happy|радость улыбка
😃|smile happy joy|улыбка счастье
😄|laugh smile|смех улыбка
😁|beaming grin|сияю улыбка
😅|phew sweat relief|уф пот
😂|tears of joy laugh|смех до слёз
🙂|slight smile|лёгкая улыбка
🙃|upside down|вверх ногами
😉|wink|подмигиваю
😊|blush warm smile|смущение улыбка
😇|angel innocent|ангел
🥰|love hearts|любовь сердечки
😍|heart eyes love|влюблён сердце
😘|kiss|поцелуй
😋|tasty yum|вкусно
😎|cool sunglasses|круто очки
🤓|nerd glasses|умник очки
🤩|star struck wow|восторг звёзды
🥳|party celebrate|праздник вечеринка
🤗|hug|обнимаю
🤔|thinking hm|думаю хм
🤝|handshake deal|рукопожатие договорились
🫡|salute yes|есть честь
😐|neutral|нейтрально
😶|no words|нет слов
🙄|roll eyes|закатываю глаза
😏|smirk|ухмылка
😬|grimace oops|неловко
😌|relieved calm|спокойствие
😴|sleep tired|сон спать
😷|mask ill|маска болезнь
🤒|ill fever|болею температура
🤯|mind blown|взрыв мозга
😕|confused|растерян
😟|worried|тревога
🙁|sad frown|грусть
😮|surprised oh|удивление ой
😳|flushed embarrassed|смущён
🥺|please pleading|пожалуйста прошу
😢|cry tear sad|слеза плачу
😭|sob cry|рыдаю плачу
😱|scream fear|ужас крик
😞|disappointed|разочарован
😤|huff|пыхчу
😠|angry|злость
😡|very angry red|гнев
💀|skull|череп
👋|wave hello bye|привет пока
👌|ok fine|окей хорошо
✌️|victory peace|победа мир
🤞|fingers crossed luck|удача пальцы
👍|thumbs up yes good|хорошо да палец вверх
👎|thumbs down no bad|плохо нет палец вниз
👏|clap bravo|аплодисменты браво
🙌|hooray hands|ура руки
🙏|thanks please pray|спасибо пожалуйста
💪|strong muscle|сила
✍️|write|пишу
👀|eyes look|глаза смотрю
🫶|heart hands|сердце руками
❤️|heart love red|сердце любовь
🧡|orange heart|оранжевое сердце
💛|yellow heart|жёлтое сердце
💚|green heart|зелёное сердце
💙|blue heart|синее сердце
💜|purple heart|фиолетовое сердце
💔|broken heart|разбитое сердце
🔥|fire hot|огонь
✨|sparkles shine|блеск искры
⭐|star|звезда
🎉|tada party congratulations|поздравляю праздник
🎁|gift present|подарок
🎂|cake birthday|торт день рождения
🌹|rose flower|роза цветок
🌷|tulip flower|тюльпан цветок
☀️|sun weather|солнце погода
☁️|cloud weather|облако погода
🌧️|rain weather|дождь погода
❄️|snow winter|снег зима
☕|coffee tea|кофе чай
🍕|pizza food|пицца еда
✅|done check yes|готово да галочка
❌|no cross wrong|нет крест
❗|important exclamation|важно восклицание
❓|question|вопрос
⚠️|warning attention|внимание предупреждение
ℹ️|info information|информация
🚫|forbidden stop|нельзя стоп
💯|hundred perfect|сто отлично
⏰|alarm time clock|будильник время
⏳|wait hourglass|ждать песочные часы
📅|calendar date|календарь дата
📍|place pin map|место карта
📞|phone call|телефон звонок
📱|mobile phone|мобильный телефон
💻|computer laptop|компьютер ноутбук
📧|mail letter|почта письмо
📎|clip file|скрепка файл
📄|document page|документ страница
📷|camera photo|камера фото
📦|parcel box delivery|посылка коробка доставка
🚚|truck delivery|доставка грузовик
🚗|car|машина
✈️|plane travel|самолёт поездка
🏠|house home|дом
🏢|office building|офис здание
🛒|cart shopping|корзина покупки
🛍️|bags shopping|покупки пакеты
👕|shirt clothes|футболка одежда
👟|shoes sneakers|обувь кроссовки
💳|card pay|карта оплата
💰|money|деньги
🧾|receipt bill|чек счёт
🏷️|tag price label|бирка цена
🔧|wrench repair|ключ ремонт
🔑|key|ключ
🔒|lock closed|замок закрыто
🔍|search look|поиск лупа
🔗|link|ссылка
🔔|bell remind|колокольчик напоминание
💡|idea bulb|идея лампочка
➡️|right arrow|стрелка вправо
⬅️|left arrow|стрелка влево
🔄|again repeat|снова повтор
1️⃣|one first|один первый
2️⃣|two second|два второй
3️⃣|three third|три третий`;

export const EMOJI: readonly Emoji[] = LIST.trim()
  .split("\n")
  .map((line) => {
    const [sign = "", en = "", ru = ""] = line.split("|");
    return { sign, en, ru };
  });
